"""File a report: a ticket with the next number, given at once to whoever can put it right."""

from collections.abc import Sequence
from datetime import datetime

from actions.board import note_change
from actions.facts import ticket_facts
from actions.service import arrange, begin_clocks, note
from actions.staffing import Staffing
from domain.news import Lane, News, Show
from domain.service import REPORTED
from domain.tickets import State, Ticket, Urgency
from storage import Transaction
from storage.services import rule_text


def open_ticket(
    tx: Transaction,
    now: datetime,
    *,
    reporter: str | None,
    category: str,
    urgency: Urgency,
    place: str | None,
    place_words: str,
    words: str,
    said_at: datetime,
    evidence: Sequence[int] = (),
    copies: str | None = None,
    unconfirmed: bool = False,
    staffing: Staffing | None = None,
) -> Ticket:
    """Opens a ticket, attaches the evidence (and copies of another item's), assigns it and tells whom it concerns.

    Given to the technician on duty who has least to do. An unconfirmed one, and one for which nobody can be reached,
    goes to the dispatcher instead.
    """
    ticket = tx.tickets.open(
        category=category,
        urgency=urgency,
        place=place,
        place_words=place_words,
        words=words,
        reporter=reporter,
        reported_at=said_at,
        now=now,
        unconfirmed=unconfirmed,
    )
    for evidence_id in evidence:
        tx.evidence.attach(evidence_id, ticket.item)
    if copies:
        for kept in tx.evidence.of_item(copies):
            if not kept.is_gone:
                tx.evidence.copy(kept.id, ticket.item, kept.role)
    rule = tx.school.service.by_urgency[urgency]
    tx.history.append(
        REPORTED,
        now,
        person=reporter,
        said_at=said_at,
        place=place,
        item=ticket.item,
        body={
            "number": ticket.number,
            "category": category,
            "urgency": urgency,
            "words": words,
            "place_words": place_words,
            "evidence": list(evidence),
            "from": copies,
            "unconfirmed": unconfirmed,
            "rule": rule_text(rule),
        },
    )
    note_change(tx, now)
    service = begin_clocks(tx, now, ticket, rule)
    staffing = staffing or Staffing(tx, now)
    able = staffing.reached(staffing.technicians(place, category))
    if able and not unconfirmed:
        ticket = tx.tickets.move(ticket, State.ASSIGNED, now, assignee=able[0].id)
        body = {"state": ticket.state, "assignee": able[0].id}
        note(tx, now, ticket, "ticket.assign", person=None, said_at=now, body=body)
    else:
        arrange(tx, now, ticket, service)
    tell_worker(tx, now, ticket, staffing=staffing)
    return ticket


def tell_worker(
    tx: Transaction,
    now: datetime,
    ticket: Ticket,
    *,
    why: str = "",
    nudge: str = "",
    handed_by: str = "",
    staffing: Staffing | None = None,
) -> None:
    """The assignee's card, new, with the photos; the dispatchers' when nobody has the ticket.

    `handed_by` is who had it before and is off.
    `nudge` is what is waited for: then the card comes again, without the photos that were sent before.
    """
    lane = Lane.URGENT if ticket.urgency is Urgency.URGENT else Lane.ORDINARY
    if ticket.assignee:
        workers, about = [ticket.assignee], "ticket.job"
    else:
        workers, about = [person.id for person in (staffing or Staffing(tx, now)).dispatchers], "ticket.unassigned"
    facts = {**ticket_facts(tx, ticket, now), "why": why, "nudge": nudge, "handed_by": handed_by} if workers else {}
    for worker in workers:
        tx.outbox.put(
            News(about, worker, facts, lane, item=ticket.item, card=f"{ticket.item}:work", show=Show.NEW), now
        )
        if not nudge and (len(facts["photos"]) > 1 or facts["voices"] or facts["files"]):
            tx.outbox.put(News("ticket.rest", worker, facts, lane, item=ticket.rest), now)


def tell_reporter(
    tx: Transaction,
    now: datetime,
    ticket: Ticket,
    *,
    show: Show = Show.EDIT,
    why: str = "",
    staffing: Staffing | None = None,
) -> None:
    """The one message about the ticket, which edits itself at each step: the reporter's and each follower's."""
    nobody = ticket.assignee is None and not (staffing or Staffing(tx, now)).dispatchers
    hearers = [ticket.reporter] if ticket.reporter else []
    facts = {**ticket_facts(tx, ticket, now), "why": why, "nobody": nobody}
    for person in [*hearers, *(p for p in tx.tickets.followers(ticket.number) if p != ticket.reporter)]:
        asks = facts.get("may_chase", False) and person != ticket.assignee
        own_step = show if person == ticket.reporter or show is Show.ONLY_EDIT else Show.EDIT
        tx.outbox.put(
            News(
                "ticket.filed",
                person,
                {**facts, "follows": person != ticket.reporter, "may_chase": asks},
                Lane.REPLY if own_step is Show.NEW else Lane.CARD,
                item=f"{ticket.item}:reporter",
                card=f"{ticket.item}:reporter",
                show=own_step,
            ),
            now,
        )
