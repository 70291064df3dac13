"""What the tests of planning stand on: the sample school in memory, imported for the first time."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing

import pytest

from actions.import_school import import_school
from domain.school import School
from storage import Transaction
from tests.stage import MONDAY_QUARTER_TO_SEVEN as NOW
from tests.storage.rows import empty_database


@pytest.fixture(scope="session")
def imported(sample: School) -> bytes:
    with closing(empty_database()) as connection:
        connection.execute("BEGIN")
        import_school(Transaction(connection), NOW, sample)
        connection.execute("COMMIT")
        return connection.serialize()


@pytest.fixture
def whole_school(imported: bytes) -> Iterator[Callable[[], Transaction]]:
    """Makes a fresh school each time, in one transaction like every unit of work."""
    with ExitStack() as made:

        def make() -> Transaction:
            here = made.enter_context(closing(sqlite3.connect(":memory:", isolation_level=None)))
            here.deserialize(imported)
            here.row_factory = sqlite3.Row
            here.execute("PRAGMA foreign_keys = ON")
            here.execute("BEGIN")
            return Transaction(here)

        yield make


@pytest.fixture
def tx(whole_school: Callable[[], Transaction]) -> Transaction:
    return whole_school()
