"""A workbook read or written by a program of its own, which may take neither the bot's time nor all of its memory.

`python -m storage.workbook.apart read FILE`: what it holds, or what is wrong in it, pickled on standard output.
`python -m storage.workbook.apart write DATA FILE MOMENT`: the school of the data folder as it is now.
"""

import pickle
import resource
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from storage.look import look
from storage.workbook.faults import WorkbookErrors
from storage.workbook.present import write_present
from storage.workbook.school import read_workbook

MEMORY = 1024**3
"""Bytes of addresses; a workbook of 69,000 rows, 8 MB as a file, takes 160 MB of memory and 8 seconds."""
SECONDS = 120
"""Of the processor's time."""


def main(said: Sequence[str]) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    match said:
        case ["read", file]:
            sys.stdout.buffer.write(pickle.dumps(_read(Path(file))))
        case ["write", data, file, moment]:
            seen = look(Path(data))
            assert seen is not None
            write_present(Path(file), seen, datetime.fromisoformat(moment))
        case _:
            raise SystemExit(2)


def _read(file: Path) -> object:
    try:
        return read_workbook(file)
    except WorkbookErrors as error:
        return error.faults


if __name__ == "__main__":
    main(sys.argv[1:])
