"""Service hours: the hours of the days in which a service clock runs; outside of them it stands still."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.calendar import EVERY_DAY
from domain.moments import utc
from domain.spans import DAY

FARTHEST = 730
"""Days. A calendar in which nobody works for two years is none: then the clock runs through."""


@dataclass(frozen=True, slots=True)
class Hours:
    """On days of the kind `days`, from `starts` until `ends`, local times of one day; equal ones mean the whole day."""

    days: str
    starts: time
    ends: time

    def __post_init__(self) -> None:
        if self.ends < self.starts:
            raise ValueError(f"service hours from {self.starts} to {self.ends} run over midnight")

    @property
    def a_day(self) -> timedelta:
        """How much of the clock one such day is."""
        if self.starts == self.ends:
            return DAY
        return datetime.combine(date.min, self.ends) - datetime.combine(date.min, self.starts)


ALWAYS = Hours(EVERY_DAY, time(0), time(0))


Opening = tuple[datetime, datetime] | None
"""From when until when a day is open, UTC; None when it is not."""


class Openings(dict[date, Opening]):
    """Of each local day when the hours are open; found out once, when it is first asked for."""

    def __init__(self, hours: Hours, zone: ZoneInfo, kinds: Callable[[date], frozenset[str]]) -> None:
        super().__init__()
        self._hours, self._zone, self._kinds = hours, zone, kinds

    def __missing__(self, day: date) -> Opening:
        hours, zone = self._hours, self._zone
        found = None
        if hours.days in self._kinds(day):
            last = day if hours.starts != hours.ends else day + DAY
            found = utc(datetime.combine(day, hours.starts), zone), utc(datetime.combine(last, hours.ends), zone)
        self[day] = found
        return found


@dataclass(frozen=True, slots=True)
class Calendar:
    """The school's zone, and which kinds a local day is of; it remembers the hours of each day that was asked for."""

    zone: ZoneInfo
    kinds: Callable[[date], frozenset[str]]
    _openings: dict[Hours, Openings] = field(default_factory=dict, repr=False, compare=False)

    def openings(self, hours: Hours) -> Openings:
        """When those hours are open, day by day."""
        found = self._openings.get(hours)
        if found is None:
            found = self._openings[hours] = Openings(hours, self.zone, self.kinds)
        return found


def reach(hours: Hours, calendar: Calendar, start: datetime, amount: timedelta) -> datetime:
    """The moment (UTC) at which the clock has run so long since `start`: 4 hours from 17:00, open until 18:00, end at
    three hours past the next opening."""
    left = amount
    for begins, ends in _spans(hours, calendar, start):
        begins = max(begins, start)
        if begins + left <= ends:
            return begins + left
        left -= ends - begins
    return start.astimezone(UTC) + amount


def spent(hours: Hours, calendar: Calendar, start: datetime, end: datetime) -> timedelta:
    """How long the clock ran between two moments; nothing when the second is no later."""
    ran = timedelta()
    for begins, ends in _spans(hours, calendar, start):
        if begins >= end:
            break
        ran += max(min(ends, end) - max(begins, start), timedelta())
    return ran


def _spans(hours: Hours, calendar: Calendar, start: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The spans that end after `start`, the earliest first, UTC."""
    openings = calendar.openings(hours)
    day = start.astimezone(calendar.zone).date()
    for _ in range(FARTHEST):
        opening = openings[day]
        if opening is not None and opening[1] > start:
            yield opening
        day += DAY
