"""What is said of somebody's leave: its days, their turns in it, and who stands in."""

from typing import Any

from actions.facts import name_of
from actions.roster_changes import turn_facts
from actions.team import Turn, turns
from domain.leaves import Leave, State
from domain.people import is_manager
from storage import Transaction


def turns_in(tx: Transaction, leave: Leave) -> list[Turn]:
    """Their turns that begin on those days, as the roster stands: those that somebody else works are left out."""
    return [turn for turn in turns(tx, leave.first, leave.last) if turn.row.person == leave.person]


def leave_facts(tx: Transaction, leave: Leave) -> dict[str, Any]:
    """`taken` are turns that others work in their place, `open` those that nobody works."""
    taken = [
        {**turn_facts(tx, turn), "come": name_of(tx, change.come)}
        for change in tx.roster_changes.parts_of(leave.item)
        for turn in turns(tx, change.day, change.day)
        if (turn.row.shift, turn.row.person) == (change.shift, change.come)
    ]
    return {
        "number": leave.id,
        "state": leave.state,
        "person": leave.person,
        "name": name_of(tx, leave.person),
        "first": f"{leave.first:%m-%d}",
        "last": f"{leave.last:%m-%d}",
        "days": (leave.last - leave.first).days + 1,
        "deputy": name_of(tx, leave.deputy),
        "taken": taken,
        "open": [turn_facts(tx, turn) for turn in turns_in(tx, leave)],
        "tickets": [ticket.number for ticket in tx.tickets.of_assignee(leave.person)],
    }


def wants_deputy(tx: Transaction, leave: Leave) -> bool:
    """Whether something is theirs that no roster hands on: a manager's part, or everything of who works no shifts."""
    person = tx.school.people.get(leave.person)
    if person is None or leave.deputy is not None or leave.state is not State.GIVEN:
        return False
    works = turns_in(tx, leave) or tx.roster_changes.parts_of(leave.item)
    return not works or is_manager(person, tx.school.roles)
