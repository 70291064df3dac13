"""The questions of a summary find their rows through an index, however many years lie behind."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from actions.summary import send_summary
from storage import Store, Transaction, figures
from tests.managers.days import local
from tests.storage.rows import empty_database

GROWING = re.compile(r"SCAN (duty|duty_point|record|outbox|evidence|ticket|alarm|summary)\b")
QUESTIONS = {
    name: sql for name, sql in vars(figures).items() if isinstance(sql, str) and name.isupper() and "SELECT" in sql
}


@pytest.fixture
def database() -> Iterator[sqlite3.Connection]:
    with closing(empty_database()) as here:
        yield here


def test_every_question_is_asked_here() -> None:
    assert len(QUESTIONS) == 18


@pytest.mark.parametrize("name", QUESTIONS)
def test_no_question_of_the_summary_reads_a_whole_table(database: sqlite3.Connection, name: str) -> None:
    values = {"after": "2026-11-23T12:30:00.000000+00:00", "until": "2026-11-24T12:30:00.000000+00:00"}
    values["day"] = "2026-11-24"
    plan = [row["detail"] for row in database.execute("EXPLAIN QUERY PLAN " + QUESTIONS[name], values)]
    assert [step for step in plan if "SCAN" in step] == []
    assert any("SEARCH" in step for step in plan)


def asked_for_a_summary(tx: Transaction) -> list[str]:
    """Every question that sending one puts to the database, as it was put."""
    asked: list[str] = []
    tx._connection.set_trace_callback(asked.append)
    send_summary(tx, local("11-24 20:30"))
    tx._connection.set_trace_callback(None)
    return [sql for sql in asked if sql.lstrip().startswith("SELECT")]


def steps_of(tx: Transaction, sql: str) -> list[str]:
    return [row["detail"] for row in tx._connection.execute("EXPLAIN QUERY PLAN " + sql)]


async def test_nothing_that_a_summary_asks_reads_a_whole_table_that_grows(kept: Store) -> None:
    asked = await kept.run(asked_for_a_summary)
    assert len(asked) > 20
    found = [(sql, step) for sql in asked for step in await kept.run(steps_of, sql) if GROWING.search(step)]
    assert [sql for sql, step in found if not sql.endswith("LIMIT 1")] == []
