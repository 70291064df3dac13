"""Updates are read once: when they arrive, before they are kept; PTB gets them from here."""

import asyncio

from telegram import Update


class ReadUpdates(asyncio.Queue[object]):
    """The Application's queue. PTB puts updates into it that are only numbers; out come those that were read before.

    Reading an update costs more than keeping it, so what showed that it is readable is not done a second time.
    """

    def __init__(self) -> None:
        super().__init__()
        self._read: dict[int, Update] = {}

    def expect(self, update: Update) -> None:
        self._read[update.update_id] = update

    async def put(self, item: object) -> None:
        await super().put(self._read.pop(item.update_id, item) if isinstance(item, Update) else item)
