"""Leave of staff over days: asked for or given, others stand in, everything follows them, and it can be put back."""

import asyncio
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

from actions.roster import effective_roster
from actions.team import turns
from tests.stage import Someone, Stage

WEEK = [date(2026, 11, number) for number in range(23, 30)]


async def in_hospital(stage: Stage) -> Someone:
    """宋铁柱 was taken to hospital on Monday: the manager writes it down for a week."""
    await stage.until("10:00")
    manager = await stage.person("P03")
    await manager.says("/roster 宋铁柱")
    for label in ("🗓 好几天不来", "今天", "7天"):
        await manager.taps(label)
    return manager


async def nights(stage: Stage) -> dict[str, str]:
    """Who works the nights of house 1, by day."""
    found = await stage.rows(lambda tx: [row for day in WEEK for row in effective_roster(tx, day)])
    return {str(row.day): row.person for row in found if row.shift == "W1N"}


async def test_for_somebody_in_hospital_a_manager_gives_every_night_away_in_four_taps(school_day: Stage) -> None:
    stage = school_day
    lead, before = await stage.person("P29"), await nights(stage)
    away = {day for day, person in before.items() if person == "P34"}
    manager = await in_hospital(stage)
    card = await manager.last()
    assert card.startswith("🗓 宋铁柱请假,11-23到11-29共7天。这样替,好吗?\n11-23 1号楼宿管夜班:")
    assert away.isdisjoint(await nights(stage)), "nobody works them until it is decided"
    await manager.taps("就这样")
    now = await nights(stage)
    assert now.keys() == before.keys()
    assert "P34" not in now.values()
    assert {day: it for day, it in now.items() if day not in away} == {
        day: it for day, it in before.items() if day not in away
    }
    assert "宋铁柱请假" in await lead.reads()
    assert await stage.rows(lambda tx: tx.duties.owed_by("P34", stage.clock.now() + timedelta(days=2))) == []
    await manager.taps("改回来")
    assert "宋铁柱不请假了" in await manager.last()
    assert await nights(stage) == before


async def test_who_asks_for_leave_waits_for_the_one_above_and_duties_follow_the_deputy(school_day: Stage) -> None:
    stage = school_day
    await stage.until("09:00")
    officer, head, other = await stage.person("P65"), await stage.person("P02"), await stage.person("P06")
    await officer.says("/off")
    for label in ("明天", "3天"):
        await officer.taps(label)
    assert "假条送上去了" in await officer.last()
    assert "冯定远想请假,11-24到11-26共3天" in await head.last()
    await head.taps("同意")
    assert "谁代?" in await head.last()
    await head.taps("韩卫东")
    assert "别的事由韩卫东代" in await head.last()
    await head.says("/now")
    assert "🗓 请假" not in await head.last()
    assert "顾云舟批了您的假" in await officer.last()
    assert "冯定远请假,11-24到11-26他的事请您代" in await other.last()
    await stage.until("08:00")
    await head.says("/now")
    assert "🗓 请假:冯定远(韩卫东代)" in await head.reads()
    heard = len(await officer.messages())
    await (await stage.person("P53")).says("一食堂有煤气味!")
    assert "煤气" in await other.last()
    assert len(await officer.messages()) == heard
    await officer.taps("不请了")
    assert "冯定远不请假了" in await head.reads()


async def test_leave_is_refused_where_it_cannot_be_and_nobody_gives_it_to_themselves(stage: Stage) -> None:
    manager = await in_hospital(stage)
    await manager.says("/off 宋铁柱")
    await manager.taps("明天")
    assert "宋铁柱这几天已经请了假(11-23到11-29)" in await manager.taps("2天")
    guard = await stage.person("P21")
    await guard.says("/off 宋铁柱")
    assert "没有找到「宋铁柱」,或者不归您管" in await guard.last()
    await guard.says("/off")
    for label in ("今天", "1天"):
        await guard.taps(label)
    asked = next(key for row in (await guard.messages())[-1]["buttons"] for key in row)
    assert asked["data"] == "q:undo:2"
    await guard.taps("不请了")
    assert "不请假了" in await guard.last()


async def test_leave_for_the_same_days_is_asked_for_once_and_given_once(stage: Stage) -> None:
    await stage.until("09:00")
    officer, head = await stage.person("P65"), await stage.person("P02")
    await officer.says("/off")
    await officer.taps("明天")
    card = (await officer.messages())[-1]
    days = next(key["data"] for row in card["buttons"] for key in row if key["text"] == "3天")
    taps = (stage.post("tap", user=officer.user, message_id=card["message_id"], data=days) for _ in range(2))
    await asyncio.gather(*taps)
    await stage.settle()
    assert (await head.reads()).count("冯定远想请假") == 1
    request = (await head.messages())[-1]
    give = next(key["data"] for row in request["buttons"] for key in row if key["text"] == "同意")
    await officer.says("/off")
    await officer.taps("11-26")
    assert "这几天您已经请了(11-24到11-26),还在等回话" in await officer.taps("1天")
    await head.says("/off 冯定远")
    await head.taps("11-25")
    await head.taps("1天")
    assert "冯定远这几天已经请了假(11-25到11-25)" in str(await head.presses(request["message_id"], give))
    assert [it.id for it in await stage.rows(lambda tx: tx.leaves.standing(date(2026, 11, 23)))] == [2]


async def test_a_request_that_nobody_answers_is_read_once_more_and_then_by_the_office(stage: Stage) -> None:
    await stage.until("09:00")
    officer, head, clerk = await stage.person("P65"), await stage.person("P02"), await stage.person("P100")
    await officer.says("/off")
    for label in ("11-27", "2天"):
        await officer.taps(label)
    await stage.later(hours=5)
    assert (await head.reads()).count("冯定远想请假") == 2
    assert "冯定远" not in await clerk.reads()
    await stage.later(hours=24)
    assert "冯定远想请假,11-27到11-28共2天" in await clerk.last()
    await clerk.taps("不同意")
    assert "匡小宁没有批您的假" in await officer.last()
    assert "不行" not in await head.last()


async def test_on_leave_nobody_is_given_tickets_and_the_deputy_gives_them_away(stage: Stage) -> None:
    await stage.until("09:00")
    clerk, manager, deputy = await stage.person("P100"), await stage.person("P03"), await stage.person("P04")
    await manager.says("/off 匡小宁")
    for label in ("今天", "2天", "陶静宜"):
        await manager.taps(label)
    heard = await clerk.reads()
    await (await stage.person("P53")).says("3号楼201水管漏水")
    await (await stage.person("P53")).taps("对")
    assert "3号教工宿舍楼-201" in await deputy.reads()
    assert await clerk.reads() == heard


async def test_two_weeks_of_a_guard_are_shared_out_and_nobody_works_twice_at_a_time(stage: Stage) -> None:
    manager = await stage.person("P03")
    await manager.says("/off 孟庆彪")
    for label in ("明天", "14天", "就这样"):
        await manager.taps(label)
    changes = await stage.rows(lambda tx: tx.roster_changes.parts_of("leave:1"))
    burden = Counter(change.come for change in changes)
    assert len(changes) == 11
    assert max(burden.values()) <= 3
    assert burden.keys() <= {"P22", "P23", "P24", "P25", "P26", "P27", "P28", "P71", "P72", "P73", "P74"}, "guards all"
    first, last = min(it.day for it in changes), max(it.day for it in changes)
    worked = await stage.rows(lambda tx: turns(tx, first, last))
    for person in burden:
        theirs = [turn for turn in worked if turn.row.person == person]
        assert all(one.ends <= other.begins for one, other in pairwise(theirs))
