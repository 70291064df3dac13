"""The duty lists of staff rooms, kept thirty days ahead, a room in a unit of work.

A list that hangs on a door is not written anew: only days without anybody who can are given to somebody else.
"""

from datetime import date, datetime, timedelta

from actions.plan_duties import replan
from actions.planned import holds_on
from actions.roster import effective_roster
from domain.calendar import WORKDAY
from domain.dispatch import Rostered, on_duty
from domain.dorms import Dorm, Dwellers
from domain.fair import Done, Kind
from domain.people import Presence
from domain.plans import Manner, Plan
from domain.responsible import ROOM_MEMBER
from domain.room_list import AHEAD, fill
from domain.spans import DAY
from storage import Transaction
from storage.room_turns import RoomTurn

VERB = "rooms.list"
"""The due row that keeps the lists; its facts say after which room it goes on."""
AT_ONCE = 1
"""Rooms in one unit of work; the next is the next unit."""
LOOK_BACK = timedelta(days=60)
"""Whose turn it is, is told by the turns of so many days before; our own judgement: each of eight has had seven."""


def ask_for_lists(tx: Transaction, now: datetime) -> None:
    """Soon, and from the first room on: leave, beds or the roster changed, or a day has gone by."""
    tx.due.put(VERB, "all", now, {"after": ""})


def keep_lists(tx: Transaction, now: datetime, after: str, changed: bool = False) -> None:
    """One room; the row comes back at once while there are more. Whoever owes what is planned follows at the end."""
    if not tx.school.imported():
        return
    rooms = [dorm for dorm in staff_rooms(tx) if dorm.place > after]
    for dorm in rooms[:AT_ONCE]:
        changed = _keep(tx, now, dorm) or changed
    if len(rooms) > AT_ONCE:
        tx.due.put(VERB, "all", now, {"after": rooms[AT_ONCE - 1].place, "changed": changed})
    elif changed:
        replan(tx, now)


def staff_rooms(tx: Transaction) -> list[Dorm]:
    """Every staff room, by its code."""
    return sorted((it for it in tx.school.load().dorms if it.dwellers is Dwellers.STAFF), key=lambda dorm: dorm.place)


def members_of(tx: Transaction, place: str) -> list[str]:
    """Who sleeps there and is in service, in the order of the beds."""
    beds = sorted((bed for bed in tx.school.load().beds if bed.place == place), key=lambda bed: bed.number)
    people = tx.school.people
    return [it.person for it in beds if it.person in people and people[it.person].presence is Presence.IN_SERVICE]


def signed_days(tx: Transaction, first: date, last: date) -> dict[date, list[Plan]]:
    """The local days on which staff rooms are signed for, with the plans that ask for it."""
    plans = [it for it in tx.school.load().plans if it.who == ROOM_MEMBER and it.manner is not Manner.DRAWN]
    found: dict[date, list[Plan]] = {}
    for number in range((last - first).days + 1):
        day = first + number * DAY
        kinds = tx.school.calendar.kinds(day)
        if asked := [it for it in plans if it.day_kind in kinds and holds_on(it.weekdays, day)]:
            found[day] = asked
    return found


def kind_of_day(tx: Transaction, day: date) -> Kind:
    return Kind.PLAIN if WORKDAY in tx.school.calendar.kinds(day) else Kind.REST


def today_of(tx: Transaction, now: datetime) -> date:
    return now.astimezone(tx.school.load().settings.zone).date()


def _keep(tx: Transaction, now: datetime, dorm: Dorm) -> bool:
    """Whether anything of the list changed. A day that changes hands is recorded; one more at its end is not."""
    first = today_of(tx, now)
    last = first + timedelta(days=AHEAD)
    asked = signed_days(tx, first, last)
    members = _from_whose_turn(dorm, members_of(tx, dorm.place), first)
    leaves = [it for it in tx.leaves.standing(first) if it.person in members]
    away = {day: {it.person for it in leaves if it.holds(day)} for day in asked}
    before = tx.room_turns.of_room(dorm.place, first - LOOK_BACK, first - DAY)
    done = [Done(day, kind_of_day(tx, day), person) for day, person in before.items() if person]
    standing = tx.room_turns.of_room(dorm.place, first, last)
    busy = {day: _at_work(tx, day, plans) for day, plans in asked.items() if day not in standing}
    found = fill([(day, kind_of_day(tx, day)) for day in asked], members, away, busy, standing, done)
    for day, person in found.items():
        why = next((it.item for it in leaves if it.person == standing.get(day) and it.holds(day)), None)
        turn = RoomTurn(dorm.place, day, person, "leave" if why else "fair", part_of=why)
        tx.room_turns.add(turn, now)
    if body := {str(day): person for day, person in found.items() if day in standing}:
        tx.history.append("room.listed", now, person=None, said_at=now, place=dorm.place, body=body)
    return bool(found)


def _from_whose_turn(dorm: Dorm, members: list[str], day: date) -> list[str]:
    """Bed after bed from the first day of the term of office, where nobody was longer free than the others."""
    if not members:
        return members
    first = (day - (dorm.since or date.min)).days % len(members)
    return [*members[first:], *members[:first]]


def _at_work(tx: Transaction, day: date, plans: list[Plan]) -> frozenset[str]:
    """Whose shift runs at one of the times at which the room is signed for."""
    zone, shifts = tx.school.load().settings.zone, tx.school.shifts
    roster: tuple[Rostered, ...] = (*effective_roster(tx, day - DAY), *effective_roster(tx, day))
    times = {slot.starts for plan in plans for slot in plan.slots}
    return frozenset().union(*(on_duty(roster, shifts, datetime.combine(day, at, zone)) for at in times))
