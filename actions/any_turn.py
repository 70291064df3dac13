"""Turns of either kind, a shift or a day in a staff room: whose they are, who could take them, and giving them away."""

from datetime import date, datetime, time, timedelta

from actions.facts import place_name
from actions.plan_duties import replan
from actions.room_lists import ask_for_lists, members_of, today_of
from actions.roster_changes import follow, is_free, turn_facts
from actions.team import Turn, can_work, instead_of, turn_of, turns, turns_of
from domain.dispatch import RosterChange, Rostered, Shift
from domain.people import Person, Phone
from domain.spans import DAY
from domain.standing import span
from storage import Transaction
from storage.room_turns import RoomTurn

ROOMS_AHEAD = timedelta(days=14)
"""Of the thirty days that a room's list is kept ahead, those in which turns change hands; our own judgement."""


def is_room(tx: Transaction, turn: Turn) -> bool:
    """A shift has a code of its own; a day in a room has that of the room."""
    return turn.row.shift not in tx.school.shifts


def turn_at(tx: Transaction, person: str, begins: datetime) -> Turn | None:
    """The turn of that person which begins then; a day in a room begins at midnight."""
    day = begins.astimezone(tx.school.load().settings.zone).date()
    return turn_of(tx, person, begins) or next(
        (it for it in _room_turns(tx, person, day, day) if it.begins == begins), None
    )


def turns_ahead(tx: Transaction, now: datetime, person: str) -> list[Turn]:
    """What somebody could still give away: shifts of a week and days in their room of two, the soonest first."""
    today = today_of(tx, now)
    found = [*turns_of(tx, now, person), *_room_turns(tx, person, today, today + ROOMS_AHEAD)]
    return sorted((it for it in found if it.begins > now), key=lambda turn: turn.begins)


def turn_on(tx: Transaction, day: date, code: str, people: tuple[str, ...]) -> Turn | None:
    """The turn of the first of these people who has one there."""
    if code in tx.school.shifts:
        found = {it.row.person: it for it in turns(tx, day, day) if it.row.shift == code}
    else:
        found = {p: it for p in people for it in _room_turns(tx, p, day, day) if it.row.shift == code}
    return next((found[person] for person in people if person in found), None)


def could_take(tx: Transaction, turn: Turn) -> list[Person]:
    """Colleagues of the same work, the best rested first; of a room those who sleep there and are not on leave."""
    if not is_room(tx, turn):
        return instead_of(tx, turn)
    found = [tx.school.people[it] for it in members_of(tx, turn.row.shift) if it != turn.row.person]
    return [person for person in found if can_take(tx, turn, person.id)]


def can_take(tx: Transaction, turn: Turn, person: str, but: Turn | None = None) -> bool:
    """Whether nothing stands against it, `but` for a turn that they give away for it."""
    if not is_room(tx, turn):
        return is_free(tx, turn, person, but)
    away = tx.leaves.on(turn.row.day)
    return person in members_of(tx, turn.row.shift) and can_work(tx.school.people[person], date.min, away)


def give_turn(tx: Transaction, now: datetime, turn: Turn, come: str, by: str, item: str) -> None:
    """`come` has it instead, as part of `item`; duties not begun, alarms and phones follow."""
    day, code, out = turn.row.day, turn.row.shift, turn.row.person
    if is_room(tx, turn):
        tx.room_turns.add(RoomTurn(code, day, come, "swap", by, item), now)
        replan(tx, now)
    else:
        tx.roster_changes.add(RosterChange(0, day, code, out, come, turn.row.posts, by), now, item)
        follow(tx, now, turn, out)


def put_back(tx: Transaction, now: datetime, item: str) -> None:
    """Everything that is part of `item` is as it was; the rows say that it was not."""
    for change in tx.roster_changes.parts_of(item):
        turn = turn_on(tx, change.day, change.shift, (change.come or "",))
        tx.roster_changes.undo(change.id, now)
        if turn is not None and change.come:
            follow(tx, now, turn, change.come)
    if tx.room_turns.undo(item, today_of(tx, now), now):
        ask_for_lists(tx, now)
        replan(tx, now)


def told(tx: Transaction, turn: Turn) -> dict[str, str]:
    """When and where: 11-23 早班 06:30 南门. A day in a room has no hour."""
    return {**turn_facts(tx, turn), "room": "room", "begins": ""} if is_room(tx, turn) else turn_facts(tx, turn)


def _room_turns(tx: Transaction, person: str, first: date, last: date) -> list[Turn]:
    zone = tx.school.load().settings.zone
    found = []
    for it in tx.room_turns.of_person(person, first, last):
        shift = Shift(it.place, place_name(tx.school.tree, it.place), time(0), time(0))
        found.append(Turn(Rostered(it.day, it.place, person), shift, *span(shift, it.day, zone)))
    return found


def at_a_phone(tx: Transaction, now: datetime, until: datetime) -> frozenset[str]:
    """Who stands at a post that has a phone before then, and reads on it."""
    today, zone = today_of(tx, now), tx.school.load().settings.zone
    posts = {post.code for post in tx.school.load().posts if post.phone}
    near = turns(tx, today - DAY, min(until.astimezone(zone).date(), today + ROOMS_AHEAD))
    people = tx.school.people
    return frozenset(
        it.row.person
        for it in near
        if it.ends > now
        and it.begins < until
        and posts.intersection(it.row.posts)
        and people[it.row.person].phone is Phone.POST
    )
