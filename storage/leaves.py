"""Leave of staff: asked for and given in a chat, over whole local days."""

import sqlite3
from datetime import date, datetime

from domain.leaves import Away, Leave, State
from storage.moments import to_text


class Leaves:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, leave: Leave, now: datetime) -> Leave:
        """Keeps it and returns it with its number."""
        row = self._connection.execute(
            """INSERT INTO staff_leave (person, first, last, deputy, state, by, at)
               VALUES (:person, :first, :last, :deputy, :state, :by, :at) RETURNING *""",
            {
                "person": leave.person,
                "first": leave.first.isoformat(),
                "last": leave.last.isoformat(),
                "deputy": leave.deputy,
                "state": leave.state,
                "by": leave.by,
                "at": to_text(now),
            },
        ).fetchone()
        return _leave(row)

    def get(self, number: int) -> Leave | None:
        row = self._connection.execute("SELECT * FROM staff_leave WHERE id = ?", (number,)).fetchone()
        return None if row is None else _leave(row)

    def on(self, day: date) -> Away:
        """Who is on leave on that local day, and who stands in for them; the latest word counts."""
        rows = self._connection.execute(
            """SELECT person, deputy FROM staff_leave WHERE state = 'given' AND last >= :day AND first <= :day
               ORDER BY id""",
            {"day": day.isoformat()},
        )
        return {row["person"]: row["deputy"] for row in rows}

    def standing(self, since: date) -> tuple[Leave, ...]:
        """What was given and is not over on that local day, the soonest first."""
        rows = self._connection.execute(
            "SELECT * FROM staff_leave WHERE state = 'given' AND last >= ? ORDER BY first, id", (since.isoformat(),)
        )
        return tuple(map(_leave, rows))

    def asked(self, person: str, first: date, last: date) -> Leave | None:
        """What they have asked for, on any of these days, that waits for an answer."""
        row = self._connection.execute(
            """SELECT * FROM staff_leave WHERE state = 'asked' AND person = ? AND last >= ? AND first <= ?
               ORDER BY id LIMIT 1""",
            (person, first.isoformat(), last.isoformat()),
        ).fetchone()
        return None if row is None else _leave(row)

    def move(self, leave: Leave, to: State) -> bool:
        """False when it stands otherwise by now."""
        moved = self._connection.execute(
            "UPDATE staff_leave SET state = :to WHERE id = :id AND state = :state",
            {"to": to, "id": leave.id, "state": leave.state},
        )
        return moved.rowcount == 1

    def name_deputy(self, leave: Leave, deputy: str | None) -> None:
        self._connection.execute("UPDATE staff_leave SET deputy = ? WHERE id = ?", (deputy, leave.id))


def _leave(row: sqlite3.Row) -> Leave:
    return Leave(
        id=row["id"],
        person=row["person"],
        first=date.fromisoformat(row["first"]),
        last=date.fromisoformat(row["last"]),
        deputy=row["deputy"],
        state=State(row["state"]),
        by=row["by"],
    )
