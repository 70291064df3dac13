"""Somebody cannot be written to any more: an event that a manager hears about before the duty, not after."""

from datetime import datetime

from actions.facts import name_of
from actions.foresee import named, owed_ahead
from actions.staffing import Staffing
from actions.stand_at_posts import post_of
from domain.news import Lane, News
from storage import Transaction


def report_unreachable(tx: Transaction, now: datetime, user_id: int) -> None:
    """Notes it, and tells the nearest superior who can be reached, or else the office.

    What the person owes within a day is named, so that somebody else can be found before it begins. Of a post's phone
    hears the superior of who is there.
    """
    post = post_of(tx, tx.accounts.post_of(user_id))
    there = next((it.person for it in tx.holders.at(post.code)), None) if post else None
    person_id = tx.accounts.person_of(user_id) or there
    if (person_id is None and post is None) or not tx.accounts.unreachable(user_id, now):
        return
    tx.history.append(
        "person.unreachable", now, person=person_id, said_at=now, body={"post": post.code} if post else {}
    )
    person = tx.school.people.get(person_id or "")
    hearers = Staffing(tx, now).above(person)
    duties = owed_ahead(tx, now, person_id, post.code if post else None)
    open_tickets = [ticket.number for ticket in tx.tickets.of_assignee(person_id)] if person_id else []
    name = post.name if post else name_of(tx, person_id)
    for hearer in hearers:
        tx.outbox.put(
            News(
                "person.unreachable",
                hearer.id,
                {
                    "name": name,
                    "tickets": open_tickets,
                    "duties": named(tx, now, hearer, duties),
                    "count": len(duties),
                },
                Lane.CARD,
                once=f"unreachable:{post.code if post else person_id}:{now.isoformat(timespec='hours')}",
            ),
            now,
        )
