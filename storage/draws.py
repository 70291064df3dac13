"""Draws as rows: the days that were committed to, the slots that hit, and how far the slots were looked at."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from domain.draws import Checked, Drawn, Outcome, Why
from storage.draw_key import read_key
from storage.moments import from_text, to_text


@dataclass(frozen=True, slots=True)
class DrawDay:
    """What was fixed the evening before. `pool` and `rules` are the very texts that the commitment covers;
    `key` tells which key it was, `seed` is the day seed (hex) once it is revealed."""

    day: date
    commitment: str
    pool: str
    rules: str
    key: str
    made_at: datetime
    numbers: tuple[str, ...] = ()
    closed_at: datetime | None = None
    seed: str | None = None
    revealed_at: datetime | None = None


class Draws:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def key(self) -> bytes | None:
        """The key beside this database; None when there is none."""
        path = self._connection.execute("PRAGMA database_list").fetchone()["file"]
        return read_key(Path(path).parent) if path else None

    def of_duty(self, duty: int) -> Drawn | None:
        """The draw that a duty came from."""
        row = self._connection.execute("SELECT * FROM draw WHERE duty = ?", (duty,)).fetchone()
        return _drawn(row) if row else None

    def add(self, drawn: Drawn) -> bool:
        """Keeps a slot's draw; False when it is there already."""
        return (
            self._connection.execute(
                """INSERT INTO draw (day, plan, slot, number, kind, outcome, target, why, candidates, inspector, duty,
                                     drawn_at)
                   VALUES (:day, :plan, :slot, :number, :kind, :outcome, :target, :why, :candidates, :inspector, :duty,
                           :drawn_at) ON CONFLICT (day, plan, slot, number) DO NOTHING""",
                {
                    "day": drawn.day.isoformat(),
                    "plan": drawn.plan,
                    "slot": drawn.slot,
                    "number": drawn.number,
                    "kind": drawn.kind,
                    "outcome": drawn.outcome,
                    "target": drawn.target,
                    "why": drawn.why,
                    "candidates": json.dumps(drawn.candidates),
                    "inspector": drawn.inspector,
                    "duty": drawn.duty,
                    "drawn_at": to_text(drawn.drawn_at),
                },
            ).rowcount
            == 1
        )

    def count(self) -> int:
        """How many slots ever hit."""
        row = self._connection.execute("SELECT coalesce(max(id), 0) AS count FROM draw").fetchone()
        return int(row["count"])

    def of_day(self, day: date) -> list[Drawn]:
        """Every slot of the local day that hit, in the order of the slots."""
        rows = self._connection.execute(
            "SELECT * FROM draw WHERE day = ? ORDER BY slot, plan, number", (day.isoformat(),)
        )
        return [_drawn(row) for row in rows]

    def last(self, plan: str) -> dict[str, Checked]:
        """By target, how it was last drawn with somebody to go."""
        rows = self._connection.execute(
            """SELECT target, day, inspector FROM draw WHERE id IN
               (SELECT max(id) FROM draw WHERE plan = ? AND outcome = 'drawn' GROUP BY target)""",
            (plan,),
        )
        return {row["target"]: Checked(date.fromisoformat(row["day"]), row["inspector"]) for row in rows}

    def faults(self, plan: str) -> dict[str, int]:
        """By target, what the last inspection that was reported found."""
        rows = self._connection.execute(
            """SELECT target, faults FROM duty WHERE id IN
               (SELECT max(id) FROM duty WHERE plan = ? AND task = 'inspect' AND person IS NOT NULL GROUP BY target)""",
            (plan,),
        )
        return {row["target"]: row["faults"] for row in rows}

    def seen_since(self, plan: str, began: date) -> set[str]:
        """Targets to which somebody was sent since that day."""
        rows = self._connection.execute(
            "SELECT DISTINCT target FROM draw WHERE plan = ? AND day >= ? AND outcome = 'drawn'",
            (plan, began.isoformat()),
        )
        return {row["target"] for row in rows}

    def next_in_cycle(self, plan: str, day: date, length: int) -> tuple[date, int]:
        """When the cycle began to which the day belongs, and which day of it this is (from 1); moved on once a day."""
        row = self._connection.execute("SELECT * FROM draw_cycle WHERE plan = ?", (plan,)).fetchone()
        began, number = (row["began"], row["number"]) if row else (day.isoformat(), 0)
        if row is None or row["day"] < day.isoformat():
            began, number = (day.isoformat(), 1) if number >= length else (began, number + 1)
            self._connection.execute(
                """INSERT INTO draw_cycle (plan, began, day, number) VALUES (:plan, :began, :day, :number)
                   ON CONFLICT (plan) DO UPDATE SET began = :began, day = :day, number = :number""",
                {"plan": plan, "began": began, "day": day.isoformat(), "number": number},
            )
        return date.fromisoformat(began), min(number, length)

    def looked_until(self, plan: str) -> tuple[date, int] | None:
        """The last slot of the plan that was decided."""
        row = self._connection.execute("SELECT day, slot FROM draw_look WHERE plan = ?", (plan,)).fetchone()
        return (date.fromisoformat(row["day"]), row["slot"]) if row else None

    def look(self, plan: str, day: date, slot: int) -> None:
        """Notes that everything up to that slot is decided; it never goes back."""
        self._connection.execute(
            """INSERT INTO draw_look (plan, day, slot) VALUES (:plan, :day, :slot)
               ON CONFLICT (plan) DO UPDATE SET day = :day, slot = :slot WHERE (:day, :slot) > (day, slot)""",
            {"plan": plan, "day": day.isoformat(), "slot": slot},
        )

    def commit(self, made: DrawDay) -> bool:
        """Keeps what is fixed for a day; False when that day was fixed before."""
        return (
            self._connection.execute(
                """INSERT INTO draw_day (day, commitment, pool, rules, key, made_at)
                   VALUES (:day, :commitment, :pool, :rules, :key, :made_at) ON CONFLICT (day) DO NOTHING""",
                {
                    "day": made.day.isoformat(),
                    "commitment": made.commitment,
                    "pool": made.pool,
                    "rules": made.rules,
                    "key": made.key,
                    "made_at": to_text(made.made_at),
                },
            ).rowcount
            == 1
        )

    def day(self, day: date) -> DrawDay | None:
        row = self._connection.execute("SELECT * FROM draw_day WHERE day = ?", (day.isoformat(),)).fetchone()
        return _day(row) if row else None

    def days_to_reveal(self, before: date) -> list[DrawDay]:
        """Days that are over and whose seed is not laid open yet, oldest first."""
        rows = self._connection.execute(
            "SELECT * FROM draw_day WHERE day < ? AND seed IS NULL ORDER BY day", (before.isoformat(),)
        )
        return [_day(row) for row in rows]

    def days(self) -> list[DrawDay]:
        """Every day that was committed to, oldest first."""
        return [_day(row) for row in self._connection.execute("SELECT * FROM draw_day ORDER BY day")]

    def change_day(self, day: date, **values: Any) -> None:
        """Keeps new values of the named columns of a day: numbers, closed_at, seed, revealed_at."""
        kept = {name: to_text(value) if isinstance(value, datetime) else value for name, value in values.items()}
        if "numbers" in kept:
            kept["numbers"] = json.dumps(kept["numbers"])
        setting = ", ".join(f"{name} = :{name}" for name in kept)
        self._connection.execute(f"UPDATE draw_day SET {setting} WHERE day = :of", {**kept, "of": day.isoformat()})

    def later_again(self, day: date, slot: int) -> None:
        """The clock was ahead: what was found late there is decided when its minute comes.

        Not on a day that was laid open, and not before a slot that sent somebody: that one was drawn after these.
        """
        at = {"day": day.isoformat(), "slot": slot}
        self._connection.execute(
            """DELETE FROM draw WHERE outcome = 'late' AND (day, slot) > (:day, :slot)
               AND day NOT IN (SELECT day FROM draw_day WHERE seed IS NOT NULL)
               AND NOT EXISTS (SELECT 1 FROM draw AS later WHERE later.plan = draw.plan AND later.day = draw.day
                               AND later.slot > draw.slot AND later.outcome = 'drawn')""",
            at,
        )
        self._connection.execute("UPDATE draw_look SET day = :day, slot = :slot WHERE (day, slot) > (:day, :slot)", at)


def _drawn(row: sqlite3.Row) -> Drawn:
    return Drawn(
        day=date.fromisoformat(row["day"]),
        plan=row["plan"],
        slot=row["slot"],
        number=row["number"],
        kind=Why(row["kind"]),
        outcome=Outcome(row["outcome"]),
        target=row["target"],
        drawn_at=from_text(row["drawn_at"]),
        why=row["why"],
        candidates=tuple(json.loads(row["candidates"])),
        inspector=row["inspector"],
        duty=row["duty"],
    )


def _day(row: sqlite3.Row) -> DrawDay:
    return DrawDay(
        day=date.fromisoformat(row["day"]),
        commitment=row["commitment"],
        pool=row["pool"],
        rules=row["rules"],
        key=row["key"],
        made_at=from_text(row["made_at"]),
        numbers=tuple(json.loads(row["numbers"])),
        closed_at=from_text(row["closed_at"]) if row["closed_at"] else None,
        seed=row["seed"],
        revealed_at=from_text(row["revealed_at"]) if row["revealed_at"] else None,
    )
