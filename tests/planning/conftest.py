"""What the tests of planning stand on: the sample school in memory, imported for the first time."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager

import pytest

from actions.import_school import import_school
from domain.school import School
from storage import Transaction
from tests.planning.days import planned
from tests.stage import MONDAY_QUARTER_TO_SEVEN as NOW
from tests.storage.rows import empty_database


@pytest.fixture(scope="session")
def imported(sample: School) -> bytes:
    with closing(empty_database()) as connection:
        connection.execute("BEGIN")
        import_school(Transaction(connection), NOW, sample)
        connection.execute("COMMIT")
        return connection.serialize()


@pytest.fixture(scope="session")
def all_planned(imported: bytes) -> bytes:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        planned(unit(connection, imported))
        connection.execute("COMMIT")
        return connection.serialize()


def unit(connection: sqlite3.Connection, database: bytes) -> Transaction:
    """One transaction, like every unit of work, on a copy of that database."""
    connection.deserialize(database)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("BEGIN")
    return Transaction(connection)


@contextmanager
def making(database: bytes) -> Iterator[Callable[[], Transaction]]:
    with ExitStack() as made:
        yield lambda: unit(made.enter_context(closing(sqlite3.connect(":memory:", isolation_level=None))), database)


@pytest.fixture
def whole_school(imported: bytes) -> Iterator[Callable[[], Transaction]]:
    """Makes a fresh school each time."""
    with making(imported) as make:
        yield make


@pytest.fixture
def planned_school(all_planned: bytes) -> Iterator[Callable[[], Transaction]]:
    """The same with everything planned that is planned on Monday at 06:45; that takes long, and is done once."""
    with making(all_planned) as make:
        yield make


@pytest.fixture
def tx(whole_school: Callable[[], Transaction]) -> Transaction:
    return whole_school()


@pytest.fixture
def monday(planned_school: Callable[[], Transaction]) -> Transaction:
    return planned_school()
