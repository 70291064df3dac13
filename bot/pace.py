"""Ways to count how fast one may send: never more than so many in any while, or a few at once and then steadily.

Our own instead of aiolimiter: its leaky bucket lets 28 + 28 messages through in the first second and 36 into a group in
the first minute, sleeps inside `acquire` (so nothing more urgent can pass), does not say how long it would take, and
reads the loop's clock. All times are monotonic seconds.
"""

from collections import deque
from dataclasses import dataclass

NEVER = float("-inf")


class Window:
    """Never more than `most` leave in any `seconds`: each group."""

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


class Arriving:
    """`most` a second, and never more than one above it arrive at the other end in any second, however slow the line.

    One that left counts until a second after its answer came: it arrived somewhere between the two. Counted from when
    they left, those that a slow moment held up arrive with those behind them as one crowd. And after the first few of
    a while they leave one by one.
    """

    SECOND = 1.0
    SPARE = 1
    """So many more may arrive in a second than leave in one at an even pace: the way there and back is not lost, and
    one below Telegram's own limit is left."""
    LONGEST = 2.0
    """Seconds on the way after which one counts as arrived: those that hang shall not hold up everybody."""

    def __init__(self, most: int, at_once: int) -> None:
        self._most = most
        self._gap = self.SECOND / most
        self._left: deque[float] = deque(maxlen=at_once)
        self._away: deque[float] = deque()
        self._arrived: deque[float] = deque()

    def ready_at(self, now: float) -> float:
        """When one more may go, at the earliest, were those on their way answered now."""
        while self._away and self._away[0] <= now - self.LONGEST:
            self._arrived.append(self._away.popleft() + self.LONGEST)
        while self._arrived and self._arrived[0] <= now - self.SECOND:
            self._arrived.popleft()
        place = len(self._arrived) + len(self._away) - self._most - self.SPARE
        at = NEVER
        if place >= 0:
            at = (self._arrived[place] if place < len(self._arrived) else now) + self.SECOND
        lately = len(self._left) == self._left.maxlen and self._left[0] > now - self.SECOND
        return max(at, self._left[-1] + self._gap) if lately else at

    def take(self, now: float) -> None:
        self._left.append(now)
        self._away.append(now)

    def answered(self, left: float, now: float) -> None:
        """The one that left then has its answer, or will have none."""
        if left in self._away:
            self._away.remove(left)
            self._arrived.append(now)


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


@dataclass(slots=True)
class ChatsTurn:
    """What is known of a chat while something waits for it, was sent to it lately, or it is parked."""

    pace: Window | Bucket
    parked_until: float = NEVER
    waiting: int = 0

    def ready_at(self, now: float, ahead: int = 0) -> float:
        return max(self.parked_until, self.pace.ready_at(now, ahead))

    def idle_at(self) -> float:
        return max(self.parked_until, self.pace.idle_at())


@dataclass(slots=True)
class EverybodysTurn:
    """The same of all chats together."""

    pace: Arriving
    parked_until: float = NEVER
    waiting: int = 0

    def ready_at(self, now: float) -> float:
        return max(self.parked_until, self.pace.ready_at(now))
