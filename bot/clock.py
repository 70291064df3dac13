"""Two clocks: the machine's, and one that the rehearsal plays. Nothing else asks the machine for the time."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

STEP = timedelta(seconds=60)
"""A machine's clock that is set by less is simply followed, and two that differ by less agree."""


@dataclass(frozen=True, slots=True)
class Jump:
    """The house showed `before` and goes on from `after`; what lies between was never lived, or is lived twice."""

    before: datetime
    after: datetime


def machine_time() -> datetime:
    """What the machine says, right or wrong: for timers that compare with the same."""
    return datetime.now(UTC)


def elapsed() -> float:
    """Seconds that nobody can set; a machine that sleeps counts on, where the system can say so."""
    boottime = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boottime is None else time.clock_gettime(boottime)


class SystemClock:
    """The machine's time, as long as nothing speaks against it.

    Somebody sets the date, the time server steps, a virtual machine was frozen: a step of more than a minute is not
    followed but counted on from before (`off` says by how much the two differ), until Telegram has said (`heard`) who
    is right. A battery that is empty shows 1970: `at_least` begins no earlier than what is known to have been.
    """

    def __init__(self, wall: Callable[[], datetime] = machine_time, seconds: Callable[[], float] = elapsed) -> None:
        self._wall = wall
        self._seconds = seconds
        self._against: timedelta | None = None
        self._show(wall())

    def now(self) -> datetime:
        reckoned = self._shown + timedelta(seconds=self._seconds() - self._counted)
        wall = self._wall()
        self._show(wall if _agree(wall, reckoned) else reckoned)
        return self._shown

    @property
    def machine(self) -> datetime:
        """What the machine says, right or wrong."""
        return self._wall()

    @property
    def off(self) -> timedelta:
        """How far the machine's clock is ahead of this one; nothing when it is followed."""
        ahead = self._wall() - self.now()
        return ahead if abs(ahead) > STEP else timedelta()

    @property
    def doubtful(self) -> bool:
        """Whether Telegram alone says otherwise, and has said so once."""
        return self._against is not None

    def at_least(self, moment: datetime | None) -> None:
        """Shows that moment or later: it has been, so whoever says that it is still to come is wrong."""
        if moment is not None and self.now() < moment - STEP:
            self._show(moment)

    def heard(self, said: datetime) -> Jump | None:
        """Telegram said what time it is. Two who agree outvote the third; alone, Telegram has to say it twice."""
        now, wall = self.now(), self._wall()
        difference, against = said - now, self._against
        self._against = None
        if _agree(said, now):
            return None
        if _agree(said, wall):
            return self._jump(now, wall)
        if against is not None and abs(difference - against) <= STEP:
            return self._jump(now, said)
        self._against = difference
        return None

    def heard_of(self, sent: datetime, *, just_now: bool) -> Jump | None:
        """Telegram passed on what somebody sent then: that never is still to come, so it puts right one that is behind.

        Sent `just_now`, it decides between two that differ, too.
        """
        now = self.now()
        if sent > now + STEP or (just_now and self.off and (_agree(sent, now) or _agree(sent, self._wall()))):
            return self.heard(sent)
        return None

    def real_delay(self, to: datetime) -> float | None:
        """Real seconds until this clock reaches `to`; 0 when it has."""
        return max(0.0, (to - self.now()).total_seconds())

    def _jump(self, before: datetime, after: datetime) -> Jump:
        self._show(after)
        return Jump(before, after)

    def _show(self, moment: datetime) -> None:
        self._shown, self._counted = moment, self._seconds()


def _agree(one: datetime, other: datetime) -> bool:
    return abs(one - other) <= STEP


class PlayedClock:
    """A clock that stands where it was turned to, or (`flowing`) goes on from there at the pace of real time.

    Nobody else tells it the time, the machine and Telegram included.
    """

    off = timedelta()
    doubtful = False

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
    def machine(self) -> datetime:
        return self.now()

    def at_least(self, moment: datetime | None) -> None:
        """Is turned by hand only."""

    def heard(self, said: datetime) -> Jump | None:
        return None

    def heard_of(self, sent: datetime, *, just_now: bool) -> Jump | None:
        return None

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
