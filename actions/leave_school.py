"""Somebody left: name and records stay, the phone is stopped, and what was in hand is handed on or listed."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from actions import chase, cover
from actions.accept_ticket import ask_to_accept
from actions.board import note_change
from actions.facts import name_of
from actions.file_draft import leave_draft
from actions.file_report import tell_reporter
from actions.foresee import named
from actions.give_alarms_back import give_alarms_back
from actions.move_notice import hand_on_notice
from actions.phones import stop_phone
from actions.service import note
from actions.staffing import Staffing
from domain.duties import Duty
from domain.news import News
from domain.people import Permission, Person, Presence
from domain.tickets import Move, State, Ticket, next_state
from storage import Transaction

AHEAD = timedelta(days=3)
"""Duties are planned two days ahead; further there is nothing to look through."""


def leave_school(tx: Transaction, now: datetime, person: str) -> None:
    """Ends what only they could go on with; of the rest their superior reads, of tickets whoever may give them away.

    What has not opened finds its next person by itself when it is planned anew.
    """
    tx.history.append("person.left", now, person=person, said_at=now, body={})
    stop_phone(tx, now, person, by=None, why="left")
    for draft in tx.chats.forms_of(person):
        leave_draft(tx, now, draft)
    alarms = give_alarms_back(tx, now, person)
    give_care_back(tx, now, person)
    for notice in tx.notices.of_person(person):
        hand_on_notice(tx, now, notice)
    for ticket in tx.tickets.of_reporter(person):
        if ticket.state is State.TO_ACCEPT:
            ask_to_accept(tx, now, ticket)
    _list(tx, now, person, alarms)
    for ticket in tx.tickets.of_assignee(person):
        give_back_of_left(tx, now, ticket)


def give_care_back(tx: Transaction, now: datetime, person: str) -> None:
    """A colleague's duty that they had taken over is the colleague's again; what they took care of climbs on."""
    for duty in tx.duties.unfinished(now + AHEAD):
        if duty.cover == person and duty.assigned not in (None, person) and duty.begun_at is None:
            cover.take_back(tx, now, str(duty.assigned), duty, said_at=now)
        if duty.owned_by == person:
            chase.no_answer(tx, now, duty.id)


def _list(tx: Transaction, now: datetime, person: str, alarms: list[dict[str, Any]]) -> None:
    """Each hearer reads what they can hand on. Nobody reads anything when nothing was in hand."""
    staffing = Staffing(tx, now)
    duties = [duty for duty in tx.duties.owed_by(person, now) if not duty.trial and duty.closes > now]
    tickets = tx.tickets.of_assignee(person)
    groups = [group.title for group in tx.groups.bound_by(person)]
    below = [p.name for p in tx.school.people.values() if p.superior == person and p.presence is not Presence.LEFT]
    above = staffing.above(tx.school.people.get(person))
    give = tuple(p for p in above if Permission.DISPATCH in tx.school.permissions[p.id]) or staffing.dispatchers
    if alarms or duties or groups or below:
        for hearer in above:
            _tell(
                tx,
                now,
                person,
                hearer,
                tickets if hearer in give else (),
                duties,
                alarms=alarms,
                groups=groups,
                below=below,
            )
    if tickets:
        for hearer in give:
            _tell(tx, now, person, hearer, tickets, duties if hearer in above else ())


def give_back_of_left(tx: Transaction, now: datetime, ticket: Ticket) -> None:
    """It is whoever's that gives out the work; they have just read of it."""
    moved = tx.tickets.move(ticket, next_state(ticket, Move.GIVE_BACK), now, assignee=None)
    body = {"was": ticket.state, "state": moved.state, "why": "", "assignee": None, "handed": "left"}
    note(tx, now, moved, f"ticket.{Move.GIVE_BACK}", person=None, said_at=now, body=body)
    note_change(tx, now)
    tell_reporter(tx, now, moved)


def _tell(
    tx: Transaction,
    now: datetime,
    person: str,
    hearer: Person,
    tickets: Iterable[Ticket],
    duties: Iterable[Duty],
    **more: list[Any],
) -> None:
    shown = list(duties)
    facts = {
        "name": name_of(tx, person),
        "tickets": [ticket.number for ticket in tickets],
        "duties": named(tx, now, hearer, shown),
        "count": len(shown),
        "alarms": [],
        "groups": [],
        "below": [],
        **more,
    }
    tx.outbox.put(News("person.left", hearer.id, facts, once=f"left:{person}:{hearer.id}:{now.isoformat()}"), now)
