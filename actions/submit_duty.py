"""Submit a duty: the report is kept whole, and what was said in time counts, however late it arrived."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from actions.close_duty import close_duty, show_duty
from actions.duty_facts import duty_facts
from actions.gate import state_of_duty
from domain.duties import Duty, State, outcome
from domain.refusal import Refusal
from storage import Transaction

LATE_ARRIVAL = timedelta(minutes=30)
"""What was said in time but came after the end still counts if it is no older than this (补传)."""


def submit_duty(
    tx: Transaction,
    now: datetime,
    duty: Duty,
    *,
    person: str,
    said_at: datetime,
    device: str | None,
    body: Mapping[str, Any],
    **values: Any,
) -> Duty:
    """Closes the duty with the record `body`; `values` are further columns (faults, photos).

    By `due` done, by `closes` late; said later, it stays missed and is noted as made up. Raises Refusal `duty.over`
    when it has ended otherwise.
    """
    duty = tx.duties.get(duty.id) or duty
    if duty.is_over and (duty.state is not State.MISSED or duty.made_up_at is not None):
        raise Refusal("duty.over", duty_facts(tx, duty))
    record = {"version": duty.version, "device": device, **body}
    state = outcome(duty, said_at)
    counts = state is not State.MISSED and (not duty.is_over or now - said_at <= LATE_ARRIVAL)
    if not counts and not duty.is_over:
        duty = close_duty(tx, now, duty, State.MISSED, person=None, said_at=now)
    duty = tx.duties.change(duty.id, person=person, device=device, **values)
    if counts:
        duty = tx.duties.change(duty.id, said_at=said_at)
        state_of_duty(tx, now, duty, person, said_at=said_at)
        return close_duty(tx, now, duty, state, person=person, said_at=said_at, body=record)
    duty = tx.duties.change(duty.id, made_up_at=now)
    tx.history.append(
        "duty.made_up", now, person=person, said_at=said_at, place=duty.place, item=duty.item, body=record
    )
    show_duty(tx, now, duty)
    return duty
