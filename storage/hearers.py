"""Who heard of a duty beside whoever owes it: colleagues who were asked to cover, superiors who were told."""

import sqlite3
from datetime import datetime

from storage.moments import from_text, to_text


class Hearers:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def offer(self, duty_id: int, person: str, now: datetime) -> bool:
        """Notes that somebody is asked to cover; False when they were asked before."""
        return (
            self._connection.execute(
                "INSERT INTO cover_offer (duty, person, offered_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                (duty_id, person, to_text(now)),
            ).rowcount
            == 1
        )

    def answer_offer(self, duty_id: int, person: str, answer: str, now: datetime) -> None:
        self._connection.execute(
            "UPDATE cover_offer SET answer = ?, answered_at = ? WHERE duty = ? AND person = ?",
            (answer, to_text(now), duty_id, person),
        )

    def offered(self, duty_id: int) -> dict[str, str | None]:
        """Who was asked to cover, with the answer; in the order of asking."""
        rows = self._connection.execute(
            "SELECT person, answer FROM cover_offer WHERE duty = ? ORDER BY offered_at, person", (duty_id,)
        )
        return {row["person"]: row["answer"] for row in rows}

    def tell(self, duty_id: int, person: str, now: datetime, *, since: datetime | None = None) -> bool:
        """Notes that somebody above is told of it; False when they were told before (or `since` then, when given)."""
        row = {"duty": duty_id, "person": person, "now": to_text(now), "since": to_text(since) if since else ""}
        told = self._connection.execute(
            """INSERT INTO duty_told (duty, person, told_at) VALUES (:duty, :person, :now)
               ON CONFLICT DO UPDATE SET told_at = :now WHERE told_at < :since AND :since <= :now""",
            row,
        )
        return told.rowcount == 1

    def told_again(self, duty_id: int, person: str, now: datetime) -> None:
        self._connection.execute(
            "UPDATE duty_told SET told_at = ? WHERE duty = ? AND person = ?", (to_text(now), duty_id, person)
        )

    def last_told(self, person: str) -> datetime | None:
        """When somebody was last told of any undone duty of others."""
        row = self._connection.execute(
            "SELECT max(told_at) AS at FROM duty_told WHERE person = ?", (person,)
        ).fetchone()
        return from_text(row["at"]) if row["at"] else None

    def told(self, duty_id: int) -> list[str]:
        """Who above was told, in the order of telling."""
        rows = self._connection.execute(
            "SELECT person FROM duty_told WHERE duty = ? ORDER BY told_at, person", (duty_id,)
        )
        return [row["person"] for row in rows]
