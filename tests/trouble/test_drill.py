"""演习: called as in earnest, marked as none, measured, counted nowhere; danger in earnest breaks it at once."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import Any

from reports.day import Day, day_of
from storage import Transaction
from storage.verify import verify
from tests.managers.test_group import bound_group
from tests.stage import Someone, Stage
from tests.trouble.props import forges

MARK, REAL = "【演习】", "【是真的,不是演习】"


async def begins(manager: Someone, kind: str = "🔥 火/烟", place: str = "一食堂") -> None:
    await manager.says("/drill")
    await manager.taps(kind)
    await manager.says(place)
    await manager.taps("15分钟")
    await manager.taps("开始演习")


async def since(who: Someone, before: int) -> list[str]:
    return [str(message.get("text") or message.get("caption")) for message in (await who.messages())[before:]]


async def day(stage: Stage) -> Day:
    """What a summary would count now of the last two hours."""
    now = stage.clock.now()
    found: Day = await stage.rows(lambda tx: day_of(tx, now - timedelta(hours=2), now))
    return found


def moves(tx: Transaction) -> list[Any]:
    return [kind for _, kind, _ in tx.history.steps("alarm:1")]


async def test_a_drill_is_called_as_in_earnest_marked_measured_and_counted_nowhere(stage: Stage) -> None:
    await stage.until("10:00")
    head, deputy, safety = await stage.person("P03"), await stage.person("P02"), await stage.person("P06")
    group = await bound_group(stage, head)
    told = {who.id: len(await who.messages()) for who in (deputy, safety)}
    counted = await day(stage)

    await begins(head)
    assert [it for it in await since(head, 2) if "收到了" in it] == []
    assert f"{MARK}先撤人,打119。\n已通知韩卫东。\n照真的走,但别真打电话、别真关阀。" == await head.last()
    assert f"🚨 {MARK}10:00 一食堂 火情\n组织:卢建国。已通知:韩卫东" in await safety.last()
    assert f"🚨 {MARK}10:00 一食堂 火情" in await group.last()
    await stage.later(minutes=10, seconds=38)
    assert f"🚨 {MARK}10:00 一食堂 火情" in await deputy.last()

    await stage.restart()
    await safety.taps("我去")
    assert f"{MARK}韩卫东 10:10正在过去" in await head.last()
    await stage.later(minutes=2)
    await safety.taps("到了")
    await safety.taps("已处理好")
    assert await head.last() == (
        f"✅ {MARK}10:00 一食堂 火情:演习已结束。\n"
        "韩卫东 10分38秒接下,12分38秒到场,12分38秒处理好。\n通知2人,1人回了话。没回话:顾云舟。"
    )
    assert "谢谢大家" in await deputy.last()
    assert "没回话" not in await deputy.last()
    assert f"🚨 {MARK}10:00 一食堂 火情" in await group.last()
    assert "已处理好" in await group.last()

    for who in (deputy, safety):
        heard = await since(who, told[who.id])
        assert heard
        assert [words for words in heard if MARK not in words] == []
    after = await day(stage)
    assert (after.alarms, after.tickets, after.messages) == (counted.alarms, counted.tickets, counted.messages)
    assert not (await stage.rows(lambda tx: tx.due.of_verb("drill.end")))
    assert "上次" not in await head.last()
    await head.says("📋 我的事")
    await head.taps("更多")
    await head.taps("🚨 演习")
    assert "上次:2026-11-23 一食堂 火情。韩卫东 10分38秒接下,12分38秒到场" in await head.last()
    await stage.stop_bot()
    kept = stage.folder / "zhiqin.db"
    assert verify(kept, stage.folder / "photos").faults == []
    with closing(sqlite3.connect(kept)) as hand:
        hand.execute("UPDATE alarm SET drill = 0")
        hand.commit()
    assert [it.about for it in verify(kept, stage.folder / "photos").faults] == ["row.says"]
    await stage.start_bot()


async def test_nobody_comes_to_a_drill_and_it_ends_by_itself(stage: Stage) -> None:
    await stage.until("10:00")
    head, deputy, safety = await stage.person("P03"), await stage.person("P02"), await stage.person("P06")
    await begins(head)
    running = await stage.rows(lambda tx: tx.figures.running_alarms())
    assert running == []
    await stage.later(minutes=15)
    assert "演习到时间了。\n没有人接下。\n通知2人,0人回了话。没回话:韩卫东、顾云舟。" in await head.last()
    assert "没有人接下" in await deputy.last()
    heard = len(await safety.messages())
    await stage.later(minutes=30)
    assert len(await safety.messages()) == heard

    await begins(head, "💨 煤气味")
    assert "已经有一场演习" not in await head.last()
    await head.says("/drill")
    assert "已经有一场演习" in await head.last()
    assert "演习结束了" in await head.taps("结束演习")
    assert "演习已结束" in await safety.last()


async def test_danger_in_earnest_breaks_a_drill_and_goes_out(stage: Stage) -> None:
    await stage.until("10:00")
    head, safety, teacher = await stage.person("P03"), await stage.person("P06"), await stage.person("P53")
    await begins(head)
    before = len(await safety.messages())
    await teacher.says("演习开始了吗?一食堂是不是着火了")
    assert not await since(safety, before)
    await safety.taps("我去")

    before = len(await safety.messages())
    await teacher.says("一食堂真的着火了!不是演习")
    broken, alarm = await since(safety, before)
    assert broken == f"⛔ {MARK}停了!真的出事了:\n{REAL}10:00 一食堂 火情"
    assert f"{broken}\n韩卫东 0秒接下。\n通知1人,1人回了话。" in await head.reads()
    assert alarm.startswith(f"🚨 {REAL}10:00 一食堂 火情\n「一食堂真的着火了!不是演习」")
    assert "先撤人,打119" in await teacher.last()
    assert MARK not in await teacher.last()
    assert [it.number for it in (await day(stage)).alarms] == [2]
    await head.says("/drill")
    assert "现在有真的警报,先不演习" in await head.last()
    await safety.taps("不是紧急")
    assert [it.words for it in (await day(stage)).tickets.open] == ["一食堂真的着火了!不是演习"]

    await head.says("/drill")
    await head.taps("🔥 火/烟")
    await head.says("一食堂")
    await head.taps("1小时")
    await teacher.says("2号楼有人打架")
    assert "现在有真的警报,先不演习" in await head.taps("开始演习")
    await head.taps("误报")
    assert "收到了" not in await head.taps("开始演习")
    assert f"{MARK}先撤人,打119。\n已通知韩卫东" in await head.reads()


async def test_a_drill_is_no_way_to_a_ticket_and_no_guards_to_begin(stage: Stage) -> None:
    await stage.until("10:00")
    head, safety, captain = await stage.person("P03"), await stage.person("P06"), await stage.person("P20")
    garden = await stage.person("P05")
    await captain.says("/drill")
    assert "练哪一种" not in await captain.last()
    await begins(head)
    for move in ("a:downgrade:1", "a:false:1"):
        assert "这是演习" in await forges(safety, move)
    await safety.taps("我去")
    assert "由被通知的人处理" in await forges(safety, "a:end:1")
    await head.taps("结束演习")
    assert await stage.rows(moves) == ["alarm.raised", "alarm.go", "alarm.end"]
    assert not await stage.rows(lambda tx: tx.figures.open_tickets())

    await garden.says("/drill")
    await garden.taps("🛗 电梯困人")
    await garden.says("一食堂")
    assert "您只能在幼儿园演习" in await garden.last()
    await garden.says("没有的地方")
    assert "没找到这个地方" in await garden.last()


async def test_a_drill_whose_time_went_by_in_an_outage_calls_nobody_more(stage: Stage) -> None:
    await stage.until("10:00")
    head, deputy, safety = await stage.person("P03"), await stage.person("P02"), await stage.person("P06")
    await begins(head)
    heard = len(await safety.messages())
    await stage.outage(minutes=40)
    assert "演习到时间了" in await head.last()
    assert "演习到时间了" in await safety.last()
    assert len(await safety.messages()) == heard + 1
    assert "演习】" not in await deputy.reads()


async def test_nobody_to_be_called_is_no_drill(stage: Stage) -> None:
    await stage.until("10:00")
    head = await stage.person("P03")
    await head.says("/drill")
    await head.taps("🔥 火/烟")
    await head.says("一食堂")
    await head.taps("15分钟")
    assert "现在没有人能收到通知。" in await head.last()
    assert "开始演习" not in [key["text"] for row in (await head.messages())[-1].get("buttons", []) for key in row]


async def test_a_drill_that_was_pressed_in_an_outage_is_asked_about_once_more(stage: Stage) -> None:
    await stage.until("10:00")
    head, safety = await stage.person("P03"), await stage.person("P06")
    await head.says("/drill")
    await head.taps("🔥 火/烟")
    await head.says("一食堂")
    await head.taps("15分钟")
    heard = len(await safety.messages())
    async with stage.away(minutes=90):
        await head.taps("开始演习")
        await head.taps("开始演习")
    assert await since(safety, heard) == []
    assert "问过有一会儿了,现在开始吗?" in await head.reads()
    await head.taps("开始演习")
    assert f"🚨 {MARK}11:30 一食堂 火情" in await safety.last()


async def test_somebody_hurt_at_a_drill_is_no_part_of_it(stage: Stage) -> None:
    await stage.until("10:00")
    head, safety, teacher = await stage.person("P03"), await stage.person("P06"), await stage.person("P53")
    await begins(head)
    before = len(await safety.messages())
    await teacher.says("一食堂演习呢,有个孩子摔得流血不止")
    assert f"⛔ {MARK}停了!真的出事了:\n{REAL}10:00 一食堂 有人受伤" in (await since(safety, before))[0]
    await teacher.taps("误报")
    for who in (head, safety):
        assert await who.last() == "10:00撤销:10:00 一食堂 有人受伤是误报(裴思远)。"
    await teacher.says("一食堂着火了")
    assert f"🚨 {REAL}10:00 一食堂 火情" in await head.last()
    await teacher.taps("误报")
    assert await head.last() == "10:00撤销:10:00 一食堂 火情是误报(裴思远)。"
