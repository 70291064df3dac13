"""A repair goes on without its technician: given to the next who can, or told to whoever gives out the work."""

from datetime import datetime

from actions.board import note_change
from actions.facts import name_of, ticket_facts
from actions.file_report import tell_reporter, tell_worker
from actions.service import note
from actions.show_worker import show_worker
from actions.staffing import Staffing
from actions.ticket_waits import tell_late
from domain.news import News, Show
from domain.people import Person
from domain.tickets import Move, State, Ticket, next_state
from storage import Transaction

SHIFT, LEAVE = "shift", "leave"
"""Why it is passed."""


def next_of(tx: Transaction, ticket: Ticket, at: datetime) -> Person | None:
    """Who is at work at that moment, can put it right and reads of it; of a trade without shifts who is not away."""
    staffing = Staffing(tx, at)
    for person in staffing.reached(staffing.technicians(ticket.place, ticket.category)):
        works = person.id in staffing.duty or tx.school.rostered_roles.isdisjoint(person.roles)
        if works and person.id not in (ticket.assignee, ticket.reporter) and person.id not in staffing.away:
            return person
    return None


def hand_on(tx: Transaction, now: datetime, ticket: Ticket, at: datetime, why: str, by: str | None = None) -> str:
    """To whoever works at that moment; without anybody it stays, and whoever gives out the work is asked. Returns the
    new one's name, empty for nobody. `by` is who tapped it."""
    found = next_of(tx, ticket, at)
    if found is None:
        people = [it for it in Staffing(tx, now).dispatchers if it.id != ticket.assignee]
        nobody = {"how": "nobody", "why": why, "to": [it.id for it in people]}
        note(tx, now, ticket, "ticket.stays", person=by, said_at=now, body=nobody)
        tell_late(tx, now, ticket, "off", people)
        return ""
    was, accepted = ticket.assignee, ticket.state is State.WORKING
    moved = tx.tickets.move(ticket, next_state(ticket, Move.ASSIGN), now, assignee=found.id)
    body = {"was": ticket.state, "state": moved.state, "why": "", "assignee": found.id, "from": was, "handed": why}
    note(tx, now, moved, f"ticket.{Move.ASSIGN}", person=by, said_at=now, body=body)
    note_change(tx, now)
    tx.outbox.withdraw(moved.item, now)
    tx.outbox.withdraw(moved.rest, now)
    if was:
        show_worker(tx, now, moved, was)
    tell_worker(tx, now, moved, handed_by=name_of(tx, was))
    tell_reporter(tx, now, moved)
    if accepted:
        tell_who_waits(tx, now, moved, "ticket.passed", {"was": name_of(tx, was), "because": why})
    return found.name


def tell_who_waits(tx: Transaction, now: datetime, ticket: Ticket, about: str, more: dict[str, str]) -> None:
    """One line to the reporter and to whoever reported the same; the same is not said twice."""
    facts = {**ticket_facts(tx, ticket, now), **more}
    for person in dict.fromkeys(filter(None, [ticket.reporter, *tx.tickets.followers(ticket.number)])):
        if person != ticket.assignee:
            once = f"{ticket.item}:{about}:{ticket.assignee}:{person}"
            tx.outbox.put(News(about, person, facts, item=ticket.item, show=Show.NEW, once=once), now)
