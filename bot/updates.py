"""Updates are read once: when they arrive, before they are kept; PTB gets them from here."""

import asyncio
from collections.abc import Sequence

from telegram import Update


class ReadUpdates(asyncio.Queue[object]):
    """The Application's queue. Of each batch PTB puts one update into it that is only a number, the last; out come all
    of the batch that were read before.

    Reading an update costs more than keeping it, so what showed that it is readable is not done a second time.
    """

    def __init__(self) -> None:
        super().__init__()
        self._read: dict[int, Sequence[Update]] = {}

    def expect(self, last: int, batch: Sequence[Update]) -> None:
        """`last` is the number that stands for the batch."""
        self._read[last] = batch

    async def put(self, item: object) -> None:
        for update in self._read.pop(item.update_id, (item,)) if isinstance(item, Update) else (item,):
            await super().put(update)
