"""Teams at work: the shifts that stand at posts, whose people they are, and who may change that."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from actions.roster import said_roster
from domain.cover import work_of
from domain.dispatch import Rostered, Shift
from domain.people import Person, Presence, manages
from domain.rest import Span, pause_around
from domain.spans import DAY
from domain.standing import span
from storage import Transaction

AHEAD = 7
"""Days for which a person's shifts are looked up."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody's shift on a day, as the roster stands now; moments are UTC."""

    row: Rostered
    shift: Shift
    begins: datetime
    ends: datetime


def turns(tx: Transaction, first: date, last: date) -> list[Turn]:
    """Everybody's shifts that begin on these local days, in the order of their beginning.

    Those of people on leave are among them, for somebody has to be found.
    """
    school = tx.school.load()
    shifts = {shift.code: shift for shift in school.shifts}
    days = (first + DAY * number for number in range((last - first).days + 1))
    rows = (row for day in days for row in said_roster(tx, day))
    found = [
        Turn(row, shifts[row.shift], *span(shifts[row.shift], row.day, school.settings.zone))
        for row in rows
        if row.shift in shifts and row.person in tx.school.people
    ]
    return sorted(found, key=lambda turn: turn.begins)


def team_at(tx: Transaction, lead: str, begins: datetime) -> list[Turn]:
    """The shifts at posts that begin at that moment, of the people whose superior the lead is; of leave nobody's."""
    day = begins.astimezone(tx.school.load().settings.zone).date()
    away = tx.leaves.on(day)
    return [
        turn
        for turn in turns(tx, day, day)
        if turn.begins == begins
        and turn.row.posts
        and turn.row.person not in away
        and tx.school.people[turn.row.person].superior == lead
    ]


def turn_of(tx: Transaction, person: str, begins: datetime) -> Turn | None:
    """The shift of that person which begins at that moment, if they still work it."""
    day = begins.astimezone(tx.school.load().settings.zone).date()
    return next((it for it in turns(tx, day, day) if it.begins == begins and it.row.person == person), None)


def turns_of(tx: Transaction, now: datetime, person: str) -> list[Turn]:
    """The shifts of the coming week that somebody has not finished."""
    today = now.astimezone(tx.school.load().settings.zone).date()
    return [it for it in turns(tx, today - DAY, today + DAY * AHEAD) if it.row.person == person and it.ends > now]


def may_change(tx: Transaction, by: str, person: str) -> bool:
    """Every superior of the person, however high, and whoever manages the people of their section."""
    if by in tx.school.people and manages(tx.school.people[by], tx.school.people[person], tx.school.roles):
        return True
    seen: set[str] = set()
    above = tx.school.people[person].superior
    while above is not None and above not in seen:
        if above == by:
            return True
        seen.add(above)
        above = tx.school.people[above].superior if above in tx.school.people else None
    return False


def instead_of(tx: Transaction, turn: Turn) -> list[Person]:
    """Who could work that shift: colleagues of the same work, the best rested first, nobody who works then anyhow, is
    on leave, or whose certificate has run out."""
    return [person for person, _ in rested_for(tx, turn)]


def rested_for(tx: Transaction, turn: Turn, given: Sequence[Turn] = ()) -> list[tuple[Person, timedelta]]:
    """The same people, each with the shorter of the pauses before and after; a whole one is rest.ENOUGH.

    `given` are turns that are to be theirs as well.
    """
    people = tx.school.people
    out = people[turn.row.person]
    near = turns(tx, turn.row.day - DAY, turn.row.day + DAY)
    worked: dict[str, list[Span]] = {}
    for it in (*near, *given):
        worked.setdefault(it.row.person, []).append((it.begins, it.ends))
    work = work_of(out)
    away, day = tx.leaves.on(turn.row.day), turn.row.day
    alike = [p for p in people.values() if p.id != out.id and work_of(p) & work and can_work(p, day, away)]
    pauses = {p.id: pause_around(turn.begins, turn.ends, worked.get(p.id, ())) for p in alike}
    free = [(p, pause) for p in alike if (pause := pauses[p.id]) is not None]
    return sorted(free, key=lambda it: (-it[1], it[0].superior != out.superior))


def can_work(person: Person, day: date, away: Collection[str]) -> bool:
    """Whether they may be rostered on that local day: in service, none of the `away`, with a valid certificate."""
    valid = person.certificate_until is None or person.certificate_until >= day
    return person.presence is Presence.IN_SERVICE and valid and person.id not in away
