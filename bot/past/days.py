"""Plays days of a school that nobody watches: what is due is served, people do their deeds, messages count as read."""

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.past.duties import deeds_of
from bot.pickup import pick_up
from domain.refusal import Refusal
from schedules import timetable
from storage import Store, Transaction

AN_HOUR = timedelta(hours=1)
"""How much is kept at once. Nobody else waits for this database, so a unit may be long."""
READ_EVERY = timedelta(minutes=10)
"""How often people look at their phones: until then newer news of a thing takes the place of older."""
Deed = Callable[[Transaction, datetime], None]
Script = Callable[[Transaction], Iterator[tuple[datetime, Deed]]]


@dataclass
class Days:
    """Where the playing stands. A deed that has become impossible is left undone, as in life."""

    now: datetime
    _deeds: list[tuple[datetime, int, Deed]] = field(default_factory=list)
    _known: set[int] = field(default_factory=set)
    _number: int = 0

    def intend(self, at: datetime, deed: Deed) -> None:
        self._number += 1
        heapq.heappush(self._deeds, (at, self._number, deed))

    def live(self, tx: Transaction, until: datetime) -> None:
        """Everything up to `until`, in the order of its moments."""
        read_at = self.now
        while (at := self._next(tx, until)) is not None:
            self.now = max(self.now, at)
            for row in timetable.ready(tx, self.now):
                timetable.serve(tx, self.now, row)
            while self._deeds and self._deeds[0][0] <= self.now:
                self._do(tx, heapq.heappop(self._deeds)[2])
            if self.now >= read_at:
                read_everything(tx, self.now)
                read_at = self.now + READ_EVERY
        self.now = until
        self._look_ahead(tx, until)
        read_everything(tx, until)

    def _next(self, tx: Transaction, until: datetime) -> datetime | None:
        due = timetable.next_at(tx)
        moments = [at for at in (due, self._deeds[0][0] if self._deeds else None) if at is not None and at <= until]
        return min(moments, default=None)

    def _do(self, tx: Transaction, deed: Deed) -> None:
        try:
            deed(tx, self.now)
        except Refusal:
            return

    def _look_ahead(self, tx: Transaction, until: datetime) -> None:
        """Whoever has a duty that opens soon makes up their mind about it."""
        for duty in tx.duties.unfinished(until + AN_HOUR):
            if duty.id not in self._known:
                self._known.add(duty.id)
                self.intend_all(deeds_of(duty))

    def intend_all(self, deeds: Iterator[tuple[datetime, Deed]]) -> None:
        for at, deed in deeds:
            self.intend(max(at, self.now), deed)


def read_everything(tx: Transaction, now: datetime) -> None:
    """What waits counts as delivered: no message of the past shall ring on the first real day."""
    while True:
        going, waiting = pick_up(tx, now, [], [], 10_000, frozenset())
        for parcel in (*going, *waiting):
            tx.outbox.delivered(parcel, None, now)
        if not going and not waiting:
            return


async def play_days(store: Store, began: datetime, ended: datetime, script: Script) -> None:
    """From `began` to `ended`, an hour at a time."""
    days = Days(began)
    days.intend_all(await store.run(lambda tx: iter(list(script(tx)))))
    await store.run(days.live, began)
    while days.now < ended:
        await store.run(days.live, min(days.now + AN_HOUR, ended))
