"""Move a ticket along its table, and tell whom the move concerns."""

from collections.abc import Sequence
from datetime import datetime

from actions.board import note_change
from actions.facts import ticket_facts
from actions.file_report import tell_reporter, tell_worker
from actions.staffing import Staffing
from domain.news import Lane, News, Show
from domain.people import Permission, permissions_of
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
    evidence: Sequence[int] = (),
) -> Ticket:
    """Makes the move; `to` is the new assignee of ASSIGN, `why` the reason given, `evidence` the photos of the work.

    Refusal `ticket.too_late` or `ticket.not_yours` changes nothing.
    """
    ticket = tx.tickets.get(number)
    if ticket is None:
        raise Refusal("button.old")
    state = checked(tx, ticket, person, move)
    before, was = ticket.assignee, ticket.state
    ticket = tx.tickets.move(ticket, state, now, assignee=_assignee(ticket, move, person, to))
    for evidence_id in evidence:
        tx.evidence.attach(evidence_id, ticket.item)
    tx.history.append(
        f"ticket.{move}",
        now,
        person=person,
        said_at=said_at,
        place=ticket.place,
        item=ticket.item,
        body={"was": was, "state": state, "why": why, "assignee": ticket.assignee, "evidence": list(evidence)},
    )
    note_change(tx, now)
    if before and before != ticket.assignee:
        _show_worker(tx, now, ticket, before)
    TELL[move](tx, now, ticket, why)
    return ticket


def checked(tx: Transaction, ticket: Ticket, person: str, move: Move) -> State:
    """Where the move leads; a Refusal carries how the ticket stands now, who has it, and what was tapped."""
    permissions = permissions_of(tx.school.people[person], tx.school.roles)
    try:
        state = next_state(ticket, move)
        check_may(ticket, move, person, permissions, finished_by=_finished_by(tx, ticket))
    except Refusal as no:
        worked = person in (ticket.assignee, _finished_by(tx, ticket))
        raise Refusal(
            no.about,
            {**ticket_facts(tx, ticket), "mine": ticket.assignee == person, "worked": worked, "move": move},
        ) from None
    return state


def _finished_by(tx: Transaction, ticket: Ticket) -> str | None:
    """Who said that it is finished, while somebody is to look at it: the technician, or a dispatcher for them."""
    if ticket.state is not State.TO_ACCEPT:
        return None
    said = [row["person"] for row in tx.history.of_item(ticket.item) if row["kind"] == f"ticket.{Move.FINISH}"]
    return said[-1] if said else None


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
        _show_worker(tx, now, ticket, ticket.assignee)
    for dispatcher in Staffing(tx, now).dispatchers:
        if dispatcher.id != ticket.assignee:
            _show_worker(tx, now, ticket, dispatcher.id)
    tell_reporter(tx, now, ticket, why=why)


def _handed(tx: Transaction, now: datetime, ticket: Ticket, why: str) -> None:
    tx.outbox.withdraw(ticket.item, now)
    tx.outbox.withdraw(ticket.rest, now)
    tell_worker(tx, now, ticket, why=why)
    tell_reporter(tx, now, ticket, why=why)


def _finished(tx: Transaction, now: datetime, ticket: Ticket, why: str) -> None:
    _worked(tx, now, ticket, why)
    ask_to_accept(tx, now, ticket, why)


def ask_to_accept(tx: Transaction, now: datetime, ticket: Ticket, why: str = "") -> None:
    """Somebody else than the worker is asked whether it is well: the reporter, else who may inspect."""
    staffing = Staffing(tx, now)
    reporter = tx.school.people.get(ticket.reporter or "")
    worked = (ticket.assignee, _finished_by(tx, ticket))
    asked = [reporter] if reporter and reporter.id not in worked and staffing.reachable(reporter) else []
    if not asked:
        inspectors = [p for p in staffing.holding(Permission.INSPECT) if p.id not in worked]
        asked = [p for p in inspectors if p.holds("repair_lead")] or inspectors[:1]
    for person in asked:
        tx.outbox.put(
            News(
                "ticket.accept",
                person.id,
                {**ticket_facts(tx, ticket), "why": why},
                Lane.ORDINARY,
                item=ticket.item,
                card=f"{ticket.item}:accept",
                show=Show.NEW,
            ),
            now,
        )


def _closed(tx: Transaction, now: datetime, ticket: Ticket, why: str) -> None:
    _worked(tx, now, ticket, why)
    _show_acceptance(tx, now, ticket)
    if ticket.assignee and ticket.state is State.CLOSED:
        tx.outbox.put(News("ticket.thanks", ticket.assignee, ticket_facts(tx, ticket)), now)


def _rejected(tx: Transaction, now: datetime, ticket: Ticket, why: str) -> None:
    """Back to the same technician, who reads why; counted as 返修."""
    _show_acceptance(tx, now, ticket)
    _handed(tx, now, ticket, why)


def _withdrawn(tx: Transaction, now: datetime, ticket: Ticket, why: str) -> None:
    _worked(tx, now, ticket, why)
    if ticket.assignee:
        tx.outbox.put(News("ticket.withdrawn", ticket.assignee, ticket_facts(tx, ticket)), now)


def _show_worker(tx: Transaction, now: datetime, ticket: Ticket, worker: str) -> None:
    """The worker's own card, brought up to what is true now; somebody who never had one gets none."""
    facts = {**ticket_facts(tx, ticket), "mine": ticket.assignee == worker}
    tx.outbox.put(
        News(
            "ticket.job",
            worker,
            facts,
            Lane.CARD,
            item=f"{ticket.item}:state",
            card=f"{ticket.item}:work",
            show=Show.ONLY_EDIT,
        ),
        now,
    )


def _show_acceptance(tx: Transaction, now: datetime, ticket: Ticket) -> None:
    """Closes the question 好用吗 wherever it was asked."""
    people = {ticket.reporter} | {p.id for p in Staffing(tx, now).holding(Permission.INSPECT)}
    for person in sorted(people - {None, ticket.assignee}, key=str):
        tx.outbox.put(
            News(
                "ticket.accept",
                str(person),
                ticket_facts(tx, ticket),
                Lane.CARD,
                item=f"{ticket.item}:state",
                card=f"{ticket.item}:accept",
                show=Show.ONLY_EDIT,
            ),
            now,
        )


TELL = {
    Move.ASSIGN: _handed,
    Move.TAKE: _worked,
    Move.ARRIVE: _worked,
    Move.FINISH: _finished,
    Move.GIVE_BACK: _handed,
    Move.CONFIRM: _closed,
    Move.REJECT: _rejected,
    Move.WITHDRAW: _withdrawn,
}
