"""Hold a drill: the chain is called out as in earnest, every message says that it is none, and it ends in time."""

from datetime import datetime, timedelta
from typing import Any

from actions.call_out import call_rung, schedule_ladder
from actions.end_drill import measured
from actions.facts import place_name
from actions.staffing import Staffing
from domain.alarms import Alarm
from domain.dangers import chain_for, danger_of
from domain.drills import END, KINDS, MINUTES, check_may_begin
from domain.escalation import levels, rungs_at
from domain.people import Permission
from domain.places import WHOLE_SCHOOL
from domain.refusal import Refusal
from storage import Transaction


def hold_drill(
    tx: Transaction, now: datetime, person: str, *, danger: str, place: str, minutes: int, said_at: datetime
) -> Alarm:
    """Begins it. Refuses as `check_drill`, and with `button.old` what was never offered."""
    check_drill(tx, now, person, place)
    if danger not in KINDS or minutes not in MINUTES:
        raise Refusal("button.old")
    kind, area, ends = danger_of(danger), tx.school.tree.area(place), now + timedelta(minutes=minutes)
    alarm = tx.alarms.open(
        danger=danger,
        category=kind.category,
        chain=_chain(tx, danger),
        place=place,
        area=area.code if area else None,
        words="",
        reporter=person,
        now=now,
        drill=True,
    )
    body = {"words": "", "danger": danger, "drill": True, "ends": ends.isoformat()}
    tx.history.append("alarm.raised", now, person=person, said_at=said_at, place=place, item=alarm.item, body=body)
    tx.due.put(END, str(alarm.number), ends)
    call_rung(tx, now, alarm, 0)
    schedule_ladder(tx, now, alarm)
    return alarm


def check_drill(tx: Transaction, now: datetime, person: str, place: str | None = None) -> None:
    """Refuses whoever manages nobody, a place of another section, and while another drill or real danger runs."""
    if Permission.MANAGE_PEOPLE not in tx.school.permissions[person]:
        raise Refusal("person.may_not")
    section, node = tx.school.people[person].section, tx.school.tree.get(place)
    if place and (node is None or section not in (WHOLE_SCHOOL, node.section)):
        raise Refusal("drill.elsewhere", {"section": section})
    check_may_begin(tx.alarms.running(), now)


def foreseen(tx: Transaction, now: datetime, person: str, danger: str, place: str) -> list[str]:
    """The names of those who would hear first of the drill that `person` holds; empty when nobody can be reached."""
    staffing, chain = Staffing(tx, now), _chain(tx, danger)
    for level, _ in levels(staffing.school.rungs, chain):
        rungs = rungs_at(staffing.school.rungs, chain, level, staffing.school.settings.night, staffing.local)
        called = [it for rung in rungs for it in staffing.of_rung(rung, place, danger_of(danger).category)]
        if found := [it.name for it in dict.fromkeys(called) if it.id != person and staffing.reachable(it)]:
            return found
    return []


def last_drills(tx: Transaction, most: int) -> list[dict[str, Any]]:
    """The newest drills that are over, for whoever begins the next."""
    zone = tx.school.load().settings.zone
    return [
        {
            "day": f"{it.raised_at.astimezone(zone):%Y-%m-%d}",
            "danger": it.danger,
            "place": place_name(tx.school.tree, it.place),
            **measured(tx, it),
        }
        for it in tx.alarms.drills(most)
    ]


def _chain(tx: Transaction, danger: str) -> str:
    return chain_for(danger_of(danger), {rung.chain for rung in tx.school.load().rungs})
