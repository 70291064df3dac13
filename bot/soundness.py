"""Soundness of the file: a damaged database is not written into again, and whoever can restore it hears of it."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path

from storage.damage import Damaged, check_pages
from storage.store import FILE

LOG = logging.getLogger(__name__)
MARK = "damaged"
"""A file that stands in the data folder from when damage was seen until a start finds the database sound again."""


class Soundness:
    def __init__(
        self, data: Path, tell: Callable[[BaseException], Awaitable[None]], give_up: Callable[[str], None]
    ) -> None:
        self._data = data
        self._tell = tell
        self._give_up = give_up
        self._seen = False

    async def before_writing(self) -> None:
        """After damage every page is read before anything is opened for writing. Raises Damaged."""
        mark = self._data / MARK
        if await asyncio.to_thread(mark.exists):
            await asyncio.to_thread(check_pages, self._data / FILE)
            await asyncio.to_thread(mark.unlink, missing_ok=True)

    async def look(self) -> None:
        """The same once after each start, beside the work."""
        try:
            await asyncio.to_thread(check_pages, self._data / FILE)
        except Damaged as damaged:
            await self.damaged(damaged)

    async def damaged(self, damaged: Damaged) -> None:
        """Once: told, marked, over."""
        if self._seen:
            return
        self._seen = True
        LOG.critical("storage.damaged error=%s", type(damaged.__cause__ or damaged).__name__)
        with contextlib.suppress(OSError):
            await asyncio.to_thread((self._data / MARK).touch)
        await self._tell(damaged)
        self._give_up(str(damaged))
