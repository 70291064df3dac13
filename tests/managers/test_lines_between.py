"""The lines between two summaries: in the morning, two bundles, and at lights out."""

import pytest

from actions.absences import take_listed
from actions.morning import send_bundle, send_lights_out, send_morning
from domain.duties import State, Task
from handlers.news import render
from storage import Store, Transaction
from tests.managers.days import MINUTE, Made, local, make_alarm, make_duties, make_duty, sent

MORNING = local("11-24 06:45")
NIGHT_ROUND = "男生楼夜间防火"


async def test_the_morning_line_tells_the_night_and_today(kept: Store) -> None:
    night = Made(chain="漏报-宿管", owner="P32", name=NIGHT_ROUND, points=5)
    await kept.run(take_listed, local("11-23 20:30"))
    await kept.run(make_duties, local("11-23 23:00"), 12, night)
    late = Made(State.LATE, owner="P32", name=NIGHT_ROUND, points=5, said=75 * MINUTE, reason="送发热学生")
    await kept.run(make_duty, local("11-24 02:30"), late)
    off = Made(State.EXCUSED, "锅炉燃气", "P17", "锅炉巡检", points=1, reason="停机")
    await kept.run(make_duty, local("11-24 04:00"), off)
    await kept.run(make_duties, local("11-24 08:00"), 9, Made(State.UPCOMING))
    await kept.run(make_duty, local("11-24 08:00"), Made(State.UPCOMING, owner=None))
    await kept.run(make_alarm, local("11-23 22:34"), "child", "R1-3", "P63", 4, 18)
    await kept.run(send_morning, MORNING)
    told = await kept.run(sent, "morning")
    assert render("morning", told["P03"], "zh").text == (
        "☀️ 昨夜14轮:按时12 迟1 免1;02:30男生楼夜间防火03:45到(送发热学生);免了04:00锅炉巡检(石永刚:停机)。"
        "紧急1:1号宿舍楼-3层走廊孩子不见,4分钟到,18分钟处理好,生病2人在医务室。今天12项,带班顾云舟,缺岗1。"
    )
    assert {"P01", "P02", "P03"} <= told.keys()
    assert "P64" not in told


async def test_after_a_night_without_rounds_the_line_still_comes(kept: Store) -> None:
    await kept.run(send_morning, MORNING)
    text = render("morning", (await kept.run(sent, "morning"))["P03"], "zh").text
    assert text.startswith("☀️ 昨夜没有要查的。")


async def test_a_morning_line_that_comes_late_says_so(kept: Store) -> None:
    await kept.run(send_morning, local("11-24 08:10"))
    text = render("morning", (await kept.run(sent, "morning"))["P03"], "zh").text
    assert text.startswith("⏳ 迟发,应在06:45\n☀️ 昨夜")


async def test_a_bundle_tells_what_ordinary_was_missed_since_the_last_line(kept: Store) -> None:
    await kept.run(make_duties, local("11-24 08:00"), 2, Made(State.MISSED, owner="P45", name="环境卫生两查"))
    await kept.run(send_bundle, local("11-24 10:00"))
    told = await kept.run(sent, "bundle")
    assert render("bundle", told["P03"], "zh").text == (
        "🗂 06:45以后:\n⛔ 漏2:08:00环境卫生两查(汤翠花);08:00环境卫生两查(汤翠花)"
    )
    assert "P01" not in told


async def test_without_anything_new_there_is_no_bundle(kept: Store) -> None:
    await kept.run(make_duties, local("11-24 08:00"), 2, Made(State.MISSED))
    await kept.run(send_bundle, local("11-24 10:00"))
    told = await kept.run(sent, "bundle")
    await kept.run(send_bundle, local("11-24 15:30"))
    assert await kept.run(sent, "bundle") == told


async def test_what_an_outage_kept_from_one_bundle_stands_in_the_next(kept: Store) -> None:
    await kept.run(make_duties, local("11-24 08:00"), 2, Made(State.MISSED, owner="P45", name="环境卫生两查"))
    await kept.run(send_bundle, local("11-24 15:30"))
    assert (await kept.run(sent, "bundle"))["P03"]["since"] == "06:45"


@pytest.mark.parametrize("now", ["11-24 05:00", "11-24 12:46", "11-24 22:00"])
async def test_after_an_outage_no_line_of_the_morning_comes_before_its_time_or_in_the_afternoon(
    kept: Store, now: str
) -> None:
    await kept.run(send_morning, local(now))
    assert await kept.run(sent, "morning") == {}


def called(tx: Transaction, house: str, state: State, **heads: int) -> None:
    """A roll call of a house that ended so."""
    roll = make_duty(tx, local("11-24 21:40"), Made(State.OPEN, "缺寝", "P30", "晚点名", place=house))
    tx._connection.execute("UPDATE duty SET task = ?, target = ? WHERE id = ?", (Task.ROLL, house, roll.id))
    tx.duties.change(roll.id, state=state)
    now = local("11-24 22:05")
    tx.history.append(f"duty.{state}", now, person="P30", said_at=now, item=roll.item, body=heads)


async def test_when_the_last_roll_call_is_over_the_duty_leader_reads_the_heads(kept: Store) -> None:
    await kept.run(lambda tx: called(tx, "R1", State.DONE, beds=372, present=368, leave=3, sickbay=1, missing=0))
    await kept.run(lambda tx: called(tx, "R2", State.DONE, beds=348, present=344, leave=3, sickbay=1, missing=0))
    await kept.run(send_lights_out, local("11-24 22:06"))
    told = await kept.run(sent, "lights_out")
    assert render("lights_out", told["P02"], "zh").text == ("🌙 应到720:实到712 请假6 医务室2,没有找不到的。未交:无。")
    assert list(told) == ["P02"]


async def test_an_open_roll_call_is_waited_for_until_eleven_and_then_named(kept: Store) -> None:
    await kept.run(lambda tx: called(tx, "R1", State.DONE, beds=372, present=368, leave=3, sickbay=1, missing=0))
    await kept.run(lambda tx: called(tx, "R2", State.OPEN))
    await kept.run(send_lights_out, local("11-24 22:30"))
    assert await kept.run(sent, "lights_out") == {}

    await kept.run(send_lights_out, local("11-24 23:00"))
    text = render("lights_out", (await kept.run(sent, "lights_out"))["P02"], "zh").text
    assert "未交:21:40晚点名 2号宿舍楼(乔春霞)。" in text
