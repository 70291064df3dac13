"""Rows to begin with, and how to look at them past the rooms of the store."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from storage import Transaction
from storage.migrate import migrate

NOW = datetime(2026, 11, 22, 22, 45, tzinfo=UTC)
PEOPLE = ("P01", "P02", "P03")


def empty_database() -> sqlite3.Connection:
    """The newest version, in memory, with three people in it."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.deserialize(_template())
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


@cache
def _template() -> bytes:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection, Path(":memory:"))
        connection.executemany(
            """INSERT INTO person (id, name, address, roles, section, language, presence, phone)
               VALUES (?, ?, ?, '[]', '全校', 'zh', '在岗', '自己')""",
            [(person, person, person) for person in PEOPLE],
        )
        return connection.serialize()


def note(tx: Transaction, word: str) -> str:
    """The smallest unit of work there is: one record of history."""
    tx.history.append("note", NOW, person=None, said_at=NOW, body={"word": word})
    return word


def kept(folder: Path) -> list[str]:
    """The notes that another process would find in the file now, oldest first."""
    words = "SELECT json_extract(body, '$.word') FROM record WHERE kind = 'note' ORDER BY seq"
    return [row[0] for row in ask(folder / "zhiqin.db", words)]


def ask(path: Path, sql: str) -> list[tuple[Any, ...]]:
    """A question to the file, from beside whoever writes it."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as beside:
        return beside.execute(sql).fetchall()
