"""In a rehearsal everybody who is not played by hand does their duties, and nobody else's."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.cast import handsets
from bot.chorus import Chorus
from bot.clock import PlayedClock
from bot.past.school import make_school
from domain.checklists import EvidenceRule
from domain.dorms import Dwellers
from domain.duties import Draft, Duty, Shape, State, Task
from domain.notices import State as NoticeState
from domain.plans import Grade
from storage import Store, Transaction
from tests.duties.rows import of_plan
from tests.sample import SAMPLE, sample

MONDAY = datetime.fromisoformat("2026-11-23T06:45+08:00")
SCHOOL = sample()
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
    return of_plan(tx, "J01", MONDAY.date())


async def played_until(store: Store, hour: int, by_hand: set[int]) -> Chorus:
    clock = PlayedClock(MONDAY)
    chorus = Chorus(store, clock, by_hand)
    while clock.now() < MONDAY.replace(hour=hour, minute=30):
        clock.turn(clock.now() + timedelta(minutes=15))
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


def plan_inspections(tx: Transaction) -> None:
    """Forty pupils' rooms, each to be looked at by one of three inspectors between eight and half past nine."""
    rooms = [dorm.place for dorm in tx.school.load().dorms if dorm.dwellers is Dwellers.PUPILS][:40]
    eight = MONDAY.replace(hour=8, minute=0)
    for number, room in enumerate(rooms):
        ends = eight + timedelta(minutes=90)
        tx.duties.plan(
            Draft(
                key=f"look:{room}", plan="J71", name="抽检", task=Task.INSPECT, checklist="C06", version="1.0",
                target=room, place=room, points=(room,), day=MONDAY.date(), shape=Shape.WINDOW, starts=eight, ends=ends,
                opens=eight, due=ends, closes=ends + timedelta(minutes=15), grade=Grade.ORDINARY,
                evidence=EvidenceRule.EVERY_POINT, chain="漏报-安全", owner=("P06", "P63", "P64")[number % 3],
                post=None, trial=False,
            )
        )  # fmt: skip


async def test_inspectors_who_are_not_played_find_rooms_as_they_are_and_what_is_wrong_is_put_right(
    store: Store,
) -> None:
    await store.run(plan_inspections)
    await played_until(store, 17, {NOBODYS})
    found = await store.run(lambda tx: tx.inspections.between(MONDAY, MONDAY + timedelta(days=1)))
    scores = [it.score for it in found]
    assert len(scores) >= 30
    assert 10 <= scores.count(100) <= 25
    below = [it.duty for it in found if it.score < 80]
    notices = await store.run(lambda tx: [tx.notices.of_inspection(duty) for duty in below])
    assert notices
    assert {it.state for it in notices if it} == {NoticeState.CLOSED}
