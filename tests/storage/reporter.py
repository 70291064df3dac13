"""A child process that writes without end and says each word only after the store said that it is kept.

python -m tests.storage.reporter FOLDER          until it is killed
python -m tests.storage.reporter FOLDER leaves   writes once and ends without closing anything
"""

import asyncio
import itertools
import sys
from pathlib import Path

from storage import Store
from tests.storage.rows import note

WRITERS = 12


async def write(store: Store, number: int) -> None:
    for count in itertools.count():
        word = await store.run(note, f"{number}-{count}")
        sys.stdout.write(word + "\n")
        sys.stdout.flush()


async def report(folder: Path) -> None:
    store = await Store.open(folder)
    await asyncio.gather(*(write(store, number) for number in range(WRITERS)))


async def leave(folder: Path) -> None:
    store = await Store.open(folder)
    await store.run(note, "last words")


if __name__ == "__main__":
    asyncio.run((leave if sys.argv[2:] else report)(Path(sys.argv[1])))
