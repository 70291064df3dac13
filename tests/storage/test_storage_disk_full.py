"""A full disk loses nothing that was answered, answers nobody falsely, and is over when there is room again."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from storage import NotKept, Store, Transaction
from tests.chain import faults_of
from tests.storage.rows import kept, note
from tests.storage.small_disks import FewPages, SmallDisk, real_disk

TOO_MUCH = 3_000_000
ENOUGH_FOR_A_FEW = 500_000


@pytest.fixture(params=["few pages", "real disk"])
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SmallDisk]:
    if request.param == "few pages":
        yield FewPages(tmp_path)
        return
    with real_disk(tmp_path / "disk") as found:
        if found is None:
            pytest.skip("a disk of one's own needs root")
        yield found


@pytest.fixture
async def store(disk: SmallDisk) -> AsyncIterator[Store]:
    here = await Store.open(disk.folder)
    yield here
    await here.close()


def write_too_much(tx: Transaction, word: str) -> None:
    note(tx, word + "x" * TOO_MUCH)


async def outcomes(store: Store, *units: tuple[Any, str]) -> list[str]:
    """Each unit's word when it was answered, else the kind of its error; all asked for at once."""
    found = await asyncio.gather(*(store.run(action, word) for action, word in units), return_exceptions=True)
    return [word if isinstance(word, str) else type(word).__name__ for word in found]


async def test_who_asks_for_too_much_fails_and_the_neighbours_are_kept(store: Store, disk: SmallDisk) -> None:
    await disk.fill(store, leave=ENOUGH_FOR_A_FEW)
    answered = await outcomes(
        store, (note, "first"), (note, "before"), (write_too_much, "too much"), (note, "after"), (note, "last")
    )
    assert answered == ["first", "before", "NotKept", "after", "last"]
    assert kept(disk.folder) == ["first", "before", "after", "last"]


async def test_on_a_full_disk_nobody_is_told_that_it_was_kept(store: Store, disk: SmallDisk) -> None:
    await store.run(note, "in time")
    await disk.fill(store)
    answered = await outcomes(store, *((write_too_much, str(number)) for number in range(4)))
    assert answered == ["NotKept"] * 4
    assert kept(disk.folder) == ["in time"]


async def test_the_error_says_that_the_disk_is_full(store: Store, disk: SmallDisk) -> None:
    await disk.fill(store)
    with pytest.raises(NotKept, match="full"):
        await store.run(write_too_much, "x")


async def test_a_mistake_in_our_sql_is_not_taken_for_a_full_disk(store: Store) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table") as mistake:
        await store.run(lambda tx: tx._connection.execute("SELECT 1 FROM nowhere"))
    assert not isinstance(mistake.value, NotKept)


async def test_what_was_kept_can_still_be_read_on_a_full_disk(store: Store, disk: SmallDisk) -> None:
    await store.run(note, "in time")
    await disk.fill(store)
    assert await store.run(lambda tx: tx.history.head()[0]) == 1


async def test_the_store_works_again_when_there_is_room(store: Store, disk: SmallDisk) -> None:
    await disk.fill(store)
    await outcomes(store, (write_too_much, "a"), (write_too_much, "b"))
    await disk.clear(store)
    assert await outcomes(store, (note, "c"), (note, "d"), (note, "e")) == ["c", "d", "e"]
    assert kept(disk.folder) == ["c", "d", "e"]


async def test_after_a_full_disk_the_history_is_still_one_chain(store: Store, disk: SmallDisk) -> None:
    await disk.fill(store, leave=ENOUGH_FOR_A_FEW)
    await outcomes(store, (note, "a"), (write_too_much, "b"), (note, "c"), (write_too_much, "d"), (note, "e"))
    await disk.clear(store)
    await outcomes(store, (note, "f"), (note, "g"))
    assert await store.run(faults_of) == []
    assert kept(disk.folder) == ["a", "c", "e", "f", "g"]


async def test_what_was_answered_before_a_full_disk_is_there_after_opening_again(disk: SmallDisk) -> None:
    store = await Store.open(disk.folder)
    await disk.fill(store, leave=ENOUGH_FOR_A_FEW)
    answered = await outcomes(store, *((note, str(number)) for number in range(20)), (write_too_much, "x"))
    await store.close()
    again = await Store.open(disk.folder)
    assert kept(disk.folder) == answered[:20] == [str(number) for number in range(20)]
    await again.close()
