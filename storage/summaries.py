"""Summaries as rows: the figures that were sent each day, with the anchor of the history; and the boards 现在."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from storage.moments import from_text, to_text


@dataclass(frozen=True, slots=True)
class Summary:
    """The summary of local `day`: the period (began, ended], and where the history ended (`records`, `head`)."""

    id: int
    day: date
    began: datetime
    ended: datetime
    figures: dict[str, Any]
    records: int
    head: str


class Summaries:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def keep(
        self, day: date, began: datetime, ended: datetime, figures: Mapping[str, Any], anchor: tuple[int, str]
    ) -> int | None:
        """Keeps the day's summary and returns its id; None when the day has one already."""
        row = self._connection.execute(
            """INSERT INTO summary (day, began, ended, made_at, figures, records, head)
               VALUES (:day, :began, :ended, :ended, :figures, :records, :head) ON CONFLICT (day) DO NOTHING
               RETURNING id""",
            {
                "day": day.isoformat(),
                "began": to_text(began),
                "ended": to_text(ended),
                "figures": json.dumps(figures, ensure_ascii=False),
                "records": anchor[0],
                "head": anchor[1],
            },
        ).fetchone()
        return int(row["id"]) if row else None

    def get(self, summary_id: int) -> Summary | None:
        return self._one("SELECT * FROM summary WHERE id = :it", summary_id)

    def of(self, day: date) -> Summary | None:
        return self._one("SELECT * FROM summary WHERE day = :it", day.isoformat())

    def last(self, before: date) -> Summary | None:
        """The newest summary of a day before that."""
        return self._one("SELECT * FROM summary WHERE day < :it ORDER BY day DESC LIMIT 1", before.isoformat())

    def next(self, after: date) -> Summary | None:
        """The oldest summary of a day after that."""
        return self._one("SELECT * FROM summary WHERE day > :it ORDER BY day LIMIT 1", after.isoformat())

    def boards(self) -> dict[str, str]:
        """Who has the message 现在, and what it shows."""
        return {row["person"]: row["shown"] for row in self._connection.execute("SELECT person, shown FROM board")}

    def show(self, person: str, shown: str, now: datetime) -> None:
        """Notes what somebody's message 现在 shows from now on."""
        self._connection.execute(
            """INSERT INTO board (person, shown, at) VALUES (:person, :shown, :now)
               ON CONFLICT (person) DO UPDATE SET shown = excluded.shown, at = excluded.at""",
            {"person": person, "shown": shown, "now": to_text(now)},
        )

    def forget_board(self, person: str) -> None:
        self._connection.execute("DELETE FROM board WHERE person = ?", (person,))

    def _one(self, sql: str, it: str | int) -> Summary | None:
        row = self._connection.execute(sql, {"it": it}).fetchone()
        if row is None:
            return None
        return Summary(
            row["id"],
            date.fromisoformat(row["day"]),
            from_text(row["began"]),
            from_text(row["ended"]),
            json.loads(row["figures"]),
            row["records"],
            row["head"],
        )
