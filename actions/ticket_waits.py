"""What comes of a ticket that waits: its person is asked, then whoever gives out the work, then a manager."""

from collections.abc import Callable, Iterable
from datetime import datetime

from actions.accept_ticket import ask_to_accept
from actions.board import note_change
from actions.facts import ticket_facts
from actions.file_report import tell_reporter, tell_worker
from actions.move_ticket import lapse_ticket
from actions.service import STEP, arrange, moments, note
from actions.staffing import Staffing
from domain.ladder import PAGES_UNTIL
from domain.news import Lane, News, Show
from domain.outages import AMNESTY, Outage
from domain.people import Permission, Person, Presence, is_manager
from domain.service import TOLD
from domain.tickets import Ticket, Urgency
from storage import Transaction

Say = Callable[[Transaction, datetime, Ticket], list[str]]
TWICE = "take:twice"
MISSED = ("take:late", "answer:late", "done:late")
"""A time that was promised is over."""
CALLS_MANAGERS = (Urgency.URGENT, Urgency.SOON)
"""What waits twice as long as it may; the rest stands among what managers decide."""


def look(tx: Transaction, now: datetime, number: int) -> None:
    """Serves the due row; harmless twice, late, and for what moved on meanwhile."""
    ticket, service = tx.tickets.get(number), tx.services.get(number)
    if ticket is None or service is None:
        return
    come = [(at, key) for at, key in moments(tx, ticket, service) if at <= now and key not in service.told]
    outages = tx.outages.ended_since(come[0][0] - AMNESTY) if come else []
    if waits := [it.ended + AMNESTY for it in outages if it.excuses(come[0][0]) and it.ended + AMNESTY > now]:
        tx.due.put(STEP, str(number), max(waits))
        return
    last = {_family(key): key for _, key in come}
    for at, key in come:
        told: list[str] = []
        if (last[_family(key)] == key and now - at <= PAGES_UNTIL) or key == "rate:lapse":
            told = SAY.get(key, _may_chase)(tx, now, ticket)
        _note(tx, now, number, key, at, told, outages)
    arrange(tx, now, tx.tickets.get(number) or ticket, tx.services.get(number))


def _note(
    tx: Transaction, now: datetime, number: int, key: str, at: datetime, told: list[str], outages: Iterable[Outage]
) -> None:
    """A time that ran out while nobody could be heard is told, and not counted as missed."""
    ticket = tx.tickets.get(number)
    if ticket is not None:
        missed = key in MISSED and not any(it.excuses(at) for it in outages)
        body = {"told": key, "missed": missed, "to": told}
        note(tx, now, ticket, TOLD, person=None, said_at=now, body=body)
        note_change(tx, now)


def _family(key: str) -> str:
    """Of what goes to the same people only the newest is said; twice the time goes to others than once."""
    return key if key == TWICE else key.partition(":")[0]


def _nudge(what: str) -> Say:
    """The worker's card again, with what is waited for; the dispatchers' where nobody has the ticket, or where its
    worker is on leave or cannot be reached."""

    def say(tx: Transaction, now: datetime, ticket: Ticket) -> list[str]:
        staffing = Staffing(tx, now)
        worker = tx.school.people.get(ticket.assignee or "")
        if worker is not None and not staffing.at_hand(worker):
            return _above(what)(tx, now, ticket)
        tell_worker(tx, now, ticket, nudge=what, staffing=staffing)
        return [ticket.assignee] if ticket.assignee else [it.id for it in staffing.dispatchers]

    return say


def _above(what: str) -> Say:
    """Whoever gives out the work."""

    def say(tx: Transaction, now: datetime, ticket: Ticket) -> list[str]:
        people = [it for it in Staffing(tx, now).dispatchers if it.id != ticket.assignee]
        tell_late(tx, now, ticket, what, people)
        return [it.id for it in people]

    return say


def tell_late(tx: Transaction, now: datetime, ticket: Ticket, what: str, people: Iterable[Person]) -> None:
    lane = Lane.URGENT if ticket.urgency is Urgency.URGENT else Lane.ORDINARY
    worker = tx.school.people.get(ticket.assignee or "")
    on_leave = worker is not None and (worker.id in Staffing(tx, now).away or worker.presence is Presence.ON_LEAVE)
    for person in people:
        may = Permission.DISPATCH in tx.school.permissions[person.id]
        facts = {**ticket_facts(tx, ticket, now), "what": what, "may": may, "on_leave": on_leave}
        card = f"{ticket.item}:late"
        tx.outbox.put(News("ticket.late", person.id, facts, lane, item=ticket.item, card=card, show=Show.NEW), now)


def managers_of(tx: Transaction, now: datetime, ticket: Ticket) -> list[Person]:
    """The nearest manager above whoever has it; above whoever gives out the work where nobody has."""
    staffing = Staffing(tx, now)
    starts = [tx.school.people[ticket.assignee]] if ticket.assignee else list(staffing.dispatchers[:1])
    for person in starts:
        seen: set[str] = set()
        above = staffing.above(person)
        while above and above[0].id not in seen:
            if is_manager(above[0], tx.school.roles):
                return [above[0]]
            seen.add(above[0].id)
            above = staffing.above(above[0])
    return []


def _manager(tx: Transaction, now: datetime, ticket: Ticket) -> list[str]:
    people = managers_of(tx, now, ticket) if ticket.urgency in CALLS_MANAGERS else []
    tell_late(tx, now, ticket, "take", people)
    return [it.id for it in people]


def _done_late(tx: Transaction, now: datetime, ticket: Ticket) -> list[str]:
    """Its person and their lead; further up it stands in the summary."""
    worker = tx.school.people.get(ticket.assignee or "")
    told = _nudge("done")(tx, now, ticket) if worker is not None else []
    lead = [it for it in Staffing(tx, now).above(worker) if it.id != ticket.assignee]
    tell_late(tx, now, ticket, "done", lead)
    return [*told, *(it.id for it in lead)]


def _again(tx: Transaction, now: datetime, ticket: Ticket) -> list[str]:
    ask_to_accept(tx, now, ticket)
    return [ticket.reporter] if ticket.reporter else []


def _may_chase(tx: Transaction, now: datetime, ticket: Ticket) -> list[str]:
    """Without a sound: from now on the card of whoever waits has 催单."""
    tell_reporter(tx, now, ticket, show=Show.ONLY_EDIT)
    return []


def _lapse(tx: Transaction, now: datetime, ticket: Ticket) -> list[str]:
    lapse_ticket(tx, now, ticket)
    return []


SAY: dict[str, Say] = {
    "take:seen": _nudge("take"),
    "take:late": _above("take"),
    TWICE: _manager,
    "answer:late": _nudge("answer"),
    "done:soon": _nudge("soon"),
    "done:late": _done_late,
    "hold:until": _nudge("hold"),
    "hold:over": _above("hold"),
    "rate:again": _again,
    "rate:lapse": _lapse,
}
"""What is said at each moment; the ids of whoever is told."""
