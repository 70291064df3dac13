"""Facts about a day: what the summary, its parts and the lists behind its figures say, in the school's own time."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from actions.facts import hour, name_of, place_name, span
from domain.alarms import Alarm, Move
from domain.alarms import State as AlarmState
from domain.areas import area_of
from domain.duties import Duty, State, Task
from domain.plans import Grade
from domain.spans import DAY
from domain.tally import Points, Tally, points, tally
from domain.tickets import State as TicketState
from domain.tickets import Ticket
from reports.day import Day
from storage import Transaction
from storage.figures import TicketFlow
from words.plain import brief, unless_said

OLD = timedelta(days=3)
"""What waits for longer is named one by one in the summary; our own judgement: 一般 has three workdays
(docs/repairs.md)."""
HELD_LONG = timedelta(days=7)
"""On hold for longer than a week is told of; our own judgement."""


def tally_facts(counted: Tally) -> dict[str, Any]:
    percent = counted.completion
    return {
        "due": counted.due,
        "done": counted.done,
        "late": counted.late,
        "missed": counted.missed,
        "excused": counted.excused,
        "undecided": counted.undecided,
        "percent": None if percent is None else round(percent, 1),
    }


def points_facts(counted: Points) -> dict[str, int]:
    return {
        "due": counted.due, "reached": counted.reached, "missed": counted.missed, "excused": counted.excused
    }  # fmt: skip


def duty_line(tx: Transaction, duty: Duty) -> dict[str, Any]:
    """One duty in a list: when, what, where, whose. No time or place is said twice (南门岗交接(14:30) at 南门岗)."""
    at = hour(tx, duty.starts)
    name = duty.name.replace(f"({at})", "").replace(f"({at})", "")
    place = place_name(tx.school.tree, duty.place) if duty.task is not Task.ROUND or not duty.points[1:] else ""
    return {
        "duty": duty.id,
        "at": at,
        "name": name,
        "place": "" if place in name else place,
        "who": name_of(tx, duty.owner),
        "said": hour(tx, duty.said_at) if duty.said_at else "",
        "made_up": hour(tx, duty.made_up_at) if duty.made_up_at else "",
        "why": duty.reason or duty.excuse,
        "cover": name_of(tx, duty.cover),
        "instead_of": name_of(tx, duty.assigned),
    }


def lines_of(tx: Transaction, duties: Iterable[Duty], state: State) -> list[dict[str, Any]]:
    """Those that ended so, a line each: 关键 before 普通, then by time."""
    found = [duty for duty in duties if duty.state is state]
    return [duty_line(tx, duty) for duty in sorted(found, key=lambda it: (it.grade is not Grade.KEY, it.starts))]


def alarm_line(tx: Transaction, alarm: Alarm) -> dict[str, Any]:
    """One alarm in a list, with the minutes until somebody was there and until it was over."""
    return {
        "number": alarm.number,
        "danger": alarm.danger,
        "place": place_name(tx.school.tree, alarm.place),
        "raised": hour(tx, alarm.raised_at),
        "state": alarm.state,
        "owner": name_of(tx, alarm.owner),
        "went": _who_went(tx, alarm),
        "to_site": _minutes(alarm.raised_at, alarm.on_site_at),
        "to_end": _minutes(alarm.raised_at, alarm.closed_at),
    }


def _who_went(tx: Transaction, alarm: Alarm) -> str:
    """Whoever said to go, did not answer any more, and has not given it up; empty while somebody is on it."""
    if alarm.state is not AlarmState.OPEN:
        return ""
    silent = tx.history.last(alarm.item, ("alarm.no_answer",)).get("owner")
    gave_up = {someone.person for someone in tx.alarms.told(alarm.number) if someone.answer == Move.CANNOT_GO}
    return "" if silent in gave_up else name_of(tx, silent)


def ticket_line(tx: Transaction, ticket: Ticket, now: datetime) -> dict[str, Any]:
    """One ticket in a list; the place is left out where the words say it already."""
    place = place_name(tx.school.tree, ticket.place, ticket.place_words)
    return {
        "number": ticket.number,
        "state": ticket.state,
        "place": unless_said(place, ticket.words),
        "words": brief(ticket.words),
        "assignee": name_of(tx, ticket.assignee),
        "days": (now - ticket.reported_at).days,
        "held": ticket.state is TicketState.ON_HOLD,
    }


def ticket_facts(tx: Transaction, flow: TicketFlow, now: datetime) -> dict[str, Any]:
    """before + new + reopened - closed = open = young + days + old; the oldest is named when it is over three days."""
    ages = [now - ticket.reported_at for ticket in flow.open]
    old = sum(age > OLD for age in ages)
    return {
        "before": flow.before,
        "new": len(flow.reported),
        "reopened": flow.reopened,
        "closed": flow.closed,
        "open": len(flow.open),
        "young": sum(age <= DAY for age in ages),
        "days": sum(DAY < age <= OLD for age in ages),
        "old": old,
        "late": flow.late,
        "chased": flow.chased,
        "unrated": flow.unrated,
        "held_long": [ticket_line(tx, ticket, now) for ticket in _held_long(tx, flow, now)],
        "oldest": ticket_line(tx, flow.open[0], now) if old else None,
    }


def _held_long(tx: Transaction, flow: TicketFlow, now: datetime) -> list[Ticket]:
    """On hold for a week or more, the longest first: who stops the clock is asked about it."""
    held = [service.ticket for service in tx.services.held_since(now - HELD_LONG)]
    return sorted((it for it in flow.open if it.number in held), key=lambda it: held.index(it.number))


def area_facts(duties: Iterable[Duty]) -> list[dict[str, Any]]:
    """The tally of each area that owed anything, the largest first."""
    by_area: dict[str, list[State]] = {}
    for duty in duties:
        by_area.setdefault(area_of(duty.chain), []).append(duty.state)
    largest = sorted(by_area.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return [{"area": area, **tally_facts(tally(states))} for area, states in largest]


def burden_facts(tx: Transaction, day: Day) -> dict[str, Any]:
    """What the bot cost people: messages that nobody had asked for. Groups are nobody in particular."""
    by_user = {user: person for person, user in tx.accounts.bound().items()}
    people: dict[str, int] = {}
    for to, number in day.messages.items():
        person = to if isinstance(to, str) else by_user.get(to)
        if person:
            people[person] = people.get(person, 0) + number
    if not people:
        return {"messages": 0, "people": 0, "median": 0, "most": 0, "who": ""}
    who = max(sorted(people), key=lambda person: people[person])
    return {
        "messages": sum(people.values()),
        "people": len(people),
        "median": round(median(people.values())),
        "most": people[who],
        "who": name_of(tx, who),
    }


def duties_facts(tx: Transaction, day: Day) -> dict[str, Any]:
    """Everything about duties: the whole school's, or the part of one lead."""
    return {
        "tasks": tally_facts(tally(duty.state for duty in day.duties)),
        "trial": tally_facts(tally(duty.state for duty in day.trial)),
        "areas": area_facts(day.duties),
        "points": points_facts(points(day.duties)),
        "missed": lines_of(tx, day.duties, State.MISSED),
        "missed_key": sum(duty.grade is Grade.KEY for duty in day.ended_as(State.MISSED)),
        "late": lines_of(tx, day.duties, State.LATE),
        "excused": lines_of(tx, day.duties, State.EXCUSED),
        "covered": [duty_line(tx, duty) for duty in day.covered],
    }


def day_facts(tx: Transaction, day: Day) -> dict[str, Any]:
    """The whole school's day."""
    return {
        **duties_facts(tx, day),
        "alarms": [alarm_line(tx, alarm) for alarm in (*day.older_alarms, *day.alarms)],
        "tickets": ticket_facts(tx, day.tickets, day.ended),
        "photos": day.photos,
        "flagged": day.flagged,
        "outages": [span(tx, began, ended) for began, ended in day.outages],
        "burden": burden_facts(tx, day),
    }


def _minutes(since: datetime, until: datetime | None) -> int | None:
    return None if until is None else round((until - since).total_seconds() / 60)
