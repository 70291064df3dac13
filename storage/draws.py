"""Draws as rows: the days that were committed to, the slots that hit, and how far the slots were looked at."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from domain.draws import Checked, Drawn, Outcome, Why
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

    def known(self, plan: str, targets: Iterable[str], today: date) -> dict[str, date]:
        """Since when each of these targets can be drawn; new ones since today, others are forgotten."""
        wanted = sorted(targets)
        self._connection.executemany(
            "INSERT INTO draw_pool (plan, target, since) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            [(plan, target, today.isoformat()) for target in wanted],
        )
        self._connection.execute(
            "DELETE FROM draw_pool WHERE plan = ? AND target NOT IN (SELECT value FROM json_each(?))",
            (plan, json.dumps(wanted)),
        )
        rows = self._connection.execute("SELECT target, since FROM draw_pool WHERE plan = ?", (plan,))
        return {row["target"]: date.fromisoformat(row["since"]) for row in rows}

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

    def change(self, duty: int, **values: Any) -> None:
        """Keeps new values of the named columns of the draw that a duty came from."""
        setting = ", ".join(f"{name} = :{name}" for name in values)
        self._connection.execute(f"UPDATE draw SET {setting} WHERE duty = :of", {**values, "of": duty})


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
