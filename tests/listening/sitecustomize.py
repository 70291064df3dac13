"""In each child process of the suite: what it writes to stderr is kept in a folder as well, and garbage may wait."""

import gc
import os
import sys
from pathlib import Path
from typing import Any

FOLDER = os.environ.get("ZHIQIN_TEST_STDERR", "")
OBJECTS = 50_000
"""So many new objects before Python looks for garbage, as in tests/conftest.py: a sixth of a start is looking."""


class Both:
    """stderr, and a file beside it; flushed at once, since children are killed."""

    def __init__(self, stream: Any, path: Path) -> None:
        self._stream = stream
        self._path = path

    def write(self, text: str) -> int:
        with self._path.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
        return int(self._stream.write(text))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


gc.set_threshold(OBJECTS)
if FOLDER and sys.stderr is not None:
    sys.stderr = Both(sys.stderr, Path(FOLDER) / f"{os.getpid()}.stderr")
