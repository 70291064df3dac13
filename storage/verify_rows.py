"""Rows against records: what the tables say now must be what the history says became of it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Protocol

from domain import appeals, entries, notices, tickets
from storage.migrate import migrations, take


class Report(Protocol):
    def add(self, about: str, **facts: object) -> None: ...

    def count(self, what: str) -> None: ...


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
MOST_PAGES = 20


def pages(connection: sqlite3.Connection, report: Report) -> None:
    """SQLite's own look at every page of the file."""
    for (said,) in connection.execute(f"PRAGMA quick_check({MOST_PAGES})"):
        if said != "ok":
            report.add("database.damaged", where=str(said))


def references(connection: sqlite3.Connection, report: Report) -> None:
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        report.add("row.points_nowhere", table=table, row=row, parent=parent)


def schema(connection: sqlite3.Connection, report: Report) -> None:
    """Tables, indexes and triggers as the migrations make them: who removes the guards of the history is found out."""
    meant = _meant(connection.execute("PRAGMA user_version").fetchone()[0])
    here = dict(_schema_of(connection))
    for key in sorted(meant.keys() | here.keys()):
        kind, name = key
        if meant.get(key) != here.get(key):
            how = "missing" if key not in here else "foreign" if key not in meant else "changed"
            report.add("schema.differs", kind=kind, name=name, how=how)


def _meant(version: int) -> dict[tuple[str, str], str]:
    """What the steps up to that version make of an empty database."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        take(connection, 0, [(number, sql) for number, sql in migrations() if number <= version])
        return dict(_schema_of(connection))


def _schema_of(connection: sqlite3.Connection) -> Iterator[tuple[tuple[str, str], str]]:
    """Kind and name of everything that the schema holds, with its SQL, spaces and quotes aside."""
    rows = connection.execute("SELECT type, name, sql FROM main.sqlite_schema WHERE name NOT LIKE 'sqlite_%'")
    for kind, name, sql in rows.fetchall():
        yield (kind, name), "".join((sql or "").replace('"', "").split())


def rows_and_records(connection: sqlite3.Connection, report: Report) -> None:
    """The state of each ticket, alarm, duty, notice and appeal is where its last record left it."""
    for table, key, column, ends in TABLES:
        if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", (table,)).fetchone():
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
        if connection.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", (table,)).fetchone():
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
