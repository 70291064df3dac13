"""Reviews: a day, a week, a month or a term looked back on, in whole local days."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from domain.plans import CalendarEntry, CalendarKind

DAY = timedelta(days=1)
WEEK = timedelta(days=7)


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


def terms(calendar: Iterable[CalendarEntry]) -> list[Period]:
    """The school's terms, the oldest first."""
    found = [it for it in calendar if it.kind is CalendarKind.TERM]
    return [Period(Kind.TERM, it.first, it.last, it.name) for it in sorted(found, key=lambda it: it.first)]


def _month(day: date) -> Period:
    last = monthrange(day.year, day.month)[1]
    return Period(Kind.MONTH, day.replace(day=1), day.replace(day=last))
