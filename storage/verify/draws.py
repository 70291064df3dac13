"""Draws against records: every slot that hit, and every day that was fixed, is in the tables what the history tells."""

import json
import sqlite3
from typing import Any

from storage.verify.report import Report
from storage.verify.steps import body_of, has, which

SLOT = "kind, outcome, target, why, candidates, inspector, duty"
DAY = {
    "draws.fixed": ("commitment", "commitment"),
    "draws.closed": ("numbers", "numbers"),
    "draws.revealed": ("seed", "seed"),
}
"""By kind of record: the column of the day that it tells, and under which name."""


def draws(connection: sqlite3.Connection, report: Report) -> None:
    """One day at a time. What was found late is gone when a clock that was ahead was put back, until it is decided."""
    if not has(connection, "draw_day"):
        return
    days = connection.execute(
        """SELECT day FROM draw_day UNION SELECT day FROM draw
           UNION SELECT substr(item, 7) FROM record WHERE item > 'draws:2' AND item < 'draws:3' ORDER BY 1"""
    )
    for (day,) in days.fetchall():
        told = connection.execute("SELECT * FROM record WHERE item = 'draws:' || ? ORDER BY seq", (day,)).fetchall()
        row = connection.execute("SELECT * FROM draw_day WHERE day = ?", (day,)).fetchone()
        _day(report, day, row, told)
        _slots(connection, report, day, row is not None and row["seed"] is not None, told)


def _day(report: Report, day: str, row: sqlite3.Row | None, told: list[sqlite3.Row]) -> None:
    fixed = [record for record in told if record["kind"] == "draws.fixed"]
    if row is None:
        if fixed:
            report.add("row.gone", **which(fixed[0]))
        return
    expected: dict[str, Any] = {"seed": None}
    for record in told:
        if record["kind"] in DAY:
            column, name = DAY[record["kind"]]
            expected[column] = body_of(record).get(name)
    for column, value in expected.items():
        if (json.loads(row[column]) if column == "numbers" else row[column]) != value:
            report.add("row.says", table="draw_day", number=day, column=column)


def _slots(connection: sqlite3.Connection, report: Report, day: str, opened: bool, told: list[sqlite3.Row]) -> None:
    last = {
        _key(body): (record, body)
        for record in told
        if record["kind"] == "draws.slot" and "slot" in (body := body_of(record))
    }
    rows = {_key(row): row for row in connection.execute("SELECT * FROM draw WHERE day = ?", (day,))}
    for key, (record, body) in last.items():
        row = rows.pop(key, None)
        if row is None and (opened or body.get("outcome") != "late"):
            report.add("row.gone", **which(record))
        elif row is not None and any(_said(row, name) != body.get(name) for name in SLOT.split(", ")):
            report.add("row.says", table="draw", number=f"{day} {key[0]} {key[1]}", column="draw")
    for plan, slot, _number in rows:
        report.add("row.says", table="draw", number=f"{day} {plan} {slot}", column="draw")


def _key(it: Any) -> tuple[str, int, int]:
    return it["plan"], it["slot"], it["number"]


def _said(row: sqlite3.Row, name: str) -> Any:
    return json.loads(row[name]) if name == "candidates" else row[name]
