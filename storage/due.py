"""What waits for its moment: one row, one verb, one subject; rows are the truth, timers only wake us up."""

import sqlite3
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from storage.moments import from_text, to_text
from storage.rows import from_json, to_json


@dataclass(frozen=True, slots=True)
class DueRow:
    id: int
    at: datetime
    verb: str
    subject: str
    facts: dict[str, Any]
    attempts: int


class Due:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.touched: set[str] = set()
        """Verbs whose rows were put or put off since the store last told its listeners."""

    def put(self, verb: str, subject: str, at: datetime, facts: Mapping[str, Any] | None = None) -> None:
        """Waits for `at`; the same verb and subject waits once, at the newest time."""
        self.touched.add(verb)
        self._connection.execute(
            """INSERT INTO due (at, verb, subject, facts) VALUES (:at, :verb, :subject, :facts)
               ON CONFLICT (verb, subject) DO UPDATE SET at = excluded.at, facts = excluded.facts, attempts = 0""",
            {
                "at": to_text(at),
                "verb": verb,
                "subject": subject,
                "facts": to_json(facts or {}),
            },
        )

    def put_if_none(self, verb: str, subject: str, at: datetime) -> None:
        """Waits for `at`, unless the same verb and subject waits already: whoever came first is not put off."""
        self.touched.add(verb)
        self._connection.execute(
            "INSERT INTO due (at, verb, subject, facts) VALUES (?, ?, ?, '{}') ON CONFLICT (verb, subject) DO NOTHING",
            (to_text(at), verb, subject),
        )

    def drop(self, verb: str, subject: str, *verbs: str) -> bool:
        """Nothing waits for the verb (and `verbs`) and the subject any more; whether something did."""
        every = ", ".join("?" * (1 + len(verbs)))
        dropped = f"DELETE FROM due WHERE verb IN ({every}) AND subject = ?"
        return self._connection.execute(dropped, (verb, *verbs, subject)).rowcount > 0

    def later(self, row: DueRow, at: datetime) -> None:
        """Try the row again at `at`."""
        self.touched.add(row.verb)
        self._connection.execute("UPDATE due SET at = ?, attempts = attempts + 1 WHERE id = ?", (to_text(at), row.id))

    def move(self, verbs: Collection[str], by: timedelta) -> None:
        """Everything that waits for these verbs waits for so much later a moment, or sooner."""
        for row in self._connection.execute(
            "SELECT * FROM due WHERE verb IN (SELECT value FROM json_each(?))", (to_json(list(verbs)),)
        ).fetchall():
            self.touched.add(row["verb"])
            at = to_text(from_text(row["at"]) + by)
            self._connection.execute("UPDATE due SET at = ? WHERE id = ?", (at, row["id"]))

    def take(self, row: DueRow) -> bool:
        """Claims a row by removing it; False when somebody has it already or it was put off since it was read."""
        return (
            self._connection.execute(
                "DELETE FROM due WHERE id = :id AND verb = :verb AND subject = :subject AND at = :at",
                {"id": row.id, "verb": row.verb, "subject": row.subject, "at": to_text(row.at)},
            ).rowcount
            == 1
        )

    def ready(self, now: datetime, verbs: Collection[str], most: int = 100) -> list[DueRow]:
        """Rows of these verbs whose moment has come, oldest first."""
        # +verb keeps SQLite to the index of moments: by verb it would look at everything that ever waits.
        rows = self._connection.execute(
            """SELECT * FROM due WHERE at <= :now AND +verb IN (SELECT value FROM json_each(:verbs))
               ORDER BY at, id LIMIT :most""",
            {"now": to_text(now), "verbs": to_json(list(verbs)), "most": most},
        ).fetchall()
        return [_due(row) for row in rows]

    def of_verb(self, verb: str) -> list[DueRow]:
        """Everything that waits for this verb, whenever its moment is."""
        return [_due(row) for row in self._connection.execute("SELECT * FROM due WHERE verb = ? ORDER BY id", (verb,))]

    def of(self, verb: str, subject: str) -> DueRow | None:
        """What waits for this verb and subject."""
        row = self._connection.execute("SELECT * FROM due WHERE verb = ? AND subject = ?", (verb, subject)).fetchone()
        return _due(row) if row else None

    def soonest(self, most: int) -> list[DueRow]:
        """Whatever waits, the next first."""
        return [_due(row) for row in self._connection.execute("SELECT * FROM due ORDER BY at, id LIMIT ?", (most,))]

    def next_at(self, verbs: Collection[str] | None = None) -> datetime | None:
        """When the earliest row (of these verbs) is due; None when none waits."""
        row = self._connection.execute(
            """SELECT at FROM due WHERE :verbs IS NULL OR verb IN (SELECT value FROM json_each(:verbs))
               ORDER BY at LIMIT 1""",
            {"verbs": None if verbs is None else to_json(list(verbs))},
        ).fetchone()
        return from_text(row["at"]) if row else None


def _due(row: sqlite3.Row) -> DueRow:
    return DueRow(
        row["id"], from_text(row["at"]), row["verb"], row["subject"], from_json(row["facts"]), row["attempts"]
    )
