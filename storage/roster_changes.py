"""Changes of the roster made in a chat; the workbook's own rows stay as they were imported."""

import json
import sqlite3
from collections.abc import Iterable
from datetime import date, datetime

from domain.dispatch import RosterChange
from domain.roster_merge import Decided
from storage.moments import from_text, to_text


class RosterChanges:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def of_day(self, day: date) -> list[RosterChange]:
        """What holds for the shifts that begin on that local day, in the order of deciding.

        Those that were undone, or that are rows of the workbook by now, are left out.
        """
        rows = self._connection.execute(
            "SELECT * FROM roster_change WHERE day = ? AND undone_at IS NULL AND taken_at IS NULL ORDER BY id",
            (day.isoformat(),),
        )
        return [_change(row) for row in rows]

    def add(self, change: RosterChange, now: datetime, part_of: str | None = None) -> int:
        """Keeps the change (its `id` is given here) and returns its id. `part_of` names the swap or leave it is of."""
        row = self._connection.execute(
            """INSERT INTO roster_change (day, shift, out, come, posts, by, at, part_of)
               VALUES (:day, :shift, :out, :come, :posts, :by, :at, :part_of) RETURNING id""",
            {
                "part_of": part_of,
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

    def parts_of(self, item: str) -> list[RosterChange]:
        """What stands of a swap or a leave, in the order of saying."""
        rows = self._connection.execute(
            "SELECT * FROM roster_change WHERE part_of = ? AND undone_at IS NULL ORDER BY id", (item,)
        )
        return [_change(row) for row in rows]

    def decided(self) -> list[Decided]:
        """Everything that was ever said, in the order of saying."""
        return [_decided(row) for row in self._connection.execute("SELECT * FROM roster_change ORDER BY id")]

    def steps(self) -> int:
        """How much was ever said and taken back: more after each of it."""
        row = self._connection.execute("SELECT count(*) + count(undone_at) AS n FROM roster_change").fetchone()
        return int(row["n"])

    def take(self, changes: Iterable[int], now: datetime) -> None:
        """The workbook's own rows say the same from now on."""
        self._connection.executemany(
            "UPDATE roster_change SET taken_at = ? WHERE id = ?", [(to_text(now), change) for change in changes]
        )

    def get(self, change_id: int) -> RosterChange | None:
        """Also one that was undone."""
        row = self._connection.execute("SELECT * FROM roster_change WHERE id = ?", (change_id,)).fetchone()
        return None if row is None else _change(row)

    def is_taken(self, change_id: int) -> bool:
        """Whether an import that knew of it decided about that shift since."""
        row = self._connection.execute("SELECT taken_at FROM roster_change WHERE id = ?", (change_id,)).fetchone()
        return row is not None and row["taken_at"] is not None

    def confirm(self, day: date, shift: str, by: str, now: datetime) -> bool:
        """The lead found that shift right; False when somebody had said so before."""
        confirmed = self._connection.execute(
            "INSERT INTO roster_confirmed (day, shift, by, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (day.isoformat(), shift, by, to_text(now)),
        )
        return confirmed.rowcount == 1

    def undo(self, change_id: int, now: datetime) -> bool:
        """False when it was undone before."""
        undone = self._connection.execute(
            "UPDATE roster_change SET undone_at = ? WHERE id = ? AND undone_at IS NULL AND taken_at IS NULL",
            (to_text(now), change_id),
        )
        return undone.rowcount == 1


def _decided(row: sqlite3.Row) -> Decided:
    undone, taken = (row[head] and from_text(row[head]) for head in ("undone_at", "taken_at"))
    return Decided(_change(row), from_text(row["at"]), undone, taken)


def _change(row: sqlite3.Row) -> RosterChange:
    return RosterChange(
        row["id"], date.fromisoformat(row["day"]), row["shift"], row["out"], row["come"],
        tuple(json.loads(row["posts"])), row["by"],
    )  # fmt: skip
