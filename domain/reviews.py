"""Reviews: a day, a week, a month or a term looked back on, in whole local days."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from domain.plans import CalendarEntry, CalendarKind
from domain.spans import DAY, WEEK

WEEKLY = "周报时间"
"""The setting: 周一 07:00, or 不发."""
UNLESS_SAID, NEVER = "周一 07:00", "不发"
WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
LAST_FOR_THE_WEEK_BEFORE = 3
"""ISO weekday: until Wednesday the week that ended is told, from Thursday on this one as far as it has come."""


class Kind(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Period:
    """Local days, both included; a week begins on its Monday. `name` is what the calendar calls a term."""

    kind: Kind
    first: date
    last: date
    name: str = ""

    def pieces(self) -> "Iterator[Period]":
        """Seven days at most each, none of them in two months: small enough for one unit of work."""
        first = self.first
        while first <= self.last:
            last = min(first + WEEK - DAY, self.last, _month(first).last)
            yield Period(self.kind, first, last, self.name)
            first = last + DAY

    def before(self, calendar: Iterable[CalendarEntry]) -> "Period | None":
        """The period of its kind that ended before it began; None for a first term."""
        if self.kind is Kind.TERM:
            earlier = [it for it in terms(calendar) if it.last < self.first]
            return earlier[-1] if earlier else None
        return period_of(self.kind, self.first - DAY, calendar)


def period_of(kind: Kind, day: date, calendar: Iterable[CalendarEntry]) -> Period | None:
    """The period of that kind that holds the local `day`; for a holiday the term before it, None before any term."""
    match kind:
        case Kind.DAY:
            return Period(kind, day, day)
        case Kind.WEEK:
            monday = day - day.weekday() * DAY
            return Period(kind, monday, monday + WEEK - DAY)
        case Kind.MONTH:
            return _month(day)
        case Kind.TERM:
            begun = [it for it in terms(calendar) if it.first <= day]
            return begun[-1] if begun else None


def weekly_at(said: str) -> tuple[int, time] | None:
    """ISO weekday and local time of 周一 07:00; None for 不发. Raises ValueError for anything else."""
    if said.strip() == NEVER:
        return None
    day, _, clock = said.strip().partition(" ")
    if day not in WEEKDAYS:
        raise ValueError(said)
    return WEEKDAYS.index(day) + 1, time.fromisoformat(clock.strip().zfill(5))


def week_to_tell(today: date) -> Period:
    """The week that a weekly review of that day is about."""
    back = WEEK if today.isoweekday() <= LAST_FOR_THE_WEEK_BEFORE else timedelta()
    monday = today - today.weekday() * DAY - back
    return Period(Kind.WEEK, monday, monday + WEEK - DAY)


def terms(calendar: Iterable[CalendarEntry]) -> list[Period]:
    """The school's terms, the oldest first."""
    found = [it for it in calendar if it.kind is CalendarKind.TERM]
    return [Period(Kind.TERM, it.first, it.last, it.name) for it in sorted(found, key=lambda it: it.first)]


def _month(day: date) -> Period:
    last = monthrange(day.year, day.month)[1]
    return Period(Kind.MONTH, day.replace(day=1), day.replace(day=last))
