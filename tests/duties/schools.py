"""A database in memory with the whole sample school, everybody's phone bound and every plan chasing."""

import sqlite3
from functools import cache
from itertools import count

from domain.plans import Switch
from storage import Transaction
from tests.duties.drafts import at
from tests.sample import sample
from tests.storage.rows import empty_database

EARLY = at("05:00")


def school_in_memory() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.deserialize(_template())
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


@cache
def _template() -> bytes:
    connection = empty_database()
    tx = Transaction(connection)
    connection.execute("BEGIN")
    tx.school.replace(sample())
    for person, user in zip(tx.school.people, count(700_000), strict=False):
        tx.accounts.bind(person, user, EARLY)
    for plan in sample().plans:
        tx.switches.set(plan.code, Switch.ON, EARLY)
    connection.execute("COMMIT")
    made = connection.serialize()
    connection.close()
    return made
