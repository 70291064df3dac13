"""What a chat's messages show now: a card is one message that edits itself, and this is its latest news."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from storage.moments import from_text, to_text
from storage.rows import from_json

HERE = """o.state = 'delivered' AND o.closed_at > :since AND o.message_id IS NOT NULL
    AND coalesce(o.chat_id, o.person) IN (:chat, :person)"""
LATEST = f"""
    SELECT o.about, o.facts, o.card, o.person, o.chat_id, o.message_id,
           o.closed_at, max(o.id)
    FROM outbox o WHERE {HERE} GROUP BY o.message_id"""
"""Of each message what it says now; the delivered rows of one chat and person are found through their index."""

STANDS = """EXISTS (SELECT 1 FROM card c WHERE c.chat_id = :chat AND c.message_id = it.message_id
        AND c.card IN (it.card, it.card || ':' || it.person))"""
CHANGES = """EXISTS (SELECT 1 FROM outbox o WHERE o.card = it.card AND o.state IN ('queued', 'sending')
        AND o.person IS it.person AND o.chat_id IS it.chat_id)"""


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as it stands: `to` is whom its news was for, a person or the chat."""

    message_id: int
    about: str
    facts: Mapping[str, Any]
    card: str | None
    to: str | int
    at: datetime


class Cards:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def newest(self, chat_id: int, person: str, since: datetime, most: int) -> list[Shown]:
        """The newest messages of this person in the chat, the newest first."""
        return self._rows(f"{LATEST} ORDER BY o.message_id DESC LIMIT :most", chat_id, person, since, most=most)

    def standing(self, chat_id: int, person: str, since: datetime, most: int) -> list[Shown]:
        """Those of them that may edit themselves and that nothing is about to edit."""
        asked = f"SELECT * FROM ({LATEST}) it WHERE {STANDS} AND NOT {CHANGES} ORDER BY message_id DESC LIMIT :most"
        return self._rows(asked, chat_id, person, since, most=most)

    def of(self, chat_id: int, person: str, card: str, since: datetime) -> Shown | None:
        """The card's message in this chat."""
        asked = f"SELECT * FROM ({LATEST}) it WHERE card = :card AND {STANDS} ORDER BY message_id DESC LIMIT 1"
        return next(iter(self._rows(asked, chat_id, person, since, card=card)), None)

    def is_under_way(self, card: str, to: str) -> bool:
        """Whether news of the card waits for this person, or is being sent just now."""
        row = self._connection.execute(
            "SELECT 1 FROM outbox WHERE state IN ('queued', 'sending') AND card = ? AND person = ?", (card, to)
        ).fetchone()
        return row is not None

    def _rows(self, asked: str, chat_id: int, person: str, since: datetime, **more: Any) -> list[Shown]:
        values = {"chat": chat_id, "person": person, "since": to_text(since), **more}
        return [
            Shown(
                row["message_id"],
                row["about"],
                from_json(row["facts"]),
                row["card"],
                row["chat_id"] if row["person"] is None else row["person"],
                from_text(row["closed_at"]),
            )
            for row in self._connection.execute(asked, values)
        ]
