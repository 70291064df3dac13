"""Close a duty: its one end is kept, what still waits to be said about it is withdrawn, and its cards change."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from actions.board import note_change
from actions.duty_facts import duty_facts
from domain.duties import Duty, State, Task
from domain.news import Lane, News, Show
from domain.outages import AMNESTY, excused
from storage import Transaction

STEP = "duty.step"
"""The due row of a duty: the next rung of its ladder; its subject is the duty's id."""
LIGHTS_OUT = "lights_out"
"""A look whether every roll call of the day is over; its subject is the local day."""
LATER, STILL, NO_ANSWER = "duty.later", "duty.still", "duty.no_answer"
"""Further moments of a duty: one more reminder, whether whoever owns it is still on it, and no answer to that."""
OUTAGE = "停机"
"""The excuse of whoever could not be heard."""


def close_duty(
    tx: Transaction,
    now: datetime,
    duty: Duty,
    state: State,
    *,
    person: str | None,
    said_at: datetime,
    body: Mapping[str, Any] | None = None,
    **values: Any,
) -> Duty:
    """Keeps the end with further columns of the duty (`values`) and the record of it. `person` reported, if anybody.

    Nobody misses what an outage kept them from: that is excused.
    """
    if state is State.MISSED and excused(tx.outages.ended_since(duty.closes - AMNESTY), duty.closes):
        state, values = State.EXCUSED, {**values, "excuse": OUTAGE}
    duty = tx.duties.change(duty.id, state=state, closed_at=now, **values)
    facts = {"plan": duty.plan, "owner": duty.owner, "target": duty.target, "trial": duty.trial, **(body or {})}
    tx.history.append(
        f"duty.{state}", now, person=person, said_at=said_at, place=duty.place, item=duty.item, body=facts
    )
    if duty.task is Task.ROLL:
        tx.due.put(LIGHTS_OUT, duty.day.isoformat(), now)
    stop_chasing(tx, now, duty)
    return duty


def stop_chasing(tx: Transaction, now: datetime, duty: Duty) -> None:
    """Nobody is told any more what is no longer true: queued news is withdrawn, the shown cards say how it stands."""
    if duty.is_over and duty.state is not State.MISSED:
        for verb in (STEP, LATER, STILL, NO_ANSWER):
            tx.due.drop(verb, str(duty.id))
    tx.outbox.withdraw(duty.item, now)
    show_duty(tx, now, duty)


def show_duty(tx: Transaction, now: datetime, duty: Duty, *, but: str | None = None) -> None:
    """The cards of everybody who was told edit themselves; nobody hears anything new. `but` reads of it otherwise."""
    note_change(tx, now)
    told = (duty.assigned, duty.owner, *tx.hearers.offered(duty.id), *tx.hearers.told(duty.id))
    for person in dict.fromkeys(one for one in told if one and one != but):
        tx.outbox.put(
            News("duty.card", person, duty_facts(tx, duty, person, early=now < duty.due), Lane.CARD,
                 item=f"{duty.item}:state", card=duty.item, show=Show.ONLY_EDIT),
            now,
        )  # fmt: skip
