"""A database in memory with the whole sample school, everybody's phone bound and every plan chasing."""

from collections.abc import Iterator
from functools import cache
from itertools import count

import pytest

from domain.plans import Switch
from domain.school import School
from storage import Transaction
from storage.workbook import read_school
from tests.duties.drafts import at
from tests.stage import SAMPLE
from tests.storage.rows import empty_database

EARLY = at("05:00")


@cache
def sample() -> School:
    return read_school(SAMPLE)


@pytest.fixture
def tx() -> Iterator[Transaction]:
    connection = empty_database()
    connection.execute("PRAGMA foreign_keys = ON")
    transaction = Transaction(connection)
    connection.execute("BEGIN")
    transaction.school.replace(sample())
    for person, user in zip(transaction.school.people, count(700_000), strict=False):
        transaction.accounts.bind(person, user, EARLY)
    for plan in sample().plans:
        transaction.switches.set(plan.code, Switch.ON, EARLY)
    connection.execute("COMMIT")
    yield transaction
    connection.close()
