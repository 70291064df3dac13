"""What these tests stand on: the sample school in memory."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from storage import Transaction
from tests.duties.schools import school_in_memory


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with closing(school_in_memory()) as here:
        yield here


@pytest.fixture
def tx(connection: sqlite3.Connection) -> Transaction:
    return Transaction(connection)
