"""A day of draws as people see it: sealed in the evening, mixed with numbers, inspectors sent, laid open."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from actions.draw import VERB
from actions.draw_numbers import SAID
from actions.group_links import STAFF_GROUP
from bot.commands import main
from domain.draw_seed import day_seed
from storage.groups import Group
from tests.draws.drawing import KEY, TUESDAY, drawing, inspections, rows_of, sent_on
from tests.stage import Stage, text_of


@pytest.fixture
async def stage(school: Path, tmp_path: Path) -> AsyncIterator[Stage]:
    async with drawing(school, tmp_path / "data") as stage:
        yield stage


async def test_a_day_is_sealed_mixed_drawn_and_laid_open(stage: Stage, capsys: pytest.CaptureFixture[str]) -> None:
    manager = await stage.person("P03")
    group = await stage.group("职工", manager, await stage.person("P04"), bot=True)
    await stage.rows(lambda tx: tx.groups.bind(Group(group.id, STAFF_GROUP, "职工", "P03"), stage.clock.now()))
    await stage.until("21:31")
    sealed = await group.last()
    assert sealed.startswith("🎲 11月24日的抽检封好了,谁也不知道抽哪里。")
    fixed = await stage.rows(lambda tx: tx.draws.day(TUESDAY))
    assert fixed.commitment in sealed
    assert (fixed.seed, fixed.numbers) == (None, ())
    await group.hears(await stage.person("P04"), "8848")
    assert await group.last() == "收到,11月24日算进去。"
    for more in ("１", "2", "3", "4"):
        await group.hears(await stage.person("P04"), more)
    assert await group.last() == "收到,11月24日算进去。"
    await group.hears(await stage.person("P04"), "5")
    assert await group.last() == "一个人一天最多算5个,这个没算进去。"
    heard = len(await group.messages())
    await group.hears(await stage.person("P04"), "6")
    assert len(await group.messages()) == heard
    many = ["8848", "1", "2", "3", "4", *map(str, range(100, 295))]
    await stage.rows(lambda tx: tx.draws.change_day(TUESDAY, numbers=many))
    for _again in range(2):
        await group.hears(manager, "777")
    full = "11月24日已经有200个数,满了,后面的不算。"
    assert [text_of(it) for it in await group.messages()].count(full) == 1
    assert (await stage.rows(lambda tx: tx.draws.day(TUESDAY))).numbers == tuple(many)
    await stage.rows(lambda tx: tx.draws.change_day(TUESDAY, numbers=many[:5]))
    await stage.until("06:01")
    assert await stage.rows(lambda tx: tx.due.of_verb(SAID)) == []
    await group.hears(await stage.person("P04"), "4478")
    closed = await stage.rows(lambda tx: tx.draws.day(TUESDAY))
    assert closed.numbers == ("8848", "1", "2", "3", "4")
    assert await stage.rows(lambda tx: tx.draws.of_day(TUESDAY)) == []
    (waiting,) = await stage.rows(lambda tx: tx.due.of_verb(VERB))
    assert (waiting.at.astimezone(stage.at.tzinfo).strftime("%H:%M"), waiting.facts) == ("08:00", {})
    stored = b"".join(file.read_bytes() for file in stage.folder.glob("zhiqin.db*"))
    seed = day_seed(KEY, TUESDAY)
    assert not [secret for secret in (KEY, KEY.hex().encode(), seed, seed.hex().encode()) if secret in stored]
    await stage.until("21:29")
    drawn, sent = await rows_of(stage), await sent_on(stage)
    assert 3 <= len(sent) <= 20
    duties = await inspections(stage)
    assert {one.duty: one.target for one in sent} == {duty.id: duty.target for duty in duties.values()}
    first = await stage.person(sent[0].inspector or "")
    assert any(text_of(said).startswith("🎲 请抽查") for said in await first.messages())
    await manager.says("/verify 2026-11-24")
    assert await manager.last() == "11月24日的封条还在,第二天早上拆封以后才能核对。"
    await stage.until("06:01")
    assert "11月24日的抽检拆封" in await group.last()
    revealed = await stage.rows(lambda tx: tx.draws.day(TUESDAY))
    assert revealed.seed in await group.last()
    await manager.says("/verify")
    right = await manager.last()
    assert right.startswith(f"✅ 11月24日:封条对,抽中{len(drawn)}次,派出去{len(sent)}次")
    assert await asyncio.to_thread(main, ["verify", "draws", "--data", str(stage.folder)]) == 0
    assert f"1天逐条重算都一样,抽中{len(drawn)}次,派出去{len(sent)}次" in capsys.readouterr().out
    forged = sent[0].duty or 0
    with closing(sqlite3.connect(stage.folder / "zhiqin.db")) as hand, hand:
        hand.execute("UPDATE draw SET target = 'R1-101' WHERE duty = ?", (forged,))
    await manager.says("/verify 2026-11-24")
    assert "❌ 11月24日对不上:抽中的名单" in await manager.last()
    assert "1-101" in await manager.last()
    said = await asyncio.to_thread(main, ["verify", "--data", str(stage.folder)])
    assert (said, "✗ 抽签(2026-11-24 J71 " in capsys.readouterr().out) == (1, True)
    await manager.says("/verify 明天")
    assert await manager.last() == "日期请写成 /verify 2026-11-24"
    assert await asyncio.to_thread(main, ["verify", "draws", "--data", str(stage.folder)]) == 1
    told = capsys.readouterr().out
    assert "✗ 2026-11-24: 抽中的名单" in told
    assert f"那一行: J71 {sent[0].slot} 0 " in told
    assert "记着的: 1-101" in told
