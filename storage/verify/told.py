"""Records against rows: what the history tells of tickets, alarms, duties and more stands so in the tables.

A step that no record tells of (a duty's planned hours, who was told of an alarm, figures of a summary) is not seen.
"""

import sqlite3
from collections.abc import Callable, Sequence
from typing import Any

from storage.verify.alarms import alarm_told
from storage.verify.duties import ENDED, duty_told
from storage.verify.entries import entry_told
from storage.verify.notices import notice_told, weighed_told
from storage.verify.offers import offer_told
from storage.verify.report import Report
from storage.verify.rosters import leave_told, swap_told
from storage.verify.service import begins as service_begins
from storage.verify.service import service_told
from storage.verify.steps import Step, Steps, has, items, stands, which
from storage.verify.tickets import ticket_told

Begins = Callable[[Step], bool]
"""Tells the record with which an item's row begins."""


def told_and_rows(connection: sqlite3.Connection, report: Report) -> None:
    """Every item that was told of has its row, and the row says what was told. One item at a time."""
    for table, key, begins, expected in TABLES:
        if not has(connection, table):
            continue
        for steps in items(connection, table):
            first = next((step[0] for step in steps if begins(step)), None)
            if first is None:
                continue
            number = int(first["item"].partition(":")[2])
            row = connection.execute(f"SELECT * FROM {table} WHERE {key} = ?", (number,)).fetchone()
            told = {} if row is None else expected(connection, steps)
            wrong = [name for name, allowed in told.items() if row[name] not in allowed]
            if (row is not None and not wrong) or not all(stands(record) for record, _ in steps):
                continue
            if row is None:
                report.add("row.gone", **which(first))
            for name in wrong:
                report.add("row.says", table=table, number=number, column=name)


def of_kind(*kinds: str) -> Begins:
    """Whether it is a record of one of these kinds."""
    return lambda step: step[0]["kind"] in kinds


Expected = Callable[[sqlite3.Connection, Steps], dict[str, Sequence[Any]]]
TABLES: tuple[tuple[str, str, Begins, Expected], ...] = (
    ("ticket", "number", of_kind("ticket.reported"), ticket_told),
    ("service", "ticket", service_begins, service_told),
    ("alarm", "number", of_kind("alarm.raised"), alarm_told),
    ("duty", "id", of_kind(*ENDED), duty_told),
    ("notice", "number", of_kind("notice.issued"), notice_told),
    ("assessment", "number", of_kind("assessment.proposed"), weighed_told),
    ("appeal", "number", of_kind("appeal.said"), weighed_told),
    ("entry", "number", of_kind("entry.opened"), entry_told),
    ("swap", "id", of_kind("swap.asked"), swap_told),
    ("staff_leave", "id", of_kind("leave.asked"), leave_told),
    ("offer", "number", of_kind("offer.sent"), offer_told),
)
