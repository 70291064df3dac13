"""Leave of staff over days: asked for, given, put back; who is away owes nothing, and what they had is somebody's."""

from datetime import UTC, date, datetime, time, timedelta

from actions.end_of_shift import AWAY
from actions.facts import name_of
from actions.give_alarms_back import give_alarms_back
from actions.leave_facts import leave_facts
from actions.leave_school import give_care_back
from actions.plan_duties import replan
from actions.redraw import replace_away
from actions.room_lists import ask_for_lists, today_of
from actions.roster_changes import follow, is_free, turn_facts
from actions.staffing import Staffing
from actions.stand_at_posts import turn_posts
from actions.team import may_change, turns
from domain.leaves import LONGEST, MOVES, Leave, Move, State
from domain.news import Lane, News, Show
from domain.refusal import Refusal
from domain.spans import DAY
from storage import Transaction

BEGINS = "leave.begins"
"""The due row of the local midnight at which somebody is away."""
WAITING = "leave.waiting"
"""The due row of a request that nobody has answered."""
MORNING = time(8)
"""Of the first day: what they had in hand and cannot wait is somebody else's then."""
REMIND_AFTER = timedelta(hours=4)
"""Whoever decides is reminded once; after a day the office hears as well (docs/posts.md)."""


def ask_leave(
    tx: Transaction, now: datetime, by: str, person: str, first: date, days: int, *, said_at: datetime
) -> Leave:
    """For oneself it waits for who is above; for somebody else it is given at once.

    Refusals: `roster.not_yours` for somebody who is not theirs, `leave.past` for days that are over, `leave.twice`
    when leave is given on any of these days, `leave.asked_before` when one's own request for any of them waits.
    """
    known = tx.school.people.get(person)
    if known is None or not 1 <= days <= LONGEST:
        raise Refusal("button.old")
    if by != person and not may_change(tx, by, person):
        raise Refusal("roster.not_yours", {"name": known.name})
    if first < today_of(tx, now):
        raise Refusal("leave.past")
    if first > today_of(tx, now) + LONGEST * DAY:
        raise Refusal("button.old")
    last = first + (days - 1) * DAY
    _check_once(tx, person, first, last)
    if by == person and (waits := tx.leaves.asked(person, first, last)) is not None:
        raise Refusal("leave.asked_before", leave_facts(tx, waits))
    leave = tx.leaves.add(Leave(0, person, first, last, None, State.ASKED, by), now)
    body = {"first": str(first), "last": str(last), "for": person}
    tx.history.append("leave.asked", now, person=by, said_at=said_at, item=leave.item, body=body)
    if by != person:
        return move_leave(tx, now, by, leave.id, Move.GIVE, said_at=said_at)
    for lead in Staffing(tx, now).above(known):
        _show(tx, now, leave, lead.id, Show.NEW)
    tx.due.put(WAITING, str(leave.id), now + REMIND_AFTER)
    return leave


def move_leave(tx: Transaction, now: datetime, by: str, number: int, move: Move, *, said_at: datetime) -> Leave:
    """同意, 不同意, 改回来. Nobody gives leave to themselves; what was asked or given may be put back by its person.

    Refusals: `leave.not_yours`, `leave.stands` when it stands otherwise by now, `leave.over` when its days are past,
    `leave.twice` when other leave was given on any of these days since.
    """
    leave = tx.leaves.get(number)
    if leave is None:
        raise Refusal("button.old")
    _check_may(tx, leave, by, move)
    to = MOVES.get((leave.state, move))
    if to is None:
        raise Refusal("leave.stands", leave_facts(tx, leave))
    if leave.last < today_of(tx, now):
        raise Refusal("leave.over", leave_facts(tx, leave))
    if to is State.GIVEN:
        _check_once(tx, leave.person, leave.first, leave.last)
    tx.leaves.move(leave, to)
    tx.history.append(f"leave.{to}", now, person=by, said_at=said_at, item=leave.item, body={"for": leave.person})
    moved = tx.leaves.get(number) or leave
    if to is State.GIVEN:
        begins = datetime.combine(leave.first, time(), tx.school.load().settings.zone).astimezone(UTC)
        tx.due.put(BEGINS, str(number), max(begins, now))
        _follow(tx, now)
    elif leave.state is State.GIVEN:
        tx.due.drop(BEGINS, str(number))
        _bring_back(tx, now, moved)
    if leave.person != by:
        facts = leave_facts(tx, moved) | {"by": name_of(tx, by)}
        tx.outbox.put(News("leave.yours", leave.person, facts, Lane.CARD, once=f"{leave.item}:{to}:{now}"), now)
    for lead in Staffing(tx, now).above(tx.school.people.get(leave.person)):
        if lead.id != by and to is not State.REFUSED:
            _show(tx, now, moved, lead.id, Show.EDIT)
    return moved


def begin_leave(tx: Transaction, now: datetime, number: int) -> None:
    """The first day has come: dangers, duties that they took care of and inspections are somebody's again."""
    leave = tx.leaves.get(number)
    if leave is not None and leave.state is State.GIVEN:
        give_alarms_back(tx, now, leave.person)
        give_care_back(tx, now, leave.person)
        replace_away(tx, now, leave.person)
        morning = datetime.combine(leave.first, MORNING, tx.school.load().settings.zone).astimezone(UTC)
        tx.due.put(AWAY, leave.person, max(morning, now))
        _follow(tx, now)


def remind_of_leave(tx: Transaction, now: datetime, number: int, again: bool = False) -> None:
    """Nobody answered for hours: who is above reads it once more; the next day the office does, too."""
    leave = tx.leaves.get(number)
    if leave is None or leave.state is not State.ASKED or leave.last < today_of(tx, now):
        return
    staffing = Staffing(tx, now)
    above = staffing.above(tx.school.people.get(leave.person))
    hear = {person.id for person in (*above, *(staffing.office() if again else ()))} - {leave.person}
    for person in sorted(hear):
        _show(tx, now, leave, person, Show.NEW)
    if not again:
        tx.due.put(WAITING, str(number), now + DAY, {"again": True})


def _check_once(tx: Transaction, person: str, first: date, last: date) -> None:
    for other in tx.leaves.standing(first):
        if other.person == person and other.first <= last:
            raise Refusal("leave.twice", leave_facts(tx, other))


def _check_may(tx: Transaction, leave: Leave, by: str, move: Move) -> None:
    above = by != leave.person and may_change(tx, by, leave.person)
    if not (above or (by == leave.person and move is Move.UNDO)):
        raise Refusal("leave.not_yours")


def _follow(tx: Transaction, now: datetime) -> None:
    """Posts' phones, duties and the lists of staff rooms follow at once."""
    turn_posts(tx, now)
    replan(tx, now)
    ask_for_lists(tx, now)


def _bring_back(tx: Transaction, now: datetime, leave: Leave) -> None:
    """Turns that others had taken and that have not begun are theirs again; each of the others reads which.

    One that was given on to a third since is left with them: it is theirs by another word. So is one for which the
    person is not free any more.
    """
    spared: dict[str, list[dict[str, str]]] = {}
    for change in tx.roster_changes.parts_of(leave.item):
        turn = next(
            (
                it
                for it in turns(tx, change.day, change.day)
                if (it.row.shift, it.row.person) == (change.shift, change.come)
            ),
            None,
        )
        if turn is None or turn.begins <= now or tx.roster_changes.is_taken(change.id) or change.come is None:
            continue
        if not is_free(tx, turn, leave.person):
            continue
        tx.roster_changes.undo(change.id, now)
        follow(tx, now, turn, change.come)
        spared.setdefault(change.come, []).append(turn_facts(tx, turn))
    tx.room_turns.undo(leave.item, today_of(tx, now) + DAY, now)
    for person, lines in spared.items():
        facts = {"name": name_of(tx, leave.person), "lines": lines}
        tx.outbox.put(News("leave.not_needed", person, facts, Lane.CARD), now)
    _follow(tx, now)


def _show(tx: Transaction, now: datetime, leave: Leave, person: str, show: Show) -> None:
    tx.outbox.put(
        News("leave.card", person, leave_facts(tx, leave), Lane.CARD, item=leave.item, card=leave.item, show=show), now
    )
