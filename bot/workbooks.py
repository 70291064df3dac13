"""Workbooks in the chat: each step of one is a due row, served one after the other beside everything else."""

import asyncio
import importlib
import logging
import secrets
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from actions.offers import BESIDE, WRITE, refuse
from bot.attendant import Attendant
from bot.clock import PlayedClock, SystemClock
from domain.news import Lane, News
from domain.offers import State
from storage import NotKept, Store, Transaction
from storage.due import DueRow

if TYPE_CHECKING:
    from bot.workbook_steps import Steps

LOG = logging.getLogger(__name__)
LOOK_AGAIN = 30.0
"""Seconds, our own judgement: somebody waits in a chat, and a full disk is not mended sooner."""
DESK = ".workbooks"
"""Where in the data folder a workbook lies while it is read or written; everybody stands in it, so nothing of it is
left after a kill."""


class Workbooks(Attendant):
    """Serves the due rows of BESIDE, one after the other; cut short, each is simply done again."""

    def __init__(
        self,
        store: Store,
        clock: SystemClock | PlayedClock,
        data: Path,
        operators: Callable[[Transaction], list[str]],
    ) -> None:
        super().__init__("workbook", LOOK_AGAIN)
        self._store = store
        self._clock = clock
        self._data = data
        self._operators = operators
        self._steps: Steps | None = None

    async def run(self) -> None:
        await asyncio.to_thread(shutil.rmtree, self._data / DESK, ignore_errors=True)
        await super().run()

    async def _look(self) -> None:
        while rows := await self._store.run(lambda tx: tx.due.ready(self._clock.now(), BESIDE, 1)):
            await self._serve(rows[0])

    async def _serve(self, row: DueRow) -> None:
        try:
            if self._steps is None:
                # Loaded with the first workbook: a bot that starts shall not wait for it.
                steps = await asyncio.to_thread(importlib.import_module, "bot.workbook_steps")
                self._steps = steps.Steps(self._store, self._clock, self._data)
            await self._steps.take(row)
        except NotKept:
            raise
        except Exception:
            error_id = secrets.token_hex(3)
            LOG.exception("workbook.failed verb=%s number=%s error_id=%s", row.verb, row.subject, error_id)
            await self._store.run(self._failed, self._clock.now(), row, error_id)

    def _failed(self, tx: Transaction, now: datetime, row: DueRow, error_id: str) -> None:
        facts = {"error": error_id}
        if row.verb == WRITE:
            if tx.due.take(row):
                tx.outbox.put(News("error.set_aside", row.subject, facts, Lane.REPLY), now)
        else:
            refuse(tx, now, row, State.WRONG, "offer.failed", facts)
        for person in self._operators(tx):
            tx.outbox.put(News("error.failed", person, facts, once=f"error:{error_id}:{person}"), now)
