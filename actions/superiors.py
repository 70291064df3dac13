"""Who is above: the lead of a duty and the managers beyond, by day and by night, and only people who can be reached."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from actions.staffing import Staffing
from domain.duties import Duty
from domain.escalation import rungs_at
from domain.leaves import in_their_place
from domain.people import Person, Presence
from storage import Transaction

MISSED_CHAINS = "漏报-"
"""Chains that were made for duties; every other chain is for dangers and calls people out."""
ROOM_LEADER = "room_leader"
DUTY_LEADER = "duty_leader"
LOGISTICS_HEAD = "logistics_head"


def lead_of(tx: Transaction, duty: Duty, now: datetime) -> Person | None:
    """The one who hears first of an undone duty: never its owner, and somebody whom a message reaches.

    That is level 0 of a chain made for duties, else the owner's superior; who cannot be reached is passed over for the
    one above. None when nobody can be told.
    """
    staffing = Staffing(tx, now)
    return next(_told(staffing, duty, _upwards(tx, staffing, duty)), None)


def is_its_lead(tx: Transaction, duty: Duty, person: Person, now: datetime) -> bool:
    """Whether the workbook means this person, rather than that nobody nearer could be reached."""
    return person in _leads(tx, Staffing(tx, now), duty)


def managers_of(tx: Transaction, duty: Duty, now: datetime) -> tuple[Person, ...]:
    """Who hears when the lead did not help: by day the next level, at night the duty leader and nobody else.

    A night for which nobody is in the roster falls to the head of logistics, not to everybody who may ever lead one.
    """
    staffing = Staffing(tx, now)
    if staffing.school.settings.night.holds(staffing.local):
        there = [person for person in staffing.people(DUTY_LEADER, duty.place) if person.id in staffing.duty]
        return tuple(_told(staffing, duty, there or staffing.people(LOGISTICS_HEAD, duty.place)))
    lead = lead_of(tx, duty, now)
    for level in (1, 2):
        found = tuple(p for p in _told(staffing, duty, _of_level(staffing, duty, level)) if p != lead)
        if found:
            return found
    return ()


def _leads(tx: Transaction, staffing: Staffing, duty: Duty) -> tuple[Person, ...]:
    owner = tx.school.people.get(duty.owner or duty.assigned or "")
    if duty.chain.startswith(MISSED_CHAINS) and (found := _of_level(staffing, duty, 0)):
        return found
    if owner is not None and owner.superior in tx.school.people:
        above = tx.school.people[owner.superior]
        return in_their_place((above,), staffing.away, tx.school.people) or (above,)
    return staffing.people(LOGISTICS_HEAD, duty.place)


def _of_level(staffing: Staffing, duty: Duty, level: int) -> tuple[Person, ...]:
    if not duty.chain.startswith(MISSED_CHAINS):
        return staffing.people(LOGISTICS_HEAD, duty.place)
    night = staffing.school.settings.night
    found: list[Person] = []
    for rung in rungs_at(staffing.school.rungs, duty.chain, level, night, staffing.local):
        if rung.target == ROOM_LEADER:
            found += _of_the_room(staffing, duty)
        else:
            found += staffing.people(rung.target, duty.place)
    return tuple(dict.fromkeys(found))


def _of_the_room(staffing: Staffing, duty: Duty) -> list[Person]:
    """The room's own leader; the deputy when the leader owes it or is on leave."""
    people = {person.id: person for person in staffing.school.people}
    room = next((dorm for dorm in staffing.school.dorms if dorm.place == duty.place), None)
    if room is None:
        return []
    found = [people[one] for one in (room.leader, room.deputy) if one in people and one != duty.owner]
    return sorted(found, key=lambda person: person.id in staffing.away)[:1]


def _upwards(tx: Transaction, staffing: Staffing, duty: Duty) -> Iterator[Person]:
    """The lead, the further levels of the chain, then whoever is above them, one after the other."""
    leads = _leads(tx, staffing, duty)
    yield from leads
    for further in (1, 2):
        yield from _of_level(staffing, duty, further)
    seen: set[str] = set()
    level = list(leads)
    while level := [person for person in level if person.id not in seen]:
        yield from level
        seen |= {person.id for person in level}
        above = [tx.school.people.get(person.superior or "") for person in level]
        level = list(dict.fromkeys(person for person in above if person is not None))


def _told(staffing: Staffing, duty: Duty, people: Iterable[Person]) -> Iterator[Person]:
    return (
        person
        for person in people
        if person.id != duty.owner
        and person.presence is Presence.IN_SERVICE
        and person.id not in staffing.away
        and staffing.reachable(person)
    )
