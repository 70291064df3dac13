"""What tests of duties may ask for: the sample school in memory."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from storage import Transaction
from tests.duties.schools import school_in_memory


@pytest.fixture
def tx() -> Iterator[Transaction]:
    with closing(school_in_memory()) as connection:
        yield Transaction(connection)
