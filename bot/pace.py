"""Ways to count how fast one may send: never more than so many in any while, or a few at once and then steadily.

Our own instead of aiolimiter: its leaky bucket lets 28 + 28 messages through in the first second and 36 into a group in
the first minute, sleeps inside `acquire` (so nothing more urgent can pass), does not say how long it would take, and
reads the loop's clock. All times are monotonic seconds.
"""

from collections import deque

NEVER = float("-inf")


class Window:
    """Never more than `most` in any `seconds`: all chats together, and each group."""

    def __init__(self, most: int, seconds: float) -> None:
        self._most, self._seconds = most, seconds
        self._sent: deque[float] = deque(maxlen=most)

    def ready_at(self, now: float, ahead: int = 0) -> float:
        """When one more may go, at the earliest, after `ahead` others."""
        place = len(self._sent) + ahead - self._most
        if place < 0:
            return NEVER
        return (self._sent[place] if place < len(self._sent) else now) + self._seconds

    def take(self, now: float) -> None:
        self._sent.append(now)

    def idle_at(self) -> float:
        return self._sent[-1] + self._seconds if self._sent else NEVER


class Even(Window):
    """The same, and after the first few of a while one by one: all chats together.

    A crowd that leaves at once each second arrives, after a slow line, as two crowds within one of Telegram's seconds.
    """

    def __init__(self, most: int, seconds: float, at_once: int) -> None:
        super().__init__(most, seconds)
        self._at_once = at_once
        self._gap = seconds / most

    def ready_at(self, now: float, ahead: int = 0) -> float:
        at = super().ready_at(now, ahead)
        lately = len(self._sent) >= self._at_once and self._sent[-self._at_once] > now - self._seconds
        return max(at, self._sent[-1] + self._gap) if lately else at


class Bucket:
    """`burst` at once, then one a second: a private chat."""

    def __init__(self, burst: int) -> None:
        self._burst = burst
        self._full_at = NEVER

    def ready_at(self, now: float, ahead: int = 0) -> float:
        """When one more may go, at the earliest, after `ahead` others."""
        return max(now, self._full_at) + 1 + ahead - self._burst

    def take(self, now: float) -> None:
        self._full_at = max(now, self._full_at) + 1

    def idle_at(self) -> float:
        return self._full_at
