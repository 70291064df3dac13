"""End a drill: everybody reads that it is over, and the manager who held it what was measured."""

from datetime import datetime
from typing import Any

from actions.call_out import call_off
from actions.facts import alarm_facts, name_of
from actions.show_alarm import show_everybody
from domain.alarms import RUNNING, Alarm, Move, State
from domain.drills import END
from domain.news import Lane, News
from storage import Transaction


def end_in_time(tx: Transaction, now: datetime, number: int) -> None:
    """Its time is over."""
    alarm = tx.alarms.get(number)
    if alarm is not None and alarm.state in RUNNING:
        show_everybody(tx, now, _end(tx, now, alarm, "time"))


def break_drills(tx: Transaction, now: datetime, real: Alarm) -> None:
    """There is danger in earnest: whoever practises reads at once that this is over, and what is real."""
    for alarm in tx.alarms.running():
        if alarm.drill:
            show_everybody(tx, now, _end(tx, now, alarm, "danger", real))


def _end(tx: Transaction, now: datetime, alarm: Alarm, how: str, real: Alarm | None = None) -> Alarm:
    tx.history.append(
        f"alarm.{Move.END}", now, person=None, said_at=now, place=alarm.place, item=alarm.item, body={"how": how}
    )
    return drill_over(tx, now, tx.alarms.change(alarm.number, state=State.ENDED, closed_at=now), how, real)


def drill_over(tx: Transaction, now: datetime, alarm: Alarm, how: str, real: Alarm | None = None) -> Alarm:
    """Takes back what is queued and says how it went: thanks to all, figures to whoever held it.

    `how`: "done" by those who came, "time", "ended" by a manager, "danger" in earnest, which is then `real`; to stop is
    urgent then.
    """
    call_off(tx, now, alarm)
    tx.due.drop(END, str(alarm.number))
    facts: dict[str, Any] = {**alarm_facts(tx, alarm), "how": how, **measured(tx, alarm)}
    if real is not None:
        facts["real"] = alarm_facts(tx, real)
    about, lane = ("drill.broken", Lane.URGENT) if how == "danger" else ("drill.over", Lane.CARD)
    for someone in tx.alarms.told(alarm.number):
        once = f"{alarm.item}:{someone.person}:over"
        tx.outbox.put(News(about, someone.person, {**facts, "silent": []}, lane, once=once), now)
    if alarm.reporter:
        once = f"{alarm.item}:{alarm.reporter}:over"
        tx.outbox.put(News("drill.report", alarm.reporter, facts, lane, once=once), now)
    return alarm


def measured(tx: Transaction, alarm: Alarm) -> dict[str, Any]:
    """Seconds from the raising, None for what did not happen: until somebody went (`took`), was there, and was done.

    `silent` are those who pressed nothing; `level` is the highest rung that was called.
    """
    told = tx.alarms.told(alarm.number)
    first: dict[str, tuple[float, str | None]] = {}
    for at, kind, person in tx.history.steps(alarm.item):
        first.setdefault(kind, ((at - alarm.raised_at).total_seconds(), person))
    took, there = first.get("alarm.go"), first.get("alarm.arrive")
    done = alarm.closed_at if alarm.state is State.RESOLVED else None
    return {
        "took": round(took[0]) if took else None,
        "taker": name_of(tx, took[1]) if took else "",
        "there": round(there[0]) if there else None,
        "done": round((done - alarm.raised_at).total_seconds()) if done else None,
        "answered": sum(it.answer is not None for it in told),
        "silent": [name_of(tx, it.person) for it in told if it.answer is None],
    }
