"""Decisions: what waits for a manager, with the button that acts on it; what burns comes first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from actions.check_facts import is_overdue
from actions.day_facts import alarm_line, duty_line, ticket_line
from actions.rostered import local_day
from actions.score_facts import days_over, inspection_line, notice_line
from actions.weigh import may_weigh
from domain.alarms import Alarm, State
from domain.appeals import Appeal, Assessment
from domain.duties import Duty
from domain.ladder import AGAIN, MOST_CALLS
from domain.notices import Notice
from domain.people import Permission, Person, is_manager
from domain.plans import Switch
from domain.spans import DAY
from domain.tickets import State as TicketState
from domain.tickets import Ticket
from reports.sight import sight_of
from reports.trials import Trial, ready_to_chase
from storage import Transaction

MOST = 3
"""More than that nobody decides before going home; the rest stands in the lists."""
LADDER = AGAIN * MOST_CALLS
"""After the last call to managers about a duty it stands here, and nobody can switch that off."""
WAITED = timedelta(hours=2)
"""How long a ticket may wait to be given to somebody before a manager is asked."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Everything that waits at one moment, the same for everybody: asked once, however many read of it."""

    alarms: tuple[Alarm, ...]
    tickets: tuple[Ticket, ...]
    gaps: tuple[Duty, ...]
    trials: tuple[Trial, ...]
    undone: tuple[Duty, ...]
    overdue: tuple[Notice, ...]
    appeals: tuple[Appeal, ...]
    proposed: tuple[Assessment, ...]


def waiting_now(tx: Transaction, now: datetime) -> Waiting:
    """Alarms to which nobody goes, tickets and duties of tomorrow that nobody has, plans that ran well on trial."""
    switches = tx.switches.all()
    names = {p.code: p.name for p in tx.school.load().plans if switches.get(p.code) in (Switch.TRIAL, None)}
    return Waiting(
        tuple(alarm for alarm in tx.figures.running_alarms() if alarm.state is State.OPEN),
        tuple(_left_waiting(tx, now)),
        tuple(tx.figures.without_owner(local_day(tx, now) + DAY)),
        ready_to_chase(tx, now, names),
        tuple(tx.duties.left_undone(now - DAY, now - LADDER)),
        tuple(it for it in tx.notices.open() if is_overdue(it, now) or it.responsible is None),
        tuple(tx.inspections.open_appeals()),
        tuple(tx.inspections.proposed()),
    )


def decisions_for(
    tx: Transaction, now: datetime, person: Person, found: Waiting | None = None, most: int = MOST
) -> list[dict[str, Any]]:
    """What this person may decide, the most pressing first.

    Who is told of a duty without an owner may find somebody.
    """
    return list(islice(_decisions(tx, now, person, found or waiting_now(tx, now)), most))


def _decisions(tx: Transaction, now: datetime, person: Person, found: Waiting) -> Iterator[dict[str, Any]]:
    if Permission.DISPATCH in tx.school.permissions[person.id]:
        yield from ({"what": "alarm", **alarm_line(tx, alarm)} for alarm in found.alarms)
        yield from ({"what": "ticket", **ticket_line(tx, ticket, now)} for ticket in found.tickets)
    if is_manager(person, tx.school.roles):
        sight = sight_of(tx, person)
        for duty in filter(sight.duty, found.undone):
            tx.hearers.tell(duty.id, person.id, now)
            yield {"what": "undone", **duty_line(tx, duty)}
        for duty in filter(sight.duty, found.gaps):
            tx.hearers.tell(duty.id, person.id, now)
            yield {"what": "gap", **duty_line(tx, duty)}
        for notice in found.overdue if sight.team is None else ():
            yield {"what": "notice", "days": days_over(notice, now), **notice_line(tx, notice)}
        yield from _to_weigh(tx, person, found)
        for trial in found.trials if sight.team is None else ():
            percent = round(trial.completion, 1)
            yield {"what": "trial", "plan": trial.plan, "name": trial.name, "duties": trial.duties, "percent": percent}


def _to_weigh(tx: Transaction, person: Person, found: Waiting) -> Iterator[dict[str, Any]]:
    """Appeals and proposals, to whoever may decide them and has no part in them."""
    for appeal in found.appeals:
        inspection = tx.inspections.get(appeal.inspection)
        if inspection is not None and may_weigh(tx, person.id, inspection):
            yield {"what": "appeal", "number": appeal.number, **inspection_line(tx, inspection)}
    for proposal in found.proposed:
        inspection = tx.inspections.get(proposal.inspection)
        if inspection is not None and may_weigh(tx, person.id, inspection):
            line = inspection_line(tx, inspection)
            yield {"what": "heavier", "number": proposal.number, "cause": proposal.cause, **line}


def _left_waiting(tx: Transaction, now: datetime) -> Iterator[Ticket]:
    """Given to nobody for two hours, or to somebody who did not take it in twice the time."""
    untaken = tx.services.untaken()
    for ticket in tx.figures.open_tickets():
        nobody = ticket.state is TicketState.WAITING and ticket.assignee is None
        if ticket.number in untaken or (nobody and now - ticket.reported_at >= WAITED):
            yield ticket
