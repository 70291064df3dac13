"""In a rehearsal everybody who is not played by hand does their duties, and nobody else's."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.cast import handsets
from bot.chorus import Chorus
from bot.clock import PlayedClock
from bot.past.school import make_school
from domain.duties import Duty, State
from storage import Store, Transaction
from storage.workbook import read_school
from tests.stage import SAMPLE

MONDAY = datetime.fromisoformat("2026-11-23T06:45+08:00")
SCHOOL = read_school(SAMPLE)
PHONES = handsets(SCHOOL)
NOBODYS = 1
"""A phone by hand that is nobody's: everybody sings."""


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    await make_school(tmp_path, SAMPLE, SCHOOL, PHONES, timedelta(hours=2), MONDAY)
    store = await Store.open(tmp_path)
    yield store
    await store.close()


def rounds(tx: Transaction) -> list[Duty]:
    return tx.duties.of_plan("J01", MONDAY.date())


async def played_until(store: Store, hour: int, by_hand: set[int]) -> Chorus:
    clock = PlayedClock(MONDAY)
    chorus = Chorus(store, clock, by_hand)
    for each in range(7, hour + 1):
        clock.turn(MONDAY.replace(hour=each, minute=30))
        await chorus.act()
    assert chorus.idle
    return chorus


async def test_a_guard_who_is_not_played_walks_the_round(store: Store) -> None:
    await played_until(store, 13, {NOBODYS})
    assert State.DONE in {duty.state for duty in await store.run(rounds)}


async def test_what_the_phone_on_the_table_owes_is_left_to_whoever_plays_it(store: Store) -> None:
    reader = await store.run(lambda tx: tx.accounts.user_of(rounds(tx)[0].owner or ""))

    def owed(tx: Transaction) -> list[Duty]:
        return [duty for duty in rounds(tx) if tx.accounts.user_of(duty.owner or "") == reader]

    await played_until(store, 13, {reader})
    assert {duty.state for duty in await store.run(owed)} == {State.UPCOMING}


async def test_without_phones_to_play_there_is_no_chorus(store: Store) -> None:
    chorus = await played_until(store, 13, set())
    assert chorus.next_at is None
    assert {duty.state for duty in await store.run(rounds)} == {State.UPCOMING}
