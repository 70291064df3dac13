"""What the writer promises: a result means that it is kept, and nobody pays for a neighbour's mistake."""

import asyncio
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from itertools import islice
from pathlib import Path

import pytest

from storage import Store, Transaction
from storage.engine import MOST_IN_A_GROUP, Writer
from tests.storage.rows import kept, note

ROOT = Path(__file__).parents[2]
REPORTER = (sys.executable, "-m", "tests.storage.reporter")


class Spilt(Exception):
    """What a unit of work raises when it goes wrong."""


def spill(tx: Transaction, word: str) -> None:
    note(tx, word)
    raise Spilt(word)


def test_what_was_reported_is_there_after_a_kill(tmp_path: Path) -> None:
    child = subprocess.Popen([*REPORTER, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    with child:
        assert child.stdout is not None
        reported = [line.strip() for line in islice(child.stdout, 300)]
        child.kill()
        *more, cut_short = child.stdout.read().split("\n")
    assert {*reported, *more} <= set(kept(tmp_path))
    assert cut_short == ""


def test_a_program_that_forgets_to_close_the_store_still_ends(tmp_path: Path) -> None:
    ended = subprocess.run([*REPORTER, str(tmp_path), "leaves"], cwd=ROOT, timeout=20, check=False)
    assert ended.returncode == 0
    assert kept(tmp_path) == ["last words"]


async def test_a_result_comes_after_everybody_else_can_read_it(store: Store, tmp_path: Path) -> None:
    told: list[list[str]] = []
    running = asyncio.ensure_future(store.run(note, "a"))
    running.add_done_callback(lambda _: told.append(kept(tmp_path)))
    assert await running == "a"
    assert told == [["a"]]


async def test_a_failing_unit_fails_alone_and_leaves_nothing(store: Store, tmp_path: Path) -> None:
    before, failed, after = await asyncio.gather(
        store.run(note, "before"), store.run(spill, "spilt"), store.run(note, "after"), return_exceptions=True
    )
    assert (before, after) == ("before", "after")
    assert isinstance(failed, Spilt)
    assert kept(tmp_path) == ["before", "after"]


async def test_a_unit_that_fails_with_nobody_beside_it_leaves_nothing(store: Store, tmp_path: Path) -> None:
    with pytest.raises(Spilt):
        await store.run(spill, "spilt")
    assert await store.run(note, "next") == "next"
    assert kept(tmp_path) == ["next"]


async def test_sql_that_is_wrong_fails_alone_too(store: Store, tmp_path: Path) -> None:
    def wrong(tx: Transaction) -> None:
        tx.outbox.has_message(1, "\ud800")

    results = await asyncio.gather(store.run(note, "a"), store.run(wrong), store.run(note, "b"), return_exceptions=True)
    assert [results[0], results[2]] == ["a", "b"]
    assert isinstance(results[1], UnicodeEncodeError)
    assert kept(tmp_path) == ["a", "b"]


async def test_the_unit_of_a_caller_who_left_is_still_kept(store: Store, tmp_path: Path) -> None:
    leaving = asyncio.ensure_future(store.run(note, "left behind"))
    await asyncio.sleep(0)
    leaving.cancel()
    assert await store.run(note, "afterwards") == "afterwards"
    assert leaving.cancelled()
    assert kept(tmp_path) == ["left behind", "afterwards"]


async def test_closing_waits_for_what_was_asked_before(tmp_path: Path) -> None:
    store = await Store.open(tmp_path)
    asked = [asyncio.ensure_future(store.run(note, str(number))) for number in range(5)]
    await asyncio.sleep(0)
    await store.close()
    assert await asyncio.gather(*asked) == kept(tmp_path) == ["0", "1", "2", "3", "4"]


async def test_a_closed_store_says_so(tmp_path: Path) -> None:
    store = await Store.open(tmp_path)
    await store.close()
    with pytest.raises(ValueError, match="closed"):
        await store.run(note, "too late")


async def test_a_change_is_announced_once_a_commit_and_looking_is_none(store: Store) -> None:
    heard: list[None] = []
    store.changed.append(lambda: heard.append(None))
    await store.run(lambda tx: tx.history.head())
    assert heard == []
    await store.run(note, "a")
    assert heard == [None]


class Traced:
    """A writer whose commits are counted."""

    def __init__(self, writer: Writer, statements: list[str], connection: list[sqlite3.Connection]) -> None:
        self.writer, self._statements, self._connection = writer, statements, connection

    @property
    def commits(self) -> int:
        return self._statements.count("COMMIT")

    def adding(self, number: int) -> Callable[[], int]:
        def add() -> int:
            self._connection[0].execute("INSERT INTO counted VALUES (?)", (number,))
            return number

        return add


@pytest.fixture
async def traced(tmp_path: Path) -> AsyncIterator[Traced]:
    statements: list[str] = []
    made: list[sqlite3.Connection] = []

    def prepare(connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE counted (number INTEGER)")
        connection.set_trace_callback(statements.append)
        made.append(connection)

    writer = Writer(tmp_path / "traced.db", prepare)
    await writer
    yield Traced(writer, statements, made)
    await writer.close()


async def test_units_that_arrive_together_share_one_commit(traced: Traced) -> None:
    """The first does not go alone: a group is made up when everybody of this turn of the loop has come."""
    units = [traced.writer.submit(traced.adding(number)) for number in range(50)]
    assert await asyncio.gather(*units) == list(range(50))
    assert traced.commits == 1


async def test_whoever_is_woken_by_a_commit_is_in_time_for_the_next(traced: Traced) -> None:
    async def writes(first: int) -> None:
        for number in range(first, first + 4):
            await traced.writer.submit(traced.adding(number))

    await asyncio.gather(*(writes(10 * writer) for writer in range(20)))
    assert traced.commits == 4


async def test_a_group_has_an_end_so_that_nobody_waits_for_ever(traced: Traced) -> None:
    units = [traced.writer.submit(traced.adding(number)) for number in range(1 + 2 * MOST_IN_A_GROUP)]
    await asyncio.gather(*units)
    assert traced.commits == 3


async def test_a_unit_alone_is_not_kept_waiting_for_company(traced: Traced) -> None:
    assert await traced.writer.submit(traced.adding(1)) == 1
    assert await traced.writer.submit(traced.adding(2)) == 2
    assert traced.commits == 2
