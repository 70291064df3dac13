"""Leaving: the name stays, the phone is stopped with one sentence, and what was open is somebody's to hand on."""

from dataclasses import replace
from typing import Any

import pytest

from actions.import_school import import_school
from actions.school_notices import notices
from domain.dispatch import Rostered
from domain.people import Presence
from domain.school import School
from tests.people.doors import another_phone, count, link_for
from tests.rounds.walking import duty
from tests.stage import MONDAY_QUARTER_TO_SEVEN, Someone, Stage, text_of

TODAY = MONDAY_QUARTER_TO_SEVEN.date()


async def becomes(stage: Stage, person: str, **what: Any) -> None:
    """The office changes the person's row and imports the workbook."""
    school = await stage.rows(lambda tx: tx.school.load())
    people = tuple(replace(p, **what) if p.id == person else p for p in school.people)
    await stage.house.store.run(import_school, stage.clock.now(), replace(school, people=people))
    await stage.settle()


async def leaves(stage: Stage, person: str) -> None:
    await becomes(stage, person, presence=Presence.LEFT)


async def reported(stage: Stage, teacher: Someone) -> None:
    await teacher.says("3号楼201水管漏水")
    await teacher.taps("对,报上")


async def test_the_name_stays_and_the_ticket_is_given_to_somebody_else_by_a_button(stage: Stage) -> None:
    await stage.until("10:00")
    teacher, plumber, lead, other = [await stage.person(it) for it in ("P53", "P15", "P13", "P67")]
    await reported(stage, teacher)
    await plumber.taps("接单")
    await leaves(stage, "P15")
    assert await plumber.last() == "这部手机停用了,不再收消息。要再用,请到总务处要新链接。"
    assert "田大勇离职了,手机停用了。手上的事要找人接。\n手上还有:1号。" in await lead.last()
    await lead.taps("派1号")
    await lead.taps("岳长青")
    assert (await stage.rows(lambda tx: tx.tickets.get(1))).assignee == "P67"
    assert "水管漏水" in await other.last()
    taken = "SELECT person FROM record WHERE kind = 'ticket.take'"
    assert await count(stage, taken) == "P15"
    await plumber.says("📋 我的事")
    assert await plumber.last() == "这是校内用的,请到总务处登记。"


async def test_an_alarm_that_they_went_to_is_everybodys_again(stage: Stage) -> None:
    await stage.until("10:00")
    teacher, plumber, head = [await stage.person(it) for it in ("P53", "P15", "P03")]
    await teacher.says("3号楼201爆管了!")
    await plumber.taps("我去")
    await plumber.taps("到了")
    before = (await head.reads()).count("跑水")
    await leaves(stage, "P15")
    alarm = await stage.rows(lambda tx: tx.alarms.get(1))
    assert (alarm.state, alarm.owner) == ("open", None)
    assert (await head.reads()).count("跑水") > before


@pytest.mark.parametrize(
    ("how", "sentence"), [("blocks", "收不到消息了(停用了机器人)"), ("is stopped", "的手机停用了")]
)
async def test_an_alarm_of_somebody_who_cannot_be_reached_is_everybodys_again(
    stage: Stage, how: str, sentence: str
) -> None:
    await stage.until("10:00")
    teacher, plumber, lead, head, clerk = [await stage.person(it) for it in ("P53", "P15", "P13", "P03", "P100")]
    await teacher.says("3号楼201爆管了!")
    await plumber.taps("我去")
    await plumber.taps("到了")
    before = (await head.reads()).count("跑水")
    if how == "blocks":
        await stage.post("block", user=plumber.user, blocked=True)
        await stage.settle()
    else:
        await clerk.says("/unbind 田大勇")
    alarm = await stage.rows(lambda tx: tx.alarms.get(1))
    assert (alarm.state, alarm.owner) == ("open", None)
    assert (await head.reads()).count("跑水") > before
    assert f"田大勇{sentence}" in await lead.reads()
    assert "🚨 10:00 3号教工宿舍楼-201 跑水:又没有人去了,正在重新叫人。" in await lead.reads()


async def test_who_stops_their_own_phone_reads_one_sentence_there(stage: Stage) -> None:
    clerk = await stage.person("P100")
    before = len(await clerk.messages())
    await clerk.says("/unbind P100")
    assert [text_of(it) for it in (await clerk.messages())[before:] if it["from"]["is_bot"]] == [
        "这部手机停用了,不再收消息。要再用,请到总务处要新链接。"
    ]


async def test_what_waited_for_their_word_is_asked_of_somebody_who_may_inspect(stage: Stage) -> None:
    await stage.until("10:00")
    teacher, plumber, inspector = [await stage.person(it) for it in ("P53", "P15", "P13")]
    await reported(stage, teacher)
    await plumber.taps("接单")
    await plumber.taps("修好")
    await plumber.sends("leaking-pipe")
    assert "好用吗" not in await inspector.reads()
    await leaves(stage, "P53")
    await inspector.taps("好了")
    ticket = await stage.rows(lambda tx: tx.tickets.get(1))
    assert (ticket.state, ticket.reporter) == ("已关闭", "P53")


async def test_a_report_that_they_had_begun_is_filed_and_other_forms_close(stage: Stage) -> None:
    await stage.until("10:00")
    teacher, clerk = await stage.person("P53"), await stage.person("P100")
    await teacher.sends("leaking-pipe", caption="3号楼201水管漏水")
    await leaves(stage, "P53")
    assert "水管漏水" in await clerk.reads()
    assert await count(stage, "SELECT count(*) FROM draft") == 0
    assert (await teacher.last()).startswith("这部手机停用了")


async def test_a_duty_that_is_open_is_listed_for_the_lead_with_the_way_to_find_somebody(stage: Stage) -> None:
    await stage.until("09:00")
    lead, guard, other = await stage.person("P20"), await stage.person("P21"), await stage.person("P22")
    await duty(stage, owner="P21", points=("X-SE", "X-FIRE"), starts="08:30", ends="10:30")
    await stage.until("09:10")
    await leaves(stage, "P21")
    assert "孟庆彪离职了" in await lead.last()
    assert "1件任务等着" in await lead.last()
    await lead.taps("找人顶")
    await other.taps("我去")
    assert "孟庆彪" not in await other.last()
    assert "停用了" in await guard.last()


async def test_a_duty_taken_over_for_a_colleague_is_the_colleagues_again(stage: Stage) -> None:
    await stage.until("09:00")
    owner = await stage.person("P21")
    number = await duty(stage, owner="P21", points=("X-SE",), starts="09:30", ends="10:30")
    await stage.rows(lambda tx: tx.hearers.offer(number, "P22", stage.clock.now()))
    await stage.rows(lambda tx: tx.duties.change(number, owner="P22", cover="P22"))
    await leaves(stage, "P22")
    back = await stage.rows(lambda tx: tx.duties.get(number))
    assert (back.owner, back.cover) == ("P21", None)
    assert owner.user == await stage.rows(lambda tx: tx.accounts.user_of("P21"))


async def test_the_group_that_they_bound_and_their_people_are_named(stage: Stage) -> None:
    head, deputy = await stage.person("P03"), await stage.person("P02")
    group = await stage.group("后勤管理", head, deputy)
    await head.says("/group")
    await head.opens((await head.last()).split("\n")[-1], group)
    await leaves(stage, "P03")
    told = await deputy.last()
    assert "群「后勤管理」是卢建国绑的,还照旧" in told
    assert "人的上级写着卢建国,请在工作簿里改:" in told


async def test_with_nobody_above_who_reads_the_office_hears(stage: Stage) -> None:
    await stage.until("10:00")
    teacher, plumber, clerk = [await stage.person(it) for it in ("P53", "P15", "P100")]
    await reported(stage, teacher)
    await plumber.taps("接单")
    await leaves(stage, "P15")
    assert "田大勇离职了" in await clerk.last()


async def test_who_is_above_the_one_who_left_hears_of_the_gate(stage: Stage) -> None:
    """The captain left: of a guard who went without a word about the lock the head of logistics reads."""
    await stage.until("10:00")
    head, phone = await stage.person("P03"), await stage.post_phone("NM")
    await stage.person("P20")
    await leaves(stage, "P20")
    await phone.taps("孟庆彪")
    await phone.says("🚪 大门")
    await phone.taps("我在岗")
    await phone.taps("要离开")
    await stage.later(minutes=17)
    assert "孟庆彪说要离开,一直没有锁的照片" in await head.reads()


async def test_who_comes_back_needs_a_new_link_and_finds_the_own_records(stage: Stage) -> None:
    await stage.until("10:00")
    teacher = await stage.person("P53")
    await reported(stage, teacher)
    old = await link_for(stage, "P53", "made-before-the-teacher-left")
    await leaves(stage, "P53")
    phone = await another_phone(stage)
    await phone.says(old)
    assert "这个链接不对" in await phone.last()
    await becomes(stage, "P53", presence=Presence.IN_SERVICE)
    await teacher.says("在吗")
    assert await teacher.last() == "这是校内用的,请到总务处登记。"
    await phone.says(old)
    await phone.says(await link_for(stage, "P53", "made-after-the-teacher-came-back"))
    await phone.says("📋 我的事")
    assert "水管漏水" in await phone.last()


async def test_whoever_was_dropped_from_the_workbook_is_treated_the_same(stage: Stage) -> None:
    gone = await stage.person("P100")
    school = await stage.rows(lambda tx: tx.school.load())
    people = tuple(p for p in school.people if p.id != "P100")
    await stage.house.store.run(import_school, stage.clock.now(), replace(school, people=people))
    await stage.settle()
    assert (await gone.last()).startswith("这部手机停用了")


def without(school: School, *left: str) -> School:
    people = tuple(replace(p, presence=Presence.LEFT) if p.id in left else p for p in school.people)
    return replace(school, people=people)


@pytest.mark.parametrize(
    ("person", "line"),
    [
        ("P21", f"值班表: {TODAY}起还排着P21 孟庆彪,已经离职,请换人"),
        ("P16", "宿舍: 寝室长还写着P16 罗全有,已经离职,请换人"),
        ("P40", "宿舍成员: 还写着P40 鲍长顺,已经离职,请换人"),
        ("P20", "人员: 上级还写着P20 雷振山,已经离职,请换人"),
    ],
)
def test_an_import_warns_wherever_who_left_is_still_named(sample: School, person: str, line: str) -> None:
    assert line not in notices(sample, TODAY)
    assert line in notices(without(sample, person), TODAY)


def test_a_dispatch_row_a_rung_and_a_plan_that_name_who_left_are_warned_of(sample: School) -> None:
    first, rung, plan = sample.dispatch[0], sample.rungs[0], sample.plans[0]
    named = replace(
        without(sample, "P15"),
        dispatch=(replace(first, responder="P15"), *sample.dispatch[1:]),
        rungs=(replace(rung, target="P15"), *sample.rungs[1:]),
        plans=(replace(plan, who="P15"), *sample.plans[1:]),
    )
    told = [line for line in notices(named, TODAY) if "P15 田大勇,已经离职" in line]
    assert {line.split(":")[0] for line in told} >= {"派单", "升级链", "计划"}


def test_a_shift_of_yesterday_is_no_warning(sample: School) -> None:
    gone = replace(
        without(sample, "P102"),
        roster=(Rostered(TODAY.replace(day=22), sample.roster[0].shift, "P102", ()), *sample.roster),
    )
    assert not [line for line in notices(gone, TODAY) if "P102" in line]
