"""Move a ticket along its table, and tell whom the move concerns."""

from collections.abc import Sequence
from datetime import datetime

from actions.accept_ticket import ask_to_accept, finished_by, show_acceptance
from actions.board import note_change
from actions.facts import ticket_facts
from actions.file_report import tell_reporter, tell_worker
from actions.service import note
from actions.show_worker import show_worker
from actions.staffing import Staffing
from domain.news import News, Show
from domain.people import permissions_of
from domain.refusal import Refusal
from domain.tickets import Move, State, Ticket, check_may, next_state
from storage import Transaction


def move_ticket(
    tx: Transaction,
    now: datetime,
    person: str,
    number: int,
    move: Move,
    *,
    said_at: datetime,
    why: str = "",
    to: str | None = None,
    until: datetime | None = None,
    evidence: Sequence[int] = (),
) -> Ticket:
    """Makes the move; `to` is the new assignee of ASSIGN, `why` the reason given, `until` when what HOLD waits for is
    to come, `evidence` the photos of the work.

    Refusal `ticket.too_late` or `ticket.not_yours` changes nothing.
    """
    ticket = tx.tickets.get(number)
    if ticket is None:
        raise Refusal("button.old")
    state = checked(tx, now, ticket, person, move)
    before, was = ticket.assignee, ticket.state
    ticket = tx.tickets.move(ticket, state, now, assignee=_assignee(ticket, move, person, to))
    for evidence_id in evidence:
        tx.evidence.attach(evidence_id, ticket.item)
    body = {"was": was, "state": state, "why": why, "assignee": ticket.assignee, "evidence": list(evidence)}
    if until is not None:
        body["until"] = until.isoformat()
    note(tx, now, ticket, f"ticket.{move}", person=person, said_at=said_at, body=body)
    note_change(tx, now)
    if before and before != ticket.assignee:
        show_worker(tx, now, ticket, before)
    TELL[move](tx, now, ticket, why)
    return ticket


def lapse_ticket(tx: Transaction, now: datetime, ticket: Ticket) -> None:
    """Nobody said whether it is well: closed as 未评价, never as praise."""
    was, ticket = ticket.state, tx.tickets.move(ticket, next_state(ticket, Move.LAPSE), now, assignee=ticket.assignee)
    body = {"was": was, "state": ticket.state, "assignee": ticket.assignee}
    note(tx, now, ticket, f"ticket.{Move.LAPSE}", person=None, said_at=now, body=body)
    note_change(tx, now)
    _lapsed(tx, now, ticket, "")


def _check_reopens(tx: Transaction, now: datetime, ticket: Ticket) -> None:
    """After its days are over a fault is a new one: Refusal `ticket.closed_long`."""
    service = tx.services.get(ticket.number)
    closed = (service.closed_at if service else None) or ticket.changed_at
    reopens = tx.school.service.asking.reopens
    if ticket.state is State.CLOSED and now > closed + reopens:
        raise Refusal("ticket.closed_long", {**ticket_facts(tx, ticket), "days": reopens.days})


def checked(tx: Transaction, now: datetime, ticket: Ticket, person: str, move: Move) -> State:
    """Where the move leads; a Refusal carries how the ticket stands now, who has it, and what was tapped."""
    permissions = permissions_of(tx.school.people[person], tx.school.roles)
    try:
        state = next_state(ticket, move)
        check_may(ticket, move, person, permissions, finished_by=finished_by(tx, ticket))
    except Refusal as no:
        worked = person in (ticket.assignee, finished_by(tx, ticket))
        raise Refusal(
            no.about,
            {**ticket_facts(tx, ticket), "mine": ticket.assignee == person, "worked": worked, "move": move},
        ) from None
    if move is Move.REJECT:
        _check_reopens(tx, now, ticket)
    return state


def _assignee(ticket: Ticket, move: Move, person: str, to: str | None) -> str | None:
    if move is Move.ASSIGN:
        return to
    if move is Move.TAKE:
        return person
    return None if move is Move.GIVE_BACK else ticket.assignee


def _worked(tx: Transaction, now: datetime, ticket: Ticket, why: str) -> None:
    """A step of the work: the two cards edit themselves, nobody is disturbed."""
    tx.outbox.withdraw(ticket.item, now)
    if ticket.assignee:
        show_worker(tx, now, ticket, ticket.assignee)
    for dispatcher in Staffing(tx, now).dispatchers:
        if dispatcher.id != ticket.assignee:
            show_worker(tx, now, ticket, dispatcher.id)
    tell_reporter(tx, now, ticket, why=why)


def _handed(tx: Transaction, now: datetime, ticket: Ticket, why: str) -> None:
    tx.outbox.withdraw(ticket.item, now)
    tx.outbox.withdraw(ticket.rest, now)
    tell_worker(tx, now, ticket, why=why)
    tell_reporter(tx, now, ticket, why=why)


def _finished(tx: Transaction, now: datetime, ticket: Ticket, why: str) -> None:
    _worked(tx, now, ticket, why)
    ask_to_accept(tx, now, ticket, why)


def _closed(tx: Transaction, now: datetime, ticket: Ticket, why: str) -> None:
    _worked(tx, now, ticket, why)
    show_acceptance(tx, now, ticket)
    if ticket.assignee and ticket.state is State.CLOSED:
        tx.outbox.put(News("ticket.thanks", ticket.assignee, ticket_facts(tx, ticket)), now)


def _rejected(tx: Transaction, now: datetime, ticket: Ticket, why: str) -> None:
    """Back to the same technician, who reads why; counted as 返修. Whoever is away or unheard of gives it up."""
    show_acceptance(tx, now, ticket)
    worker, staffing = tx.school.people.get(ticket.assignee or ""), Staffing(tx, now)
    if worker is not None and (worker.id in staffing.away or not staffing.reachable(worker)):
        state = next_state(ticket, Move.GIVE_BACK)
        body: dict[str, object] = {"was": ticket.state, "state": state, "why": why, "assignee": None}
        ticket = tx.tickets.move(ticket, state, now, assignee=None)
        note(tx, now, ticket, f"ticket.{Move.GIVE_BACK}", person=None, said_at=now, body=body)
    _handed(tx, now, ticket, why)


def _on_hold(tx: Transaction, now: datetime, ticket: Ticket, why: str) -> None:
    """Whoever waits for it reads what it waits for and until when, and may say that this is too long."""
    _worked(tx, now, ticket, why)
    for person in dict.fromkeys(filter(None, [ticket.reporter, *tx.tickets.followers(ticket.number)])):
        if person != ticket.assignee:
            facts = {**ticket_facts(tx, ticket, now), "follows": person != ticket.reporter}
            card = f"{ticket.item}:hold"
            tx.outbox.put(News("ticket.on_hold", person, facts, item=ticket.item, card=card, show=Show.NEW), now)


def _lapsed(tx: Transaction, now: datetime, ticket: Ticket, why: str) -> None:
    """The worker's card and the question close without a sound; who did not answer hears how to say otherwise."""
    _worked(tx, now, ticket, why)
    show_acceptance(tx, now, ticket)
    reporter = tx.school.people.get(ticket.reporter or "")
    if reporter is not None and Staffing(tx, now).reachable(reporter) and reporter.id != ticket.assignee:
        card, facts = (
            f"{ticket.item}:accept",
            {**ticket_facts(tx, ticket, now), "days": tx.school.service.asking.reopens.days},
        )
        tx.outbox.put(News("ticket.lapsed", reporter.id, facts, item=ticket.item, card=card, show=Show.NEW), now)


def _withdrawn(tx: Transaction, now: datetime, ticket: Ticket, why: str) -> None:
    _worked(tx, now, ticket, why)
    if ticket.assignee:
        tx.outbox.put(News("ticket.withdrawn", ticket.assignee, ticket_facts(tx, ticket)), now)


TELL = {
    Move.ASSIGN: _handed,
    Move.TAKE: _worked,
    Move.ARRIVE: _worked,
    Move.HOLD: _on_hold,
    Move.RESUME: _worked,
    Move.FINISH: _finished,
    Move.GIVE_BACK: _handed,
    Move.CONFIRM: _closed,
    Move.REJECT: _rejected,
    Move.WITHDRAW: _withdrawn,
    Move.LAPSE: _lapsed,
}
