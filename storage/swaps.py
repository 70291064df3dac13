"""Swaps of shifts and of days in a staff room, as they stand."""

import sqlite3
from datetime import date, datetime

from domain.swaps import State, Swap
from storage.moments import to_text
from storage.rows import day_of, day_text


class Swaps:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, swap: Swap, now: datetime) -> Swap:
        """Keeps it and returns it with its number."""
        row = self._connection.execute(
            """INSERT INTO swap (asker, other, day, code, back_day, back_code, back_by, asked_at, state)
               VALUES (:asker, :other, :day, :code, :back_day, :back_code, :back_by, :at, :state) RETURNING *""",
            {
                "asker": swap.asker,
                "other": swap.other,
                "day": swap.day.isoformat(),
                "code": swap.code,
                "back_day": day_text(swap.back_day),
                "back_code": swap.back_code,
                "back_by": swap.back_by,
                "at": to_text(now),
                "state": swap.state,
            },
        ).fetchone()
        return _swap(row)

    def get(self, number: int) -> Swap | None:
        row = self._connection.execute("SELECT * FROM swap WHERE id = ?", (number,)).fetchone()
        return None if row is None else _swap(row)

    def waiting(self, asker: str, day: date, code: str) -> Swap | None:
        """What the asker has asked of somebody for that turn and was not answered."""
        row = self._connection.execute(
            "SELECT * FROM swap WHERE asker = ? AND day = ? AND code = ? AND state = 'asked' ORDER BY id DESC LIMIT 1",
            (asker, day.isoformat(), code),
        ).fetchone()
        return None if row is None else _swap(row)

    def move(self, swap: Swap, to: State, back_by: str | None = None) -> bool:
        """False when it stands otherwise by now."""
        moved = self._connection.execute(
            "UPDATE swap SET state = :to, back_by = :back_by WHERE id = :id AND state = :state",
            {"to": to, "back_by": back_by, "id": swap.id, "state": swap.state},
        )
        return moved.rowcount == 1


def _swap(row: sqlite3.Row) -> Swap:
    return Swap(
        id=row["id"],
        asker=row["asker"],
        other=row["other"],
        day=date.fromisoformat(row["day"]),
        code=row["code"],
        back_day=day_of(row["back_day"]),
        back_code=row["back_code"],
        state=State(row["state"]),
        back_by=row["back_by"],
    )
