"""Accounts: which Telegram user is which person or post, and the single-use invitations that bind them."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from storage.moments import from_text, to_text
from storage.rows import to_json

PHONE_OF = """coalesce(
    (SELECT id FROM account WHERE person = {person} AND unbound_at IS NULL),
    (SELECT x.id FROM holder h JOIN account x ON x.post = h.post AND x.unbound_at IS NULL WHERE h.person = {person}
     ORDER BY h.tapped_at IS NULL, h.tapped_at DESC, h.since DESC, h.number LIMIT 1))"""
"""The account on which a person reads: their own, else the phone of the post where they tapped their name last, else
that of a post where the roster has them now."""


USER_OF = f"SELECT user_id FROM account WHERE id = {PHONE_OF.format(person=':it')}"
TOLD_OF = f"""SELECT it.value FROM json_each(?) it
    JOIN account a ON a.id = {PHONE_OF.format(person="it.value")} WHERE a.unreachable_since IS NULL"""


@dataclass(frozen=True, slots=True)
class Whose:
    """Whom an account or an invitation is for: a person's id, or the code of a post that has a phone."""

    person: str | None = None
    post: str | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """Whose account a Telegram user is now, and whether the bot was blocked there when last heard of."""

    whose: Whose
    unreachable: bool


@dataclass(frozen=True, slots=True)
class Invitation:
    """A link that was made for somebody; `used` and `void` say that it binds nothing any more."""

    whose: Whose
    made_at: datetime
    used: bool
    void: bool


class Accounts:
    """One active account a person or post, and one of them an account; a replaced one keeps its row with its end.

    A private chat's id is its user's id.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def of_user(self, user_id: int) -> Account | None:
        """The account; None for a stranger."""
        row = self._connection.execute(
            "SELECT person, post, unreachable_since FROM account WHERE user_id = ? AND unbound_at IS NULL", (user_id,)
        ).fetchone()
        return Account(Whose(row[0], row[1]), row[2] is not None) if row else None

    def person_of(self, user_id: int) -> str | None:
        """Whose own account it is; None for a stranger and for a post's phone (its holder: `tx.holders`)."""
        return self._text("SELECT person FROM account WHERE user_id = :it AND unbound_at IS NULL", user_id)

    def post_of(self, user_id: int) -> str | None:
        """Whose post's phone it is."""
        return self._text("SELECT post FROM account WHERE user_id = :it AND unbound_at IS NULL", user_id)

    def user_of(self, person_id: str) -> int | None:
        """Where a person reads now: their own account, else the phone of the post they hold or stand at."""
        return self._number(USER_OF, person_id)

    def own_of(self, person_id: str) -> int | None:
        """The person's own account only."""
        return self._number("SELECT user_id FROM account WHERE person = :it AND unbound_at IS NULL", person_id)

    def phone_of(self, post: str) -> int | None:
        """The account of a post's phone."""
        return self._number("SELECT user_id FROM account WHERE post = :it AND unbound_at IS NULL", post)

    def bind(self, person_id: str, user_id: int, now: datetime) -> None:
        """Ends the person's older account and the user's older binding; the new one counts as reachable.

        A language that was once chosen goes along to the new phone.
        """
        self._bind(Whose(person=person_id), user_id, now)

    def bind_post(self, post: str, user_id: int, now: datetime) -> None:
        """The same for the phone of a post."""
        self._bind(Whose(post=post), user_id, now)

    def _bind(self, whose: Whose, user_id: int, now: datetime) -> None:
        facts = {"person": whose.person, "post": whose.post, "user": user_id, "now": to_text(now)}
        self._connection.execute(
            """UPDATE account SET unbound_at = :now
               WHERE unbound_at IS NULL AND (person = :person OR post = :post OR user_id = :user)""",
            facts,
        )
        self._connection.execute(
            """INSERT INTO account (user_id, person, post, bound_at, language) VALUES (:user, :person, :post, :now,
                   (SELECT language FROM account WHERE person = :person OR post = :post ORDER BY id DESC LIMIT 1))""",
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

    def can_be_told(self, person_id: str) -> bool:
        """Whether a message can reach them: somebody's account, and one that has not blocked the bot."""
        return person_id in self.who_can_be_told([person_id])

    def who_can_be_told(self, people: Iterable[str]) -> frozenset[str]:
        """Those of these people to whom a message can arrive, asked in one question."""
        return frozenset(row[0] for row in self._connection.execute(TOLD_OF, (to_json(list(people)),)))

    def is_first_phone(self, person_id: str) -> bool:
        """Whether the person never had an account before the one that is theirs now."""
        row = self._connection.execute("SELECT count(*) AS n FROM account WHERE person = ?", (person_id,)).fetchone()
        return bool(row["n"] <= 1)

    def bound(self) -> dict[str, int]:
        """Everybody who has an account of their own: person id to user id."""
        rows = self._connection.execute(
            "SELECT person, user_id FROM account WHERE unbound_at IS NULL AND person IS NOT NULL"
        )
        return {str(row[0]): int(row[1]) for row in rows}

    def bound_posts(self) -> dict[str, int]:
        """Every post whose phone is bound: code to user id."""
        rows = self._connection.execute(
            "SELECT post, user_id FROM account WHERE unbound_at IS NULL AND post IS NOT NULL"
        )
        return {str(row[0]): int(row[1]) for row in rows}

    def speak(self, user_id: int, language: str) -> None:
        """The phone's own choice of language, before the workbook's."""
        self._connection.execute(
            "UPDATE account SET language = :language WHERE user_id = :user AND unbound_at IS NULL",
            {"language": language, "user": user_id},
        )

    def language_of(self, user_id: int) -> str | None:
        """The language a user reads; None for a stranger and for a post's phone that has chosen none."""
        return self._text(
            """SELECT coalesce(a.language, p.language) AS it FROM account a LEFT JOIN person p ON p.id = a.person
               WHERE a.user_id = :it AND a.unbound_at IS NULL""",
            user_id,
        )

    def keep_invitation(self, hashed: str, whose: Whose, now: datetime) -> None:
        self._connection.execute(
            "INSERT INTO invitation (hash, person, post, made_at) VALUES (:hash, :person, :post, :now)",
            {"hash": hashed, "person": whose.person, "post": whose.post, "now": to_text(now)},
        )

    def use_invitation(self, hashed: str, now: datetime) -> bool:
        """True to exactly one caller; False when unknown, used or void."""
        used = self._connection.execute(
            "UPDATE invitation SET used_at = :now WHERE hash = :hash AND used_at IS NULL AND void_at IS NULL",
            {"hash": hashed, "now": to_text(now)},
        )
        return used.rowcount == 1

    def invitation(self, hashed: str) -> Invitation | None:
        """The invitation, whether or not it still works; None for what was never one."""
        row = self._connection.execute(
            "SELECT person, post, made_at, used_at, void_at FROM invitation WHERE hash = :it", {"it": hashed}
        ).fetchone()
        if row is None:
            return None
        person, post, made_at, used_at, void_at = row
        return Invitation(Whose(person, post), from_text(made_at), used_at is not None, void_at is not None)

    def void_invitations(self, whose: Whose, now: datetime) -> None:
        """Unused invitations of the person or post work no more."""
        self._connection.execute(
            """UPDATE invitation SET void_at = :now
               WHERE (person = :person OR post = :post) AND used_at IS NULL AND void_at IS NULL""",
            {"person": whose.person, "post": whose.post, "now": to_text(now)},
        )

    def _text(self, sql: str, it: str | int) -> str | None:
        row = self._connection.execute(sql, {"it": it}).fetchone()
        return None if row is None or row[0] is None else str(row[0])

    def _number(self, sql: str, it: str) -> int | None:
        row = self._connection.execute(sql, {"it": it}).fetchone()
        return None if row is None else int(row[0])
