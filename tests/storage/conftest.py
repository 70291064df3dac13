"""What the tests of the store stand on: an open store, and rows without a loop around them."""

import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from storage import Store, Transaction
from tests.storage.rows import empty_database


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    here = await Store.open(tmp_path)
    yield here
    await here.close()


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    """A database of the newest version in memory, each statement its own transaction; P01 to P03 work there."""
    with closing(empty_database()) as here:
        yield here


@pytest.fixture
def tx(connection: sqlite3.Connection) -> Transaction:
    return Transaction(connection)
