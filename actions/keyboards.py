"""Somebody's work became another: their keyboard and their menu follow."""

from datetime import datetime

from domain.keyboards import commands_of, keys_of
from domain.news import Lane, News
from domain.people import Person, Presence, permissions_of
from domain.school import School
from storage import Transaction


def tell_of_keys(tx: Transaction, now: datetime, before: School | None) -> None:
    """One line with the new keys to whoever reads at a phone of their own and whose keys or commands have changed."""
    if before is None:
        return
    roles = {role.code: role for role in before.roles}
    were = {person.id: (person, permissions_of(person, roles)) for person in before.people}
    for person_id in sorted(tx.accounts.bound()):
        person = tx.school.people.get(person_id)
        if person is None or person.presence is Presence.LEFT or person_id not in were:
            continue
        may = tx.school.permissions[person_id]
        keys, commands = keys_of(person, may), commands_of(person, may)
        if (keys, commands) != (keys_of(*were[person_id]), commands_of(*were[person_id])):
            facts = {"roles": _titles(tx, person), "menu": keys, "commands": commands}
            tx.outbox.put(News("menu.changed", person_id, facts, Lane.ORDINARY), now)


def _titles(tx: Transaction, person: Person) -> list[str]:
    roles = tx.school.roles
    return [roles[code].name for code in person.roles if code in roles]
