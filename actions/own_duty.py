"""Take care of an undone duty: whoever was told from above owns it, and the ladder rests until they are silent."""

from datetime import datetime, timedelta

from actions.close_duty import NO_ANSWER, STILL, close_duty, show_duty
from actions.duty_facts import duty_facts
from actions.staffing import Staffing
from actions.superiors import lead_of, managers_of
from actions.tell_above import tell_lead
from domain.duties import Duty, State
from domain.ladder import PAGES_UNTIL
from domain.news import Lane, News, Show
from domain.people import Person
from domain.plans import Grade
from domain.refusal import Refusal
from storage import Transaction

STILL_ON_IT = timedelta(minutes=30)
"""After 我来安排 of a duty that is 关键 (docs/duties.md)."""
ANSWER_WITHIN = timedelta(minutes=15)
"""No answer to that: the ladder goes on from where it was."""


def is_undone(duty: Duty) -> bool:
    return not duty.is_over or (duty.state is State.MISSED and duty.made_up_at is None)


def own(tx: Transaction, now: datetime, person: str, duty: Duty, how: str, *, said_at: datetime) -> Duty:
    """我来安排 or 已电话 (`how`): stops what is still to be said about it, for everybody."""
    _check_told(tx, duty, person)
    if duty.owned_by not in (None, person):
        raise Refusal("chase.owned", duty_facts(tx, duty, person))
    tx.history.append("duty.owned", now, person=person, said_at=said_at, place=duty.place, item=duty.item,
                      body={"how": how})  # fmt: skip
    duty = tx.duties.change(duty.id, owned_at=now, owned_by=person)
    if duty.grade is Grade.KEY:
        tx.due.put(STILL, str(duty.id), max(now, duty.opens) + STILL_ON_IT)
    tx.due.drop(NO_ANSWER, str(duty.id))
    tx.outbox.withdraw(duty.item, now)
    show_duty(tx, now, duty)
    return duty


def still_on_it(tx: Transaction, now: datetime, duty_id: int) -> None:
    """Half an hour later it is still not done: its owner is asked."""
    duty = tx.duties.get(duty_id)
    if duty is None or duty.owned_by is None or not is_undone(duty) or now - duty.closes > PAGES_UNTIL:
        return
    incoming = _incoming(tx, now, duty)
    if incoming is not None:
        _pass_on(tx, now, duty, incoming)
        return
    _say(tx, now, duty, duty.owned_by, asks=True)
    tx.due.put(NO_ANSWER, str(duty_id), now + ANSWER_WITHIN)


def _incoming(tx: Transaction, now: datetime, duty: Duty) -> Person | None:
    """Who is there now in the place of an owner whose shift has ended since; None when nobody changed."""
    if duty.owned_by is None or duty.owned_at is None or duty.owned_by not in Staffing(tx, duty.owned_at).duty:
        return None
    staffing = Staffing(tx, now)
    if duty.owned_by in staffing.duty:
        return None
    return next((person for person in (*managers_of(tx, duty, now), lead_of(tx, duty, now)) if person), None)


def _pass_on(tx: Transaction, now: datetime, duty: Duty, incoming: Person) -> None:
    """What was taken care of never falls to nobody; whoever went home hears no more of it."""
    body = {"from": duty.owned_by, "to": incoming.id}
    tx.history.append("duty.handed_on", now, person=None, said_at=now, place=duty.place, item=duty.item, body=body)
    tx.hearers.tell(duty.id, incoming.id, now)
    duty = tx.duties.change(duty.id, owned_at=now, owned_by=incoming.id)
    tx.due.put(STILL, str(duty.id), now + STILL_ON_IT)
    show_duty(tx, now, duty, but=incoming.id)
    _say(tx, now, duty, incoming.id, handed=True)


def _say(tx: Transaction, now: datetime, duty: Duty, person: str, **how: bool) -> None:
    tx.outbox.put(
        News("duty.card", person, duty_facts(tx, duty, person, **how), Lane.CARD, item=duty.item, card=duty.item,
             show=Show.NEW, good_until=duty.closes + PAGES_UNTIL),
        now,
    )  # fmt: skip


def excuse(tx: Transaction, now: datetime, person: str, duty: Duty, *, said_at: datetime) -> Duty:
    """有理由,免: the reason that its person gave is confirmed by somebody above, never by oneself."""
    _check_told(tx, duty, person)
    if person in (duty.assigned, _explained_by(tx, duty)):
        raise Refusal("chase.own_reason", duty_facts(tx, duty, person))
    if not duty.reason:
        raise Refusal("chase.no_reason", duty_facts(tx, duty, person))
    return close_duty(tx, now, duty, State.EXCUSED, person=person, said_at=said_at, excuse=duty.reason)


def _explained_by(tx: Transaction, duty: Duty) -> str | None:
    """Whose reason it is that the duty carries."""
    said = [row["person"] for row in tx.history.of_item(duty.item) if row["kind"] == "duty.reason"]
    return said[-1] if said else None


def give_reason(tx: Transaction, now: datetime, person: str, duty: Duty, words: str, *, said_at: datetime) -> Duty:
    """说原因: kept in the record, and the lead reads it."""
    check_may_explain(tx, person, duty)
    duty = tx.duties.change(duty.id, reason=words)
    tx.history.append("duty.reason", now, person=person, said_at=said_at, place=duty.place, item=duty.item,
                      body={"words": words})  # fmt: skip
    show_duty(tx, now, duty)
    tell_lead(tx, now, duty, why="reason")
    return duty


def check_may_explain(tx: Transaction, person: str, duty: Duty) -> None:
    """Refusal `chase.not_yours`, or `chase.too_late` for what was done or excused."""
    if person not in (duty.owner, duty.assigned):
        raise Refusal("chase.not_yours", duty_facts(tx, duty, person))
    if not is_undone(duty):
        raise Refusal("chase.too_late", duty_facts(tx, duty, person))


def _check_told(tx: Transaction, duty: Duty, person: str) -> None:
    if person not in tx.hearers.told(duty.id) or person == duty.owner:
        raise Refusal("chase.not_yours", duty_facts(tx, duty, person))
    if not is_undone(duty):
        raise Refusal("chase.too_late", duty_facts(tx, duty, person))
