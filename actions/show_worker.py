"""The worker's own card of a ticket."""

from datetime import datetime

from actions.facts import ticket_facts
from domain.news import Lane, News, Show
from domain.tickets import Ticket
from storage import Transaction


def show_worker(tx: Transaction, now: datetime, ticket: Ticket, worker: str) -> None:
    """The worker's own card, brought up to what is true now; somebody who never had one gets none."""
    facts = {**ticket_facts(tx, ticket, now), "mine": ticket.assignee == worker}
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
