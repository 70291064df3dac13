"""What the history tells of an alarm: who raised it, where, and who had it in the end."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from storage.verify.steps import Steps, forgotten


def alarm_told(connection: sqlite3.Connection, steps: Steps) -> dict[str, Sequence[Any]]:
    first, said = next((row, body) for row, body in steps if row["kind"] == "alarm.raised")
    told: dict[str, Sequence[Any]] = {
        "reporter": (first["person"],),
        "raised_at": (first["arrived_at"],),
        "place": [row["place"] for row, _ in steps if row["kind"] in ("alarm.raised", "alarm.added")],
        "owner": (_owner(connection, steps),),
        "drill": (int(bool(said.get("drill"))),),
    }
    if not forgotten(connection, steps):
        words = str(said.get("words", ""))
        for row, body in steps:
            if row["kind"] == "alarm.added" and body.get("words"):
                words = f"{words};{body['words']}"[:1500]
        told |= {"words": (words,), "danger": (said.get("danger"),)}
    return told


def _owner(connection: sqlite3.Connection, steps: Steps) -> str | None:
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
