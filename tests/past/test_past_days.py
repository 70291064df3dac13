"""The rehearsal's past: played through the real actions, the same each time; nothing of it rings on the first day."""

from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.cast import handsets
from bot.past.events import BROKEN
from bot.past.school import make_school, roster_from
from domain.duties import State
from domain.places import PlaceTree
from domain.reading import Reader
from domain.tally import tally_of
from storage import Store, Transaction
from tests.sample import SAMPLE, sample

TUESDAY = datetime.fromisoformat("2026-11-24T06:45+08:00")
DAY = timedelta(days=1)
SCHOOL = sample()


@pytest.fixture
def here(tmp_path: Path) -> Path:
    return _made(tmp_path / "here")


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def pasts(folder: Path) -> list[Path]:
    return list(folder.glob("past-*.db"))


async def seen(folder: Path, past: timedelta, look: Any) -> Any:
    await make_school(folder, SAMPLE, SCHOOL, handsets(SCHOOL), past, TUESDAY)
    store = await Store.open(folder)
    try:
        return await store.run(look)
    finally:
        await store.close()


def ends(tx: Transaction) -> Counter[State]:
    return Counter(duty.state for duty in tx.duties.closing_between(TUESDAY - DAY, TUESDAY) if not duty.trial)


async def test_a_day_of_the_past_has_ends_as_a_real_one(here: Path, tmp_path: Path) -> None:
    states = await seen(here, DAY, ends)
    assert states[State.DONE] > states[State.LATE] > 0
    completion = tally_of(states).completion
    assert completion is not None
    assert 85 < completion < 100
    assert set(states) <= {State.DONE, State.LATE, State.MISSED, State.EXCUSED}
    assert await seen(_made(tmp_path / "again"), DAY, ends) == states


async def test_nothing_of_the_past_waits_to_be_said(here: Path) -> None:
    def waiting(tx: Transaction) -> tuple[int, int]:
        records, _ = tx.history.head()
        return tx.outbox.waiting(TUESDAY), records

    assert (await seen(here, DAY, waiting))[0] == 0
    copied_waiting, records = await seen(here, DAY, waiting)
    assert copied_waiting == 0
    assert records > 300
    assert len(pasts(here)) == 1


def test_nothing_that_the_past_left_undone_stands_in_the_way_of_the_first_report() -> None:
    """The leak with which everybody begins (README) is filed with one tap: nobody is asked whether it is the same."""
    reader = Reader(PlaceTree(SCHOOL.places), SCHOOL.settings)
    first = reader.read("3号楼201水管漏水")
    undone = [reader.read(it.words) for it in BROKEN if it.mended is None]
    assert undone
    assert (first.place, first.category) not in [(it.place, it.category) for it in undone]


async def test_a_rehearsal_without_a_past_has_a_school_in_which_nothing_happened(here: Path) -> None:
    assert await seen(here, timedelta(0), ends) == Counter()
    assert pasts(here) == []


@pytest.mark.parametrize("days", [0, 6, 13])
def test_the_roster_is_carried_back_as_far_as_the_past_goes(days: int) -> None:
    first = min(row.day for row in SCHOOL.roster)
    began = datetime.combine(first - timedelta(days=days), datetime.min.time(), SCHOOL.settings.zone)
    carried = {row.day for row in roster_from(SCHOOL, began).roster}
    assert {first - timedelta(days=back) for back in range(days + 1)} <= carried


def doubts(tx: Transaction) -> Counter[str]:
    """How often a point of the day was flagged, by why; of points that nobody doubts under an empty name."""
    duties = [it.id for it in tx.duties.closing_between(TUESDAY - DAY, TUESDAY)]
    reached = [point for number in duties for point in tx.duties.reached(number)]
    return Counter(flag for point in reached for flag in point.flags or ("",))


async def test_who_plays_themselves_walks_as_people_do(here: Path) -> None:
    found = await seen(here, DAY, doubts)
    assert found.pop("") > 100
    assert sum(found.values()) < 15
