"""Buttons of yesterday about tickets and alarms say how it stands now and who has it, and nothing else happens."""

from tests.stage import Someone, Stage
from tests.trouble.props import change, count, forges


async def said(someone: Someone, *data: str) -> list[str | None]:
    return [await forges(someone, it) for it in data]


async def reported(stage: Stage) -> tuple[Someone, Someone, Someone]:
    """The teacher who reported ticket 1, 田大勇 who is to repair it, and another plumber."""
    teacher, plumber, other = await stage.person("P53"), await stage.person("P15"), await stage.person("P67")
    await teacher.says("3号楼201水管漏水")
    await teacher.taps("对,报上")
    return teacher, plumber, other


async def repaired(stage: Stage) -> tuple[Someone, Someone, Someone]:
    teacher, plumber, other = await reported(stage)
    await plumber.taps("接单")
    await plumber.taps("修好,拍照")
    await plumber.sends("tap-repaired")
    return teacher, plumber, other


async def test_somebody_elses_ticket_says_who_has_it_at_each_step(stage: Stage) -> None:
    teacher, plumber, other = await reported(stage)
    assert await forges(other, "t:take:1") == "这件不归您处理,现在是:已派 田大勇。"
    await plumber.taps("接单")
    assert await said(other, "t:take:1", "t:arrive:1", "f:finish:1", "v:1") == [
        "田大勇先接了,谢谢您。",
        *["这件不归您处理,现在是:处理中 田大勇。"] * 3,
    ]
    assert await said(teacher, "t:confirm:1", "f:reject:1") == ["1号:田大勇在修。"] * 2
    assert await forges(plumber, "t:take:1") == "1号已经在您手上。"


async def test_a_ticket_that_is_over_or_back_again_says_so(stage: Stage) -> None:
    teacher, plumber, other = await repaired(stage)
    await teacher.taps("好了,谢谢")
    over = "1号06:45已完成(田大勇)。"
    assert await said(plumber, "t:take:1", "t:arrive:1", "f:finish:1", "f:give_back:1") == [over] * 4
    assert await said(teacher, "t:confirm:1", "t:withdraw:1", "f:add:1") == [over] * 3
    await teacher.taps("还不行")
    await teacher.taps("还是老样子")
    assert await forges(teacher, "t:confirm:1") == "1号要再修一次(田大勇)。"
    assert await forges(other, "t:take:1") == "这件不归您处理,现在是:重开 田大勇。"


async def test_nobody_accepts_what_they_repaired_or_said_to_be_repaired(stage: Stage) -> None:
    """The clerk rings the plumber up and taps for him; it is still the reporter, or an inspector, who looks at it."""
    teacher, plumber, other = await reported(stage)
    clerk = await stage.person("P100")
    await plumber.taps("接单")
    await forges(clerk, "f:finish:1")
    await clerk.taps("拍不了")
    assert await said(clerk, "t:confirm:1") == ["自己修的请别人看过才算。"]
    assert await said(plumber, "t:confirm:1", "f:reject:1") == ["自己修的请别人看过才算。"] * 2
    assert await said(other, "t:confirm:1") == ["这件不归您处理,现在是:待验收 田大勇。"]
    assert await teacher.taps("好了,谢谢") == "谢谢!"


async def test_nobody_without_a_part_in_it_adds_to_a_ticket(stage: Stage) -> None:
    _, _, other = await reported(stage)
    colleague = await stage.person("P54")
    assert await said(other, "f:add:1") == ["这件不归您处理,现在是:已派 田大勇。"]
    assert await said(colleague, "f:add:1") == ["这件不归您处理,现在是:已派 田大勇。"]
    assert await count(stage, "SELECT count(*) FROM draft") == 0


async def test_a_form_opened_twice_is_one_form(stage: Stage) -> None:
    _, plumber, _ = await reported(stage)
    await plumber.taps("接单")
    assert await said(plumber, "f:finish:1", "f:finish:1") == ["", "已经打开了,请答最新那条。"]
    assert await count(stage, "SELECT count(*) FROM draft") == 1
    await stage.later(minutes=1)
    asked = (await plumber.reads()).count("拍一张给报修人看")
    assert await forges(plumber, "f:finish:1") == ""
    assert (await plumber.reads()).count("拍一张给报修人看") == asked + 1
    assert await count(stage, "SELECT count(*) FROM draft") == 1


async def test_the_buttons_of_a_form_that_is_over_say_what_came_of_it(stage: Stage) -> None:
    teacher, plumber, _ = await reported(stage)
    assert await said(teacher, "d:1:confirm:file", "k:1:drop") == ["这张已经填完了:1号,已派 田大勇。"] * 2
    await plumber.taps("接单")
    assert await forges(teacher, "d:1:confirm:file") == "这张已经填完了:1号,处理中 田大勇。"
    await teacher.sends("leaking-pipe")
    await teacher.says("/reset")
    assert await forges(teacher, "d:2:kind:repair") == "报修没做完就关了。要做请再来一次。"
    assert await forges(plumber, "d:1:confirm:file") == "这张单子已经填完或关掉了。"
    assert await count(stage, "SELECT count(*) FROM ticket") == 1


async def test_an_alarm_says_to_everybody_how_it_stands_and_asks_only_those_who_were_called(stage: Stage) -> None:
    await stage.until("10:00")
    teacher, cook, other = await stage.person("P53"), await stage.person("P35"), await stage.person("P54")
    await teacher.says("一食堂有煤气味!")
    assert await said(cook, "a:arrive:1", "s:1") == ["还没有人去。能去请点「🏃 我去」。"] * 2
    assert await said(other, "a:go:1", "a:arrive:1", "s:1", "r:1") == ["这件由被通知的人处理。还没有人去。"] * 4
    await cook.taps("我去")
    going = "高学礼 10:00正在过去。"
    assert await said(other, "a:know:1", "a:go:1") == [f"这件由被通知的人处理。{going}", "高学礼先接了,谢谢您。"]
    await stage.later(minutes=3)
    assert await forges(teacher, "a:false:1") == f"过了2分钟,请到场的人来撤。{going}"
    await cook.taps("到了")
    await cook.taps("已处理好")
    over = "这件已经结束了。✅ 10:03已处理好,3分钟。谢谢高学礼。"
    assert await said(cook, "a:go:1", "a:arrive:1", "s:1", "a:false:1") == [over] * 4
    assert await said(teacher, "a:false:1") == [over]


async def test_what_is_to_be_repaired_after_an_alarm_becomes_one_ticket_and_the_second_tap_says_which(
    stage: Stage,
) -> None:
    await stage.until("10:00")
    teacher, cook, electrician = await stage.person("P53"), await stage.person("P35"), await stage.person("P13")
    await teacher.says("一食堂有煤气味!")
    await cook.taps("我去")
    assert await forges(cook, "r:1") == "这件已经是您在处理。"
    await cook.taps("已处理好")
    assert await cook.taps("还要修,转报修") == "已转报修,1号。"
    assert str(await forges(electrician, "r:1")).startswith("这件已经转过报修了:1号,")
    assert await count(stage, "SELECT count(*) FROM ticket") == 1


async def test_a_stranger_reads_one_sentence_whatever_is_pressed(stage: Stage) -> None:
    await reported(stage)
    stranger = await stage.stranger("X")
    pressed = (
        "t:take:1",
        "v:1",
        "d:1:confirm:file",
        "a:go:1",
        "y:begin:1",
        "w:tickets:1",
        "h:P21",
        "c:decide",
        "u:fire",
    )
    assert set(await said(stranger, *pressed)) == {"这是校内用的,请到总务处登记。"}
    assert await stranger.messages() == []
    assert await count(stage, "SELECT count(*) FROM alarm") == 0


async def test_somebody_who_has_left_is_a_stranger(stage: Stage) -> None:
    teacher, plumber, _ = await reported(stage)
    await leaves(stage, "P15")
    assert await said(plumber, "t:take:1", "v:1") == ["这是校内用的,请到总务处登记。"] * 2
    assert await forges(teacher, "v:1") == ""
    assert "田大勇" in await teacher.last()


async def leaves(stage: Stage, person: str) -> None:
    """The school's rows say that they do not work here any more, by the import's own rows."""
    await change(stage, "UPDATE person SET presence = '离职' WHERE id = :person", person=person)
    await stage.restart()
