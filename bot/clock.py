"""Two clocks: the machine's, and one that the rehearsal plays. Nothing else asks the machine for the time."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class SystemClock:
    """The machine's time."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def real_delay(self, to: datetime) -> float | None:
        """Real seconds until this clock reaches `to`; 0 when it has."""
        return max(0.0, (to - self.now()).total_seconds())


class PlayedClock:
    """A clock that stands where it was turned to, or (`flowing`) goes on from there at the pace of real time."""

    def __init__(self, start: datetime, flowing: bool = False, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._flowing = flowing
        self._monotonic = monotonic
        self._shown = _in_utc(start)
        self._turned = monotonic()

    def now(self) -> datetime:
        if not self._flowing:
            return self._shown
        return self._shown + timedelta(seconds=self._monotonic() - self._turned)

    @property
    def flowing(self) -> bool:
        return self._flowing

    def flow(self, on: bool) -> None:
        """Goes on from here, or stands here."""
        self._shown, self._turned = self.now(), self._monotonic()
        self._flowing = on

    def turn(self, to: datetime, *, back: bool = False) -> datetime:
        """Shows `to` from now on, and returns what it shows. A time already past moves nothing, unless `back`."""
        to, now = _in_utc(to), self.now()
        self._shown = to if back or to > now else now
        self._turned = self._monotonic()
        return self._shown

    def real_delay(self, to: datetime) -> float | None:
        """Real seconds until this clock reaches `to`; 0 when it has, None when it stands still and never will."""
        left = (to - self.now()).total_seconds()
        if left <= 0:
            return 0.0
        return left if self._flowing else None


def _in_utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a clock is turned to an aware time")
    return moment.astimezone(UTC)
