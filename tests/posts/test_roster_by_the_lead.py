"""The lead confirms or changes today's roster in two taps, and everything follows."""

import asyncio

from tests.duties.rows import of_plan
from tests.stage import Someone, Stage


async def asked(stage: Stage) -> Someone:
    """The captain of the guards, a quarter of an hour before the middle shift."""
    await stage.until("14:00")
    lead = await stage.person("P20")
    await stage.until("14:16")
    return lead


async def owner_of_the_hand_over(stage: Stage) -> str:
    """Whose the hand-over of the south gate at 14:30 is (plan J17)."""
    duty = (await stage.rows(lambda tx: of_plan(tx, "J17", stage.clock.now().date())))[0]
    return str(duty.owner)


async def test_before_the_shift_the_lead_reads_one_line_and_says_that_it_is_right(stage: Stage) -> None:
    lead = await asked(stage)
    assert await lead.last() == "👥 保安中班:葛新民 纪保国 柴万里,对吗?"
    assert await lead.taps("对") == "记下了。"
    assert (await lead.last()).startswith("✅ 保安中班")


async def test_a_lead_of_several_teams_is_asked_once(stage: Stage) -> None:
    await stage.until("14:00")
    lead = await stage.person("P29")
    await stage.until("14:44")
    lines = [text for text in (await lead.reads()).split("\n---\n") if "对吗?" in text]
    assert lines == ["👥 1号楼宿管晚班:庞志远\n2号楼宿管晚班:万秀英,对吗?"]


async def test_two_taps_after_saying_so_put_somebody_else_on_the_shift(stage: Stage) -> None:
    lead = await asked(stage)
    out, come = await stage.person("P24"), await stage.person("P72")
    await lead.taps("有变动")
    await lead.taps("葛新民")
    await lead.taps("武铁军")
    assert "保安中班:武铁军替葛新民" in await lead.last()
    assert "您不用来,武铁军替您" in await out.last()
    assert "14:30 南门请您来,替葛新民" in await come.last()
    await stage.until("14:31")
    phone = await stage.post_phone("NM")
    assert (await phone.messages())[-1]["buttons"][0][0]["text"] == "武铁军"


async def test_the_change_can_be_undone_and_both_are_told(stage: Stage) -> None:
    lead = await asked(stage)
    out, come = await stage.person("P24"), await stage.person("P72")
    for label in ("有变动", "葛新民", "武铁军"):
        await lead.taps(label)
    await lead.taps("改回来")
    assert "还是您来" in await out.last()
    assert "您不用来了" in await come.last()
    assert await stage.rows(lambda tx: tx.roster_changes.of_day(stage.clock.now().date())) == []


async def test_a_shift_is_not_given_back_to_somebody_who_was_put_elsewhere_since(stage: Stage) -> None:
    await stage.until("10:00")
    lead, manager = await stage.person("P20"), await stage.person("P03")
    for by, out, come in ((manager, "孟庆彪", "武铁军"), (lead, "苗长河", "孟庆彪")):
        await by.says(f"/roster {out}")
        await by.taps("11-24 保安早班")
        await by.taps(come)
    refused = "孟庆彪那时已经有别的班,或者不在,改不回来。请重新换人。"
    assert await manager.taps("改回来") == refused
    assert await lead.taps("改回来") == "记下了。"
    assert await manager.taps("改回来") == "记下了。"


async def test_duties_of_the_shift_follow_who_comes_and_back(school_day: Stage) -> None:
    lead = await asked(school_day)
    assert await owner_of_the_hand_over(school_day) == "P24"
    for label in ("有变动", "葛新民", "武铁军"):
        await lead.taps(label)
    assert await owner_of_the_hand_over(school_day) == "P72"
    await lead.taps("改回来")
    assert await owner_of_the_hand_over(school_day) == "P24"


async def test_a_manager_changes_the_shift_of_somebody_in_hospital(stage: Stage) -> None:
    lead, manager = await stage.person("P29"), await stage.person("P03")
    await manager.says("/roster 宋铁柱")
    assert "宋铁柱哪个班不来?" in await manager.last()
    await manager.taps("11-23 1号楼宿管夜班")
    await manager.taps("苗福来")
    assert "苗福来替宋铁柱" in await manager.last()
    assert "请打电话:宋铁柱 苗福来" in await manager.last()
    assert "卢建国改了班" in await lead.last()


async def test_who_leads_nobody_cannot_change_a_roster(stage: Stage) -> None:
    guard = await stage.person("P21")
    await guard.says("/roster 葛新民")
    assert "没有找到「葛新民」,或者不归您管" in await guard.last()


async def test_two_taps_on_two_names_in_the_same_second_make_one_change(stage: Stage) -> None:
    lead = await asked(stage)
    await lead.taps("有变动")
    await lead.taps("葛新民")
    message = (await lead.messages())[-1]
    keys = [key["data"] for row in message["buttons"] for key in row][:2]
    tap = {"user": lead.user, "message_id": message["message_id"]}
    answers = await asyncio.gather(*(stage.post("tap", **tap, data=data) for data in keys))
    await stage.settle()
    (change,) = await stage.rows(lambda tx: tx.roster_changes.of_day(stage.clock.now().date()))
    came = await stage.rows(lambda tx: tx.school.people[change.come].name)
    assert {answer["answer"]["text"] for answer in answers} == {"记下了。", f"雷振山刚改过:{came}替葛新民。"}


async def test_nobody_is_offered_who_works_at_that_time_anyhow(stage: Stage) -> None:
    lead = await asked(stage)
    await lead.taps("有变动")
    await lead.taps("葛新民")
    labels = {key["text"] for row in (await lead.messages())[-1]["buttons"] for key in row}
    assert labels.isdisjoint({"葛新民", "纪保国", "柴万里"})
    assert {"武铁军", "没人替"} <= labels
