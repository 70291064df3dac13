"""What is said of a staff room's list: the coming days with whose turn it is, its leaders, and until when."""

from datetime import date, datetime, timedelta
from typing import Any

from actions.facts import name_of, place_name
from actions.room_lists import kind_of_day, members_of, signed_days, staff_rooms, today_of
from domain.dorms import Dorm
from domain.fair import Kind
from domain.news import Lane, News
from domain.spans import WEEK
from storage import Transaction

SUNDAY = 7
"""ISO weekday."""


def room_of(tx: Transaction, person: str) -> Dorm | None:
    """Where somebody sleeps, if it is a staff room."""
    rooms = {dorm.place: dorm for dorm in staff_rooms(tx)}
    return next(
        (rooms[bed.place] for bed in tx.school.load().beds if bed.person == person and bed.place in rooms), None
    )


def room_facts(tx: Transaction, dorm: Dorm, first: date, days: int) -> dict[str, Any]:
    """`days` are those on which the room is signed for; without a name nobody can."""
    last = first + timedelta(days=days - 1)
    asked = signed_days(tx, first, last)
    listed = tx.room_turns.of_room(dorm.place, first, last)
    return {
        "place": dorm.place,
        "name": place_name(tx.school.tree, dorm.place),
        "rest": [kind_of_day(tx, day) is Kind.REST for day in asked],
        "days": [(day.isoformat(), day.isoweekday(), name_of(tx, listed.get(day))) for day in asked],
        "leader": name_of(tx, dorm.leader),
        "deputy": name_of(tx, dorm.deputy),
        "since": dorm.since.isoformat() if dorm.since else "",
        "until": dorm.until.isoformat() if dorm.until else "",
    }


def send_lists(tx: Transaction, now: datetime) -> None:
    """Sunday evening: who sleeps in a staff room reads whose turn it is in the coming week; silent, and once."""
    if not tx.school.imported() or now.astimezone(tx.school.load().settings.zone).isoweekday() != SUNDAY:
        return
    first = today_of(tx, now) + timedelta(days=1)
    for dorm in staff_rooms(tx):
        facts = room_facts(tx, dorm, first, WEEK.days)
        for person in members_of(tx, dorm.place) if facts["days"] else ():
            once = f"room:{dorm.place}:{first}:{person}"
            tx.outbox.put(News("dorm.week", person, facts, Lane.ORDINARY, once=once, good_until=now + WEEK), now)
