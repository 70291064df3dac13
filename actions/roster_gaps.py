"""Thirty days ahead: shifts and rooms that nobody has, rosters and terms that end; told once to who can act."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from actions.facts import name_of, place_name
from actions.planned import holds_on
from actions.room_lists import signed_days, staff_rooms, today_of
from actions.roster import effective_roster
from actions.staffing import Staffing
from domain.gaps import AHEAD, missing, runs
from domain.news import Lane, News
from domain.plans import Manner, Switch
from domain.spans import DAY
from storage import Transaction

SOON = timedelta(days=14)
"""A term of office that ends so soon is told of."""
TOLD = "roster.gap"
"""The record of what was told: the days of one shift or room, or the day on which something ends."""
Lines = dict[str, list[dict[str, Any]]]


def tell_of_gaps(tx: Transaction, now: datetime) -> None:
    """What is new since it was last told, to each hearer in one message; nobody hears of the same day twice."""
    if not tx.school.imported():
        return
    first = today_of(tx, now) + DAY
    last = first + timedelta(days=AHEAD - 1)
    staffing = Staffing(tx, now)
    office = [person.id for person in staffing.office()]
    found: dict[str, Lines] = {}
    ends = max((row.day for row in tx.school.load().roster), default=None)
    if ends is not None and first <= ends < last and _new(tx, now, "roster", [ends]):
        _add(found, office, "ends", {"day": f"{ends:%m-%d}"})
    for code, days in _of_shifts(tx, first, min(last, ends or last)).items():
        if new := _new(tx, now, code, days):
            _add(found, _leads(tx, staffing, code) or office, "shifts", _said(tx.school.shifts[code].name, new))
    asked = signed_days(tx, first, last)
    for dorm in staff_rooms(tx):
        listed = tx.room_turns.of_room(dorm.place, first, last)
        name = place_name(tx.school.tree, dorm.place)
        if new := _new(tx, now, dorm.place, [day for day in asked if listed and listed.get(day) is None]):
            _add(found, office, "rooms", _said(name, new))
        if dorm.until and dorm.until < first + SOON and _new(tx, now, f"{dorm.place}/term", [dorm.until]):
            _add(found, office, "terms", {"name": name, "day": str(dorm.until), "leader": name_of(tx, dorm.leader)})
    for person, lines in found.items():
        tx.outbox.put(News("roster.gaps", person, lines, Lane.ORDINARY, good_until=now + 2 * DAY), now)


def _of_shifts(tx: Transaction, first: date, last: date) -> dict[str, list[date]]:
    """A shift is needed on the days on which some plan asks something of it."""
    switches, shifts = tx.switches.all(), tx.school.shifts
    plans = [
        plan
        for plan in tx.school.load().plans
        if plan.who in shifts and plan.manner is not Manner.DRAWN and switches.get(plan.code) is not Switch.PAUSED
    ]
    days = [first + number * DAY for number in range((last - first).days + 1)]
    needed = {
        day: {it.who for it in plans if it.day_kind in tx.school.calendar.kinds(day) and holds_on(it.weekdays, day)}
        for day in days
    }
    return missing(needed, {day: {row.shift for row in effective_roster(tx, day)} for day in days})


def _leads(tx: Transaction, staffing: Staffing, shift: str) -> list[str]:
    """Who is above most of those who work that shift."""
    people = tx.school.people
    who = {row.person for row in tx.school.load().roster if row.shift == shift and row.person in people}
    above = Counter(lead.id for person in who for lead in staffing.above(people[person]))
    return [lead for lead, _ in above.most_common(1)]


def _new(tx: Transaction, now: datetime, code: str, days: list[date]) -> list[date]:
    """Those of the days that were not told before; they are from now on."""
    item = f"gap:{code}"
    known = tx.history.last(item, (TOLD,)).get("days", [])
    new = [day for day in days if day.isoformat() not in known]
    if new:
        body = {"days": [day.isoformat() for day in days]}
        tx.history.append(TOLD, now, person=None, said_at=now, item=item, body=body)
    return new


def _said(name: str, days: Iterable[date]) -> dict[str, Any]:
    return {"name": name, "spans": [(f"{run.first:%m-%d}", f"{run.last:%m-%d}") for run in runs(days)]}


def _add(found: dict[str, Lines], people: Iterable[str], what: str, line: dict[str, Any]) -> None:
    for person in people:
        found.setdefault(person, {}).setdefault(what, []).append(line)
