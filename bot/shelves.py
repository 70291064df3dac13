"""Shelves: the folder of photos, by the first two digits of their sha256; what no picture needs any more is removed.

The database decides first and the file goes afterwards, so that a crash between the two leaves a file too many, never
a picture without its file. Only whoever fetches photos asks for this, while nothing is being fetched.
"""

import asyncio
import contextlib
import logging
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from actions.prune import DISCARD, SWEEP
from storage import Store, Transaction
from storage.due import DueRow
from storage.evidence import path_of

LOG = logging.getLogger(__name__)
VERBS = (DISCARD, SWEEP)
AT_ONCE = 8
"""Shelves swept between two looks at what is to be fetched."""
FRESH = timedelta(days=1)
"""Real time that a file nobody needs is left alone: somebody may be restoring a backup."""


class Shelves:
    """Serves the due rows of VERBS; cut short, they are simply done again."""

    def __init__(
        self, store: Store, folder: Path, now: Callable[[], datetime], real_now: Callable[[], datetime]
    ) -> None:
        """`now` is the house's clock; files carry the machine's times, `real_now`."""
        self._store = store
        self._folder = folder
        self._now = now
        self._real_now = real_now

    async def tidy(self) -> bool:
        """One step of what is due; False when nothing is."""
        rows = await self._store.run(lambda tx: tx.due.ready(self._now(), VERBS, AT_ONCE))
        for row in rows:
            await (self._discard(row) if row.verb == DISCARD else self._sweep(row))
        return bool(rows)

    async def _discard(self, row: DueRow) -> None:
        """One picture was erased: its file goes now, unless another picture needs it."""
        needed = await self._store.run(lambda tx: row.subject in tx.keeping.needed(row.subject))
        if not needed:
            await asyncio.to_thread(remove, [path_of(self._folder, row.subject)])
        await self._store.run(lambda tx: tx.due.take(row))

    async def _sweep(self, row: DueRow) -> None:
        after: str = row.facts.get("after", "")
        shelves = [shelf for shelf in await asyncio.to_thread(shelves_in, self._folder) if shelf.name > after][:AT_ONCE]
        for shelf in shelves:
            needed = await self._store.run(lambda tx, name: tx.keeping.needed(name), shelf.name)
            found = await asyncio.to_thread(left_over, shelf, needed, self._real_now() - FRESH)
            if found:
                await asyncio.to_thread(remove, found)
                LOG.info("pictures.swept shelf=%s files=%d", shelf.name, len(found))
        await self._store.run(_swept, row, self._now(), shelves[-1].name if len(shelves) == AT_ONCE else None)


def _swept(tx: Transaction, row: DueRow, now: datetime, after: str | None) -> None:
    if tx.due.take(row) and after is not None:
        tx.due.put(SWEEP, "all", now, {"after": after})


def shelves_in(folder: Path) -> list[Path]:
    return sorted(folder.glob("[0-9a-f][0-9a-f]/"))


def left_over(shelf: Path, needed: set[str], old: datetime) -> list[Path]:
    """Files that no picture needs, and what is left of a write that was cut short, when they are old enough."""
    files = (path for path in shelf.iterdir() if shelf.name + path.name not in needed)
    return [path for path in files if datetime.fromtimestamp(path.stat().st_mtime, UTC) < old]


def remove(paths: list[Path]) -> None:
    """Removes the files, gone for good when it returns; those that are gone already are no trouble."""
    for path in paths:
        path.unlink(missing_ok=True)
    for shelf in {path.parent for path in paths}:
        with contextlib.suppress(FileNotFoundError):
            handle = os.open(shelf, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
