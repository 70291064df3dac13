"""Records as verify reads them: those of one item in their order, each with its body and whether it still stands."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from storage.history import BodyState, body_state, digest

Step = tuple[sqlite3.Row, dict[str, Any]]
"""A record and its body; empty when it cannot be read."""
Steps = Sequence[Step]
WHICH = ("seq", "kind", "person", "item", "arrived_at")
"""What is said of a record, for whoever has to find it."""
CALLED = {"staff_leave": "leave", "service": "ticket"}
"""What items are called whose table has another name."""


def records(connection: sqlite3.Connection, where: str = "ORDER BY seq") -> sqlite3.Cursor:
    """All of them in order, or those of a clause of one's own; the first versions had no salt."""
    more = "" if "content" in columns(connection, "record") else ", NULL AS salt, NULL AS content, NULL AS erased_by"
    return connection.execute(f"SELECT *{more} FROM record {where}")


def which(row: sqlite3.Row) -> dict[str, Any]:
    return {name: row[name] for name in WHICH}


def items(connection: sqlite3.Connection, table: str) -> Iterator[list[Step]]:
    called = CALLED.get(table, table)
    found = records(connection, f"WHERE item >= '{called}:' AND item < '{called};' ORDER BY item, seq")
    for _, rows in groupby(found, key=lambda row: row["item"]):
        yield [(row, body_of(row)) for row in rows]


def body_of(row: sqlite3.Row) -> dict[str, Any]:
    try:
        body = json.loads(row["body"])
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def stands(row: Any) -> bool:
    """One that was changed is told as such, and vouches for nothing."""
    return row["hash"] == digest(row) and body_state(row) is not BodyState.WRONG


def has(connection: sqlite3.Connection, table: str) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", (table,)).fetchone() is not None


def columns(connection: sqlite3.Connection, table: str) -> set[str]:
    return {row["name"] for row in connection.execute(f"PRAGMA table_info({table})")}


def forgotten(connection: sqlite3.Connection, steps: Steps) -> bool:
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
