"""The network is gone, or the program: what people said meanwhile arrives, and only then is decided what was missed."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from domain.duties import State
from tests.stage import MONDAY_QUARTER_TO_SEVEN as NOW
from tests.stage import Stage, copy_school

FIVE_TO_TWO = datetime.fromisoformat("2026-11-24T01:55+08:00")


@pytest.mark.parametrize("kind", ["network", "process"])
async def test_what_was_said_in_an_outage_arrives_and_the_operator_reads_how_long_it_was(
    stage: Stage, kind: str
) -> None:
    await stage.until("10:00")
    teacher, head = await stage.person("P53"), await stage.person("P03")
    await stage.post("outage", kind=kind)
    await teacher.says("教学楼A三楼水龙头坏了")
    await stage.post("clock", to="2026-11-23T10:40+08:00")
    await stage.post("outage", over=True)
    await stage.settle()
    (noted,) = await stage.rows(lambda tx: tx.outages.ended_since(NOW))
    assert noted.ended - noted.began == timedelta(minutes=40)
    assert "水龙头" in await teacher.reads()
    assert "10:00—10:40" in await head.reads()


async def test_a_clock_that_is_turned_and_a_restart_are_no_outage(stage: Stage) -> None:
    await stage.until("10:00")
    await stage.restart()
    await stage.until("14:00")
    assert await stage.rows(lambda tx: tx.outages.ended_since(NOW)) == []


@pytest.fixture
async def night(working_school: Path, tmp_path: Path) -> AsyncIterator[Stage]:
    """Five to two at night: P34 alone in house 1, whose next round is at 02:20."""
    here = Stage(copy_school(working_school, tmp_path / "data"), at=FIVE_TO_TWO)
    await here.open()
    yield here
    await here.close()


@pytest.mark.parametrize("kind", ["network", "process"])
async def test_down_from_two_to_twenty_to_three_excuses_the_round_and_says_nothing_about_it(
    night: Stage, kind: str
) -> None:
    """Lesson 6: what was due is done, what lay inside is excused, and no prompt is forty minutes old."""
    warden, lead = await night.person("P34"), await night.person("P29")
    await night.until("02:00")
    before = (len(await warden.messages()), len(await lead.messages()))
    await night.post("outage", to="2026-11-24T02:40+08:00", kind=kind)
    await night.settle()
    duty = await night.rows(lambda tx: tx.duties.of_key("J04:2026-11-23:02:20:L02"))
    assert (duty.state, duty.excuse) == (State.EXCUSED, "停机")
    assert (len(await warden.messages()), len(await lead.messages())) == before
    await night.until("04:01")
    assert "到点了:男生楼夜间防火" in await warden.reads()


async def test_a_duty_with_time_left_goes_on_where_it_is_and_is_asked_for_once(night: Stage) -> None:
    """Back at 02:24: the round of 02:20 closes at 02:35 and may still be reported; silence then is excused."""
    warden, lead = await night.person("P34"), await night.person("P29")
    await night.until("02:00")
    before = (len(await warden.messages()), len(await lead.messages()))
    await night.post("outage", to="2026-11-24T02:26+08:00", kind="process")
    await night.settle()
    assert len(await warden.messages()) == before[0] + 1
    await night.until("02:36")
    duty = await night.rows(lambda tx: tx.duties.of_key("J04:2026-11-23:02:20:L02"))
    assert duty.state is State.EXCUSED
    assert len(await lead.messages()) == before[1]


async def test_while_nobody_can_be_heard_nobody_is_found_missing_whatever_the_clock_says(night: Stage) -> None:
    lead = await night.person("P29")
    await night.until("02:00")
    before = len(await lead.messages())
    await night.post("outage", kind="network")
    await night.post("clock", to="2026-11-24T02:40+08:00")
    await night.house.wake.serve_what_is_due()
    duty = await night.rows(lambda tx: tx.duties.of_key("J04:2026-11-23:02:20:L02"))
    assert duty.state is State.UPCOMING
    await night.post("outage", over=True)
    await night.settle()
    duty = await night.rows(lambda tx: tx.duties.of_key("J04:2026-11-23:02:20:L02"))
    assert duty.state is State.EXCUSED
    assert len(await lead.messages()) == before
