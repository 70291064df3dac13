"""Keeping what was planned: new duties come, those that nobody wants any more go, and others change hands."""

from collections.abc import Collection
from datetime import date, datetime

from actions.close_duty import OUTAGE, STEP, close_duty, show_duty
from actions.duty_facts import duty_facts
from actions.duty_ladder import restart
from domain.duties import Draft, Duty, State
from domain.ladder import first_step_at
from domain.news import Lane, News, Show
from storage import Transaction

SAME = (
    "name", "task", "checklist", "version", "place", "points", "shape", "starts", "ends", "opens", "due", "closes",
    "grade", "evidence", "chain", "trial",
)  # fmt: skip
"""What the plan decides. Who owes it changes by itself."""
CANCELLED = "计划改了"


def keep_duty(tx: Transaction, now: datetime, draft: Draft, *, could_be_known: bool = True) -> None:
    """Keeps a new duty with its first step, or makes the one that is there say what is meant now.

    What could not be done in time any more is not begun: nobody could have known of it. Unless it was an outage that
    kept them: then it is there, and can be done late.
    """
    if (draft.due > now or not could_be_known) and _add(tx, now, draft):
        return
    duty = tx.duties.of_key(draft.key)
    if duty is not None and duty.excuse == CANCELLED and draft.opens > now:
        duty = _take_up_again(tx, now, duty)
    if duty is None or duty.is_over or duty.begun_at is not None:
        return
    if _is_ahead(duty, now) and any(getattr(duty, name) != getattr(draft, name) for name in SAME):
        tx.duties.plan_anew(duty.id, draft)
        tx.due.put(STEP, str(duty.id), first_step_at(draft))
    if duty.assigned != draft.owner and duty.cover is None and duty.owner == duty.assigned:
        _hand_over(tx, now, duty, draft)


def keep_excused(tx: Transaction, now: datetime, draft: Draft) -> None:
    """A duty that began and ended in an outage, before anybody could plan it: it is there to be counted."""
    number = tx.duties.plan(draft)
    if number is None:
        return
    duty = tx.duties.change(number, state=State.EXCUSED, closed_at=now, excuse=OUTAGE)
    body = {"plan": duty.plan, "owner": duty.owner, "target": duty.target, "trial": duty.trial}
    tx.history.append("duty.excused", now, person=None, said_at=now, place=duty.place, item=duty.item, body=body)


def sweep_plan(tx: Transaction, now: datetime, plan: str, day: date, keys: Collection[str]) -> None:
    """Lets go of what the plan does not mean any more on that day; what has opened stays."""
    for key, number in tx.duties.upcoming_keys(plan, day).items():
        duty = None if key in keys else tx.duties.get(number)
        if duty is not None and _is_ahead(duty, now):
            _let_go(tx, now, duty)


def sweep_day(tx: Transaction, now: datetime, day: date, plans: Collection[str]) -> None:
    """Lets go of what belongs to plans that are not in the workbook any more."""
    for plan in tx.duties.plans_of(day) - set(plans):
        sweep_plan(tx, now, plan, day, ())


def _is_ahead(duty: Duty, now: datetime) -> bool:
    return duty.state is State.UPCOMING and duty.opens > now and duty.begun_at is None


def _let_go(tx: Transaction, now: datetime, duty: Duty) -> None:
    """As if it had never been planned, unless somebody has heard of it: then it is excused, and they read that."""
    if duty.step or duty.cover is not None or tx.hearers.offered(duty.id) or tx.hearers.told(duty.id):
        close_duty(tx, now, duty, State.EXCUSED, person=None, said_at=now, excuse=CANCELLED)
    else:
        tx.duties.drop(duty.id)
        tx.due.drop(STEP, str(duty.id))


def _take_up_again(tx: Transaction, now: datetime, duty: Duty) -> Duty:
    """A plan was paused and switched on again before the duty opened: it is as it was."""
    duty = tx.duties.change(duty.id, state=State.UPCOMING, closed_at=None, excuse="", step=0)
    tx.due.put(STEP, str(duty.id), first_step_at(duty))
    tx.history.append("duty.again", now, person=None, said_at=now, place=duty.place, item=duty.item, body={})
    show_duty(tx, now, duty)
    return duty


def _add(tx: Transaction, now: datetime, draft: Draft) -> bool:
    number = tx.duties.plan(draft)
    if number is None:
        return False
    tx.due.put(STEP, str(number), first_step_at(draft))
    if draft.instead_of:
        body = {"key": draft.key, "turn": draft.instead_of, "owner": draft.owner}
        tx.history.append(
            "duty.instead", now, person=None, said_at=now, place=draft.place, item=f"duty:{number}", body=body
        )
    return True


def _hand_over(tx: Transaction, now: datetime, duty: Duty, draft: Draft) -> None:
    """Whoever had it reads that it is somebody else's now; the new one is told when it is already going on."""
    changed = restart(tx, now, tx.duties.change(duty.id, assigned=draft.owner, owner=draft.owner, post=draft.post))
    body = {"from": duty.owner, "to": draft.owner}
    tx.history.append("duty.moved", now, person=None, said_at=now, place=duty.place, item=duty.item, body=body)
    if changed.trial or not (duty.step or duty.state is State.OPEN):
        return
    tx.outbox.withdraw(duty.item, now)
    if duty.owner is not None:
        tx.outbox.put(
            News("duty.card", duty.owner, duty_facts(tx, changed, duty.owner), Lane.CARD, item=f"{duty.item}:state",
                 card=duty.item, show=Show.ONLY_EDIT),
            now,
        )  # fmt: skip
    if changed.owner is not None:
        tx.outbox.put(
            News("duty.card", changed.owner, duty_facts(tx, changed, changed.owner), Lane.CARD, item=duty.item,
                 card=duty.item, show=Show.NEW, good_until=duty.closes),
            now,
        )  # fmt: skip
