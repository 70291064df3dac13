"""Commands as somebody types them in a folder of their own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.commands import main

Say = Callable[..., tuple[int, str, str]]


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Say:
    """Types a command; gives the exit code, what was printed and what was complained."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ZHIQIN_TOKEN", raising=False)

    def typed(*words: str | Path) -> tuple[int, str, str]:
        code = main([str(word) for word in words])
        return code, *capsys.readouterr()

    return typed
