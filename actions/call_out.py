"""Call people out: one rung of a ladder at a time, and the moments of the next."""

from collections.abc import Collection
from datetime import datetime, timedelta

from actions.facts import alarm_facts
from actions.groups import call_groups
from actions.staffing import Staffing
from domain.alarms import PAGES_UNTIL, SECOND_CALL, Alarm, State
from domain.drills import END
from domain.escalation import MANAGERS_GROUP, levels, rungs_at
from domain.news import Lane, News, Show
from storage import Transaction

CALL_AGAIN = timedelta(minutes=10)
"""After the last rung, while nobody goes."""
MOST_CALLS = 6
"""How often after the last rung; then the alarm stands in the managers' lists."""


def call_rung(tx: Transaction, now: datetime, alarm: Alarm, level: int) -> int:
    """Tells the people of one level who were not told yet; returns how many can be reached.

    Nobody to be reached on this level means that the next one is told at once: an alarm never waits for an empty chair.
    Whoever holds a drill is not called to it: they watch.
    """
    staffing = Staffing(tx, now)
    night = staffing.school.settings.night
    told = 0
    for rung in rungs_at(staffing.school.rungs, alarm.chain, level, night, staffing.local):
        if rung.target == MANAGERS_GROUP:
            call_groups(tx, now, alarm)
        for person in staffing.of_rung(rung, alarm.place, alarm.category):
            if alarm.drill and person.id == alarm.reporter:
                continue
            if staffing.reachable(person) and tx.alarms.tell(alarm.number, person.id, level, now):
                told += 1
    facts = alarm_facts(tx, alarm)
    for someone in tx.alarms.told(alarm.number):
        if someone.level == level and someone.answer is None:
            tx.outbox.put(_call(alarm, someone.person, facts, once=f"{alarm.item}:{someone.person}:first"), now)
    further = [number for number, _ in levels(staffing.school.rungs, alarm.chain) if number > level]
    if not told and further and not any(s.level == level for s in tx.alarms.told(alarm.number)):
        return call_rung(tx, now, tx.alarms.change(alarm.number, level=further[0]), further[0])
    return told


def schedule_ladder(tx: Transaction, now: datetime, alarm: Alarm) -> None:
    """Puts the second call and the next rung into the due rows."""
    tx.due.put("alarm.second_call", str(alarm.number), now + SECOND_CALL)
    schedule_next_rung(tx, now, alarm)


def schedule_next_rung(tx: Transaction, now: datetime, alarm: Alarm, calls: int = 0) -> None:
    """When the rung after `alarm.level` is told: its wait from the raising, but not before now."""
    above = [(n, wait) for n, wait in levels(tx.school.load().rungs, alarm.chain) if n > alarm.level]
    if above:
        tx.due.put("alarm.climb", str(alarm.number), max(now, alarm.raised_at + above[0][1]), {"level": above[0][0]})
    elif calls < MOST_CALLS:
        tx.due.put("alarm.climb", str(alarm.number), now + CALL_AGAIN, {"calls": calls + 1})


def climb(tx: Transaction, now: datetime, number: int, level: int | None, calls: int) -> None:
    """The next rung's moment has come: told if still nobody goes; beyond the last rung everybody is called again."""
    alarm = tx.alarms.get(number)
    if alarm is None or not _calls(tx, now, alarm):
        return
    if level is None:
        call_again(tx, now, alarm)
        schedule_next_rung(tx, now, alarm, calls)
        return
    alarm = tx.alarms.change(number, level=level)
    call_rung(tx, now, alarm, level)
    reached = tx.alarms.get(number)
    tx.history.append("alarm.climbed", now, person=None, said_at=now, item=alarm.item, body={"level": level})
    schedule_next_rung(tx, now, reached or alarm)


def second_call(tx: Transaction, now: datetime, number: int) -> None:
    """Five minutes and nobody goes: who was told and has not answered is called once more."""
    alarm = tx.alarms.get(number)
    if alarm is not None and _calls(tx, now, alarm):
        call_again(tx, now, alarm, but=("cannot", "know"))


def _calls(tx: Transaction, now: datetime, alarm: Alarm) -> bool:
    """Whether anybody is still to be called; after an outage nobody is, to a drill whose time went by in it."""
    if alarm.state is not State.OPEN or now - alarm.raised_at > PAGES_UNTIL:
        return False
    end = tx.due.of(END, str(alarm.number)) if alarm.drill else None
    return end is None or now < end.at


def call_again(tx: Transaction, now: datetime, alarm: Alarm, but: Collection[str] = ("cannot",)) -> None:
    """A new message, with the buttons, to everybody told whose answer is none of `but`."""
    facts = {**alarm_facts(tx, alarm), "again": True}
    for someone in tx.alarms.told(alarm.number):
        if someone.answer not in but:
            tx.outbox.put(_call(alarm, someone.person, {**facts, "answer": someone.answer}), now)


def call_off(tx: Transaction, now: datetime, alarm: Alarm) -> None:
    """Takes back everything queued about the alarm, for everybody, and every moment it still had coming."""
    tx.outbox.withdraw(alarm.item, now)
    for verb in ("alarm.climb", "alarm.second_call", "alarm.still_on_it", "alarm.no_answer"):
        tx.due.drop(verb, str(alarm.number))


def _call(alarm: Alarm, person: str, facts: dict[str, object], once: str | None = None) -> News:
    return News(
        "alarm.card",
        person,
        facts,
        Lane.URGENT,
        item=alarm.item,
        card=alarm.item,
        show=Show.NEW,
        once=once,
        good_until=alarm.raised_at + PAGES_UNTIL,
    )
