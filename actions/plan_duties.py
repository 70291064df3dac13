"""Planning: the duties of the coming 48 hours, each kept once, worked out in short units between people's messages.

A day is planned by a due row that puts itself off to the same moment until everything of that day is there: it goes on
where it was after a restart, and whoever says something meanwhile waits for one unit only. What was planned before is
compared with what the school says now, so planning a day again changes what changed and nothing else. Spot checks
(抽取) are not planned: whoever draws them decides when.
"""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

from actions.keep_duty import keep_duty, keep_excused, sweep_day, sweep_plan
from actions.planned import Planned
from actions.warn_of_calendar import warn_of_calendar
from domain.moments import is_a_day
from domain.outages import excused
from domain.spans import DAY
from storage import Transaction
from storage.stamps import PLANNED

VERB = "plan.day"
"""The due row of a local day that is being planned; its facts say how far it is."""
CHANGED = "school.changed"
"""The due row that makes the timetable follow the settings that were imported."""
HORIZON = timedelta(hours=48)
"""Duties are rows so far ahead (docs/architecture.md)."""
MOST_BACK = timedelta(days=14)
"""After a long outage, so far back are the days planned that nobody could plan: what was owed then is excused."""
AT_ONCE = 20
"""Duties in one unit of work: a tenth of the 20 ms that a unit may take, on a machine with nothing else to do."""


def plan_ahead(tx: Transaction, now: datetime) -> None:
    """Plans the days that are not planned yet; safe to run at any time, twice and late."""
    if not tx.school.imported():
        return
    zone = tx.school.load().settings.zone
    planned = tx.stamps.get(PLANNED)
    if planned is not None and planned > now + HORIZON + 2 * DAY:
        # A clock that was ahead has planned days that are still far off.
        planned = None
    _plan_days(tx, now, since=planned.astimezone(zone).date() if planned else None, first=True)


def replan(tx: Transaction, now: datetime) -> None:
    """Plans everything again that has not begun: a plan, a switch, the roster or the calendar changed."""
    _plan_days(tx, now, since=None, first=False)


def _plan_days(tx: Transaction, now: datetime, since: date | None, *, first: bool) -> None:
    """From `since`, or from yesterday, whose night shifts are still at work; `first`: nobody planned them before."""
    zone = tx.school.load().settings.zone
    today, last = now.astimezone(zone).date(), (now + HORIZON).astimezone(zone).date()
    new = {row.subject for row in tx.due.of_verb(VERB) if row.facts.get("first")}
    day = max(since, today - MOST_BACK) if since else today - DAY
    while day <= last:
        facts = {"plan": 0, "done": 0, "first": first or day.isoformat() in new}
        if is_a_day(day, zone):
            tx.due.put(VERB, day.isoformat(), now, facts)
        day += DAY
    tx.stamps.set(PLANNED, datetime.combine(last + DAY, time(), zone).astimezone(UTC))


def plan_some(tx: Transaction, now: datetime, day: date, plan: int, done: int, first: bool = False) -> None:
    """One unit: the next duties of that day, from the one numbered `done` of the plan at that place in the workbook.

    The row comes back at once while there is more to do. What an outage kept from being planned at all is excused with
    it, when the day is planned for the `first` time.
    """
    outages = tx.outages.ended_since(now - MOST_BACK) if first else []
    planned, plans, room = Planned(tx, day), tx.school.load().plans, AT_ONCE
    if plan == 0 and done == 0:
        warn_of_calendar(tx, now, day)
    while plan < len(plans) and room > 0:
        some = list(islice(planned.wanted(plans[plan]), done, done + room))
        for moments, target in some:
            if moments.closes > now:
                known = not excused(outages, moments.due)
                keep_duty(tx, now, planned.draft(plans[plan], moments, target), could_be_known=known)
            elif excused(outages, moments.closes):
                keep_excused(tx, now, planned.draft(plans[plan], moments, target))
        if len(some) == room:
            done += room
            break
        sweep_plan(tx, now, plans[plan].code, day, planned.keys(plans[plan]))
        room -= max(len(some), 1)
        plan, done = plan + 1, 0
    if plan < len(plans):
        tx.due.put(VERB, day.isoformat(), now, {"plan": plan, "done": done, "first": first})
    else:
        sweep_day(tx, now, day, [plan.code for plan in plans])
