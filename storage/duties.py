"""Duties as rows: the present state of each obligation; how it came about stands in the history."""

import json
import sqlite3
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from domain.checklists import EvidenceRule
from domain.duties import Draft, Duty, Reached, Shape, State, Task
from domain.plans import Grade
from storage.moments import from_text, to_text

PLANNED = tuple(field.name for field in fields(Draft))
MOMENTS = ("starts", "ends", "opens", "due", "closes")
MAYBE_MOMENTS = ("begun_at", "said_at", "made_up_at", "owned_at", "closed_at")
UNFINISHED = "state IN ('upcoming', 'open')"


class Duties:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def plan(self, draft: Draft) -> int | None:
        """Keeps a new duty and returns its id; None when its key is there already (planning twice plans once)."""
        found = self._connection.execute(
            """INSERT INTO duty (key, plan, name, task, checklist, version, target, place, points, day, shape, starts,
                                 ends, opens, due, closes, grade, evidence, chain, trial, assigned, owner, post)
               VALUES (:key, :plan, :name, :task, :checklist, :version, :target, :place, :points, :day, :shape,
                       :starts, :ends, :opens, :due, :closes, :grade, :evidence, :chain, :trial, :owner, :owner,
                       :post)
               ON CONFLICT (key) DO NOTHING RETURNING id""",
            _row(draft),
        ).fetchone()
        return int(found["id"]) if found else None

    def plan_anew(self, duty_id: int, draft: Draft) -> None:
        """What has not opened becomes what is meant now; its ladder begins again."""
        self._connection.execute(
            """UPDATE duty SET name = :name, task = :task, checklist = :checklist, version = :version, place = :place,
                   points = :points, shape = :shape, starts = :starts, ends = :ends, opens = :opens, due = :due,
                   closes = :closes, grade = :grade, evidence = :evidence, chain = :chain, trial = :trial, step = 0
               WHERE id = :id""",
            {**_row(draft), "id": duty_id},
        )

    def get(self, duty_id: int) -> Duty | None:
        row = self._connection.execute("SELECT * FROM duty WHERE id = ?", (duty_id,)).fetchone()
        return duty_of(row) if row else None

    def change(self, duty_id: int, **values: Any) -> Duty:
        """Keeps new values of the named columns; moments aware."""
        kept = {name: _kept(value) for name, value in values.items()}
        setting = ", ".join(f"{name} = :{name}" for name in kept)
        row = self._connection.execute(
            f"UPDATE duty SET {setting} WHERE id = :duty_id RETURNING *",
            {**kept, "duty_id": duty_id},
        ).fetchone()
        return duty_of(row)

    def of_key(self, key: str) -> Duty | None:
        row = self._connection.execute("SELECT * FROM duty WHERE key = ?", (key,)).fetchone()
        return duty_of(row) if row else None

    def drop(self, duty_id: int) -> None:
        """Forgets a duty that nobody has heard of."""
        self._connection.execute("DELETE FROM duty WHERE id = ?", (duty_id,))

    def upcoming_keys(self, plan: str, day: date) -> dict[str, int]:
        """What of a plan's day has not opened: key to id."""
        rows = self._connection.execute(
            "SELECT key, id FROM duty WHERE day = ? AND plan = ? AND state = 'upcoming'", (day.isoformat(), plan)
        )
        return {row["key"]: row["id"] for row in rows}

    def plans_of(self, day: date) -> set[str]:
        """Every plan that has a duty on that day."""
        rows = self._connection.execute("SELECT DISTINCT plan FROM duty WHERE day = ?", (day.isoformat(),))
        return {row["plan"] for row in rows}

    def owed_by(self, person: str, until: datetime) -> list[Duty]:
        """What somebody owes that opens by `until` and is not over, soonest due first."""
        return self._many(
            f"SELECT * FROM duty WHERE owner = :person AND opens <= :until AND {UNFINISHED} ORDER BY due, id",
            {"person": person, "until": to_text(until)},
        )

    def unfinished(self, until: datetime) -> list[Duty]:
        """Everything that opens by `until` and is not over, soonest due first."""
        return self._many(
            f"SELECT * FROM duty WHERE opens <= :until AND {UNFINISHED} ORDER BY due, id", {"until": to_text(until)}
        )

    def unfinished_closing(self, after: datetime, until: datetime, most: int) -> list[Duty]:
        """What closes in (after, until] and is not over, soonest first."""
        return self._many(
            f"""SELECT * FROM duty WHERE closes > :after AND closes <= :until AND {UNFINISHED}
                ORDER BY closes, id LIMIT :most""",
            {"after": to_text(after), "until": to_text(until), "most": most},
        )

    def ended_before_their_time(self, now: datetime, excuse: str, most: int) -> list[Duty]:
        """What was missed, or excused for that reason, although it closes after `now`, soonest first."""
        return self._many(
            """SELECT * FROM duty WHERE closes > :now AND made_up_at IS NULL
                 AND (state = 'missed' OR (state = 'excused' AND excuse = :excuse)) ORDER BY closes, id LIMIT :most""",
            {"now": to_text(now), "excuse": excuse, "most": most},
        )

    def closing_between(self, after: datetime, until: datetime) -> list[Duty]:
        """Every duty that closes in (after, until], whatever became of it: the period of a summary."""
        return self._many(
            "SELECT * FROM duty WHERE closes > :after AND closes <= :until ORDER BY closes, id",
            {"after": to_text(after), "until": to_text(until)},
        )

    def missed_of(self, person: str, since: datetime) -> list[Duty]:
        """Missed duties of somebody that closed after `since` and can still be made up, newest first."""
        return self._many(
            """SELECT * FROM duty WHERE closes > :since AND state = 'missed' AND made_up_at IS NULL
               AND owner = :person ORDER BY closes DESC""",
            {"person": person, "since": to_text(since)},
        )

    def of_day(self, day: date) -> list[Duty]:
        """Every duty that belongs to that local day, soonest closing first."""
        return self._many("SELECT * FROM duty WHERE day = ? ORDER BY closes, id", (day.isoformat(),))

    def left_undone(self, after: datetime, until: datetime) -> list[Duty]:
        """关键 duties that closed in (after, until], were missed, and of which nobody takes care."""
        return self._many(
            """SELECT * FROM duty WHERE closes > :after AND closes <= :until AND state = 'missed' AND trial = 0
               AND grade = :key AND made_up_at IS NULL AND owned_by IS NULL ORDER BY closes, id""",
            {"after": to_text(after), "until": to_text(until), "key": Grade.KEY},
        )

    def reach(self, reached: Reached) -> bool:
        """Notes a point of a round; False when it was noted before."""
        return (
            self._connection.execute(
                """INSERT INTO duty_point (duty, point, number, said_at, how, evidence, flags)
                   VALUES (:duty, :point, :number, :said_at, :how, :evidence, :flags) ON CONFLICT DO NOTHING""",
                {
                    "duty": reached.duty,
                    "point": reached.point,
                    "number": reached.number,
                    "said_at": to_text(reached.said_at),
                    "how": reached.how,
                    "evidence": reached.evidence,
                    "flags": json.dumps(reached.flags, ensure_ascii=False),
                },
            ).rowcount
            == 1
        )

    def reached(self, duty_id: int) -> list[Reached]:
        """The points of a round that were checked in, in the order of checking in."""
        rows = self._connection.execute("SELECT * FROM duty_point WHERE duty = ? ORDER BY number", (duty_id,))
        return [
            Reached(row["duty"], row["point"], row["number"], from_text(row["said_at"]), row["how"], row["evidence"],
                    tuple(json.loads(row["flags"])))
            for row in rows
        ]  # fmt: skip

    def _many(self, sql: str, values: Any) -> list[Duty]:
        return [duty_of(row) for row in self._connection.execute(sql, values)]


def _row(draft: Draft) -> dict[str, Any]:
    return {
        **{name: getattr(draft, name) for name in PLANNED},
        **{name: to_text(getattr(draft, name)) for name in MOMENTS},
        "points": json.dumps(draft.points),
        "day": draft.day.isoformat(),
        "trial": int(draft.trial),
    }


def _kept(value: Any) -> Any:
    if isinstance(value, datetime):
        return to_text(value)
    return int(value) if isinstance(value, bool) else value


def duty_of(row: sqlite3.Row) -> Duty:
    values: dict[str, Any] = dict(row)
    values |= {name: from_text(values[name]) for name in MOMENTS}
    values |= {name: from_text(values[name]) if values[name] else None for name in MAYBE_MOMENTS}
    values |= {
        "task": Task(values["task"]),
        "shape": Shape(values["shape"]),
        "grade": Grade(values["grade"]),
        "evidence": EvidenceRule(values["evidence"]),
        "state": State(values["state"]),
        "day": date.fromisoformat(values["day"]),
        "points": tuple(json.loads(values["points"])),
        "trial": bool(values["trial"]),
    }
    return Duty(**values)
