"""A lost key, a restart, a clock that jumps, an alarm: nothing is drawn twice, skipped in silence, or forgotten."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from actions.draw import finish_past, look
from actions.draw_days import reveal_past
from actions.group_links import STAFF_GROUP
from actions.leave import ask_leave
from bot.commands import main
from domain.draws import Outcome
from schedules.timetable import clock_went_back
from storage.draw_key import FILE
from storage.groups import Group
from storage.store import FILE as STORE
from storage.verify import verify
from tests.draws.drawing import TUESDAY, drawing, first_draw, inspections, rows_of, sent_on
from tests.stage import Stage, text_of


@pytest.fixture
async def stage(school: Path, tmp_path: Path) -> AsyncIterator[Stage]:
    async with drawing(school, tmp_path / "data") as stage:
        yield stage


async def test_a_lost_key_is_said_at_once_stops_the_draws_and_the_past_still_verifies(stage: Stage) -> None:
    manager = await stage.person("P03")
    await first_draw(stage)
    await stage.until("06:45")
    key = (stage.folder / FILE).read_bytes()
    (stage.folder / FILE).unlink()
    await stage.restart()
    await stage.settle()
    assert (await manager.last()).startswith("⚠️ 抽检的钥匙文件不见了或被换了,抽检先停了。")
    before = len(await rows_of(stage, TUESDAY + timedelta(days=1)))
    await stage.until("12:00")
    assert len(await rows_of(stage, TUESDAY + timedelta(days=1))) == before == 0
    await manager.says("/verify 2026-11-24")
    assert (await manager.last()).startswith("✅ 11月24日:封条对")
    assert (await manager.reads()).count("钥匙文件") == 1
    (stage.folder / FILE).write_bytes(key)
    await stage.restart()
    await stage.until("13:00")
    late = await rows_of(stage, TUESDAY + timedelta(days=1))
    assert {one.outcome for one in late if one.slot < 11 * 60} == {Outcome.LATE}
    await stage.until("06:01")
    await manager.says("/verify 2026-11-25")
    assert (await manager.last()).startswith("✅ 11月25日:封条对")


async def test_a_restart_between_draw_and_notice_changes_nothing_and_it_is_told_once(stage: Stage) -> None:
    drawn = await first_draw(stage)
    inspector = await stage.person(drawn.inspector or "")
    told = [text_of(it) for it in await inspector.messages() if "🎲 请抽查" in text_of(it)]
    rows = await rows_of(stage)
    await stage.restart()
    await stage.settle()
    assert await rows_of(stage) == rows
    assert [text_of(it) for it in await inspector.messages() if "🎲 请抽查" in text_of(it)] == told
    assert len(told) == len(await inspections(stage))


async def test_what_came_while_the_bot_was_down_sends_nobody_and_is_kept(stage: Stage) -> None:
    manager = await stage.person("P03")
    await stage.until("21:31")
    await stage.until("08:30")
    await stage.outage(hours=14)
    rows = [one for one in await rows_of(stage) if one.slot > 8 * 60 + 30]
    assert rows
    assert {one.outcome for one in rows} == {Outcome.LATE}
    await stage.until("06:01")
    await manager.says("/verify 2026-11-24")
    assert (await manager.last()).startswith("✅ 11月24日:封条对")


async def test_a_clock_that_was_ahead_draws_nothing_twice_and_leaves_nothing_out(stage: Stage) -> None:
    await stage.until("21:31")
    await stage.until("09:00")
    rows = await rows_of(stage)
    now = stage.clock.now()
    await stage.rows(lambda tx: look(tx, now + timedelta(hours=12)))
    assert any(one.outcome is Outcome.LATE and one.slot > 9 * 60 for one in await rows_of(stage))
    await stage.rows(lambda tx: clock_went_back(tx, now, timedelta(hours=12)))
    await stage.settle()
    assert verify(stage.folder / STORE, None).faults == []
    await stage.until("21:29")
    assert (await rows_of(stage))[: len(rows)] == rows
    assert any(one.slot > 9 * 60 for one in await sent_on(stage))
    await stage.until("06:01")
    manager = await stage.person("P03")
    await manager.says("/verify 2026-11-24")
    assert (await manager.last()).startswith("✅ 11月24日:封条对")


async def test_a_day_whose_seed_was_told_by_a_clock_that_was_ahead_draws_no_more(stage: Stage) -> None:
    manager = await stage.person("P03")
    await stage.until("21:31")
    await stage.until("09:00")
    now, ahead, sent = stage.clock.now(), stage.clock.now() + timedelta(hours=22), await sent_on(stage)
    await stage.rows(lambda tx: finish_past(tx, ahead))
    await stage.rows(lambda tx: reveal_past(tx, ahead))
    await stage.rows(lambda tx: clock_went_back(tx, now, timedelta(hours=22)))
    await stage.settle()
    await stage.until("20:00")
    assert await sent_on(stage) == sent
    said = "⚠️ 11月24日剩下的不抽了:机器的钟走快过,种子已经提前拆封。"
    assert (await manager.reads()).count(said) == 1
    await stage.until("06:01")
    await manager.says("/verify 2026-11-24")
    assert (await manager.last()).startswith("✅ 11月24日:封条对")


async def test_nobody_is_sent_while_something_urgent_goes_on_and_the_slot_says_so(stage: Stage) -> None:
    drawn = await first_draw(stage)
    await (await stage.person("P53")).says("2号楼着火了!")
    await stage.until("16:00")
    after = [one for one in await rows_of(stage) if one.slot > drawn.slot]
    assert after
    assert {(one.outcome, one.why) for one in after} == {(Outcome.BLOCKED, "alarm")}
    assert len(await sent_on(stage)) == len([one for one in await rows_of(stage) if one.slot == drawn.slot])


async def test_with_nobody_left_the_slot_says_so_and_the_lead_reads_it_once(school: Path, tmp_path: Path) -> None:
    """One inspector, who has had enough after two prompts."""
    async with drawing(school, tmp_path / "one", ("P63",)) as stage:
        lead = await stage.person("P03")
        await stage.until("21:31")
        await stage.until("21:29")
        assert len({one.slot for one in await sent_on(stage)}) == 2
        assert any(one.outcome is Outcome.NOBODY for one in await rows_of(stage))
        assert (await lead.reads()).count("没有人能去") == 1


async def test_whoever_is_on_leave_is_not_sent(stage: Stage) -> None:
    """Of six inspectors four are away on Tuesday."""
    for away in ("P04", "P06", "P63", "P64"):
        now = stage.clock.now()
        await stage.rows(lambda tx, who=away, at=now: ask_leave(tx, at, "P03", who, TUESDAY, 1, said_at=at))
    await stage.until("21:31")
    await stage.until("17:00")
    assert {one.inspector for one in await sent_on(stage)} <= {"P07", "P65"}
    assert await sent_on(stage)


async def test_a_night_without_a_seal_is_said_to_the_staff_and_the_day_after_it_is_sealed(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    """Off from Tuesday 21:29 to Thursday 22:59: Wednesday and Thursday have no seal, Friday still gets one."""
    manager = await stage.person("P03")
    group = await stage.group("职工", manager, await stage.person("P04"), bot=True)
    await stage.rows(lambda tx: tx.groups.bind(Group(group.id, STAFF_GROUP, "职工", "P03"), stage.clock.now()))
    await stage.until("21:29")
    await stage.until("21:29")
    await stage.outage(hours=49, minutes=30)
    assert await stage.rows(lambda tx: tx.draws.day(TUESDAY)) is not None
    said = "⚠️ 11月25日到11月26日,2天没有抽检:该封的时候机器停着,没有封条,就不抽。"
    heard = [text_of(it) for it in await group.messages()]
    assert said in heard
    assert any("11月27日的抽检封好了" in it for it in heard)
    await stage.until("08:00")
    assert said in await manager.reads()
    await manager.says("/verify 2026-11-25")
    assert await manager.last() == "11月25日没有封条,所以没有抽检:该封的时候机器停着。"
    await manager.says("/verify 2026-11-22")
    assert await manager.last() == "11月22日没有抽检。"
    assert await asyncio.to_thread(main, ["verify", "draws", "--data", str(stage.folder)]) == 0
    assert "! 没有封条、也就没抽的2天(2026-11-25 机器停着、2026-11-26 机器停着)" in capsys.readouterr().out
    assert verify(stage.folder / STORE, None).faults == []
    by_hand(stage.folder, "DELETE FROM draw WHERE day = '2026-11-24'", "DELETE FROM draw_day WHERE day = '2026-11-24'")
    await manager.says("/verify 2026-11-24")
    assert (await manager.last()).startswith("❌ 11月24日对不上:名单和历史")
    assert await asyncio.to_thread(main, ["verify", "draws", "--data", str(stage.folder)]) == 1
    assert "✗ 2026-11-24: 表和历史" in capsys.readouterr().out
    gone = verify(stage.folder / STORE, None).faults
    assert {(it.about, it.facts["kind"]) for it in gone} == {("row.gone", "draws.fixed"), ("row.gone", "draws.slot")}


def by_hand(folder: Path, *sql: str) -> None:
    with closing(sqlite3.connect(folder / STORE)) as connection:
        for one in sql:
            connection.execute(one)
        connection.commit()
