"""好用吗: somebody else than the worker says whether it is well; asked once, and closed wherever it was asked."""

from datetime import datetime

from actions.facts import ticket_facts
from actions.staffing import Staffing
from domain.news import Lane, News, Show
from domain.people import Permission
from domain.tickets import Move, State, Ticket
from storage import Transaction


def finished_by(tx: Transaction, ticket: Ticket) -> str | None:
    """Who said that it is finished, while somebody is to look at it: the technician, or a dispatcher for them."""
    if ticket.state is not State.TO_ACCEPT:
        return None
    said = [row["person"] for row in tx.history.of_item(ticket.item) if row["kind"] == f"ticket.{Move.FINISH}"]
    return said[-1] if said else None


def ask_to_accept(tx: Transaction, now: datetime, ticket: Ticket, why: str = "") -> None:
    """Somebody else than the worker is asked whether it is well: the reporter, else who may inspect."""
    staffing = Staffing(tx, now)
    reporter = tx.school.people.get(ticket.reporter or "")
    worked = (ticket.assignee, finished_by(tx, ticket))
    asked = [reporter] if reporter and reporter.id not in worked and staffing.reachable(reporter) else []
    if not asked:
        inspectors = [p for p in staffing.holding(Permission.INSPECT) if p.id not in worked]
        asked = [p for p in inspectors if p.holds("repair_lead")] or inspectors[:1]
    for person in asked:
        tx.outbox.put(
            News(
                "ticket.accept",
                person.id,
                {**ticket_facts(tx, ticket, now), "why": why},
                Lane.ORDINARY,
                item=ticket.item,
                card=f"{ticket.item}:accept",
                show=Show.NEW,
            ),
            now,
        )


def show_acceptance(tx: Transaction, now: datetime, ticket: Ticket) -> None:
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
