"""Lulls: until when ordinary lines for a chat are gathered, and which of them wait there."""

import json
import sqlite3
from datetime import datetime

from storage.moments import from_text, to_text
from storage.parcel import WAITING, WAITS_FOR_A_PHONE, Parcel, parcel_of

SAME_READER = """state = 'queued' AND lane = :lane AND person IS :person AND (:person IS NOT NULL OR chat_id = :chat)"""
"""Rows of the same lane for the same reader: on a post's phone nobody's news is gathered with another's."""


class Lulls:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def begin(self, chat_id: int, ends: datetime) -> None:
        self._connection.execute(
            "INSERT INTO lull (chat_id, ends) VALUES (?, ?) ON CONFLICT (chat_id) DO UPDATE SET ends = excluded.ends",
            (chat_id, to_text(ends)),
        )

    def ends(self, chat_id: int) -> datetime | None:
        """When the last lull of the chat ends or ended."""
        row = self._connection.execute("SELECT ends FROM lull WHERE chat_id = ?", (chat_id,)).fetchone()
        return from_text(row["ends"]) if row else None

    def let_go(self, before: Parcel, ends: datetime, now: datetime) -> bool:
        """What waits for that end of a lull and is older than `before` need not any longer: nobody overtakes."""
        if ends <= now:
            return False
        changed = self._connection.execute(
            f"UPDATE outbox SET not_before = :now WHERE {SAME_READER} AND not_before = :ends AND id < :id",
            {**_reader(before), "now": to_text(now), "ends": to_text(ends), "id": before.id},
        )
        return changed.rowcount > 0

    def behind(self, parcel: Parcel, now: datetime) -> list[Parcel]:
        """What may go to the same reader now, queued after the parcel, in its lane; in order."""
        rows = self._connection.execute(f"SELECT id FROM outbox WHERE {SAME_READER} AND id > :id", _reader(parcel))
        ids = [row["id"] for row in rows]
        if not ids:
            return []
        facts = {"now": to_text(now), "stale": to_text(now - WAITS_FOR_A_PHONE), "most": -1, "busy": "[]", "held": "[]"}
        only = WAITING.replace("ORDER BY", "AND o.id IN (SELECT value FROM json_each(:ids)) ORDER BY")
        found = [parcel_of(row) for row in self._connection.execute(only, {**facts, "ids": json.dumps(ids)})]
        return [other for other in found if other.chat_id == parcel.chat_id]


def _reader(parcel: Parcel) -> dict[str, object]:
    return {"lane": parcel.lane, "person": parcel.person, "chat": parcel.chat_id, "id": parcel.id}
