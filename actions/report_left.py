"""Somebody left: name and records stay, and what they had in hand is listed for their lead."""

from datetime import datetime

from actions.facts import name_of
from actions.foresee import named
from actions.staffing import Staffing
from domain.news import News
from domain.people import Permission
from storage import Transaction


def report_left(tx: Transaction, now: datetime, person_id: str) -> None:
    """Tells the superior, or who manages people; nobody when nothing was in hand.

    What has not opened finds its next person by itself when it is planned anew.
    """
    duties = [duty for duty in tx.duties.owed_by(person_id, now) if not duty.trial and duty.closes > now]
    tickets = [ticket.number for ticket in tx.tickets.of_assignee(person_id)]
    if not duties and not tickets:
        return
    staffing = Staffing(tx, now)
    lead = tx.school.people.get(tx.school.people[person_id].superior or "")
    hearers = [lead] if lead and staffing.reachable(lead) else list(staffing.holding(Permission.MANAGE_PEOPLE))[:1]
    for hearer in hearers:
        facts = {"name": name_of(tx, person_id), "tickets": tickets, "duties": named(tx, now, hearer, duties),
                 "count": len(duties)}  # fmt: skip
        tx.outbox.put(News("person.left", hearer.id, facts, once=f"left:{person_id}:{now.isoformat()}"), now)
