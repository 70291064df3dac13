"""Who stands in the roster of a day, and what that day owes."""

from datetime import date, datetime
from typing import Any

from actions.facts import name_of
from actions.roster import effective_roster
from domain.spans import DAY
from storage import Transaction


def local_day(tx: Transaction, moment: datetime) -> date:
    return moment.astimezone(tx.school.load().settings.zone).date()


def holders(tx: Transaction, day: date, role: str) -> tuple[str, ...]:
    """Ids of the people with that role whose shift begins on the day, in the roster's order."""
    people = tx.school.people
    rows = (row for row in effective_roster(tx, day) if row.person in people)
    return tuple(dict.fromkeys(row.person for row in rows if people[row.person].holds(role)))


def tomorrow_facts(tx: Transaction, now: datetime) -> dict[str, Any]:
    """Who leads and who teaches late tomorrow, and how many duties have nobody."""
    day = local_day(tx, now) + DAY
    leaders, teachers = holders(tx, day, "duty_leader"), holders(tx, day, "duty_teacher")
    return {
        "leader_id": leaders[0] if leaders else None,
        "leader": name_of(tx, leaders[0]) if leaders else "",
        "teachers": [name_of(tx, person) for person in teachers],
        "duties": tx.figures.planned(day),
        "gaps": len(tx.figures.without_owner(day)),
    }
