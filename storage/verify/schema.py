"""The file itself: its pages as SQLite sees them, rows that point nowhere, and a schema as the migrations make it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache

from storage.migrate import migrations, take
from storage.verify.report import Report

MOST_PAGES = 20
"""Damaged pages that are told one by one; our own judgement: one is enough to restore."""


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


@cache
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
