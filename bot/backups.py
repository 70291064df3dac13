"""The backup of each night: made in a thread beside everything else, proven, and missed aloud when it fails."""

import asyncio
import errno
import logging
import sqlite3
import threading
from collections.abc import Callable
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from actions.backup import VERB, backup_failed, backup_made
from bot.attendant import Attendant
from bot.settings import Config
from domain.refusal import Refusal
from storage import Store, Transaction
from storage.backup import back_up
from storage.due import DueRow
from storage.verify import verify

LOG = logging.getLogger(__name__)
__all__ = ["VERB", "Backups"]
LOOK_AGAIN = 60.0
"""Seconds, our own judgement: nobody waits for a backup, and it may not be forgotten."""


class Clock(Protocol):
    def now(self) -> datetime: ...

    def real_delay(self, to: datetime) -> float | None: ...


class Backups(Attendant):
    """Serves the due row of VERB. Where `keep` is 0 none is made."""

    def __init__(
        self, store: Store, clock: Clock, config: Config, operators: Callable[[Transaction], list[str]]
    ) -> None:
        super().__init__("backup", LOOK_AGAIN)
        self._store = store
        self._clock = clock
        self._data, self._to, self._keep = config.data, config.backup_folder, config.backup.keep
        self._operators = operators
        self._stopped = threading.Event()

    def stop(self) -> None:
        """A thread cannot be cancelled: it looks at this, and leaves nothing that looks whole."""
        self._stopped.set()
        super().stop()

    async def _look(self) -> float | None:
        for row in await self._store.run(lambda tx: tx.due.ready(self._clock.now(), [VERB])):
            await self._make(row)
        due = await self._store.run(lambda tx: tx.due.next_at([VERB]))
        return self._clock.real_delay(due) if due else None

    async def _make(self, row: DueRow) -> None:
        if not self._keep:
            await self._store.run(lambda tx: tx.due.take(row))
            return
        zone = await self._store.run(lambda tx: tx.school.load().settings.zone if tx.school.imported() else None)
        try:
            found, lacking = await asyncio.to_thread(self._back_up, self._clock.now(), zone)
        except (Refusal, OSError, sqlite3.Error) as error:
            why = _why(error)
            LOG.error("backup.failed why=%s error=%s", why, type(error).__name__)
            await self._store.run(lambda tx: backup_failed(tx, self._clock.now(), row, why, self._operators(tx)))
            return
        await self._store.run(lambda tx: backup_made(tx, self._clock.now(), row, found, lacking, self._operators(tx)))

    def _back_up(self, now: datetime, zone: ZoneInfo | None) -> tuple[int, int]:
        """Faults that verify finds in the copy, and originals that were not there."""
        made = back_up(self._data, self._to, now.astimezone(zone), keep=self._keep, stopped=self._stopped.is_set)
        report = verify(made.database, None)
        LOG.info("backup.made records=%d found=%d lacking=%d", made.records, report.found, len(made.lacking))
        return report.found, len(made.lacking)


def _why(error: Exception) -> str:
    """One of the reasons that are put into words (handlers/news/machine.py)."""
    if isinstance(error, Refusal):
        return error.about
    if isinstance(error, OSError):  # by its number: its words hold a path
        return "backup.no_room" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "backup.unwritable"
    text = str(error).lower()
    if "full" in text:
        return "backup.no_room"
    return "backup.damaged" if "malformed" in text or "not a database" in text else "backup.unwritable"
