"""Records against rows: what the history tells of tickets, alarms, duties and pictures stands so in the tables.

A step that no record tells of (a duty's planned hours, who was told of an alarm, figures of a summary) is not seen.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any

from storage.history import BodyState, body_state, digest
from storage.moments import from_text, to_text
from storage.verify_entries import entry_told
from storage.verify_offers import offer_told
from storage.verify_rosters import leave_told, swap_told
from storage.verify_rows import Report
from storage.verify_service import BEGINS, service_told

Step = tuple[sqlite3.Row, dict[str, Any]]
"""A record and its body; empty when it cannot be read."""
WHICH = ("seq", "kind", "person", "item", "arrived_at")
ENDED = ("duty.done", "duty.late", "duty.missed", "duty.excused")
NAMING = (
    "(kind GLOB 'ticket.*' OR kind GLOB 'alarm.*' OR kind GLOB 'notice.*'"
    " OR kind IN ('evidence.joined', 'duty.point', 'entry.closed', 'offer.sent'))"
)
"""Records whose `evidence` belongs to their item from then on."""


def told_and_rows(connection: sqlite3.Connection, report: Report) -> None:
    """Every item that was told of has its row, and the row says what was told. One item at a time."""
    for table, key, begun, expected in TABLES:
        if not _has(connection, table):
            continue
        for steps in _items(connection, table):
            first = next((row for row, _ in steps if row["kind"] in begun), None)
            if first is None:
                continue
            number = int(first["item"].partition(":")[2])
            row = connection.execute(f"SELECT * FROM {table} WHERE {key} = ?", (number,)).fetchone()
            told = {} if row is None else expected(connection, steps)
            wrong = [name for name, allowed in told.items() if row[name] not in allowed]
            if (row is not None and not wrong) or not all(_stands(record) for record, _ in steps):
                continue
            if row is None:
                report.add("row.gone", **{name: first[name] for name in WHICH})
            for name in wrong:
                report.add("row.says", table=table, number=number, column=name)


def pictures(connection: sqlite3.Connection, report: Report) -> None:
    """No picture is gone, or belongs elsewhere, without a record of it."""
    if not _has(connection, "evidence") or "gone_at" not in _columns(connection, "evidence"):
        return
    connection.executescript(
        f"""CREATE TEMP TABLE gone (id INTEGER, state TEXT, PRIMARY KEY (id, state)) WITHOUT ROWID;
        INSERT OR IGNORE INTO gone
            SELECT it.value, CASE kind WHEN 'evidence.pruned' THEN 'pruned' ELSE 'erased' END
            FROM record, json_each(CASE WHEN json_valid(body) THEN body ELSE '{{}}' END, '$.evidence') AS it
            WHERE kind IN ('evidence.pruned', 'picture.erased') AND it.type = 'integer';
        CREATE TEMP TABLE belongs (id INTEGER, item TEXT, seq INTEGER, PRIMARY KEY (id, item)) WITHOUT ROWID;
        INSERT OR IGNORE INTO belongs SELECT it.value, item, seq
            FROM record, json_each(CASE WHEN json_valid(body) THEN body ELSE '{{}}' END, '$.evidence') AS it
            WHERE {NAMING} AND item IS NOT NULL AND it.type = 'integer';"""
    )
    for row in connection.execute(
        """SELECT id AS evidence, item, person, said_at, state FROM evidence
           WHERE state IN ('pruned', 'erased') AND NOT EXISTS (
               SELECT 1 FROM gone WHERE gone.id = evidence.id AND gone.state = evidence.state)
           AND NOT (state = 'erased' AND EXISTS (
               SELECT 1 FROM record WHERE kind = 'person.erased' AND record.item = 'person:' || evidence.person))"""
    ):
        report.add("photo.state", **dict(row))
    for row in connection.execute(
        """SELECT id AS evidence, item, person, said_at FROM evidence
           WHERE EXISTS (SELECT 1 FROM belongs WHERE belongs.id = evidence.id)
           AND NOT EXISTS (SELECT 1 FROM belongs WHERE belongs.id = evidence.id AND belongs.item = evidence.item)"""
    ):
        report.add("photo.moved", **dict(row))
    for row in connection.execute(
        f"""SELECT b.id AS evidence, {", ".join(f"r.{name}" for name in WHICH)}
            FROM belongs b JOIN record r ON r.seq = b.seq WHERE NOT EXISTS (SELECT 1 FROM evidence WHERE id = b.id)
            AND NOT EXISTS (SELECT 1 FROM record k WHERE k.kind = 'evidence.kept'
                AND json_valid(k.body) AND json_extract(k.body, '$.evidence') = b.id) GROUP BY b.id"""
    ):
        report.add("photo.row_gone", **dict(row))


CALLED = {"staff_leave": "leave", "service": "ticket"}
"""What items are called whose table has another name."""


def _items(connection: sqlite3.Connection, table: str) -> Iterator[list[Step]]:
    called = CALLED.get(table, table)
    more = "" if "content" in _columns(connection, "record") else ", NULL AS salt, NULL AS content, NULL AS erased_by"
    found = connection.execute(
        f"SELECT *{more} FROM record WHERE item >= '{called}:' AND item < '{called};' ORDER BY item, seq"
    )
    for _, rows in groupby(found, key=lambda row: row["item"]):
        yield [(row, _body(row)) for row in rows]


def _body(row: sqlite3.Row) -> dict[str, Any]:
    try:
        body = json.loads(row["body"])
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _stands(row: Any) -> bool:
    """One that was changed is told as such, and vouches for nothing."""
    return row["hash"] == digest(row) and body_state(row) is not BodyState.WRONG


def _has(connection: sqlite3.Connection, table: str) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", (table,)).fetchone() is not None


def _columns(connection: sqlite3.Connection, table: str) -> set[str]:
    return {row["name"] for row in connection.execute(f"PRAGMA table_info({table})")}


def _forgotten(connection: sqlite3.Connection, steps: Sequence[Step]) -> bool:
    """Words of it went by somebody's wish: what is left of them is no longer what was said."""
    if any(row["erased_by"] is not None for row, _ in steps):
        return True
    people = {row["person"] for row, _ in steps if row["person"]}
    return any(
        connection.execute(
            "SELECT 1 FROM record WHERE item = ? AND kind = 'person.erased'", (f"person:{it}",)
        ).fetchone()
        for it in people
    )


def _ticket(connection: sqlite3.Connection, steps: Sequence[Step]) -> dict[str, Sequence[Any]]:
    first, said = next((row, body) for row, body in steps if row["kind"] == "ticket.reported")
    given = [body["assignee"] for _, body in steps if "assignee" in body]
    told: dict[str, Sequence[Any]] = {
        "place": (first["place"],), "reported_at": (first["said_at"],), "assignee": (given[-1] if given else None,),
    }  # fmt: skip
    if not _forgotten(connection, steps):
        more = [body.get("words") for row, body in steps if row["kind"] in ("ticket.added", "ticket.joined")]
        told |= {name: (said[name],) for name in ("category", "urgency", "place_words") if name in said}
        told["words"] = (";".join([str(said.get("words", "")), *(it for it in more if it)]),)
    return told


def _alarm(connection: sqlite3.Connection, steps: Sequence[Step]) -> dict[str, Sequence[Any]]:
    first, said = next((row, body) for row, body in steps if row["kind"] == "alarm.raised")
    told: dict[str, Sequence[Any]] = {
        "reporter": (first["person"],),
        "raised_at": (first["arrived_at"],),
        "place": [row["place"] for row, _ in steps if row["kind"] in ("alarm.raised", "alarm.added")],
        "owner": (_owner(connection, steps),),
        "drill": (int(bool(said.get("drill"))),),
    }
    if not _forgotten(connection, steps):
        words = str(said.get("words", ""))
        for row, body in steps:
            if row["kind"] == "alarm.added" and body.get("words"):
                words = f"{words};{body['words']}"[:1500]
        told |= {"words": (words,), "danger": (said.get("danger"),)}
    return told


def _owner(connection: sqlite3.Connection, steps: Sequence[Step]) -> str | None:
    """Who has the alarm after all that was told of it."""
    owner: str | None = None
    there = False
    for row, body in steps:
        match row["kind"]:
            case "alarm.go":
                owner, there = row["person"], False
            case "alarm.arrive":
                owner, there = owner or row["person"], True
            case "alarm.resolve" | "alarm.found":
                owner = owner or row["person"]
            case "alarm.passed":
                owner = body.get("to")
            case "alarm.cannot":
                owner, there = None, False
            case "alarm.no_answer" if not there or _left(connection, row, owner):
                owner, there = None, False
    return owner


def _left(connection: sqlite3.Connection, row: sqlite3.Row, owner: str | None) -> bool:
    """Who leaves the school gives it back, there or not."""
    sql = "SELECT 1 FROM record WHERE kind = 'person.left' AND person = ? AND arrived_at = ?"
    return connection.execute(sql, (owner, row["arrived_at"])).fetchone() is not None


def _duty(connection: sqlite3.Connection, steps: Sequence[Step]) -> dict[str, Sequence[Any]]:
    told: dict[str, Sequence[Any]] = {"reason": ("",), "cover": (None,)}
    for row, body in steps:
        match row["kind"]:
            case "duty.done" | "duty.late":
                told["said_at"] = (row["said_at"],)
            case "duty.redo" if body.get("reopened"):
                told.pop("said_at", None)
            case "duty.covered" if not body.get("after_the_miss"):
                told |= {"cover": (row["person"],), "assigned": (body.get("assigned"),)}
            case "duty.taken_back":
                told["cover"] = (None,)
            case "duty.moved":
                told["assigned"] = (body.get("to"),)
            case "duty.reason":
                told["reason"] = (body.get("words"),)
        if row["kind"] in ENDED:
            told |= {name: (body[name],) for name in ("plan", "target") if body.get(name) is not None}
    if _forgotten(connection, steps):
        told.pop("reason", None)
    return told


def _notice(connection: sqlite3.Connection, steps: Sequence[Step]) -> dict[str, Sequence[Any]]:
    first, said = next((row, body) for row, body in steps if row["kind"] == "notice.issued")
    deadlines = [body["deadline"] for _, body in steps if "deadline" in body]
    told: dict[str, Sequence[Any]] = {
        "issuer": (first["person"],), "place": (first["place"],), "issued_at": (first["arrived_at"],),
        "deadline": (to_text(from_text(deadlines[-1])),), "inspection": (said.get("inspection"),),
    }  # fmt: skip
    if not _forgotten(connection, steps):
        told |= {name: (said[name],) for name in ("words", "place_words", "grade") if name in said}
    passed = [body.get("to") for row, body in steps if row["kind"] == "notice.passed"]
    return {**told, "responsible": ([*passed[-1:], said.get("responsible")][0],)}


def _weighed(connection: sqlite3.Connection, steps: Sequence[Step]) -> dict[str, Sequence[Any]]:
    """A proposal, or an appeal: of which inspection, and who decided it."""
    _, said = next((row, body) for row, body in steps if row["kind"] in ("assessment.proposed", "appeal.said"))
    decided = [row["person"] for row, _ in steps if row["kind"] not in ("assessment.proposed", "appeal.said")]
    return {"inspection": (said.get("inspection"),), "decided_by": (decided[-1] if decided else None,)}


Expected = Callable[[sqlite3.Connection, Sequence[Step]], dict[str, Sequence[Any]]]
TABLES: tuple[tuple[str, str, tuple[str, ...], Expected], ...] = (
    ("ticket", "number", ("ticket.reported",), _ticket),
    ("service", "ticket", BEGINS, service_told),
    ("alarm", "number", ("alarm.raised",), _alarm),
    ("duty", "id", ENDED, _duty),
    ("notice", "number", ("notice.issued",), _notice),
    ("assessment", "number", ("assessment.proposed",), _weighed),
    ("appeal", "number", ("appeal.said",), _weighed),
    ("entry", "number", ("entry.opened",), entry_told),
    ("swap", "id", ("swap.asked",), swap_told),
    ("staff_leave", "id", ("leave.asked",), leave_told),
    ("offer", "number", ("offer.sent",), offer_told),
)
