"""What one person sends is worked through in the order it came; people do not wait for each other."""

import asyncio
from collections.abc import Awaitable, Coroutine, Hashable
from dataclasses import dataclass, field
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

CEILING = 1_000_000
"""The base class takes its own slot before we are asked, and a person's second update would hold one while it waits."""


@dataclass(slots=True)
class _Line:
    """Those of one person: how many stand in it, and whose turn it is (asyncio's lock is first come, first served)."""

    length: int = 0
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


class InOrder(BaseUpdateProcessor):
    """At most `workers` updates at once; a place in the person's line is taken before a worker is."""

    def __init__(self, workers: int = 64) -> None:
        super().__init__(max_concurrent_updates=CEILING)
        self._workers = asyncio.Semaphore(workers)
        self._lines: dict[Hashable, _Line] = {}
        self._closed = False

    @property
    def waiting(self) -> int:
        """How many updates are being worked on or wait for their turn."""
        return sum(line.length for line in self._lines.values())

    def close(self) -> None:
        """From now on nothing new is begun: what still stands in line is safe in the inbox and comes again."""
        self._closed = True

    async def initialize(self) -> None:
        self._closed = False

    async def shutdown(self) -> None:
        self.close()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        who = whose(update)
        line = self._lines.setdefault(who, _Line())
        line.length += 1
        try:
            async with line.turn, self._workers:
                if not self._closed:
                    await coroutine
        finally:
            line.length -= 1
            if not line.length:
                del self._lines[who]
            if isinstance(coroutine, Coroutine):
                coroutine.close()  # never begun when cancelled in line; after its end this does nothing


def whose(update: object) -> Hashable:
    """Whose line the update belongs in: the person's, else the chat's, else one of its own."""
    if not isinstance(update, Update):
        return object()
    if update.effective_user is not None:
        return update.effective_user.id
    if update.effective_chat is not None:
        return update.effective_chat.id
    return ("update", update.update_id)
