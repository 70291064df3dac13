"""Whose a place is: who lives there, who answers for it, and who therefore never judges it."""

from datetime import datetime, timedelta

from actions.staffing import Staffing
from domain.dorms import Dorm
from domain.people import Permission, Person, Presence, is_manager
from domain.places import WHOLE_SCHOOL
from storage import Transaction

LATELY = timedelta(days=30)
"""Whoever was asked least in that time to look again is asked next."""


def residents_of(tx: Transaction, place: str | None) -> frozenset[str]:
    """Staff who live there, with the room's leader and deputy; pupils have no name here."""
    school = tx.school.load()
    living = {bed.person for bed in school.beds if bed.place == place}
    room = _room(tx, place)
    return frozenset(living | {one for one in ((room.leader, room.deputy) if room else ()) if one})


def concerned_at(tx: Transaction, place: str | None) -> frozenset[str]:
    """Residents and whoever answers for the place: it is their work."""
    node = tx.school.tree.get(place)
    return residents_of(tx, place) | ({node.owner} if node and node.owner else frozenset())


def powers_at(tx: Transaction, person: str, place: str | None) -> frozenset[Permission]:
    """What somebody may do about a place: who approves for one section approves nothing of another's."""
    who, node = tx.school.people[person], tx.school.tree.get(place)
    elsewhere = who.section != WHOLE_SCHOOL and node is not None and node.section != who.section
    return tx.school.permissions[person] - ({Permission.APPROVE} if elsewhere else set())


def answers_for(tx: Transaction, now: datetime, place: str | None, *, but: str | None = None) -> Person | None:
    """Who puts it right: the room's leader, else whoever owns the place or what it stands in, else the office.

    Only somebody in service whom a message reaches, and never `but`.
    """
    staffing, room = Staffing(tx, now), _room(tx, place)
    meant = [*((room.leader, room.deputy) if room else ()), *(node.owner for node in tx.school.tree.path(place or ""))]
    for one in meant:
        person = tx.school.people.get(one or "")
        if person is not None and person.id != but and _there(staffing, person):
            return person
    return next((person for person in staffing.office() if person.id != but), None)


def second_person(
    tx: Transaction, now: datetime, permission: Permission, barred: frozenset[str], *, asked_least: bool = False
) -> Person | None:
    """Somebody else who may: the nearest to the work first, the head of the school last.

    With `asked_least` whoever was asked least lately, and managers only when there is nobody else.
    """
    able = [person for person in Staffing(tx, now).holding(permission) if person.id not in barred]
    serving = [person for person in able if person.presence is Presence.IN_SERVICE]
    if asked_least:
        return min(serving, key=lambda it: _burden(tx, now, it), default=None)
    return max(serving, key=lambda it: (it.section == WHOLE_SCHOOL, _depth(tx, it), it.id), default=None)


def _burden(tx: Transaction, now: datetime, person: Person) -> tuple[bool, int, str]:
    return is_manager(person, tx.school.roles), tx.notices.looks_given(person.id, now - LATELY), person.id


def _depth(tx: Transaction, person: Person) -> int:
    """How many stand above."""
    seen, above = {person.id}, person.superior
    while above is not None and above not in seen and above in tx.school.people:
        seen.add(above)
        above = tx.school.people[above].superior
    return len(seen) - 1


def _room(tx: Transaction, place: str | None) -> Dorm | None:
    return next((dorm for dorm in tx.school.load().dorms if dorm.place == place), None)


def _there(staffing: Staffing, person: Person) -> bool:
    return person.presence is Presence.IN_SERVICE and staffing.reachable(person)
