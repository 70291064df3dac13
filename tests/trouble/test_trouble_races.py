"""Two at once, and buttons of yesterday: one wins, the other reads who, and every sentence says what is true now."""

import asyncio
from typing import Any

from tests.stage import Someone, Stage
from tests.trouble.in_a_form import at_assigning, at_the_place
from tests.trouble.props import count, forges


async def button(someone: Someone, label: str) -> dict[str, Any]:
    """The newest button with that label, to be pressed later or by several at once."""
    found = [
        {"message_id": message["message_id"], "data": it["data"]}
        for message in await someone.messages()
        for row in message.get("buttons") or []
        for it in row
        if label in it["text"]
    ]
    assert found, await someone.reads()
    return found[-1]


async def press_at_once(*pressed: tuple[Someone, dict[str, Any]]) -> list[str]:
    stage = pressed[0][0].stage
    said = await asyncio.gather(*(stage.post("tap", user=someone.user, **what) for someone, what in pressed))
    await stage.settle()
    return [str((answer["answer"] or {}).get("text")) for answer in said]


async def gas_in_the_canteen(stage: Stage) -> tuple[Someone, Someone, Someone]:
    """The teacher who smelled it, and the two who are called."""
    await stage.until("10:00")
    teacher, electrician, cook = await stage.person("P53"), await stage.person("P13"), await stage.person("P35")
    await teacher.says("一食堂有煤气味!")
    return teacher, electrician, cook


async def test_of_two_who_go_at_once_one_goes_and_the_other_reads_who(stage: Stage) -> None:
    teacher, electrician, cook = await gas_in_the_canteen(stage)
    said = await press_at_once((electrician, await button(electrician, "我去")), (cook, await button(cook, "我去")))
    assert sorted(said) in (
        ["好,您去。到了点一下。", "马德福先接了,谢谢您。"],
        ["好,您去。到了点一下。", "高学礼先接了,谢谢您。"],
    )
    assert await count(stage, "SELECT count(*) FROM record WHERE kind = 'alarm.go'") == 1
    assert "正在过去" in await teacher.last()


async def test_of_two_who_take_a_job_at_once_one_has_it_and_the_other_reads_who(stage: Stage) -> None:
    clerk, lead = await stage.person("P100"), await stage.person("P13")
    await at_the_place(stage)
    await stage.later(hours=2, minutes=1)
    await lead.says("/desk")
    await lead.taps("1")
    said = await press_at_once((clerk, await button(clerk, "我来")), (lead, await button(lead, "我来")))
    assert sorted(said) in (["1号归您了。", "匡小宁先接了,谢谢您。"], ["1号归您了。", "马德福先接了,谢谢您。"])
    assert await count(stage, "SELECT count(*) FROM record WHERE kind = 'ticket.take'") == 1


async def test_a_button_pressed_twice_in_a_row_does_it_once(stage: Stage) -> None:
    plumber, teacher = await stage.person("P15"), await stage.person("P53")
    await teacher.says("3号楼201水管漏水")
    agreed = await button(teacher, "对,报上")
    await press_at_once((teacher, agreed), (teacher, agreed))
    assert await count(stage, "SELECT count(*) FROM ticket") == 1
    taken = await button(plumber, "接单")
    assert sorted(await press_at_once((plumber, taken), (plumber, taken))) == ["1号已经在您手上。", "1号归您了。"]
    assert await count(stage, "SELECT count(*) FROM record WHERE kind = 'ticket.take'") == 1


async def test_who_gave_the_alarm_back_is_not_told_that_it_is_over(stage: Stage) -> None:
    """The buttons of the old card are still on the screen; nobody goes now, and that is what they say."""
    _, _, cook = await gas_in_the_canteen(stage)
    await cook.taps("我去")
    arrived, done = await button(cook, "到了"), await button(cook, "已处理好")
    await cook.taps("去不了")
    for_all = "还没有人去。能去请点「🏃 我去」。"
    assert await forges(cook, arrived["data"]) == for_all
    assert await forges(cook, done["data"]) == for_all
    assert await count(stage, "SELECT count(*) FROM alarm WHERE state = 'open'") == 1


async def test_who_is_there_and_cannot_stay_gives_it_back_to_everybody(stage: Stage) -> None:
    """Asked after half an hour, with a button for it: the button must work."""
    _, electrician, cook = await gas_in_the_canteen(stage)
    await cook.taps("我去")
    await cook.taps("到了")
    await stage.later(minutes=31)
    assert "还在您手上吗?" in await cook.last()
    heard = len(await electrician.messages())
    assert await cook.taps("去不了") == "好,另叫人。"
    assert await count(stage, "SELECT count(*) FROM alarm WHERE state = 'open' AND on_site_at IS NULL") == 1
    assert len(await electrician.messages()) > heard
    still = "s:1"
    assert "还没有人去" in str(await forges(cook, still))


async def test_a_button_about_a_ticket_that_is_over_says_how_it_ended(stage: Stage) -> None:
    plumber, teacher = await stage.person("P15"), await stage.person("P53")
    await teacher.says("3号楼201水管漏水")
    await teacher.taps("对,报上")
    take, withdraw = await button(plumber, "接单"), await button(teacher, "撤回")
    await teacher.taps("撤回")
    assert await forges(plumber, take["data"]) == "1号已撤回。"
    assert await forges(teacher, withdraw["data"]) == "1号已撤回。"
    assert await forges(plumber, "f:finish:1") == "1号已撤回。"


async def test_a_ticket_that_was_given_to_somebody_else_says_to_whom(stage: Stage) -> None:
    clerk, plumber, other = await stage.person("P100"), await stage.person("P15"), await stage.person("P67")
    teacher = await stage.person("P53")
    await teacher.says("3号楼201水管漏水")
    await teacher.taps("对,报上")
    first, second = [it for it in (plumber, other) if "水管漏水" in await it.reads()], [plumber, other]
    assert len(first) == 1
    had = await button(first[0], "接单")
    await clerk.says("/desk")
    await forges(clerk, "f:assign:1")
    (next_one,) = [it for it in second if it is not first[0]]
    await clerk.taps({"P15": "田大勇", "P67": "岳长青"}[next_one.id])
    assert "接单" in str(await next_one.messages())
    assert "这件不归您处理" in str(await forges(first[0], had["data"]))


async def test_the_photos_of_a_job_arrive_although_it_is_taken_before_they_do(stage: Stage) -> None:
    """The plumber is quick, the album is slow: owning takes back calls, not what the work needs."""
    plumber, teacher = await stage.person("P15"), await stage.person("P53")
    await stage.post("faults", method="sendMediaGroup", kind="429", retry_after=1)
    await teacher.sends("leaking-pipe", "water-on-floor", caption="3号楼201水管漏水")
    question = await button(teacher, "对,报上")
    await stage.post("tap", user=teacher.user, **question)
    await stage.rehearsal.world.pulse.wait(1)
    await forges(plumber, "t:take:1")
    assert await plumber.sees_photos() == 3


async def test_a_button_from_days_ago_still_works(stage: Stage) -> None:
    """Telegram no longer hands out the message under it, only its number and a date of 0."""
    plumber, teacher = await stage.person("P15"), await stage.person("P53")
    await teacher.says("3号楼201水管漏水")
    await teacher.taps("对,报上")
    gone = {"chat": {"id": plumber.user, "type": "private"}, "message_id": 5, "date": 0}
    assert await forges(plumber, "t:take:1", **gone) == "1号归您了。"


async def test_work_is_not_given_to_somebody_who_would_never_read_of_it(stage: Stage) -> None:
    clerk = await at_assigning(stage)
    await clerk.says("田大勇")
    assert await clerk.last() == "田大勇现在收不到消息,请换一个人。"
    await stage.person("P15")
    await clerk.says("田大勇")
    assert await count(stage, "SELECT count(*) FROM ticket WHERE assignee = 'P15'") == 1


async def test_a_report_that_nobody_can_receive_says_so(stage: Stage) -> None:
    """On the first day nobody of 总务 has a phone yet."""
    teacher = await stage.person("P53")
    await teacher.says("3号楼201水管漏水")
    await teacher.taps("对,报上")
    assert "1号记下了,可是现在没有人收得到消息,请打电话给总务。" in await teacher.last()
    clerk = await stage.person("P100")
    await clerk.says("/desk")
    await clerk.taps("1")
    await clerk.taps("我来")
    assert "1号:匡小宁" in await teacher.last()
