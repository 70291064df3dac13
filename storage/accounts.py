"""Accounts: which Telegram user is which person, and the single-use invitations that bind them."""

import sqlite3
from datetime import datetime

from storage.moments import to_text


class Accounts:
    """One active account a person and one person an account; an account that was replaced keeps its row with its end.

    A private chat's id is its user's id.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def person_of(self, user_id: int) -> str | None:
        return self._text("SELECT person FROM account WHERE user_id = :it AND unbound_at IS NULL", user_id)

    def user_of(self, person_id: str) -> int | None:
        row = self._connection.execute(
            "SELECT user_id FROM account WHERE person = :it AND unbound_at IS NULL", {"it": person_id}
        ).fetchone()
        return None if row is None else int(row[0])

    def bind(self, person_id: str, user_id: int, now: datetime) -> None:
        """Ends the person's older account and the user's older binding; the new one counts as reachable.

        A language the person once chose goes with them to the new phone.
        """
        facts = {"person": person_id, "user": user_id, "now": to_text(now)}
        self._connection.execute(
            "UPDATE account SET unbound_at = :now WHERE unbound_at IS NULL AND (person = :person OR user_id = :user)",
            facts,
        )
        self._connection.execute(
            """INSERT INTO account (user_id, person, bound_at, language) VALUES (:user, :person, :now,
                   (SELECT language FROM account WHERE person = :person ORDER BY id DESC LIMIT 1))""",
            facts,
        )

    def unbind(self, person_id: str, now: datetime) -> None:
        self._connection.execute(
            "UPDATE account SET unbound_at = :now WHERE unbound_at IS NULL AND person = :person",
            {"person": person_id, "now": to_text(now)},
        )

    def unreachable(self, user_id: int, now: datetime) -> bool:
        """Notes since when the account cannot be written to; True when that is new, so that it is told once."""
        changed = self._connection.execute(
            """UPDATE account SET unreachable_since = :now
               WHERE user_id = :user AND unbound_at IS NULL AND unreachable_since IS NULL""",
            {"user": user_id, "now": to_text(now)},
        )
        return changed.rowcount > 0

    def reachable(self, user_id: int) -> bool:
        """The account wrote or was written to; True when it could not be reached before."""
        changed = self._connection.execute(
            """UPDATE account SET unreachable_since = NULL
               WHERE user_id = :user AND unbound_at IS NULL AND unreachable_since IS NOT NULL""",
            {"user": user_id},
        )
        return changed.rowcount > 0

    def is_unreachable(self, user_id: int) -> bool:
        row = self._connection.execute(
            "SELECT 1 FROM account WHERE user_id = :it AND unbound_at IS NULL AND unreachable_since IS NOT NULL",
            {"it": user_id},
        ).fetchone()
        return row is not None

    def bound(self) -> dict[str, int]:
        """Everybody who has an account: person id to user id."""
        rows = self._connection.execute("SELECT person, user_id FROM account WHERE unbound_at IS NULL")
        return {str(row[0]): int(row[1]) for row in rows}

    def speak(self, person_id: str, language: str) -> None:
        """The person's own choice of language, before the workbook's."""
        self._connection.execute(
            "UPDATE account SET language = :language WHERE person = :person AND unbound_at IS NULL",
            {"language": language, "person": person_id},
        )

    def language_of(self, user_id: int) -> str | None:
        """The language a user reads; None for a stranger."""
        row = self._connection.execute(
            """SELECT coalesce(a.language, p.language) AS it FROM account a JOIN person p ON p.id = a.person
               WHERE a.user_id = :it AND a.unbound_at IS NULL""",
            {"it": user_id},
        ).fetchone()
        return None if row is None else str(row[0])

    def keep_invitation(self, hashed: str, person_id: str, now: datetime) -> None:
        self._connection.execute(
            "INSERT INTO invitation (hash, person, made_at) VALUES (:hash, :person, :now)",
            {"hash": hashed, "person": person_id, "now": to_text(now)},
        )

    def use_invitation(self, hashed: str, now: datetime) -> str | None:
        """The invited person's id to exactly one caller; None when unknown, used or void."""
        row = self._connection.execute(
            """UPDATE invitation SET used_at = :now WHERE hash = :hash AND used_at IS NULL AND void_at IS NULL
               RETURNING person""",
            {"hash": hashed, "now": to_text(now)},
        ).fetchone()
        return None if row is None else str(row[0])

    def invited(self, hashed: str) -> str | None:
        """Whom an invitation was made for, whether or not it still works."""
        return self._text("SELECT person FROM invitation WHERE hash = :it", hashed)

    def void_invitations(self, person_id: str, now: datetime) -> None:
        """The person's unused invitations work no more."""
        self._connection.execute(
            """UPDATE invitation SET void_at = :now
               WHERE person = :person AND used_at IS NULL AND void_at IS NULL""",
            {"person": person_id, "now": to_text(now)},
        )

    def _text(self, sql: str, it: str | int) -> str | None:
        row = self._connection.execute(sql, {"it": it}).fetchone()
        return None if row is None else str(row[0])
