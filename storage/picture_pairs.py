"""Pictures of things before and after: of repairs that ended well in a period, where both are kept."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from domain.tickets import State
from storage.moments import from_text, to_text

QUERY = f"""
    SELECT t.number, t.place, t.place_words, t.category, t.changed_at,
           min(CASE e.role WHEN 'before' THEN e.id END) AS first_id,
           max(CASE e.role WHEN 'after' THEN e.id END) AS last_id,
           (SELECT count(*) FROM ticket o WHERE o.place = t.place AND o.category = t.category
                AND o.changed_at > :began AND o.changed_at <= :ended) AS alike
    FROM ticket t JOIN evidence e ON e.item = 'ticket:' || t.number
    WHERE t.state = '{State.CLOSED}' AND t.changed_at > :began AND t.changed_at <= :ended AND t.category <> '非报修'
        AND e.kind = 'photo' AND e.state = 'kept' AND e.sha256 IS NOT NULL AND e.gone_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM evidence g WHERE g.item = e.item AND g.gone_at IS NOT NULL)
    GROUP BY t.number HAVING first_id IS NOT NULL AND last_id IS NOT NULL
    ORDER BY alike DESC, t.number DESC LIMIT :most"""
"""What broke again and again first. A repair of which a picture had to go (somebody was on it) shows none."""


@dataclass(frozen=True, slots=True)
class Pair:
    """`before` and `after` are names (sha256) of the pictures."""

    number: int
    place: str | None
    place_words: str
    category: str
    ended: datetime
    before: str
    after: str


class PicturePairs:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def of(self, began: datetime, ended: datetime, most: int) -> list[Pair]:
        """Of repairs closed in (began, ended]."""
        rows = self._connection.execute(
            QUERY, {"began": to_text(began), "ended": to_text(ended), "most": most}
        ).fetchall()
        return [
            Pair(
                row["number"],
                row["place"],
                row["place_words"],
                row["category"],
                from_text(row["changed_at"]),
                self._name(row["first_id"]),
                self._name(row["last_id"]),
            )
            for row in rows
        ]

    def _name(self, evidence_id: int) -> str:
        row = self._connection.execute("SELECT sha256 FROM evidence WHERE id = ?", (evidence_id,)).fetchone()
        return str(row["sha256"])
