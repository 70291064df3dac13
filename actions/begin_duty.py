"""Begin a duty: whoever owes it opens it, and a second person is told who has it."""

from datetime import datetime, timedelta

from actions.duty_facts import duty_facts
from actions.facts import address_of
from actions.roster import effective_roster
from domain.duties import Duty, State, Task
from domain.refusal import Refusal
from storage import Transaction
from storage.drafts import Draft

MADE_UP_WITHIN = timedelta(hours=12)
"""How long after its end a missed duty stands in the list of what one could do now."""
FORM = "duty"
"""The name under which drafts of duties are kept."""


def begin_duty(tx: Transaction, now: datetime, duty: Duty, person: str) -> tuple[Duty, Draft | None]:
    """Notes the beginning, and returns this person's draft when the duty was begun before.

    A missed duty may still be made up. Raises Refusal `duty.not_yet`, `duty.over`, `duty.not_yours`, or `duty.taken`
    when somebody else is in the middle of it; whoever owes it now takes it over from one who no longer does.
    """
    facts = duty_facts(tx, duty)
    if duty.is_over and (duty.state is not State.MISSED or duty.made_up_at is not None):
        raise Refusal("duty.over", facts)
    if now < duty.opens:
        raise Refusal("duty.not_yet", facts)
    begun = tx.drafts.of_duty(duty.id)
    if begun is not None and begun.person == person:
        return duty, begun
    if duty.owner not in (None, person):
        raise Refusal("duty.not_yours", facts)
    if duty.owner is None and begun is None and not _may_take(tx, duty, person):
        raise Refusal("duty.not_yours", facts)
    if begun is not None and duty.owner is None:
        raise Refusal("duty.taken", {**facts, "taker": address_of(tx, begun.person)})
    if begun is not None:
        tx.drafts.close(begun.id)
    opened = State.OPEN if duty.state is State.UPCOMING else duty.state
    duty = tx.duties.change(duty.id, begun_at=duty.begun_at or now, state=opened)
    tx.history.append("duty.begun", now, person=person, said_at=now, place=duty.place, item=duty.item, body={})
    return duty, None


def _may_take(tx: Transaction, duty: Duty, person: str) -> bool:
    """Of a duty that nobody owes: whoever its plan means (a role, a shift of that day), was told of it or was asked."""
    meant = next((plan.who for plan in tx.school.load().plans if plan.code == duty.plan), "")
    who = tx.school.people[person]
    works = any(row.person == person and row.shift == meant for row in effective_roster(tx, duty.day))
    asked = person in tx.hearers.told(duty.id) or person in tx.hearers.offered(duty.id)
    return works or asked or who.holds(meant) or person == meant


def owed_now(tx: Transaction, now: datetime, person: str) -> list[Duty]:
    """What this person could begin at this moment, soonest due first; then what can still be made up today."""
    open_now = [duty for duty in tx.duties.owed_by(person, now) if duty.closes >= now]
    return open_now or tx.duties.missed_of(person, now - MADE_UP_WITHIN)


def sign_owed(tx: Transaction, now: datetime, person: str) -> Duty | None:
    """The sign-off that this person owes now."""
    return next((duty for duty in owed_now(tx, now, person) if duty.task is Task.SIGN), None)
