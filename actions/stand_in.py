"""Who works instead of somebody on leave: turns go round among the rested, and each is told of theirs."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from actions.facts import name_of
from actions.leave_facts import leave_facts, turns_in
from actions.plan_duties import replan
from actions.room_lists import kind_of_day
from actions.roster_changes import follow, is_free, turn_facts
from actions.staffing import Staffing
from actions.team import Turn, may_change, rested_for, turns
from domain.cover import work_of
from domain.dispatch import RosterChange
from domain.fair import Done, Kind, longest_free
from domain.leaves import Leave, State
from domain.news import Lane, News
from domain.people import Person, Presence
from domain.refusal import Refusal
from domain.rest import ENOUGH
from storage import Transaction

LOOK_BACK = timedelta(days=21)
"""Turns so long before and after tell who worked the shift lately and how they rested; our own judgement: three weeks
of a roster."""
DEEP_NIGHT = time(2)
LEAST = timedelta(hours=7)
"""With a shorter pause nobody of the team is proposed while a colleague with a longer one is there."""


def propose(tx: Transaction, now: datetime, leave: Leave) -> list[tuple[Turn, Person | None]]:
    """For each turn that has not ended who was free longest of those who could; None where nobody could.

    Whoever works that shift at other times comes first, for they know the house; then colleagues of the same work.
    Extra turns are shared out, and nobody is proposed who would work at that time anyhow.
    """
    wanted = [turn for turn in turns_in(tx, leave) if turn.ends > now]
    if not wanted:
        return []
    near = turns(tx, leave.first - LOOK_BACK, leave.last + LOOK_BACK)
    done = [Done(it.row.day, kind_of(tx, it), it.row.person) for it in near if it.row.person != leave.person]
    given: list[Turn] = []
    found: list[tuple[Turn, Person | None]] = []
    for turn in wanted:
        team = {it.row.person for it in near if it.row.shift == turn.row.shift}
        able = _able(team, rested_for(tx, turn, given), Counter(it.row.person for it in given))
        chosen = longest_free(turn.row.day, kind_of(tx, turn), able, done)
        if chosen is not None:
            done.append(Done(turn.row.day, kind_of(tx, turn), chosen))
            given.append(replace(turn, row=replace(turn.row, person=chosen)))
        found.append((turn, tx.school.people[chosen] if chosen else None))
    return found


def _able(team: Collection[str], free: Sequence[tuple[Person, timedelta]], given: Mapping[str, int]) -> list[str]:
    """Those of the team who had some rest, else whoever rested longest. Of those the least burdened: a short night
    counts as much as one turn more."""
    near = [it for it in free if it[0].id in team and it[1] >= LEAST]
    if not near and free:
        longest = max(pause for _, pause in free)
        near = [it for it in free if it[1] == longest]
    burden = {person.id: given.get(person.id, 0) + (pause < ENOUGH) for person, pause in near}
    return [person for person, turns in burden.items() if turns == min(burden.values())]


def arrange(tx: Transaction, now: datetime, by: str, number: int, *, said_at: datetime) -> Leave:
    """就这样: what was proposed is so, worked out anew from the roster of this moment. What nobody could take stays
    open, and duties of it go to whoever hears of a duty without anybody. Refusal `leave.not_yours`, `leave.stands`."""
    leave = _given(tx, by, number)
    theirs: dict[str, list[dict[str, str]]] = {}
    for turn, person in propose(tx, now, leave):
        if person is None or not is_free(tx, turn, person.id):
            continue
        change = RosterChange(0, turn.row.day, turn.row.shift, leave.person, person.id, turn.row.posts, by)
        tx.roster_changes.add(change, now, leave.item)
        follow(tx, now, turn, leave.person)
        theirs.setdefault(person.id, []).append(turn_facts(tx, turn))
    body = {"for": leave.person, "turns": {person: len(lines) for person, lines in theirs.items()}}
    tx.history.append("leave.arranged", now, person=by, said_at=said_at, item=leave.item, body=body)
    for person_id, lines in theirs.items():
        facts = {"name": name_of(tx, leave.person), "lines": lines}
        tx.outbox.put(News("leave.stand_in", person_id, facts, Lane.CARD), now)
    return leave


def deputies(tx: Transaction, now: datetime, leave: Leave) -> list[Person]:
    """Who could stand in for what no roster knows: who does the same work, then who is beside and above them."""
    people, staffing = tx.school.people, Staffing(tx, now)
    out = people[leave.person]
    away = {other.person for other in tx.leaves.standing(leave.first) if other.first <= leave.last}

    def nearness(person: Person) -> int:
        if work_of(person) & work_of(out):
            return 0
        return 1 if person.id == out.superior else 2

    near = [p for p in people.values() if nearness(p) < 2 or (out.superior and p.superior == out.superior)]
    here = [p for p in near if p.id != out.id and p.presence is Presence.IN_SERVICE and p.id not in away]
    return sorted((p for p in here if staffing.reachable(p)), key=lambda p: (nearness(p), p.section != out.section))


def name_deputy(
    tx: Transaction, now: datetime, by: str, number: int, deputy: str | None, *, said_at: datetime
) -> Leave:
    """谁代: alarms, duties and what is told above go to them on those days. Refusals as `arrange`."""
    leave = _given(tx, by, number)
    if deputy is not None and deputy not in [person.id for person in deputies(tx, now, leave)]:
        raise Refusal("roster.cannot", {"name": name_of(tx, deputy)})
    tx.leaves.name_deputy(leave, deputy)
    body = {"for": leave.person, "deputy": deputy}
    tx.history.append("leave.deputy", now, person=by, said_at=said_at, item=leave.item, body=body)
    if deputy is not None:
        facts = {"name": name_of(tx, leave.person), "first": f"{leave.first:%m-%d}", "last": f"{leave.last:%m-%d}"}
        tx.outbox.put(News("leave.deputy", deputy, facts, Lane.CARD), now)
    replan(tx, now)
    return tx.leaves.get(number) or leave


def kind_of(tx: Transaction, turn: Turn) -> Kind:
    """A night is a night on any day; everything else is of a day of work or of rest."""
    zone = tx.school.load().settings.zone
    if turn.shift.covers(turn.row.day, datetime.combine(turn.row.day + timedelta(days=1), DEEP_NIGHT, zone)):
        return Kind.NIGHT
    return kind_of_day(tx, turn.row.day)


def named(pairs: Iterable[tuple[Turn, Person | None]], tx: Transaction) -> list[dict[str, str]]:
    """Each turn with who is proposed; empty for nobody."""
    return [{**turn_facts(tx, turn), "come": person.name if person else ""} for turn, person in pairs]


def _given(tx: Transaction, by: str, number: int) -> Leave:
    leave = tx.leaves.get(number)
    if leave is None:
        raise Refusal("button.old")
    if by == leave.person or not may_change(tx, by, leave.person):
        raise Refusal("leave.not_yours")
    if leave.state is not State.GIVEN:
        raise Refusal("leave.stands", leave_facts(tx, leave))
    return leave
