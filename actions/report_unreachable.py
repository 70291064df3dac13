"""Somebody cannot be written to any more: an event that a manager hears about before the duty, not after."""

from datetime import datetime
from typing import Any

from actions.facts import name_of
from actions.foresee import named, owed_ahead
from actions.give_alarms_back import give_alarms_back
from actions.staffing import Staffing
from actions.stand_at_posts import post_of
from domain.news import Lane, News
from domain.plans import Post
from storage import Transaction


def report_unreachable(tx: Transaction, now: datetime, user_id: int) -> None:
    """Notes it, and tells the nearest superior who can be reached, or else the office.

    An alarm that they had gone to is everybody's again. What they owe within a day is named, so that somebody else can
    be found before it begins. Of a post's phone hears the superior of who is there.
    """
    post = post_of(tx, tx.accounts.post_of(user_id))
    there = next((it.person for it in tx.holders.at(post.code)), None) if post else None
    person_id = tx.accounts.person_of(user_id) or there
    if (person_id is None and post is None) or not tx.accounts.unreachable(user_id, now):
        return
    tx.history.append(
        "person.unreachable", now, person=person_id, said_at=now, body={"post": post.code} if post else {}
    )
    alarms = _given_back(tx, now, person_id)
    _tell_above(tx, now, "person.unreachable", person_id, post, alarms)


def report_stopped(tx: Transaction, now: datetime, person: str) -> None:
    """Somebody in service has no phone any more: of an alarm that they had gone to the superior hears."""
    alarms = _given_back(tx, now, person)
    if alarms:
        _tell_above(tx, now, "person.stopped", person, None, alarms)


def _given_back(tx: Transaction, now: datetime, person: str | None) -> list[dict[str, Any]]:
    """Nothing is, while they read on another phone: their own, or that of the post where they stand."""
    return [] if person is None or tx.accounts.can_be_told(person) else give_alarms_back(tx, now, person)


def _tell_above(
    tx: Transaction, now: datetime, about: str, person: str | None, post: Post | None, alarms: list[dict[str, Any]]
) -> None:
    code = post.code if post else None
    duties = owed_ahead(tx, now, person, code)
    tickets = [ticket.number for ticket in tx.tickets.of_assignee(person)] if person else []
    for hearer in Staffing(tx, now).above(tx.school.people.get(person or "")):
        facts = {
            "name": post.name if post else name_of(tx, person),
            "alarms": alarms,
            "tickets": tickets,
            "duties": named(tx, now, hearer, duties),
            "count": len(duties),
        }
        once = ":".join(
            [
                about.removeprefix("person."),
                str(code or person),
                now.isoformat(timespec="hours"),
                *(str(alarm["number"]) for alarm in alarms),
            ]
        )
        tx.outbox.put(News(about, hearer.id, facts, Lane.URGENT if alarms else Lane.CARD, once=once), now)
