"""Groups that a manager bound by a link, and the single-use links that bind them; only their hash is kept."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from storage.moments import to_text


@dataclass(frozen=True, slots=True)
class Group:
    """`kind` is 管理群 or 职工群."""

    chat_id: int
    kind: str
    title: str
    bound_by: str


class Groups:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def keep_invitation(self, hashed: str, kind: str, by: str, now: datetime) -> None:
        self._connection.execute(
            "INSERT INTO group_invitation (hash, kind, by, made_at) VALUES (:hash, :kind, :by, :now)",
            {"hash": hashed, "kind": kind, "by": by, "now": to_text(now)},
        )

    def use_invitation(self, hashed: str, now: datetime, *, made_after: datetime) -> tuple[str, str] | None:
        """Kind of the group and who made the link, to exactly one caller; None when unknown, used or too old."""
        row = self._connection.execute(
            """UPDATE group_invitation SET used_at = :now
               WHERE hash = :hash AND used_at IS NULL AND made_at > :after RETURNING kind, by""",
            {"hash": hashed, "now": to_text(now), "after": to_text(made_after)},
        ).fetchone()
        return (row["kind"], row["by"]) if row else None

    def bind(self, group: Group, now: datetime) -> None:
        """The group gets that kind from now on, also when it had another or was unbound."""
        self._connection.execute(
            """INSERT INTO chat_group (chat_id, kind, title, bound_by, bound_at)
               VALUES (:chat, :kind, :title, :by, :now) ON CONFLICT (chat_id) DO UPDATE SET kind = excluded.kind,
                   title = excluded.title, bound_by = excluded.bound_by, bound_at = excluded.bound_at,
                   unbound_at = NULL""",
            {
                "chat": group.chat_id,
                "kind": group.kind,
                "title": group.title,
                "by": group.bound_by,
                "now": to_text(now),
            },
        )

    def unbind(self, chat_id: int, now: datetime) -> Group | None:
        """The group that was bound until now; None when it was not."""
        row = self._connection.execute(
            "UPDATE chat_group SET unbound_at = :now WHERE chat_id = :chat AND unbound_at IS NULL RETURNING *",
            {"chat": chat_id, "now": to_text(now)},
        ).fetchone()
        return _group(row) if row else None

    def get(self, chat_id: int) -> Group | None:
        """The group, while it is bound."""
        row = self._connection.execute(
            "SELECT * FROM chat_group WHERE chat_id = ? AND unbound_at IS NULL", (chat_id,)
        ).fetchone()
        return _group(row) if row else None

    def bound(self, kind: str) -> list[Group]:
        rows = self._connection.execute(
            "SELECT * FROM chat_group WHERE kind = ? AND unbound_at IS NULL ORDER BY chat_id", (kind,)
        )
        return [_group(row) for row in rows]

    def bound_by(self, person: str) -> list[Group]:
        """The groups that somebody bound and that still are."""
        rows = self._connection.execute(
            "SELECT * FROM chat_group WHERE bound_by = ? AND unbound_at IS NULL ORDER BY chat_id", (person,)
        )
        return [_group(row) for row in rows]

    def moved(self, chat_id: int, to: int) -> None:
        """Telegram made a supergroup of the group: it goes on under another id, cards and queued news with it."""
        moving = {"chat": chat_id, "to": to}
        self._connection.execute("UPDATE OR REPLACE chat_group SET chat_id = :to WHERE chat_id = :chat", moving)
        self._connection.execute(
            "UPDATE outbox SET chat_id = :to WHERE chat_id = :chat AND state IN ('queued', 'sending')", moving
        )
        self._connection.execute("DELETE FROM card WHERE chat_id = :chat", moving)


def _group(row: sqlite3.Row) -> Group:
    return Group(row["chat_id"], row["kind"], row["title"], row["bound_by"])
