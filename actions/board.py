"""现在: one message of each manager that edits itself while the day goes on; an edit disturbs nobody."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from actions.day_facts import alarm_line, duty_line
from actions.facts import hour, name_of
from actions.roster import effective_roster
from actions.rostered import local_day
from domain.alarms import Alarm
from domain.duties import Duty, State
from domain.leaves import Away
from domain.news import Lane, News, Show
from domain.people import Permission, Person, Presence
from domain.spans import DAY
from domain.tickets import State as TicketState
from domain.tickets import Ticket
from reports.sight import sight_of
from storage import Transaction

REFRESH = "board.refresh"
CARD = "board"
SOON = timedelta(minutes=1)
"""A message edits itself no oftener, however much happens."""
HEARTBEAT = timedelta(minutes=30)
"""It shows its time anew at least so often: a time that stands still says that the bot is dead."""


def show_board(tx: Transaction, now: datetime, person: str, chat_id: int) -> None:
    """A new message, pinned, that edits itself from now on; the one before it is let go."""
    facts = board_facts(tx, now, tx.school.people[person])
    tx.summaries.show(person, _shown(facts), now)
    tx.outbox.put(News("board.now", chat_id, {**facts, "at": hour(tx, now)}, Lane.REPLY, card=CARD, show=Show.NEW), now)
    tx.due.put_if_none(REFRESH, "heartbeat", now + HEARTBEAT)


def note_change(tx: Transaction, now: datetime) -> None:
    """Something happened that the boards may show: they look in a minute, all at once, and nobody has one for free."""
    if tx.summaries.boards():
        tx.due.put_if_none(REFRESH, "change", now + SOON)


def refresh_boards(tx: Transaction, now: datetime, why: str) -> None:
    """Edits every board that shows something else by now; at the heartbeat every one."""
    boards = tx.summaries.boards()
    if not boards:
        return
    seen = _look(tx, now)
    for person, before in boards.items():
        if Permission.READ_SUMMARY not in tx.school.permissions.get(person, ()):
            tx.summaries.forget_board(person)
            continue
        facts = board_facts(tx, now, tx.school.people[person], seen)
        if why == "heartbeat" or _shown(facts) != before:
            tx.summaries.show(person, _shown(facts), now)
            news = News("board.now", person, {**facts, "at": hour(tx, now)}, Lane.CARD, card=CARD, show=Show.EDIT)
            tx.outbox.put(news, now)
    if why == "heartbeat":
        tx.due.put_if_none(REFRESH, "heartbeat", now + HEARTBEAT)


@dataclass(frozen=True, slots=True)
class _Seen:
    """Everything that boards show, looked up once however many there are."""

    duties: tuple[Duty, ...]
    tickets: tuple[Ticket, ...]
    alarms: tuple[Alarm, ...]
    late: frozenset[int]
    on: Mapping[str, str]
    away: Away


def _look(tx: Transaction, now: datetime) -> _Seen:
    return _Seen(
        tuple(duty for duty in tx.duties.of_day(local_day(tx, now)) if not duty.trial),
        tuple(tx.figures.open_tickets()),
        tuple(tx.figures.running_alarms()),
        frozenset(tx.services.late()),
        _who_is_on(tx, now),
        tx.leaves.on(local_day(tx, now)),
    )


def board_facts(tx: Transaction, now: datetime, reader: Person, seen: _Seen | None = None) -> dict[str, Any]:
    """Today's duties, what runs, what waits, who is on: of the whole school to its managers, to a lead what is the own
    people's or the own section's."""
    seen, sight = seen or _look(tx, now), sight_of(tx, reader)
    today = [duty for duty in seen.duties if sight.duty(duty)]
    tickets = [ticket for ticket in seen.tickets if sight.ticket(ticket)]
    return {
        "due": len(today),
        "done": sum(duty.state in (State.DONE, State.LATE) for duty in today),
        "open": sum(_is_open(duty, now) for duty in today),
        "coming": sum(not duty.is_over and duty.opens > now for duty in today),
        "missed": sum(duty.state is State.MISSED for duty in today),
        "excused": sum(duty.state is State.EXCUSED for duty in today),
        "overdue": [duty_line(tx, duty) for duty in today if _is_open(duty, now) and duty.due < now],
        "alarms": [alarm_line(tx, alarm) for alarm in seen.alarms if sight.alarm(alarm)],
        "tickets": len(tickets),
        "late": sum(ticket.number in seen.late for ticket in tickets),
        "waiting": sum(ticket.state is TicketState.WAITING for ticket in tickets),
        "away": [(name_of(tx, it), name_of(tx, deputy)) for it, deputy in seen.away.items() if sight.works(it)],
        "on": [{"where": where, "who": name_of(tx, it)} for it, where in seen.on.items() if sight.works(it)],
    }


def _is_open(duty: Duty, now: datetime) -> bool:
    return not duty.is_over and duty.opens <= now


def _who_is_on(tx: Transaction, now: datetime) -> dict[str, str]:
    """Everybody whose shift runs, with their posts or else the shift's name, in the roster's order."""
    school = tx.school.load()
    local = now.astimezone(school.settings.zone)
    shifts = {shift.code: shift for shift in school.shifts}
    posts = {post.code: post.name for post in school.posts}
    found: dict[str, str] = {}
    for day in (local.date() - DAY, local.date()):
        for row in effective_roster(tx, day):
            shift, person = shifts.get(row.shift), tx.school.people.get(row.person)
            if shift and person and person.presence is Presence.IN_SERVICE and shift.covers(row.day, local):
                where = "、".join(posts.get(code, code) for code in row.posts) or shift.name.partition("(")[0]
                found[row.person] = where
    return found


def _shown(facts: dict[str, Any]) -> str:
    return json.dumps(facts, ensure_ascii=False, sort_keys=True)
