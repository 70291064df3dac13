"""Plays days of a school that nobody watches: what is due is served, people do their deeds, messages count as read."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from bot.past.deeds import AN_HOUR, Deeds
from bot.past.duties import Deed
from bot.pickup import Looking, pick_up
from schedules import timetable
from storage import Store, Transaction

A_MOMENT = timedelta(seconds=1)
"""In which what is due at the beginning is done: the first duties are planned before anybody can think of them."""
READ_EVERY = timedelta(minutes=10)
"""How often people look at their phones: until then newer news of a thing takes the place of older."""
Script = Callable[[Transaction], Iterable[tuple[datetime, Deed]]]


class Days:
    """Where the playing stands."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.deeds = Deeds()

    def live(self, tx: Transaction, until: datetime) -> None:
        """Everything before `until`, in the order of its moments; what is due then is left to whoever is there."""
        read_at = self.now
        while (at := self._next(tx, until)) is not None:
            self.now = max(self.now, at)
            drawn = tx.draws.count()
            for row in timetable.ready(tx, self.now):
                timetable.serve(tx, self.now, row)
            if tx.draws.count() > drawn:
                self.deeds.look_ahead(tx, self.now)
            self.deeds.do(tx, self.now)
            if self.now >= read_at:
                read_everything(tx, self.now)
                read_at = self.now + READ_EVERY
        self.now = until
        self.deeds.look_ahead(tx, until)
        read_everything(tx, until)

    def _next(self, tx: Transaction, until: datetime) -> datetime | None:
        moments = (timetable.next_at(tx), self.deeds.next_at)
        return min((at for at in moments if at is not None and at < until), default=None)


def read_everything(tx: Transaction, now: datetime) -> None:
    """What waits counts as delivered: no message of the past shall ring on the first real day."""
    while True:
        found = pick_up(tx, now, Looking([], [], 10_000))
        for parcel in (*(it for parcels in found.going for it in parcels), *found.waiting):
            tx.deliveries.delivered(parcel, None, now)
        if not found.going and not found.waiting:
            return


async def play_days(store: Store, began: datetime, ended: datetime, script: Script) -> None:
    """From `began` to `ended`, an hour in a unit of work: nobody else waits for this database."""
    days = Days(began)
    days.deeds.intend(await store.run(lambda tx: list(script(tx))), began)
    await store.run(days.live, began + A_MOMENT)
    while days.now < ended:
        await store.run(days.live, min(days.now + AN_HOUR, ended))
