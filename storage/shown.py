"""Messages that show a picture, to take it out of them again."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from storage.accounts import PHONE_OF
from storage.moments import to_text

CHAT = (
    f"""coalesce(outbox.chat_id, (SELECT user_id FROM account WHERE id = {PHONE_OF.format(person="outbox.person")}))"""
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A row of the outbox in whose facts the picture is; `latest` are about and facts of what its message says now."""

    id: int
    chat: int | None
    message_id: int | None
    state: str
    about: str
    facts: Mapping[str, Any]
    latest: tuple[str, Mapping[str, Any]]
    language: str | None


class ShownPictures:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def messages(self, files: Collection[str], after: int, most: int) -> tuple[list[Shown], int | None]:
        """Those among the next rows that hold one of these file ids, and how far it looked; None at the end."""
        rows = self._connection.execute(
            f"""SELECT id, {CHAT} AS chat, message_id, card, state, about, facts FROM outbox
                WHERE id > ? ORDER BY id LIMIT ?""",
            (after, most),
        ).fetchall()
        found = [self._shown(row) for row in rows if any(it in row["facts"] for it in files)]
        return found, rows[-1]["id"] if rows else None

    def _shown(self, row: sqlite3.Row) -> Shown:
        """A message that is no card says what it said."""
        newer = self._connection.execute(
            """SELECT about, facts FROM outbox WHERE id > :id AND card = :card AND message_id = :message_id
               AND state = 'delivered' ORDER BY id DESC LIMIT 1""",
            {"id": row["id"], "card": row["card"], "message_id": row["message_id"]},
        ).fetchone()
        latest = newer or row
        language = self._connection.execute(
            """SELECT coalesce(a.language, p.language) AS it FROM account a LEFT JOIN person p ON p.id = a.person
               WHERE a.user_id = ? AND a.unbound_at IS NULL""",
            (row["chat"],),
        ).fetchone()
        return Shown(
            row["id"],
            row["chat"],
            row["message_id"],
            row["state"],
            row["about"],
            json.loads(row["facts"]),
            (latest["about"], json.loads(latest["facts"])),
            language["it"] if language else None,
        )

    def forget(self, rows: Iterable[tuple[int, Mapping[str, Any]]]) -> None:
        """The rows' facts, without the picture from now on."""
        self._connection.executemany(
            "UPDATE outbox SET facts = ? WHERE id = ?",
            [(json.dumps(facts, ensure_ascii=False), row_id) for row_id, facts in rows],
        )

    def sent_with(self, names: Collection[str], since: datetime) -> list[tuple[int, int]]:
        """Chat and message of what people sent since then with one of these files; the update is forgotten."""
        rows = self._connection.execute(
            """SELECT update_id, body FROM inbox WHERE state = 'done' AND received_at > :since AND EXISTS (
                   SELECT 1 FROM json_each(:names) AS it WHERE instr(inbox.body, it.value))""",
            {"since": to_text(since), "names": json.dumps(list(names))},
        ).fetchall()
        found = []
        for row in rows:
            message = json.loads(row["body"]).get("message")
            if message is not None:
                found.append((int(message["chat"]["id"]), int(message["message_id"])))
            self._connection.execute("UPDATE inbox SET body = '{}' WHERE update_id = ?", (row["update_id"],))
        return found
