"""Chats: what waits in the chat of a phone, when its person has another one or none any more."""

import sqlite3
from datetime import datetime

from storage.moments import to_text


class Chats:
    """A private chat's id is its user's id."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def move(self, chat_id: int, to: int) -> None:
        """The phone was replaced: answers that still wait for the old one go to the new one."""
        self._connection.execute(
            "UPDATE outbox SET chat_id = :to WHERE chat_id = :chat AND state IN ('queued', 'sending')",
            {"chat": chat_id, "to": to},
        )

    def close(self, chat_id: int, now: datetime) -> None:
        """Nobody of ours reads there any more: what waits is not sent, what is on its way not a second time."""
        self._connection.execute(
            """UPDATE outbox SET state = CASE state WHEN 'queued' THEN 'withdrawn' ELSE state END, why = 'unbound',
                   closed_at = :now, facts = CASE state WHEN 'queued' THEN '{}' ELSE facts END
               WHERE chat_id = :chat AND state IN ('queued', 'sending')""",
            {"chat": chat_id, "now": to_text(now)},
        )

    def bring_forms(self, person: str, to: int) -> int | None:
        """A person's open forms, left on phones that were theirs, go on here; the newest, None without any."""
        return self._moved(
            """UPDATE draft SET chat_id = :to WHERE person = :whose AND chat_id <> :to
               AND chat_id IN (SELECT user_id FROM account WHERE person = :whose) RETURNING id""",
            person,
            to,
        )

    def bring_forms_of_post(self, post: str, to: int) -> int | None:
        """The same for the phone of a post, whoever filled them in."""
        return self._moved(
            """UPDATE draft SET chat_id = :to
               WHERE chat_id <> :to AND chat_id IN (SELECT user_id FROM account WHERE post = :whose) RETURNING id""",
            post,
            to,
        )

    def forms_of(self, person: str) -> list[int]:
        """The person's open forms, wherever they were begun."""
        return [row[0] for row in self._connection.execute("SELECT id FROM draft WHERE person = ?", (person,))]

    def _moved(self, sql: str, whose: str, to: int) -> int | None:
        return max((row[0] for row in self._connection.execute(sql, {"whose": whose, "to": to})), default=None)
