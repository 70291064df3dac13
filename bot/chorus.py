"""The chorus of a rehearsal: whoever has no phone on the table does their duties by themselves, as in its past."""

import asyncio
from collections.abc import Collection
from datetime import datetime

from bot.clock import PlayedClock
from bot.past.deeds import Deeds
from storage import Store, Transaction

LOOK_EVERY = 2.0
"""Seconds of real time between two looks while the clock flows by itself."""


class Chorus:
    """Everybody but those who read on the phones `by_hand` (user ids), which a trainer plays; without any, nobody."""

    def __init__(self, store: Store, clock: PlayedClock, by_hand: Collection[int]) -> None:
        self._store = store
        self._clock = clock
        self._by_hand = set(by_hand)
        self._deeds = Deeds(lambda tx, person: tx.accounts.user_of(person) in self._by_hand)
        self._one_at_a_time = asyncio.Lock()

    @property
    def next_at(self) -> datetime | None:
        return self._deeds.next_at

    @property
    def idle(self) -> bool:
        return not self._one_at_a_time.locked() and (self.next_at is None or self.next_at > self._clock.now())

    def leave_to_the_page(self, user: int) -> None:
        """Somebody opened one more phone; what its person meant to do is not done."""
        self._by_hand.add(user)

    async def act(self) -> None:
        """What they meant to have done by now, each thing in a unit of its own."""
        if not self._by_hand:
            return
        async with self._one_at_a_time:
            now = self._clock.now()
            await self._store.run(self._deeds.look_ahead, now)
            while self.next_at is not None and self.next_at <= now:
                await self._store.run(self._do, now)

    async def run(self) -> None:
        """For ever; the clock may flow."""
        while True:
            await self.act()
            await asyncio.sleep(LOOK_EVERY)

    def _do(self, tx: Transaction, now: datetime) -> None:
        self._deeds.do(tx, now, most=1)
