"""What may have arrived already: it goes again, ever more seldom, and holds up nothing else that is to be read."""

from collections import Counter
from collections.abc import Collection, Iterable

FEW = 5
"""Doubts in which a line that was cut for a moment is out of it again."""
FIRST, LONGEST = 30.0, 1800.0
"""Seconds. Where answers are lost for good each new try is one more copy on the phone."""


class Doubts:
    """By the rows of the outbox; times are monotonic seconds. A new process knows of none: there each goes at once."""

    def __init__(self) -> None:
        self._times: Counter[int] = Counter()
        self._until: dict[int, float] = {}

    def more(self, rows: Iterable[int], now: float) -> None:
        """Once more nobody knows whether they arrived."""
        for row in rows:
            self._times[row] += 1
            if (beyond := self._times[row] - FEW) > 0:
                self._until[row] = now + min(LONGEST, FIRST * 2.0 ** min(beyond - 1, 10))

    def known(self, rows: Iterable[int]) -> None:
        """What became of them is known."""
        for row in rows:
            del self._times[row]
            self._until.pop(row, None)

    def forgotten(self) -> None:
        """Telegram is heard again after an outage: whatever was in doubt then goes at once."""
        self._times.clear()
        self._until.clear()

    def waiting(self, now: float) -> Collection[int]:
        """The rows that do not go yet."""
        return [row for row, until in self._until.items() if until > now]

    @property
    def moments(self) -> Collection[float]:
        return self._until.values()
