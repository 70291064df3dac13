"""Whoever cannot go says why and somebody else is drawn; whoever is silent is replaced once; nobody left is told."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from actions.leave import ask_leave
from tests.draws.drawing import TUESDAY, drawing, first_draw, inspections
from tests.stage import Stage, text_of


@pytest.fixture
async def stage(school: Path, tmp_path: Path) -> AsyncIterator[Stage]:
    async with drawing(school, tmp_path / "data") as stage:
        yield stage


async def test_whoever_cannot_go_says_why_and_another_is_drawn_who_is_not_told_of_it(stage: Stage) -> None:
    drawn = await first_draw(stage)
    first = await stage.person(drawn.inspector or "")
    rang = [it["silent"] for it in await first.messages() if "🎲 请抽查" in text_of(it)]
    assert rang == [False, True]
    await first.taps("去不了")
    assert await first.last() == "为什么去不了?点一下,或者说一句。"
    await first.taps("在忙别的急事")
    assert await first.last() == "好,换别人去。"
    duty = (await inspections(stage))[drawn.duty or 0]
    assert duty.owner in {*drawn.candidates} - {drawn.inspector}
    assert {it.owner for it in (await inspections(stage)).values()} == {duty.owner}
    second = await stage.person(duty.owner or "")
    assert (await second.last()).startswith("🎲 请抽查")
    said = await stage.rows(lambda tx: [(row["kind"], row["person"]) for row in tx.history.of_item(duty.item)])
    assert ("draws.declined", drawn.inspector) in said
    await second.taps("这就去")
    assert [it.begun_at is not None for it in (await inspections(stage)).values()].count(True) == 1


async def test_whoever_is_given_leave_is_replaced_at_once(stage: Stage) -> None:
    drawn = await first_draw(stage)
    inspector, now = drawn.inspector or "", stage.clock.now()
    await stage.rows(lambda tx: ask_leave(tx, now, "P03", inspector, TUESDAY, 1, said_at=now))
    await stage.later(minutes=1)
    assert {it.owner for it in (await inspections(stage)).values()} <= {*drawn.candidates} - {inspector}
    second = await stage.person((await inspections(stage))[drawn.duty or 0].owner or "")
    assert (await second.last()).startswith("🎲 请抽查")
    assert "这就去" not in str(await stage.people[inspector].messages())


async def test_whoever_is_silent_is_replaced_once_with_time_of_their_own_and_then_the_lead_hears(stage: Stage) -> None:
    drawn = await first_draw(stage)
    await stage.later(minutes=36)
    duty = (await inspections(stage))[drawn.duty or 0]
    assert duty.owner != drawn.inspector
    second = await stage.person(duty.owner or "")
    assert (await second.last()).startswith("🎲 请抽查")
    await stage.later(minutes=60)
    duty = (await inspections(stage))[duty.id]
    assert (duty.state, duty.owner) == ("missed", second.id)
    lead = await stage.person("P04")
    assert "抽检没收到" in await lead.reads()


async def test_when_nobody_is_left_the_lead_reads_that_nobody_goes(school: Path, tmp_path: Path) -> None:
    async with drawing(school, tmp_path / "two", ("P63",)) as stage:
        lead = await stage.person("P03")
        drawn = await first_draw(stage)
        only = await stage.person(drawn.inspector or "")
        await only.taps("去不了")
        await only.taps("身体不舒服")
        assert "没有人。请您安排" in await lead.last()
