"""Callers as rows: kept over a restart, and never more than a few thousand of them."""

import sqlite3
from datetime import datetime, timedelta

from domain.callers import Caller
from storage.moments import from_text, to_text

KEPT_FOR = timedelta(days=2)
"""Longer than the longest that is counted (a day, domain/callers.py)."""
MOST_KEPT = 5000
"""Of a flood from more accounts than that, those that were silent longest are forgotten first."""


class Callers:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def get(self, user_id: int, now: datetime) -> Caller:
        """What is known of them; a new one when that is nothing."""
        row = self._connection.execute("SELECT * FROM caller WHERE user_id = ?", (user_id,)).fetchone()
        if row is None:
            return Caller(user_id, now)
        return Caller(
            row["user_id"],
            from_text(row["since"]),
            row["wrong"],
            row["last"],
            _moment(row["shut_until"]),
            row["told"],
            _moment(row["told_at"]),
        )

    def keep(self, caller: Caller, now: datetime) -> None:
        """Keeps it, and forgets whoever is of no interest any more."""
        self._connection.execute(
            """INSERT INTO caller (user_id, since, wrong, last, shut_until, told, told_at, seen_at)
               VALUES (:user, :since, :wrong, :last, :shut, :told, :told_at, :now)
               ON CONFLICT (user_id) DO UPDATE SET since = excluded.since, wrong = excluded.wrong, last = excluded.last,
                   shut_until = excluded.shut_until, told = excluded.told, told_at = excluded.told_at,
                   seen_at = excluded.seen_at""",
            {
                "user": caller.user_id,
                "since": to_text(caller.since),
                "wrong": caller.wrong,
                "last": caller.last,
                "shut": to_text(caller.shut_until) if caller.shut_until else None,
                "told": caller.told,
                "told_at": to_text(caller.told_at) if caller.told_at else None,
                "now": to_text(now),
            },
        )
        self._connection.execute(
            """DELETE FROM caller WHERE seen_at < :old OR user_id IN (
                   SELECT user_id FROM caller ORDER BY seen_at DESC LIMIT -1 OFFSET :most)""",
            {"old": to_text(now - KEPT_FOR), "most": MOST_KEPT},
        )

    def wrong_since(self, since: datetime) -> int:
        """Wrong links of everybody together, of those who began since then."""
        row = self._connection.execute(
            "SELECT coalesce(sum(wrong), 0) AS n FROM caller WHERE since >= ?", (to_text(since),)
        ).fetchone()
        return int(row["n"])

    def forget(self, user_id: int) -> None:
        """They belong from now on."""
        self._connection.execute("DELETE FROM caller WHERE user_id = ?", (user_id,))


def _moment(text: str | None) -> datetime | None:
    return from_text(text) if text else None
