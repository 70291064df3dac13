"""What the tests of the school's data stand on."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from domain.school import School
from storage.migrate import migrate
from storage.workbook import read_school
from tests.school.small_school import small_school, written


@pytest.fixture
def small(tmp_path: Path) -> School:
    """The small one."""
    return read_school(written(tmp_path / "small.xlsx", small_school()))


@pytest.fixture
def rows(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """An empty database of the newest version, without the store around it."""
    path = tmp_path / "rows.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        migrate(connection, path)
        yield connection
