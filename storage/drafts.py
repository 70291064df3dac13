"""Drafts: forms that are being filled in, one row each, so that a restart goes on where it was."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from storage.moments import from_text, to_text
from storage.rows import from_json, to_json


@dataclass(frozen=True, slots=True)
class Draft:
    """`answers` is what was said so far."""

    id: int
    chat_id: int
    person: str
    form: str
    answers: dict[str, Any]
    opened_at: datetime
    touched_at: datetime


@dataclass(frozen=True, slots=True)
class Ended:
    """A form that is over: `how` is done, dropped or left, `item` what it made or moved, if anything."""

    form: str
    how: str
    item: str | None


class Drafts:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def open(self, chat_id: int, person: str, form: str, answers: Mapping[str, Any], now: datetime) -> Draft:
        row = self._connection.execute(
            """INSERT INTO draft (chat_id, person, form, answers, opened_at, touched_at)
               VALUES (:chat_id, :person, :form, :answers, :now, :now) RETURNING *""",
            {
                "chat_id": chat_id,
                "person": person,
                "form": form,
                "answers": to_json(answers),
                "now": to_text(now),
            },
        ).fetchone()
        return _draft(row)

    def get(self, draft_id: int) -> Draft | None:
        row = self._connection.execute("SELECT * FROM draft WHERE id = ?", (draft_id,)).fetchone()
        return _draft(row) if row else None

    def newest(self, chat_id: int, person: str | None = None, form: str | None = None) -> Draft | None:
        """The draft that what is said in the chat belongs to; on a shared phone that of the `person` who speaks.

        With `form` the newest of that form, whatever was asked since.
        """
        row = self._connection.execute(
            """SELECT * FROM draft WHERE chat_id = :chat_id AND person = coalesce(:person, person)
               AND form = coalesce(:form, form) ORDER BY id DESC LIMIT 1""",
            {"chat_id": chat_id, "person": person, "form": form},
        ).fetchone()
        return _draft(row) if row else None

    def begun_with(self, evidence_id: int) -> Draft | None:
        """The report that nobody has said anything about yet but this one photo."""
        row = self._connection.execute(
            """SELECT * FROM draft WHERE form = 'report' AND json_extract(answers, '$.evidence') = json_array(:id)
               AND json_extract(answers, '$.words') = '' AND json_extract(answers, '$.kind') IS NULL""",
            {"id": evidence_id},
        ).fetchone()
        return _draft(row) if row else None

    def of_duty(self, duty_id: int) -> Draft | None:
        """The draft in which somebody is doing this duty."""
        row = self._connection.execute(
            "SELECT * FROM draft WHERE form = 'duty' AND json_extract(answers, '$.duty') = ?", (duty_id,)
        ).fetchone()
        return _draft(row) if row else None

    def about(self, form: str, number: int) -> list[Draft]:
        """The open drafts of a form about the thing with this number, on whatever phones."""
        rows = self._connection.execute(
            "SELECT * FROM draft WHERE form = ? AND json_extract(answers, '$.number') = ?", (form, number)
        )
        return [_draft(row) for row in rows]

    def reading(self, evidence_id: int) -> Draft | None:
        """The draft that waits for this photo to be read, or asked where it was taken because it did not come."""
        row = self._connection.execute(
            """SELECT draft.* FROM draft, json_each('["$.reading", "$.asking", "$.left"]') AS photos,
               json_each(draft.answers, photos.value) AS it
               WHERE draft.form = 'duty' AND json_extract(it.value, '$.evidence') = :id LIMIT 1""",
            {"id": evidence_id},
        ).fetchone()
        return _draft(row) if row else None

    def hand_to(self, draft_id: int, person: str) -> None:
        """A shared phone changed hands, and the next one goes on with the form."""
        self._connection.execute("UPDATE draft SET person = ? WHERE id = ?", (person, draft_id))

    def turn_into(self, draft_id: int, form: str, answers: Mapping[str, Any], now: datetime) -> Draft:
        """The draft becomes one of another form, on the same card: what came turned out to be something else."""
        row = self._connection.execute(
            """UPDATE draft SET form = :form, answers = :answers, touched_at = :now
               WHERE id = :id RETURNING *""",
            {
                "form": form,
                "answers": to_json(answers),
                "now": to_text(now),
                "id": draft_id,
            },
        ).fetchone()
        return _draft(row)

    def save(self, draft_id: int, answers: Mapping[str, Any], now: datetime) -> None:
        self._connection.execute(
            "UPDATE draft SET answers = ?, touched_at = ? WHERE id = ?",
            (to_json(answers), to_text(now), draft_id),
        )

    def close(self, draft_id: int, how: str = "done") -> None:
        """The form is over (`how`: done, dropped or left); what it held is gone, what became of it is `ended`."""
        self._connection.execute(
            """INSERT INTO ended_draft (id, chat_id, form, how) SELECT id, chat_id, form, :how FROM draft WHERE id = :id
               ON CONFLICT DO NOTHING""",
            {"how": how, "id": draft_id},
        )
        self._connection.execute("DELETE FROM draft WHERE id = ?", (draft_id,))

    def became(self, draft_id: int, item: str) -> None:
        """What a closed form made or moved."""
        self._connection.execute("UPDATE ended_draft SET item = ? WHERE id = ?", (item, draft_id))

    def ended(self, draft_id: int, chat_id: int) -> Ended | None:
        """What became of a closed form of this chat."""
        row = self._connection.execute(
            "SELECT form, how, item FROM ended_draft WHERE id = ? AND chat_id = ?", (draft_id, chat_id)
        ).fetchone()
        return Ended(row["form"], row["how"], row["item"]) if row else None


def _draft(row: sqlite3.Row) -> Draft:
    return Draft(
        row["id"],
        row["chat_id"],
        row["person"],
        row["form"],
        from_json(row["answers"]),
        from_text(row["opened_at"]),
        from_text(row["touched_at"]),
    )
