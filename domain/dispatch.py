"""Who goes first: dispatch rules, the roster, and the people that both point at."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache

from domain.hours import Hours, Window, applies
from domain.people import Person
from domain.places import WHOLE_SCHOOL


@dataclass(frozen=True, slots=True)
class DispatchRule:
    """A row of 派单. `first`, `backup` and `responder` are role codes or person ids; `first_aid` is what hands do."""

    area: str
    category: str
    first: str
    backup: str
    hours: Hours
    responder: str
    first_aid: str


@dataclass(frozen=True, slots=True)
class Shift:
    """A row of 班次: local times; ends the next day when it ends at or before it starts.

    Whoever takes over comes `early` (提前接班分).
    """

    code: str
    name: str
    starts: time
    ends: time
    early: timedelta = timedelta(0)

    def covers(self, day: date, moment: datetime) -> bool:
        """Whether the shift that began on local `day` is running at the local, aware `moment`."""
        begins, ends = span(day, self.starts, self.ends, moment.tzinfo)
        return begins <= moment.astimezone(UTC) < ends


@lru_cache(maxsize=512)
def span(day: date, starts: time, ends: time, zone: tzinfo | None) -> tuple[datetime, datetime]:
    """From when to when a shift runs that begins on the local day; asked of everybody on the roster at every report.

    In UTC: clocks of one zone are compared by their faces, and an hour may come twice.
    """
    last_day = day if ends > starts else day + timedelta(days=1)
    return (
        datetime.combine(day, starts, zone).astimezone(UTC),
        datetime.combine(last_day, ends, zone).astimezone(UTC),
    )


@dataclass(frozen=True, slots=True)
class Rostered:
    """A row of 值班表: who works which shift on the local date on which it begins, at which posts."""

    day: date
    shift: str
    person: str
    posts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RosterChange:
    """Said in a chat: on the shift that begins on `day`, `out` does not work and `come` does (None: nobody).

    Without `posts` whoever comes stands where the other would have stood.
    """

    id: int
    day: date
    shift: str
    out: str | None
    come: str | None
    posts: tuple[str, ...]
    by: str


def changed(rows: Iterable[Rostered], changes: Iterable[RosterChange]) -> tuple[Rostered, ...]:
    """The roster of a day after its changes, in their order. Nobody stands in a shift twice."""
    roster = list(rows)
    for change in changes:
        moved = (change.out, change.come)
        gone = [row for row in roster if row.day == change.day and row.shift == change.shift and row.person in moved]
        roster = [row for row in roster if row not in gone]
        if change.come is not None:
            theirs = tuple(post for row in gone for post in row.posts)
            roster.append(Rostered(change.day, change.shift, change.come, change.posts or theirs))
    return tuple(roster)


def on_duty(roster: Iterable[Rostered], shifts: dict[str, Shift], moment: datetime) -> frozenset[str]:
    """Ids of everybody whose shift runs at the local `moment`."""
    zone, at = moment.tzinfo, moment.astimezone(UTC)
    running: set[tuple[date, str]] = set()
    for day in (moment.date(), moment.date() - timedelta(days=1)):
        for code, shift in shifts.items():
            begins, ends = span(day, shift.starts, shift.ends, zone)
            if begins <= at < ends:
                running.add((day, code))
    return frozenset(row.person for row in roster if (row.day, row.shift) in running)


def rule_for(
    rules: Iterable[DispatchRule], area: str | None, category: str, night: Window, moment: datetime
) -> DispatchRule | None:
    """The row of the building for this time of day, else the school's; None when the workbook has neither."""
    fitting = [r for r in rules if r.category == category and applies(r.hours, night, moment)]
    for wanted in (area, WHOLE_SCHOOL):
        for rule in fitting:
            if rule.area == wanted:
                return rule
    return None


def people_for(
    target: str,
    serving: Mapping[str, tuple[Person, ...]],
    duty: frozenset[str],
    *,
    rostered_roles: frozenset[str],
    section: str = WHOLE_SCHOOL,
) -> tuple[Person, ...]:
    """Whom a role code or person id means now; `serving` has for each those in service.

    A person id means that person. A role that the roster knows means its holders on duty; when none is, or the
    roster does not know the role, its holders in service. Among several, those of `section` come alone; otherwise
    those of the whole school; otherwise all.
    """
    holders = serving.get(target, ())
    if target in rostered_roles:
        holders = tuple(p for p in holders if p.id in duty) or holders
    for wanted in (section, WHOLE_SCHOOL):
        if near := tuple(p for p in holders if p.section == wanted):
            return near
    return holders
