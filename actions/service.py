"""The clocks of a ticket: begun with it, moved on by each of its records, and what its cards say of them."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from domain.handing_on import IN_HAND
from domain.service import BEGUN, Service, after, begun
from domain.service_hours import Calendar, reach
from domain.service_rules import Asking, Rule, Step
from domain.spans import DAY
from domain.tickets import OVER, State, Ticket
from storage import Transaction
from storage.services import rule_text

STEP = "ticket.clock"
OLD_ONES = "ticket.clocks"
SHIFT_ENDS = "ticket.shift"
"""The due row of the end of the shift of somebody who has a ticket in hand."""
CHUNK = 100
LAST_QUARTER = 0.75
HALF = 0.5
CHASE = "chase"


def begin_clocks(tx: Transaction, now: datetime, ticket: Ticket, rule: Rule) -> Service:
    """They run from now, when it can be read, by that rule, and keep it; the record of the report holds the rule."""
    service = begun(ticket.number, rule, now)
    tx.services.keep(service)
    return service


def begin_service(tx: Transaction, now: datetime, ticket: Ticket) -> Service:
    """The clocks of a ticket whose report is long recorded begin now, by the rule that holds now."""
    rule = tx.school.service.by_urgency[ticket.urgency]
    tx.history.append(BEGUN, now, person=None, said_at=now, item=ticket.item, body={"rule": rule_text(rule)})
    return begin_clocks(tx, now, ticket, rule)


def begin_old_ones(tx: Transaction, now: datetime) -> None:
    """Tickets that are older than the clocks: theirs run from now, so that nobody is late for a rule nobody knew."""
    found = tx.services.without(CHUNK)
    for number in found:
        ticket = tx.tickets.get(number)
        if ticket is not None:
            arrange(tx, now, ticket, begin_service(tx, now, ticket))
    if len(found) == CHUNK:
        tx.due.put(OLD_ONES, "all", now + timedelta(seconds=1))


def note(
    tx: Transaction,
    now: datetime,
    ticket: Ticket,
    kind: str,
    *,
    person: str | None,
    said_at: datetime,
    body: Mapping[str, Any],
) -> None:
    """Appends the record and moves the clocks on with it; then waits for whatever is due next."""
    service = tx.services.get(ticket.number)
    if service is not None and service.held_at is not None and kind != "ticket.hold" and "state" in body:
        body = {**body, "paused": service.paused_by(now, tx.school.service_hours).total_seconds()}
    tx.history.append(kind, now, person=person, said_at=said_at, place=ticket.place, item=ticket.item, body=body)
    if service is None and body.get("state") == State.REOPENED:
        arrange(tx, now, ticket, begin_service(tx, now, ticket))
    if service is not None:
        moved = after(service, kind, now, body)
        tx.services.keep(moved)
        arrange(tx, now, tx.tickets.get(ticket.number) or ticket, moved)


def arrange(tx: Transaction, now: datetime, ticket: Ticket, service: Service | None) -> None:
    """One due row a ticket, as its service stands now: the next moment at which somebody is to hear of it."""
    if ticket.assignee and ticket.state in IN_HAND:
        tx.due.put_if_none(SHIFT_ENDS, ticket.assignee, now)
    coming = min((at for at, key in moments(tx, ticket, service) if key not in service.told), default=None) \
        if service is not None else None  # fmt: skip
    if coming is None:
        tx.due.drop(STEP, str(ticket.number))
    else:
        tx.due.put(STEP, str(ticket.number), max(coming, now))


def moments(tx: Transaction, ticket: Ticket, service: Service | None) -> list[tuple[datetime, str]]:
    """When somebody hears what, the soonest first; what was told already among them."""
    if service is None or ticket.state in OVER:
        return []
    rules, calendar = tx.school.service, tx.school.service_hours
    found = _moments(service, ticket.state, rules.asking, rules.chasing.again, calendar)
    return sorted((at, key) for at, key in found if at is not None)


def _moments(
    service: Service, state: State, asking: Asking, again: timedelta, calendar: Calendar
) -> Iterator[tuple[datetime | None, str]]:
    hours = service.rule.hours
    if state is State.TO_ACCEPT:
        asked = service.finished_at or service.began
        yield reach(asking.hours, calendar, asked, asking.again), "rate:again"
        yield reach(asking.hours, calendar, asked, asking.lapses), "rate:lapse"
        return
    if state is State.ON_HOLD:
        if service.held_until is not None:
            yield service.held_until, "hold:until"
            yield service.held_until + DAY, "hold:over"
        return
    yield service.may_be_chased(calendar, again), f"{CHASE}:{service.chases}"
    if state is not State.WORKING:
        limit = service.rule.due_after.get(Step.TAKEN)
        if limit is not None:
            seen = service.rule.limits.get(Step.SEEN, limit * HALF)
            yield reach(hours, calendar, service.waits_from, seen), "take:seen"
            yield service.due(Step.TAKEN, calendar), "take:late"
            yield reach(hours, calendar, service.waits_from, 2 * limit), "take:twice"
    elif service.answered_at is None:
        yield service.due(Step.ANSWERED, calendar), "answer:late"
    done = service.rule.due_after.get(Step.DONE)
    if done is not None:
        yield reach(hours, calendar, service.began, done * LAST_QUARTER + service.paused), "done:soon"
        yield service.due(Step.DONE, calendar), "done:late"
