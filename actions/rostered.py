"""Who stands in the roster of a day, and what that day owes."""

from datetime import date, datetime, timedelta
from typing import Any

from actions.facts import name_of
from domain.duties import Duty
from storage import Transaction

DAY = timedelta(days=1)


def local_day(tx: Transaction, moment: datetime) -> date:
    return moment.astimezone(tx.school.load().settings.zone).date()


def holders(tx: Transaction, day: date, role: str) -> tuple[str, ...]:
    """Ids of the people with that role whose shift begins on the day, in the roster's order."""
    people = tx.school.people
    rows = (row for row in tx.school.load().roster if row.day == day and row.person in people)
    return tuple(dict.fromkeys(row.person for row in rows if people[row.person].holds(role)))


def duties_of(tx: Transaction, now: datetime, day: date) -> list[Duty]:
    """What is planned for that day and not over yet."""
    return [duty for duty in tx.duties.unfinished(now + 2 * DAY) if duty.day == day]


def tomorrow(tx: Transaction, now: datetime) -> list[Duty]:
    return duties_of(tx, now, local_day(tx, now) + DAY)


def tomorrow_facts(tx: Transaction, now: datetime) -> dict[str, Any]:
    """Who leads and who teaches late tomorrow, and how many duties have nobody."""
    day = local_day(tx, now) + DAY
    leaders, teachers = holders(tx, day, "duty_leader"), holders(tx, day, "duty_teacher")
    owed = [duty for duty in tomorrow(tx, now) if not duty.trial]
    return {
        "leader_id": leaders[0] if leaders else None,
        "leader": name_of(tx, leaders[0]) if leaders else "",
        "teachers": [name_of(tx, person) for person in teachers],
        "duties": len(owed),
        "gaps": sum(duty.owner is None for duty in owed),
    }
