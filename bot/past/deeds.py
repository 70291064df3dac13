"""Deeds to come: what people who play themselves are going to do, and when."""

import heapq
from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.past.duties import ByHand, Deed, deeds_of
from domain.refusal import Refusal
from storage import Transaction

AN_HOUR = timedelta(hours=1)
"""How long before it opens somebody makes up their mind about a duty."""


def nobody(tx: Transaction, person: str) -> bool:
    return False


class Deeds:
    """In the order of their moments. `by_hand` says who is played by somebody at the page, and so does nothing here."""

    def __init__(self, by_hand: ByHand = nobody) -> None:
        self._by_hand = by_hand
        self._heap: list[tuple[datetime, int, Deed]] = []
        self._known: set[int] = set()
        self._number = 0

    @property
    def next_at(self) -> datetime | None:
        return self._heap[0][0] if self._heap else None

    def intend(self, deeds: Iterable[tuple[datetime, Deed]], now: datetime) -> None:
        """What should have been done already is done now."""
        for at, deed in deeds:
            self._number += 1
            heapq.heappush(self._heap, (max(at, now), self._number, deed))

    def look_ahead(self, tx: Transaction, now: datetime) -> None:
        """Makes up their minds about the duties that open soon."""
        for duty in tx.duties.unfinished(now + AN_HOUR):
            if duty.id not in self._known:
                self._known.add(duty.id)
                self.intend(deeds_of(duty, self._by_hand), now)

    def do(self, tx: Transaction, now: datetime, most: int = 1_000) -> None:
        """Whatever is due, at most so much. A deed that has become impossible is left undone, as in life."""
        while self._heap and self._heap[0][0] <= now and most > 0:
            most -= 1
            deed = heapq.heappop(self._heap)[2]
            try:
                deed(tx, now)
            except Refusal:
                continue
