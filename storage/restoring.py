"""What a restored database no longer knows: what was sent, used and numbered after its backup was made."""

import sqlite3
from datetime import datetime

from storage.alarms import RUNNING
from storage.moments import to_text
from storage.tickets import OPEN

NUMBERED = ("ticket", "alarm", "duty", "draft")
"""What people and buttons name by its number."""


class Restoring:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def going_on(self) -> tuple[list[int], list[int]]:
        """The numbers of the tickets that are not over, and of the alarms that run."""
        tickets = self._connection.execute(f"SELECT number FROM ticket WHERE {OPEN} ORDER BY number")
        alarms = self._connection.execute(f"SELECT number FROM alarm WHERE {RUNNING} ORDER BY number")
        return [row["number"] for row in tickets], [row["number"] for row in alarms]

    def doubt_outbox(self) -> int:
        """Whatever waits or was on its way may have arrived since: it will say so; how many rows."""
        return self._connection.execute(
            "UPDATE outbox SET maybe_sent = 1 WHERE state IN ('queued', 'sending')"
        ).rowcount

    def void_links(self, now: datetime) -> int:
        """Links that were open may have been used since: none of them works any more; how many."""
        values = {"now": to_text(now)}
        self._connection.execute("UPDATE group_invitation SET used_at = :now WHERE used_at IS NULL", values)
        return self._connection.execute(
            "UPDATE invitation SET void_at = :now WHERE used_at IS NULL AND void_at IS NULL", values
        ).rowcount

    def leave_room(self, room: int) -> None:
        """Buttons made since are still on somebody's screen: their numbers (`room` of each at most) mean nothing else.

        The next of each begins after a whole thousand, so that people see that something happened.
        """
        for table in NUMBERED:
            row = self._connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
            last = -(-((row["seq"] if row else 0) + room) // 1000) * 1000
            self._connection.execute("DELETE FROM sqlite_sequence WHERE name = ?", (table,))
            self._connection.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table, last))
