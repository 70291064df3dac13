"""One thing more about a ticket: a sentence or a photo, kept with it and read by whoever has it."""

from collections.abc import Sequence
from datetime import datetime

from actions.facts import name_of, ticket_facts
from actions.file_report import tell_reporter
from actions.staffing import Staffing
from domain.news import Lane, News
from domain.people import Permission
from domain.refusal import Refusal
from domain.tickets import OVER, Ticket
from storage import Transaction


def check_may_add(tx: Transaction, person: str, ticket: Ticket) -> None:
    """Who reported it, also reported it, has it, or gives tickets away. The refusals are those of `add_to_ticket`."""
    theirs = (ticket.reporter, ticket.assignee, *tx.tickets.followers(ticket.number))
    if person not in theirs and Permission.DISPATCH not in tx.school.permissions[person]:
        raise Refusal("ticket.not_yours", ticket_facts(tx, ticket))
    if ticket.state in OVER:
        raise Refusal("ticket.too_late", ticket_facts(tx, ticket))


def add_to_ticket(
    tx: Transaction,
    now: datetime,
    person: str,
    number: int,
    *,
    words: str,
    evidence: Sequence[int],
    said_at: datetime,
    follow: bool = False,
) -> None:
    """`follow` is somebody else who reports the same fault. Refusal `ticket.too_late` when the ticket is over, and
    `ticket.not_yours` for one in which this person has no part."""
    ticket = tx.tickets.get(number)
    if ticket is None:
        raise Refusal("button.old")
    if not follow:
        check_may_add(tx, person, ticket)
    if ticket.state in OVER:
        raise Refusal("ticket.too_late", ticket_facts(tx, ticket))
    for evidence_id in evidence:
        tx.evidence.attach(evidence_id, ticket.item)
    if words:
        tx.tickets.add_words(number, f";{words}" if ticket.words else words)
    if follow:
        tx.tickets.follow(number, person)
    tx.history.append(
        "ticket.joined" if follow else "ticket.added",
        now,
        person=person,
        said_at=said_at,
        item=ticket.item,
        body={"words": words, "evidence": list(evidence)},
    )
    ticket = tx.tickets.get(number) or ticket
    _tell_worker(tx, now, person, ticket, words, evidence)
    tell_reporter(tx, now, ticket)


def _tell_worker(
    tx: Transaction, now: datetime, person: str, ticket: Ticket, words: str, evidence: Sequence[int]
) -> None:
    """Whoever has it, else those who give it to somebody."""
    hearers = [ticket.assignee] if ticket.assignee else [p.id for p in Staffing(tx, now).dispatchers]
    added = [kept.file_id for kept in tx.evidence.of_item(ticket.item) if kept.id in set(evidence)]
    facts = {**ticket_facts(tx, ticket), "more": words, "by": name_of(tx, person), "added": added}
    for hearer in hearers:
        if hearer and hearer != person:
            tx.outbox.put(News("ticket.more", hearer, facts, Lane.ORDINARY, item=ticket.rest), now)
