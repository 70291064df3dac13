"""Decisions: what waits for a manager, with the button that acts on it; what burns comes first."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from actions.day_facts import alarm_line, duty_line, ticket_line
from actions.rostered import tomorrow
from domain.alarms import State
from domain.people import Permission, Person, is_manager
from domain.tickets import State as TicketState
from reports.trials import ready_to_chase
from storage import Transaction

MOST = 3
"""More than that nobody decides before going home; the rest stands in the lists."""
WAITED = timedelta(hours=2)
"""How long a ticket may wait to be given to somebody before a manager is asked."""


def decisions_for(tx: Transaction, now: datetime, person: Person, most: int = MOST) -> list[dict[str, Any]]:
    """What this person may decide, the most pressing first."""
    return list(islice(_waiting(tx, now, person), most))


def _waiting(tx: Transaction, now: datetime, person: Person) -> Iterator[dict[str, Any]]:
    may = tx.school.permissions[person.id]
    if Permission.DISPATCH in may:
        for alarm in tx.figures.running_alarms():
            if alarm.state is State.OPEN:
                yield {"what": "alarm", **alarm_line(tx, alarm)}
        waiting = [t for t in tx.figures.open_tickets() if t.state is TicketState.WAITING and t.assignee is None]
        for ticket in waiting:
            if now - ticket.reported_at >= WAITED:
                yield {"what": "ticket", **ticket_line(tx, ticket, now)}
    if is_manager(person, tx.school.roles):
        for duty in tomorrow(tx, now):
            if duty.owner is None:
                yield {"what": "gap", **duty_line(tx, duty)}
        names = {plan.code: plan.name for plan in tx.school.load().plans}
        for trial in ready_to_chase(tx, now, names):
            yield {"what": "trial", "plan": trial.plan, "name": trial.name, "duties": trial.duties,
                   "percent": round(trial.completion, 1)}  # fmt: skip
