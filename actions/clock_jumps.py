"""The house's clock jumps: a record of it, a line to whoever looks after the machine, and nobody is blamed for it."""

from collections.abc import Collection
from datetime import datetime, timedelta

from actions.close_duty import OUTAGE, STEP, show_duty
from actions.duty_ladder import ladder_of, schedule_next
from domain.duties import State
from domain.news import News
from storage import Transaction
from storage.stamps import CLOCK_WRONG

AT_ONCE = 20
"""Duties in one unit of work."""


def note_jump(tx: Transaction, before: datetime, after: datetime, hearers: Collection[str]) -> None:
    """The house goes on from `after`. Of one forward the line of the outage tells: the hours between are one."""
    body = {"from": before.isoformat(), "to": after.isoformat()}
    tx.history.append("clock.jumped", after, person=None, said_at=after, item="clock", body=body)
    if after < before and tx.school.imported():
        facts = {"began": _when(tx, before, after), "ended": _when(tx, after, after)}
        for person in hearers:
            tx.outbox.put(News("clock.back", person, facts, once=f"clock.back:{after.isoformat()}:{person}"), after)


def note_wrong(tx: Transaction, now: datetime, machine: datetime, hearers: Collection[str]) -> None:
    """The machine's clock is wrong by so much that it is not followed: a record and a line, once a local day."""
    if not tx.school.imported():
        return
    zone = tx.school.load().settings.zone
    day, noted = now.astimezone(zone).date(), tx.stamps.get(CLOCK_WRONG)
    if noted is None or noted.astimezone(zone).date() != day:
        tx.stamps.set(CLOCK_WRONG, now)
        body = {"machine": machine.isoformat(), "now": now.isoformat()}
        tx.history.append("clock.wrong", now, person=None, said_at=now, item="clock", body=body)
    facts = {"machine": _when(tx, machine, now), "now": _when(tx, now, now)}
    for person in hearers:
        tx.outbox.put(News("clock.wrong", person, facts, once=f"clock.wrong:{day}:{person}"), now)


def go_back(tx: Transaction, now: datetime, by: timedelta) -> None:
    """The clock was ahead: no outage lies in what is still to come, and what was put off waits as long as was meant."""
    tx.outages.cut(now)
    tx.outbox.move(now, -by)


def reopen_some(tx: Transaction, now: datetime) -> int:
    """Whoever was found missing, or excused, before the time was up has that time after all; how many. 0 when done."""
    duties = tx.duties.ended_before_their_time(now, OUTAGE, AT_ONCE)
    for duty in duties:
        tx.outbox.withdraw(duty.item, now)
        state = State.OPEN if duty.opens <= now else State.UPCOMING
        steps = ladder_of(tx, duty)
        passed = sum(step.at <= now for step in steps)
        duty = tx.duties.change(duty.id, state=state, closed_at=None, excuse="", step=passed)
        tx.due.drop(STEP, str(duty.id))
        schedule_next(tx, duty, steps, now)
        tx.history.append("duty.again", now, person=None, said_at=now, place=duty.place, item=duty.item, body={})
        show_duty(tx, now, duty)
    return len(duties)


def _when(tx: Transaction, moment: datetime, now: datetime) -> str:
    """Local date and time; with its year when that is not this one."""
    zone = tx.school.load().settings.zone
    local = moment.astimezone(zone)
    return f"{local:%m-%d %H:%M}" if local.year == now.astimezone(zone).year else f"{local:%Y-%m-%d %H:%M}"
