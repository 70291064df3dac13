"""A technician goes home, on leave, or for good: what was in hand is somebody's, and whoever waits reads whose."""

from dataclasses import replace

from actions.import_school import import_school
from domain.people import Presence
from domain.tickets import Urgency
from storage.verify import verify
from tests.repairs.test_waiting import keys, reported, ticket
from tests.sample import sample
from tests.stage import Someone, Stage
from tests.trouble.props import forges


async def an_ordinary_one(stage: Stage) -> Someone:
    teacher = await stage.person("P53")
    await teacher.says("3号楼201水龙头有点松")
    await teacher.taps("对,报上")
    assert (await stage.rows(ticket)).urgency is Urgency.NORMAL
    return teacher


async def test_what_presses_goes_to_the_next_shift_when_nobody_answers(stage: Stage) -> None:
    await stage.until("10:00")
    plumber, night = await stage.person("P15"), await stage.person("P68")
    teacher = await reported(stage)
    await plumber.taps("接单")
    await stage.until("17:14")
    assert "下班" not in await plumber.reads()
    await stage.until("17:15")
    assert await plumber.last() == (
        "🤝 17:30下班,手上还有1件:\n1号 3号楼201水龙头漏水\n怎么办?不点的话,急的交给下一班,别的等您下个班。"
    )
    assert await keys(plumber) == ["接着干", "交班", "下个班来"]
    await stage.until("17:20")
    await teacher.says("3号楼305水龙头漏水")
    await teacher.taps("更急")
    await teacher.taps("对,报上")
    await plumber.taps("接单")
    await stage.until("17:30")
    assert [it.number for it in await stage.rows(lambda tx: tx.tickets.of_assignee("P15"))] == [2]
    assert "🤝 田大勇没修完,请您接着来。" in await night.last()
    assert "裴思远 10:00报,12:00前回话。" in await night.last()
    assert await teacher.last() == "1号:田大勇下班了,戴水生接着修。"
    assert (await stage.rows(ticket)).assignee == "P68"
    heard = len(await plumber.messages())
    await night.taps("接单")
    assert "1号:戴水生" in await teacher.reads()
    await stage.until("19:00")
    assert len(await plumber.messages()) == heard
    assert verify(stage.folder / "zhiqin.db", None).found == 0


async def test_ordinary_work_waits_for_who_knows_it_unless_they_say_otherwise(stage: Stage) -> None:
    await stage.until("10:00")
    plumber, night, teacher = await stage.person("P15"), await stage.person("P68"), await an_ordinary_one(stage)
    await plumber.taps("接单")
    await stage.until("17:20")
    assert await plumber.taps("下个班来") == "好,等您下个班。"
    assert await teacher.last() == "1号:田大勇下班了,11-24 17:30回来接着修。"
    await stage.restart()
    await stage.until("17:31")
    assert (await stage.rows(ticket)).assignee == "P15"

    await stage.later(hours=37, minutes=45)
    assert "🤝 07:30下班" in await plumber.last()
    assert await plumber.taps("交班") == "好,交给戴水生了。"
    assert "请您接着来" in await night.last()
    assert await teacher.last() == "1号:田大勇下班了,戴水生接着修。"
    await night.taps("接单")
    await stage.until("17:20")
    await night.taps("接着干")
    await stage.until("17:31")
    assert (await stage.rows(ticket)).assignee == "P68"
    assert "过时" in str(await forges(plumber, f"tw:pass:{29_664_000}"))


async def test_with_nobody_on_the_next_shift_whoever_gives_out_the_work_hears(stage: Stage) -> None:
    await stage.until("10:00")
    plumber, clerk = await stage.person("P15"), await stage.person("P100")
    await reported(stage)
    await plumber.taps("接单")
    await stage.until("17:31")
    assert "🤝 1号没修完,田大勇下班了,没有下一班的人接。" in await clerk.last()
    assert await keys(clerk) == ["改派"]
    assert (await stage.rows(ticket)).assignee == "P15"


async def test_leave_begins_and_what_cannot_wait_goes_on_without_them(stage: Stage) -> None:
    await stage.until("10:00")
    plumber, lead, other = await stage.person("P15"), await stage.person("P13"), await stage.person("P67")
    teacher = await an_ordinary_one(stage)
    await plumber.taps("接单")
    await stage.until("17:20")
    await plumber.taps("接着干")
    await lead.says("/off 田大勇")
    await lead.taps("明天")
    await lead.taps("7天")
    await stage.later(hours=14)
    assert "11月24日" not in await other.last()
    await stage.until("08:01")
    assert "🤝 田大勇没修完,请您接着来。" in await other.last()
    assert await teacher.last() == "1号:田大勇请假,岳长青接着修。"


async def test_whom_the_workbook_has_on_leave_keeps_nothing_that_somebody_else_can_do(stage: Stage) -> None:
    await stage.until("10:00")
    plumber, clerk = await stage.person("P15"), await stage.person("P100")
    await an_ordinary_one(stage)
    await plumber.taps("接单")
    away = {it.id: replace(it, presence=Presence.ON_LEAVE) if it.id == "P15" else it for it in sample().people}
    school = replace(sample(), people=tuple(away.values()))
    await stage.rows(lambda tx: import_school(tx, stage.clock.now(), school))
    await stage.settle()
    assert "🤝 1号没修完,田大勇请假了,没有人接。" in await clerk.last()
    await clerk.taps("改派")


async def test_what_a_technician_sends_may_be_of_the_job_in_hand(stage: Stage) -> None:
    await stage.until("10:00")
    plumber, teacher = await stage.person("P15"), await an_ordinary_one(stage)
    await plumber.taps("接单")
    await plumber.says("📋 我的事")
    assert "\n1 3号楼201水龙头有点松|处理中 田大勇" in await plumber.last()
    await plumber.speaks()
    assert await keys(plumber) == ["1号修好了", "加到1号", "报修", "只留底", "🚨 紧急"]
    await plumber.taps("加到1号")
    assert await plumber.last() == "加到1号了。"
    await plumber.says("阀门坏了,要换一个")
    assert await plumber.last() == "「阀门坏了,要换一个」这是要报修吗?"
    await plumber.taps("加到1号")
    assert "阀门坏了" in await teacher.reads()
    await plumber.sends("leaking-pipe")
    await plumber.taps("1号修好了")
    assert "1号修好了(田大勇)。好用吗?" in await teacher.last()
    assert await teacher.sees_photos() == 1
    assert verify(stage.folder / "zhiqin.db", None).found == 0

    await plumber.speaks()
    assert (await plumber.last()).startswith("在哪儿?")
