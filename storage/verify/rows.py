"""Rows against records: what the tables say now must be what the history says became of it."""

import sqlite3

from domain import appeals, entries, notices, tickets
from storage.verify.report import Report
from storage.verify.steps import has

TICKET_ENDS = {f"ticket.{move}": str(state) for (_, move), state in tickets.MOVES.items()} | {
    "ticket.reported": str(tickets.State.WAITING)
}
"""Which state each record of a ticket leaves it in."""
ALARM_ENDS = {
    "alarm.resolve": "resolved", "alarm.found": "resolved",
    "alarm.false": "false_alarm", "alarm.downgrade": "not_urgent",
    "alarm.end": "ended",
}  # fmt: skip
"""After one of these an alarm is over for good."""
DUTY_ENDS = {
    "duty.done": "done", "duty.late": "late", "duty.missed": "missed", "duty.excused": "excused",
    "duty.again": "", "duty.redo": "",
}  # fmt: skip
"""How a duty ended; empty for what takes it up again (a leader's redo does so only in time)."""
NOTICE_ENDS = {
    f"notice.{move}": str(state)
    for (_, move), state in notices.MOVES.items()
    if move not in (notices.Move.CANNOT, notices.Move.EXTEND)
} | {"notice.issued": str(notices.State.ISSUED)}
ENTRY_ENDS = {"entry.opened": str(entries.State.OPEN), "entry.closed": str(entries.State.CLOSED)}
ASSESSMENT_ENDS = {
    "assessment.proposed": str(appeals.Standing.PROPOSED),
    "assessment.confirmed": str(appeals.Standing.CONFIRMED),
    "assessment.dropped": str(appeals.Standing.DROPPED),
}
APPEAL_ENDS = {
    "appeal.said": str(appeals.Verdict.OPEN),
    "appeal.upheld": str(appeals.Verdict.UPHELD),
    "appeal.rejected": str(appeals.Verdict.REJECTED),
}
IN_VAIN = "kind = 'duty.redo' AND json_valid(body) AND NOT json_extract(body, '$.reopened')"


def rows_and_records(connection: sqlite3.Connection, report: Report) -> None:
    """The state of each ticket, alarm, duty, notice and appeal is where its last record left it."""
    for table, key, column, ends in TABLES:
        if not has(connection, table):
            continue
        kinds = ", ".join(f"'{kind}'" for kind in ends)
        found = connection.execute(
            f"""SELECT {key} AS number, {column} AS state, (SELECT kind FROM record
                    WHERE item = '{table}:' || {table}.{key} AND kind IN ({kinds}) AND NOT ({IN_VAIN})
                    ORDER BY seq DESC LIMIT 1) AS last FROM {table}"""
        )
        for row in found:
            report.count(table)
            recorded = ends.get(row["last"])
            if not AGREE[table](row["state"], recorded):
                report.add("row.differs", table=table, number=row["number"], state=row["state"], recorded=recorded)
    _people(connection, report)


TABLES = (
    ("ticket", "number", "state", TICKET_ENDS),
    ("alarm", "number", "state", ALARM_ENDS),
    ("duty", "id", "state", DUTY_ENDS),
    ("notice", "number", "state", NOTICE_ENDS),
    ("assessment", "number", "standing", ASSESSMENT_ENDS),
    ("appeal", "number", "verdict", APPEAL_ENDS),
    ("entry", "number", "state", ENTRY_ENDS),
)


def _same(state: str, recorded: str | None) -> bool:
    return state == recorded


def _alarm(state: str, recorded: str | None) -> bool:
    return recorded == (state if state in ALARM_ENDS.values() else None)


def _duty(state: str, recorded: str | None) -> bool:
    return (recorded or "") == (state if state in DUTY_ENDS.values() else "")


AGREE = {
    "ticket": _same,
    "entry": _same,
    "alarm": _alarm,
    "duty": _duty,
    "notice": _same,
    "assessment": _same,
    "appeal": _same,
}


def _people(connection: sqlite3.Connection, report: Report) -> None:
    """Who reported a ticket, and who did a duty, is who stands in the record of it."""
    for table, sql in WHOSE.items():
        if has(connection, table):
            for row in connection.execute(sql):
                report.add("row.person", table=table, number=row["number"], says=row["says"], recorded=row["recorded"])


WHOSE = {
    "ticket": """SELECT number, t.reporter AS says, r.person AS recorded FROM ticket t
        JOIN record r ON r.item = 'ticket:' || t.number AND r.kind = 'ticket.reported'
        WHERE r.person IS NOT t.reporter""",
    "duty": """SELECT id AS number, d.person AS says, r.person AS recorded FROM duty d
        JOIN record r ON r.seq = (SELECT max(seq) FROM record WHERE item = 'duty:' || d.id
            AND kind IN ('duty.done', 'duty.late'))
        WHERE d.state IN ('done', 'late') AND r.person IS NOT d.person""",
}
