"""Holders: whom the phone of each post speaks for, by the roster or because they tapped their name."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.moments import from_text, to_text


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody at a post from `since` until `until` (UTC). `tapped_at` is None while only the roster says so.

    `number` is the place of the post in their roster row: who stands at two reads at the first.
    """

    post: str
    person: str
    number: int
    since: datetime
    until: datetime
    tapped_at: datetime | None


class Holders:
    """At most one who tapped their name a post; beside them whoever the roster has there."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self) -> list[Holder]:
        return self._many("SELECT * FROM holder ORDER BY post, since, person", {})

    def at(self, post: str) -> list[Holder]:
        """Everybody there, who came last first."""
        return self._many("SELECT * FROM holder WHERE post = :it ORDER BY since DESC, person", {"it": post})

    def of(self, post: str, now: datetime) -> str | None:
        """Who tapped their name there and whose time is not over."""
        found = self._many(
            "SELECT * FROM holder WHERE post = :it AND tapped_at IS NOT NULL AND until > :now",
            {"it": post, "now": to_text(now)},
        )
        return found[0].person if found else None

    def posts_of(self, person: str) -> list[Holder]:
        """Where somebody is; the post at which they read comes first."""
        return self._many(
            """SELECT * FROM holder WHERE person = :it
               ORDER BY tapped_at IS NULL, tapped_at DESC, since DESC, number""",
            {"it": person},
        )

    def stand(self, holder: Holder) -> None:
        """The roster has them there; whoever tapped already stays, with the new end."""
        self._connection.execute(
            """INSERT INTO holder (post, person, number, since, until) VALUES (:post, :person, :number, :since, :until)
               ON CONFLICT (post, person) DO UPDATE SET number = excluded.number, until = excluded.until""",
            _row(holder),
        )

    def tap(self, holder: Holder) -> None:
        """They tapped their name: the phone is theirs, and no longer that of whoever had tapped before."""
        self._connection.execute(
            "DELETE FROM holder WHERE post = :post AND tapped_at IS NOT NULL AND person <> :person", _row(holder)
        )
        self._connection.execute(
            """INSERT INTO holder (post, person, number, since, until, tapped_at)
               VALUES (:post, :person, :number, :since, :until, :tapped_at)
               ON CONFLICT (post, person) DO UPDATE SET tapped_at = excluded.tapped_at, until = excluded.until""",
            _row(holder),
        )

    def let_go(self, post: str) -> None:
        """Nobody has tapped their name any more; the roster's people stay."""
        self._connection.execute("UPDATE holder SET tapped_at = NULL WHERE post = ?", (post,))

    def leave(self, gone: Sequence[Holder]) -> None:
        self._connection.executemany(
            "DELETE FROM holder WHERE post = ? AND person = ?", [(holder.post, holder.person) for holder in gone]
        )

    def _many(self, sql: str, values: dict[str, object]) -> list[Holder]:
        return [
            Holder(
                row["post"],
                row["person"],
                row["number"],
                from_text(row["since"]),
                from_text(row["until"]),
                from_text(row["tapped_at"]) if row["tapped_at"] else None,
            )
            for row in self._connection.execute(sql, values)
        ]


def _row(holder: Holder) -> dict[str, object]:
    return {
        "post": holder.post,
        "person": holder.person,
        "number": holder.number,
        "since": to_text(holder.since),
        "until": to_text(holder.until),
        "tapped_at": to_text(holder.tapped_at) if holder.tapped_at else None,
    }
