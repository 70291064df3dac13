"""The network is gone, or the program: what people said meanwhile arrives, and only then is decided what was missed."""

from datetime import timedelta

import pytest

from tests.stage import MONDAY_QUARTER_TO_SEVEN as NOW
from tests.stage import Stage


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
    (noted,) = await stage.rows(lambda tx: tx.outages.ended_after(NOW))
    assert noted.ended - noted.began == timedelta(minutes=40)
    assert "水龙头" in await teacher.reads()
    assert "10:00—10:40" in await head.reads()


async def test_a_clock_that_is_turned_and_a_restart_are_no_outage(stage: Stage) -> None:
    await stage.until("10:00")
    await stage.restart()
    await stage.until("14:00")
    assert await stage.rows(lambda tx: tx.outages.ended_after(NOW)) == []
