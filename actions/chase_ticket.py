"""催单: whoever waits asks when it comes, whoever has it answers with one tap, and the third time a manager hears."""

from datetime import datetime

from actions.facts import address_of, name_of, ticket_facts, until
from actions.file_report import tell_reporter
from actions.service import note
from actions.staffing import Staffing
from actions.ticket_waits import managers_of, tell_late
from domain.news import Lane, News, Show
from domain.people import Permission
from domain.refusal import Refusal
from domain.service import CHASED, REPLIED
from domain.tickets import OVER, Move, State, Ticket
from storage import Transaction

ANSWERS = ("now", "today", "tomorrow")
HELD = f"ticket.{Move.HOLD}"
FINE, TOO_LONG = "ticket.may_wait", "ticket.cannot_wait"


def chase_ticket(tx: Transaction, now: datetime, person: str, number: int, *, said_at: datetime) -> Ticket:
    """Refusal `ticket.not_yours`, `ticket.too_late` when it is done, `ticket.chase_early` with when it may be asked."""
    ticket, service = _theirs(tx, person, number), tx.services.get(number)
    if ticket.state in (*OVER, State.TO_ACCEPT, State.ON_HOLD) or service is None:
        raise Refusal("ticket.too_late", ticket_facts(tx, ticket, now))
    if person == ticket.assignee:
        raise Refusal("button.old")
    chasing = tx.school.service.chasing
    from_then = service.may_be_chased(tx.school.service_hours, chasing.again)
    if from_then is None or now < from_then:
        facts = ticket_facts(tx, ticket, now)
        raise Refusal("ticket.chase_early", {**facts, "from": until(tx, now, from_then), "again": service.chases > 0})
    staffing = Staffing(tx, now)
    worker = tx.school.people.get(ticket.assignee or "")
    asked = [worker] if worker is not None and staffing.at_hand(worker) else list(staffing.dispatchers)
    managers = managers_of(tx, now, ticket) if (service.chases + 1) % chasing.to_manager == 0 else []
    body = {"to": [it.id for it in (*asked, *managers)], "count": service.chases + 1}
    note(tx, now, ticket, CHASED, person=person, said_at=said_at, body=body)
    for hearer in asked:
        facts = {
            **ticket_facts(tx, ticket, now),
            "by": address_of(tx, person),
            "mine": hearer.id == ticket.assignee,
            "may": Permission.DISPATCH in tx.school.permissions[hearer.id],
        }
        tx.outbox.put(
            News("ticket.chased", hearer.id, facts, item=ticket.item, card=f"{ticket.item}:chased", show=Show.NEW), now
        )
    tell_late(tx, now, ticket, "chased", managers)
    tell_reporter(tx, now, ticket)
    return ticket


def reply_to_chase(tx: Transaction, now: datetime, person: str, number: int, when: str, *, said_at: datetime) -> Ticket:
    """Whoever has it says when they come; whoever waits reads it at once."""
    ticket = tx.tickets.get(number)
    if ticket is None or when not in ANSWERS:
        raise Refusal("button.old")
    if person != ticket.assignee and Permission.DISPATCH not in tx.school.permissions[person]:
        raise Refusal("ticket.not_yours", ticket_facts(tx, ticket, now))
    if ticket.state in (*OVER, State.TO_ACCEPT, State.ON_HOLD):
        raise Refusal("ticket.too_late", ticket_facts(tx, ticket, now))
    if tx.history.last(ticket.item, (CHASED, REPLIED)).get("when") == when:
        return ticket
    note(tx, now, ticket, REPLIED, person=person, said_at=said_at, body={"when": when})
    facts = {**ticket_facts(tx, ticket, now), "when": when, "by": name_of(tx, person)}
    card = f"{ticket.item}:chased"
    tx.outbox.put(
        News("ticket.chased", person, {**facts, "mine": True, "may": False}, Lane.CARD, item=ticket.item, card=card,
             show=Show.ONLY_EDIT),
        now,
    )  # fmt: skip
    for waiting in _waiting(tx, ticket):
        if waiting != person:
            tx.outbox.put(
                News("ticket.coming", waiting, facts, item=ticket.item, card=f"{ticket.item}:coming", show=Show.NEW),
                now,
            )
    return ticket


def answer_hold(tx: Transaction, now: datetime, person: str, number: int, *, fine: bool, said_at: datetime) -> Ticket:
    """好 or 等不了, of whoever waits: what is too long goes to whoever gives out the work."""
    ticket = _theirs(tx, person, number)
    if ticket.state is not State.ON_HOLD:
        raise Refusal("ticket.too_late", ticket_facts(tx, ticket, now))
    said = FINE if fine else TOO_LONG
    if _said_of_hold(tx, ticket, person) == said:
        return ticket
    people = [] if fine else [it for it in Staffing(tx, now).dispatchers if it.id != person]
    body = {"to": [it.id for it in people]}
    note(tx, now, ticket, said, person=person, said_at=said_at, body=body)
    tell_late(tx, now, ticket, "cannot_wait", people)
    facts = {
        **ticket_facts(tx, ticket, now),
        "fine": fine,
        "told": [it.address for it in people],
        "follows": person != ticket.reporter,
    }
    tx.outbox.put(
        News("ticket.on_hold", person, facts, Lane.CARD, item=ticket.item, card=f"{ticket.item}:hold",
             show=Show.ONLY_EDIT),
        now,
    )  # fmt: skip
    return ticket


def _said_of_hold(tx: Transaction, ticket: Ticket, person: str) -> str:
    """What this person answered since the ticket was last put on hold: the same again tells nobody twice."""
    kinds = [
        kind
        for _, kind, who in tx.history.steps(ticket.item)
        if kind == HELD or (kind in (FINE, TOO_LONG) and who == person)
    ]
    return kinds[-1] if kinds else ""


def _waiting(tx: Transaction, ticket: Ticket) -> list[str]:
    """Who reported it, and who reported the same."""
    return list(dict.fromkeys(filter(None, [ticket.reporter, *tx.tickets.followers(ticket.number)])))


def _theirs(tx: Transaction, person: str, number: int) -> Ticket:
    ticket = tx.tickets.get(number)
    if ticket is None:
        raise Refusal("button.old")
    if person not in _waiting(tx, ticket):
        raise Refusal("ticket.not_yours", ticket_facts(tx, ticket))
    return ticket
