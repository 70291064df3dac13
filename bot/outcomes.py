"""What became of a message is written down, however long the disk is full, or it would be said again, or never."""

import asyncio
import logging
import secrets
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial

from actions.gather_news import begin_lull
from actions.groups import lose_group
from actions.report_failure import report_failure
from actions.report_parked import LONG, report_parked
from actions.report_unreachable import report_unreachable
from bot.verdicts import Fate, Verdict
from domain.clock import Clock
from storage import NotKept, Store, Transaction
from storage.parcel import Parcel

LOG = logging.getLogger(__name__)
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
"""Seconds between two tries to write."""


class Outcomes:
    """Each parcel of a message has an outcome of its own, all kept in one unit of work."""

    def __init__(self, store: Store, clock: Clock, operators: Callable[[Transaction], list[str]]) -> None:
        self._store = store
        self._clock = clock
        self._operators = operators
        self.verdicts: Counter[str] = Counter()
        """How many messages ended in each way, or were put off, since the start."""

    async def delivered(self, parcels: Sequence[Parcel], message_id: int | None, photo: bool) -> None:
        now = self._clock.now()

        def keep(tx: Transaction) -> None:
            for parcel in parcels:
                tx.deliveries.delivered(parcel, message_id, now, card_has_photo=photo)
            begin_lull(tx, now, parcels[0])

        self.verdicts["delivered"] += len(parcels)
        await self._write(keep)

    async def again(
        self,
        parcels: Sequence[Parcel],
        *,
        maybe_sent: bool,
        counts: bool = True,
        why: str = "no verdict",
        wait: float = 0.0,
    ) -> None:
        """`wait` is Telegram's wish in seconds."""
        for parcel in parcels:
            LOG.info("outbox.later id=%d about=%s why=%s", parcel.id, parcel.about, why)

        def keep(tx: Transaction) -> None:
            for parcel in parcels:
                tx.deliveries.later(parcel.id, maybe_sent=maybe_sent, counts=counts)

        self.verdicts["later"] += len(parcels)
        await self._write(keep)
        if wait > LONG.total_seconds() and parcels[0].chat_id is not None:
            await self.parked(parcels[0].chat_id, wait)

    async def parked(self, chat_id: int, seconds: float) -> None:
        """A wait that is long is told; it is read by whoever is not made to wait as well."""
        LOG.warning("outbox.parked seconds=%.0f", seconds)
        now = self._clock.now()
        until = now + timedelta(seconds=seconds)
        await self._write(lambda tx: report_parked(tx, now, chat_id, until, self._operators(tx)))

    async def moved(self, parcels: Sequence[Parcel], chat_id: int, to: int) -> None:
        """The group goes on under another id."""
        await self._write(lambda tx: tx.groups.moved(chat_id, to))
        await self.again(parcels, maybe_sent=False, counts=False, why="moved")

    async def never(self, parcels: Sequence[Parcel], verdict: Verdict) -> None:
        """Given up, and somebody hears: of a person who cannot be reached the superior, of all else the operator."""
        now = self._clock.now()
        self.verdicts["unreachable" if verdict.fate is Fate.UNREACHABLE else "never"] += len(parcels)
        for parcel in parcels:
            error_id = secrets.token_hex(3)
            LOG.warning("outbox.never id=%d why=%s error_id=%s", parcel.id, verdict.why, error_id)
            await self._write(partial(self._never, now=now, parcel=parcel, verdict=verdict, error_id=error_id))

    def _never(self, tx: Transaction, now: datetime, parcel: Parcel, verdict: Verdict, error_id: str) -> None:
        tx.deliveries.never(parcel.id, verdict.why, now)
        if verdict.fate is not Fate.UNREACHABLE or parcel.chat_id is None:
            report_failure(tx, now, error_id, self._operators(tx), kind=f"unsent:{parcel.about}")
        elif parcel.chat_id < 0:
            lose_group(tx, now, parcel.chat_id)
        else:
            report_unreachable(tx, now, parcel.chat_id)

    async def _write(self, outcome: Callable[[Transaction], None]) -> None:
        pause = FIRST_PAUSE
        while True:
            try:
                return await self._store.run(outcome)
            except NotKept as error:
                LOG.error("outbox.not_written_down error=%s", error)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
