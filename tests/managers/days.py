"""Days made of rows: duties, tickets, alarms and messages as they stand when the evening comes."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from domain.checklists import EvidenceRule
from domain.duties import Draft, Duty, Shape, State, Task
from domain.news import Lane, News
from domain.plans import Grade
from domain.tickets import State as TicketState
from domain.tickets import Urgency
from storage import Transaction
from storage.moments import to_text

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
_numbers = count(1)


def local(text: str) -> datetime:
    """A moment of the school's zone, `11-24 20:30` of 2026."""
    return datetime.fromisoformat(f"2026-{text}+08:00").astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Made:
    """What a duty is made of; the rest does not matter here."""

    state: State = State.DONE
    chain: str = "漏报-保安"
    owner: str | None = "P21"
    name: str = "校园安全日巡"
    points: int = 0
    trial: bool = False
    plan: str = "J01"
    reached: int | None = None
    place: str | None = None
    said: timedelta = timedelta(0)
    reason: str = ""
    cover: str | None = None


def make_duty(tx: Transaction, starts: datetime, made: Made) -> Duty:
    """A duty with an hour's window that began then, closed a quarter after it, and ended as it says."""
    number = next(_numbers)
    closes = starts + HOUR + 15 * MINUTE
    points = tuple(f"X-{i}" for i in range(made.points)) or ("M-S",)
    duty_id = tx.duties.plan(
        Draft(
            key=f"{made.plan}:{number}",
            plan=made.plan,
            name=made.name,
            task=Task.ROUND if made.points else Task.SIGN,
            checklist="C01",
            version="1",
            target="L01",
            place=made.place,
            points=points,
            day=(starts + 8 * HOUR).date(),
            shape=Shape.WINDOW,
            starts=starts,
            ends=starts + HOUR,
            opens=starts,
            due=starts + HOUR,
            closes=closes,
            grade=Grade.ORDINARY,
            evidence=EvidenceRule.NONE,
            chain=made.chain,
            owner=made.owner,
            post=None,
            trial=made.trial,
        )
    )
    assert duty_id is not None
    reached = made.points if made.state in (State.DONE, State.LATE) else 0
    return tx.duties.change(
        duty_id,
        state=made.state,
        reached=reached if made.reached is None else made.reached,
        said_at=starts + made.said if made.state in (State.DONE, State.LATE) else None,
        reason=made.reason,
        cover=made.cover,
        closed_at=closes,
    )


def make_duties(tx: Transaction, starts: datetime, number: int, made: Made) -> None:
    for _ in range(number):
        make_duty(tx, starts, made)


def make_past(tx: Transaction, day: date, per_cent: float) -> None:
    """A day of a thousand duties that closed at noon, so many of them done."""
    noon = datetime(day.year, day.month, day.day, 4, tzinfo=UTC)
    one = make_duty(tx, noon - HOUR - 15 * MINUTE, Made(State.MISSED))
    columns = [row["name"] for row in tx._connection.execute("PRAGMA table_info(duty)") if row["name"] != "id"]
    same = ", ".join("d.key || '-' || n.value" if name == "key" else f"d.{name}" for name in columns)
    tx._connection.execute(
        f"INSERT INTO duty ({', '.join(columns)}) SELECT {same} FROM duty d, json_each(:numbers) n WHERE d.id = :id",
        {"numbers": str(list(range(1, 1000))), "id": one.id},
    )
    done = round(per_cent * 10)
    tx._connection.execute(
        "UPDATE duty SET state = 'done' WHERE id IN (SELECT id FROM duty ORDER BY id DESC LIMIT ?)", (done,)
    )


def make_ticket(
    tx: Transaction,
    reported: datetime,
    closed: datetime | None = None,
    words: str = "插座松动",
    place: str | None = None,
    assignee: str | None = "P14",
) -> None:
    """A ticket that the teacher P53 reported, and found well when it says so."""
    ticket = tx.tickets.open(
        category="电气照明",
        urgency=Urgency.NORMAL,
        place=place,
        place_words="",
        words=words,
        reporter="P53",
        reported_at=reported,
        now=reported,
    )
    if assignee:
        tx.tickets.move(ticket, TicketState.ASSIGNED, reported, assignee=assignee)
    tx.history.append("ticket.reported", reported, person="P53", said_at=reported, item=ticket.item, body={})
    if closed is not None:
        moved = tx.tickets.get(ticket.number)
        assert moved is not None
        tx.tickets.move(moved, TicketState.CLOSED, closed, assignee="P14")
        body = {"was": TicketState.TO_ACCEPT, "state": TicketState.CLOSED}
        tx.history.append("ticket.confirm", closed, person="P53", said_at=closed, item=ticket.item, body=body)


def make_alarm(
    tx: Transaction, raised: datetime, danger: str, place: str, owner: str, to_site: int, to_end: int
) -> None:
    alarm = tx.alarms.open(
        danger=danger, category="水暖", chain="紧急", place=place, area=None, words="", reporter="P19", now=raised
    )
    tx.alarms.change(
        alarm.number,
        state="resolved",
        owner=owner,
        owned_at=raised,
        on_site_at=raised + to_site * MINUTE,
        closed_at=raised + to_end * MINUTE,
    )


def make_photos(tx: Transaction, at: datetime, number: int) -> None:
    for i in range(number):
        tx.evidence.add(
            kind="photo", file_id=f"f{i}", file_unique_id=f"u{i}", size=1, role="point", person="P21", said_at=at
        )


def make_messages(tx: Transaction, at: datetime, numbers: Iterable[tuple[str, int]]) -> None:
    """So many delivered messages to each person."""
    for person, number in numbers:
        for _ in range(number):
            tx.outbox.put(News("ticket.thanks", person, {}, Lane.ORDINARY), at)
    tx._connection.execute("UPDATE outbox SET state = 'delivered', closed_at = ?", (to_text(at),))


def make_tickets(tx: Transaction, reported: datetime, number: int, closed: datetime | None = None) -> None:
    for _ in range(number):
        make_ticket(tx, reported, closed)


def make_outage(tx: Transaction, began: datetime, ended: datetime) -> None:
    tx._connection.execute("INSERT INTO outage (began, ended) VALUES (?, ?)", (to_text(began), to_text(ended)))


def sent(tx: Transaction, about: str = "") -> dict[str, dict[str, Any]]:
    """Facts of what is queued, by reader."""
    rows = tx._connection.execute(
        "SELECT coalesce(person, chat_id) AS reader, about, facts FROM outbox WHERE state = 'queued' ORDER BY id"
    )
    return {str(row["reader"]): json.loads(row["facts"]) for row in rows if row["about"].startswith(about)}
