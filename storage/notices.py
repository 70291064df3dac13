"""整改通知 as rows: the present state; how it came about stands in the history."""

import sqlite3
from datetime import datetime
from typing import Any

from domain.notices import RELAPSE, Grade, Notice, State
from storage.moments import from_text, to_text

OPEN = "state NOT IN ('销号', '撤回')"
MOMENTS = ("issued_at", "deadline")
MAYBE_MOMENTS = ("done_at", "closed_at")


class Notices:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def issue(
        self,
        *,
        grade: Grade,
        place: str | None,
        place_words: str,
        words: str,
        issuer: str,
        responsible: str | None,
        now: datetime,
        deadline: datetime,
        inspection: int | None = None,
    ) -> Notice:
        """A new notice with the next number; it knows the one before it at the same place within 60 days."""
        row = self._connection.execute(
            """INSERT INTO notice (grade, place, place_words, words, issuer, responsible, issued_at, deadline,
                                   inspection, relapse_of)
               VALUES (:grade, :place, :place_words, :words, :issuer, :responsible, :now, :deadline, :inspection,
                       :relapse_of)
               RETURNING *""",
            {
                "grade": grade,
                "place": place,
                "place_words": place_words,
                "words": words,
                "issuer": issuer,
                "responsible": responsible,
                "now": to_text(now),
                "deadline": to_text(deadline),
                "inspection": inspection,
                "relapse_of": self._before(place, now, None),
            },
        ).fetchone()
        return notice_of(row)

    def get(self, number: int) -> Notice | None:
        row = self._connection.execute("SELECT * FROM notice WHERE number = ?", (number,)).fetchone()
        return notice_of(row) if row else None

    def of_inspection(self, duty: int) -> Notice | None:
        row = self._connection.execute(
            "SELECT * FROM notice WHERE inspection = ? ORDER BY number DESC LIMIT 1", (duty,)
        ).fetchone()
        return notice_of(row) if row else None

    def before(self, notice: Notice) -> int | None:
        """The number of the notice before it at the same place within 60 days that still counts; None without one."""
        return self._before(notice.place, notice.issued_at, notice.number)

    def _before(self, place: str | None, at: datetime, number: int | None) -> int | None:
        """What was withdrawn, or came of points that an appeal gave back, is not something that came back."""
        row = self._connection.execute(
            """SELECT max(number) AS number FROM notice WHERE place = :place AND issued_at >= :since
                   AND (:number IS NULL OR number < :number) AND state <> '撤回'
                   AND NOT EXISTS (SELECT 1 FROM appeal WHERE appeal.inspection = notice.inspection
                                       AND appeal.verdict = '退回分数')""",
            {"place": place, "since": to_text(at - RELAPSE), "number": number},
        ).fetchone()
        return None if row["number"] is None else int(row["number"])

    def after(self, number: int) -> list[Notice]:
        """Those that were issued as 复发 of it."""
        rows = self._connection.execute("SELECT * FROM notice WHERE relapse_of = ? ORDER BY number", (number,))
        return [notice_of(row) for row in rows]

    def change(self, notice: Notice, **values: Any) -> Notice:
        """Keeps new values of the named columns; the notice must be as it was read (units run one after the other)."""
        kept = {name: to_text(it) if isinstance(it, datetime) else it for name, it in values.items()}
        setting = ", ".join(f"{name} = :{name}" for name in kept)
        row = self._connection.execute(
            f"UPDATE notice SET {setting}, moves = moves + 1 WHERE number = :number AND moves = :was RETURNING *",
            {**kept, "number": notice.number, "was": notice.moves},
        ).fetchone()
        if row is None:
            raise LookupError(f"notice {notice.number} changed in the same unit of work")
        return notice_of(row)

    def open(self) -> list[Notice]:
        """What is not over, the soonest deadline first."""
        rows = self._connection.execute(f"SELECT * FROM notice WHERE {OPEN} ORDER BY deadline, number")
        return [notice_of(row) for row in rows]

    def of_person(self, person: str) -> list[Notice]:
        """What somebody has to put right or to look at again, the soonest deadline first."""
        rows = self._connection.execute(
            f"""SELECT * FROM notice WHERE {OPEN} AND ((responsible = :person AND state <> '待复查')
                    OR (checker = :person AND state = '待复查')) ORDER BY deadline, number""",
            {"person": person},
        )
        return [notice_of(row) for row in rows]

    def issued(self, after: datetime, until: datetime) -> list[Notice]:
        """Issued in (after, until]."""
        rows = self._connection.execute(
            "SELECT * FROM notice WHERE issued_at > ? AND issued_at <= ? ORDER BY number",
            (to_text(after), to_text(until)),
        )
        return [notice_of(row) for row in rows]

    def over(self, after: datetime, until: datetime) -> list[Notice]:
        """Closed or withdrawn in (after, until]."""
        rows = self._connection.execute(
            "SELECT * FROM notice WHERE closed_at > ? AND closed_at <= ? ORDER BY number",
            (to_text(after), to_text(until)),
        )
        return [notice_of(row) for row in rows]

    def looks_given(self, person: str, since: datetime) -> int:
        """How often somebody was asked to look again lately: the one asked least is asked next."""
        row = self._connection.execute(
            "SELECT count(*) AS n FROM notice WHERE checker = ? AND done_at >= ?", (person, to_text(since))
        ).fetchone()
        return int(row["n"])


def notice_of(row: sqlite3.Row) -> Notice:
    values: dict[str, Any] = dict(row)
    values |= {name: from_text(values[name]) for name in MOMENTS}
    values |= {name: from_text(values[name]) if values[name] else None for name in MAYBE_MOMENTS}
    values |= {"state": State(values["state"]), "grade": Grade(values["grade"])}
    return Notice(**values)
