"""Points against records: every movement of a score stands in a record, and what a record moved stands in the rows."""

import json
import sqlite3
from typing import Any

from storage.verify.report import Report
from storage.verify.steps import has

TOLD = """
    SELECT r.seq, r.item, r.body FROM record r
    WHERE r.item = 'duty:' || :duty AND r.kind IN ('duty.done', 'duty.late', 'duty.made_up')
       OR r.item IN (SELECT 'assessment:' || number FROM assessment WHERE inspection = :duty)
          AND r.kind = 'assessment.confirmed'
       OR r.item IN (SELECT 'appeal:' || number FROM appeal WHERE inspection = :duty) AND r.kind = 'appeal.upheld'
    ORDER BY r.seq"""


def points(connection: sqlite3.Connection, report: Report) -> None:
    """Of each inspection, the movements in their order."""
    if not has(connection, "score_move"):
        return
    for row in connection.execute("SELECT duty FROM inspection ORDER BY duty").fetchall():
        report.count("inspection")
        duty = row["duty"]
        moved = connection.execute("SELECT item, points FROM score_move WHERE inspection = ? ORDER BY id", (duty,))
        told = [it for record in connection.execute(TOLD, {"duty": duty}) for it in _moved(record["body"])]
        if [tuple(it) for it in moved] != told:
            report.add("row.says", table="inspection", number=duty, column="points")
    _without_an_inspection(connection, report)


def _moved(body: str) -> list[tuple[int, int]]:
    try:
        said: dict[str, Any] = json.loads(body)
    except ValueError:
        return []
    if "moved" in said:
        return [(it[0], it[1]) for it in said["moved"]]
    return [(0, said["points"])] if said.get("points") else []


def _without_an_inspection(connection: sqlite3.Connection, report: Report) -> None:
    """A record of a look whose row is gone."""
    for record in connection.execute(
        """SELECT seq, kind, person, item, arrived_at FROM record
           WHERE kind IN ('duty.done', 'duty.late', 'duty.made_up') AND json_valid(body)
             AND json_type(body, '$.moved') IS NOT NULL
             AND NOT EXISTS (SELECT 1 FROM inspection WHERE 'duty:' || duty = record.item)"""
    ):
        report.add("row.gone", **dict(record))
