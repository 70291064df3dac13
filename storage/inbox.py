"""The inbox: every update as it came, kept before Telegram is told that it arrived, until its effect is kept too."""

import sqlite3
from collections.abc import Iterable
from datetime import datetime, timedelta

from storage.moments import to_text

DONE_IS_KEPT = timedelta(days=7)
"""Telegram numbers updates anew after a week without any, so older numbers must be forgotten (Bot API, Update)."""

WORDLESS = """
    UPDATE inbox SET body = CASE
        WHEN json_type(body, '$.message') = 'object' THEN json_object('update_id', update_id, 'message', json_object(
            'message_id', json_extract(body, '$.message.message_id'),
            'chat', json_object('id', json_extract(body, '$.message.chat.id'))))
        WHEN json_type(body, '$.edited_message') = 'object'
            THEN json_object('update_id', update_id, 'edited_message', json_object(
                'message_id', json_extract(body, '$.edited_message.message_id'),
                'chat', json_object('id', json_extract(body, '$.edited_message.chat.id'))))
        WHEN json_type(body, '$.callback_query') = 'object' THEN json_object('update_id', update_id,
            'callback_query', json_object('id', json_extract(body, '$.callback_query.id')))
        ELSE body END
    WHERE update_id = :id"""

WORDS_BEFORE = """
    SELECT json_type(body, '$.edited_message') IS NOT NULL AS was_edit, trim(coalesce(
        json_extract(body, '$.edited_message.text'), json_extract(body, '$.edited_message.caption'),
        json_extract(body, '$.message.text'), json_extract(body, '$.message.caption'))) AS words
    FROM inbox
    WHERE state = 'done' AND update_id < :update AND received_at >= :since AND words IS NOT NULL
        AND coalesce(json_extract(body, '$.edited_message.message_id'), json_extract(body, '$.message.message_id'))
            = :message
        AND coalesce(json_extract(body, '$.edited_message.chat.id'), json_extract(body, '$.message.chat.id')) = :chat
    ORDER BY update_id"""


IN_CHAT = """
    coalesce(json_extract(body, '$.message.chat.id'), json_extract(body, '$.edited_message.chat.id'),
        json_extract(body, '$.callback_query.message.chat.id')) = :chat"""
SAID = "trim(coalesce(json_extract(body, '$.message.text'), json_extract(body, '$.message.caption'), ''))"
EDITED = (
    "trim(coalesce(json_extract(body, '$.edited_message.text'), json_extract(body, '$.edited_message.caption'), ''))"
)
LAST_SAID = f"""
    SELECT update_id, {SAID} AS words FROM inbox
    WHERE state = 'done' AND update_id < :update AND received_at >= :since AND {IN_CHAT}
    ORDER BY update_id DESC LIMIT 5"""
WORDS_OF = f"""SELECT coalesce(nullif({SAID}, ''), {EDITED}) AS words FROM inbox
    WHERE update_id = :update AND {IN_CHAT} AND received_at >= :since"""


class Inbox:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def keep(self, updates: Iterable[tuple[int, str]], now: datetime) -> None:
        """Keeps a batch of (update id, raw JSON); what is there already stays as it is, unless only its number is."""
        long_ago = to_text(now - DONE_IS_KEPT)
        self._connection.executemany(
            """INSERT INTO inbox (update_id, body, received_at, state) VALUES (?, ?, ?, 'new')
               ON CONFLICT DO UPDATE SET body = excluded.body, received_at = excluded.received_at, state = 'new',
                   error_id = NULL WHERE inbox.state <> 'new' AND inbox.received_at < ?""",
            [(update_id, body, to_text(now), long_ago) for update_id, body in updates],
        )

    def is_new(self, update_id: int) -> bool:
        """Whether the update still has to have its effect."""
        row = self._connection.execute("SELECT state FROM inbox WHERE update_id = ?", (update_id,)).fetchone()
        return row is not None and row["state"] == "new"

    def done(self, update_id: int) -> bool:
        """Marks the update in the unit that has its effect; False when it had it before, or is not there."""
        marked = self._connection.execute(
            "UPDATE inbox SET state = 'done' WHERE update_id = ? AND state = 'new'", (update_id,)
        )
        return marked.rowcount == 1

    def forget_words(self, update_id: int) -> None:
        """Only which message or tap it was is kept: nothing of what strangers send, nor of links, which are secrets."""
        self._connection.execute(WORDLESS, {"id": update_id})

    def set_aside(self, update_id: int, error_id: str) -> None:
        """Out of the way, but kept: somebody looks at it by its error id."""
        self._connection.execute(
            "UPDATE inbox SET state = 'set_aside', error_id = ? WHERE update_id = ?", (error_id, update_id)
        )

    def words_before(
        self, update_id: int, chat_id: int, message_id: int | None, since: datetime
    ) -> list[tuple[bool, str]]:
        """What this message said before this update, and whether an edit said it; only what had its effect."""
        return [
            (bool(row["was_edit"]), str(row["words"]))
            for row in self._connection.execute(
                WORDS_BEFORE, {"update": update_id, "chat": chat_id, "message": message_id, "since": to_text(since)}
            )
        ]

    def last_said(self, update_id: int, chat_id: int, since: datetime) -> list[tuple[int, str]]:
        """What came from this chat before this update, the newest first, each with its update: its words, "" for a tap
        or a bare photo."""
        rows = self._connection.execute(LAST_SAID, {"update": update_id, "chat": chat_id, "since": to_text(since)})
        return [(row["update_id"], row["words"]) for row in rows]

    def words_of(self, update_id: int, chat_id: int, since: datetime) -> str | None:
        """The words of one update of this chat, "" when they are forgotten; None when it has had none such since."""
        asked = {"update": update_id, "chat": chat_id, "since": to_text(since)}
        row = self._connection.execute(WORDS_OF, asked).fetchone()
        return row["words"] if row else None

    def waiting(self) -> list[tuple[int, str]]:
        """What arrived and has had no effect yet, in the order of its coming."""
        rows = self._connection.execute("SELECT update_id, body FROM inbox WHERE state = 'new' ORDER BY update_id")
        return [(row["update_id"], row["body"]) for row in rows]

    def is_empty(self) -> bool:
        return self._connection.execute("SELECT 1 FROM inbox WHERE state = 'new' LIMIT 1").fetchone() is None

    def prune(self, now: datetime, most: int = 2000) -> int:
        """Forgets done updates older than a week, at most `most` of them; returns how many."""
        return self._connection.execute(
            """DELETE FROM inbox WHERE update_id IN (
                   SELECT update_id FROM inbox WHERE state = 'done' AND received_at < :before LIMIT :most)""",
            {"before": to_text(now - DONE_IS_KEPT), "most": most},
        ).rowcount
