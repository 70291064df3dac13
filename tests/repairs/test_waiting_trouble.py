"""A repair that waits while its technician is on leave, while the bot is down, and while people press twice."""

import sqlite3
from contextlib import closing
from datetime import date

from actions.leave import ask_leave
from storage.verify import verify
from tests.repairs.test_waiting import keys, reported, service, ticket
from tests.stage import Someone, Stage
from tests.trouble.props import forges


async def since(who: Someone, before: int) -> list[str]:
    return [str(message.get("text")) for message in (await who.messages())[before:]]


async def test_who_is_on_leave_is_not_asked_and_whoever_gives_out_the_work_is(stage: Stage) -> None:
    await stage.until("10:00")
    plumber, clerk = await stage.person("P15"), await stage.person("P100")
    teacher = await reported(stage)
    await plumber.taps("接单")
    now = stage.clock.now()
    await stage.rows(lambda tx: ask_leave(tx, now, "P03", "P15", date(2026, 11, 23), 3, said_at=now))
    await stage.until("11:00")
    heard = len(await plumber.messages())
    assert await teacher.taps("催单") == "问了,有回话就告诉您。"
    assert "裴老师问什么时候来" in await clerk.last()
    await stage.until("12:00")
    assert "⏰ 1号说好12:00前回话,田大勇请假了。" in await clerk.last()
    assert await keys(clerk) == ["改派"]
    await stage.until("11:00")
    assert "田大勇请假了" in await clerk.reads()
    assert await since(plumber, heard) == []


async def test_an_answer_that_is_pressed_twice_is_told_once(stage: Stage) -> None:
    await stage.until("10:00")
    plumber, clerk = await stage.person("P15"), await stage.person("P100")
    teacher = await reported(stage)
    await plumber.taps("接单")
    before = len(await teacher.messages())
    for when in ("now", "now", "today", "today"):
        assert await forges(plumber, f"tw:{when}:1") == "好,告诉报修人了。"
    assert await since(teacher, before) == ["1号:田大勇说马上来。", "1号:田大勇说今天来。"]
    await plumber.taps("等配件")
    await plumber.says("水阀")
    await plumber.says("周四")
    assert "1号在等:水阀,预计11-26 17:00。来了先告诉您。" in await teacher.last()
    before = len(await clerk.messages())
    for _ in range(3):
        assert await forges(teacher, "tw:too_long:1") == "好,告诉总务了。"
    assert len(await since(clerk, before)) == 1
    assert "1号在等:水阀" in await forges(plumber, "tw:now:1")
    assert verify(stage.folder / "zhiqin.db", None).found == 0


async def test_after_a_long_outage_whoever_gives_out_the_work_hears_as_well(stage: Stage) -> None:
    await stage.until("10:00")
    clerk, teacher = await stage.person("P100"), await stage.person("P53")
    await stage.person("P15")
    await teacher.says("3号楼201水龙头漏水")
    await teacher.taps("对,报上")
    await stage.outage(hours=5)
    await stage.later(minutes=11)
    assert "⏰ 1号说好12:00前接单,还没有人接(田大勇)。" in await clerk.last()


async def test_what_was_closed_before_there_were_clocks_gets_one_when_it_comes_back(stage: Stage) -> None:
    await stage.until("10:00")
    plumber, teacher = await stage.person("P15"), await reported(stage)
    await plumber.taps("接单")
    await plumber.taps("修好,拍照")
    await plumber.taps("拍不了")
    await teacher.taps("好了,谢谢")
    await stage.stop_bot()
    with closing(sqlite3.connect(stage.folder / "zhiqin.db")) as hand:
        hand.execute("DELETE FROM service")
        hand.commit()
    await stage.start_bot()
    await teacher.taps("还不行")
    await teacher.taps("还是老样子")
    assert (await stage.rows(service)).began == stage.clock.now()
    assert (await stage.rows(ticket)).state == "重开"
    await stage.later(minutes=31)
    assert "1号请在11:00前接单" in await plumber.last()


async def test_nobody_asks_themselves_when_they_come(stage: Stage) -> None:
    await stage.until("10:00")
    plumber = await stage.person("P15")
    await plumber.says("3号楼201水龙头漏水")
    await plumber.taps("对,报上")
    await stage.until("12:01")
    assert "催单" not in [
        key["text"] for it in await plumber.messages() for row in it.get("buttons") or [] for key in row
    ]
    before = len(await plumber.messages())
    assert "按钮过时了" in await forges(plumber, "tw:chase:1")
    assert "问什么时候来" not in "".join(await since(plumber, before))
    assert (await stage.rows(service)).chases == 0
