"""Tell the lead, and the managers beyond, of a duty that is not done: by name, in private, never in a group."""

from datetime import datetime
from typing import Any

from actions.duty_facts import duty_facts
from actions.staffing import Staffing
from actions.superiors import is_its_lead, lead_of, managers_of
from domain.duties import Duty
from domain.ladder import AGAIN, PAGES_UNTIL
from domain.news import Lane, News, Show
from domain.people import Person
from domain.plans import Grade
from storage import Transaction


def tell_lead(tx: Transaction, now: datetime, duty: Duty, **why: Any) -> Person | None:
    """A message to the lead, once a duty unless there is something new (`why`); returns who was told, or None.

    What was said before it opened (nobody reaches its person) is not yet that it is undone. Once somebody takes care of
    it, they are the one who hears.
    """
    lead = tx.school.people[duty.owned_by] if duty.owned_by else lead_of(tx, duty, now)
    if lead is None or (not why and _stands_in_for_many(tx, now, duty, lead)):
        return None
    if not (tx.hearers.tell(duty.id, lead.id, now, since=duty.opens) or why):
        return None
    _put(tx, now, duty, lead, why)
    return lead


def _stands_in_for_many(tx: Transaction, now: datetime, duty: Duty, lead: Person) -> bool:
    """Whoever is above many leads that cannot be reached is not rung for each ordinary duty; the bundle has them."""
    if duty.grade is Grade.KEY or duty.owned_by or is_its_lead(tx, duty, lead, now):
        return False
    last = tx.hearers.last_told(lead.id)
    return last is not None and now - last < AGAIN


def tell_managers(tx: Transaction, now: datetime, duty: Duty) -> None:
    """Each duty rings once for itself; again only for a manager whom no other undone duty has rung in the half hour."""
    for manager in managers_of(tx, duty, now):
        last = tx.hearers.last_told(manager.id)
        if tx.hearers.tell(duty.id, manager.id, now):
            _put(tx, now, duty, manager, {})
        elif last is None or now - last >= AGAIN:
            tx.hearers.told_again(duty.id, manager.id, now)
            _put(tx, now, duty, manager, {"again": True})


def _put(tx: Transaction, now: datetime, duty: Duty, person: Person, why: dict[str, Any]) -> None:
    """By night it makes no sound to somebody who is at home."""
    staffing = Staffing(tx, now)
    silent = staffing.school.settings.night.holds(staffing.local) and person.id not in staffing.duty
    tx.outbox.put(
        News(
            "duty.card",
            person.id,
            duty_facts(tx, duty, person.id, silent=silent, **why),
            Lane.CARD,
            item=duty.item,
            card=duty.item,
            show=Show.NEW,
            good_until=duty.closes + PAGES_UNTIL,
        ),
        now,
    )
