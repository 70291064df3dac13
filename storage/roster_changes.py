"""Changes of the roster made in a chat; the workbook's own rows stay as they were imported."""

import json
import sqlite3
from datetime import date, datetime

from domain.dispatch import RosterChange
from storage.moments import to_text


class RosterChanges:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def of_day(self, day: date) -> list[RosterChange]:
        """What holds for the shifts that begin on that local day, in the order of deciding; undone ones left out."""
        rows = self._connection.execute(
            "SELECT * FROM roster_change WHERE day = ? AND undone_at IS NULL ORDER BY id", (day.isoformat(),)
        )
        return [_change(row) for row in rows]

    def add(self, change: RosterChange, now: datetime) -> int:
        """Keeps the change (its `id` is given here) and returns its id."""
        row = self._connection.execute(
            """INSERT INTO roster_change (day, shift, out, come, posts, by, at)
               VALUES (:day, :shift, :out, :come, :posts, :by, :at) RETURNING id""",
            {
                "day": change.day.isoformat(),
                "shift": change.shift,
                "out": change.out,
                "come": change.come,
                "posts": json.dumps(change.posts, ensure_ascii=False),
                "by": change.by,
                "at": to_text(now),
            },
        ).fetchone()
        return int(row["id"])

    def undo(self, change_id: int, now: datetime) -> bool:
        """False when it was undone before."""
        undone = self._connection.execute(
            "UPDATE roster_change SET undone_at = ? WHERE id = ? AND undone_at IS NULL", (to_text(now), change_id)
        )
        return undone.rowcount == 1


def _change(row: sqlite3.Row) -> RosterChange:
    return RosterChange(
        row["id"], date.fromisoformat(row["day"]), row["shift"], row["out"], row["come"],
        tuple(json.loads(row["posts"])), row["by"],
    )  # fmt: skip
