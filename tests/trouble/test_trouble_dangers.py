"""No danger that is said ends unheard, whatever question stands open and whatever is practised."""

import pytest

from tests.stage import Someone, Stage
from tests.trouble.in_a_form import (
    QUESTIONS,
    Opening,
    at_adding,
    at_still_broken,
    at_the_alarms_place,
    at_the_work_done,
)
from tests.trouble.in_a_register import at_the_beds
from tests.trouble.props import count
from tests.trouble.test_trouble_updates import edits

ALARMS = "SELECT count(*) FROM alarm"


@pytest.mark.parametrize("opening", QUESTIONS, ids=lambda opening: opening.__name__)
async def test_danger_said_in_any_form_calls_people_or_is_one_tap_from_it(stage: Stage, opening: Opening) -> None:
    somebody = await opening(stage)
    before = await count(stage, ALARMS)
    await somebody.says("有人在打架")
    if await count(stage, ALARMS) == before:
        assert "要马上通知人吗?" in await somebody.last()
        await somebody.taps("马上通知")
    assert await count(stage, ALARMS) == before + 1


@pytest.mark.parametrize("command", ["/leave", "/sickbay"])
async def test_danger_that_is_no_answer_to_a_register_is_told_outright(stage: Stage, command: str) -> None:
    await stage.until("10:00")
    somebody = await stage.person("P53" if command == "/leave" else "P51")
    head = await stage.person("P03")
    await somebody.says(command)
    await somebody.says("1号楼着火了")
    assert "1号楼着火了" in await head.reads()
    assert "哪间几床" not in await somebody.last()
    await somebody.says("有人晕倒了,没呼吸了")
    assert await count(stage, "SELECT count(*) FROM alarm WHERE words LIKE '%没呼吸了%'") == 1
    assert await count(stage, ALARMS) == 2


async def test_danger_before_the_photo_of_finished_work_is_still_offered(stage: Stage) -> None:
    plumber = await at_the_work_done(stage)
    await plumber.says("着火了")
    assert "要马上通知人吗?" in await plumber.last()


@pytest.mark.parametrize("opening", [at_still_broken, at_adding])
async def test_danger_in_another_building_than_the_work_is_told_at_once(stage: Stage, opening: Opening) -> None:
    head = await stage.person("P03")
    teacher = await opening(stage)
    await teacher.says("一食堂有煤气味!")
    assert "一食堂有煤气味" in await head.reads()
    assert await count(stage, ALARMS) == 1


async def test_danger_where_the_work_is_is_asked_about(stage: Stage) -> None:
    teacher = await at_still_broken(stage)
    await teacher.says("3号楼201的插座漏电")
    assert "要马上通知人吗?" in await teacher.last()
    assert await count(stage, ALARMS) == 0


async def test_practice_above_an_open_form_hears_danger_and_ends(stage: Stage) -> None:
    await stage.until("10:00")
    head = await stage.person("P03")
    plumber = await at_the_work_done(stage)
    teacher = await at_the_beds(stage)
    for somebody, words in ((plumber, "着火了"), (teacher, "有人在打架")):
        await somebody.says("/practice")
        assert "真有危险照样说" in await somebody.last()
        await somebody.says(words)
        assert words in await head.reads()
        assert "【练习】停了" in await somebody.reads()
        await somebody.says("操场")
        assert "练习" not in await somebody.last()


async def test_where_it_burns_is_not_asked_beneath_a_practice(stage: Stage) -> None:
    await stage.until("10:00")
    nurse = await stage.person("P51")
    teacher = await at_the_alarms_place(stage)
    await teacher.says("/practice")
    assert "在哪儿?" in await teacher.last()
    await teacher.says("有人要跳楼")
    assert "跳楼" in await nurse.reads()
    assert await count(stage, ALARMS) == 2
    assert "练习" not in await teacher.last()


async def test_every_sentence_about_an_alarm_reaches_those_who_run(stage: Stage) -> None:
    await stage.until("10:00")
    teacher, head = await stage.person("P53"), await stage.person("P03")
    await teacher.says("着火了")
    await teacher.says("二楼还有学生没出来,有浓烟")
    assert "补充:二楼还有学生没出来,有浓烟" in await head.last()
    assert "在哪儿?" in await teacher.last()
    await teacher.says("楼道里全是烟,有人喊救命")
    assert "有人喊救命" in await head.reads()
    await teacher.says("1号楼203")
    assert "1号楼" in await head.last()
    await teacher.says("1号楼着火了,三楼有人困在里面")
    assert "三楼有人困在里面" in await head.last()
    assert (await head.reads()).count("补充:二楼还有学生没出来") == 1


async def test_what_is_said_after_an_alarm_beside_a_register_is_about_the_alarm(stage: Stage) -> None:
    await stage.until("10:00")
    head, teacher = await stage.person("P03"), await at_the_beds(stage)
    await teacher.says("1号楼着火了")
    await teacher.says("还有三个人在里面")
    assert "补充:还有三个人在里面" in await head.last()
    await teacher.says("1号楼312 2床")
    assert "请到什么时候?" in await teacher.last()


async def test_what_an_edit_adds_to_an_alarm_reaches_those_who_run(stage: Stage) -> None:
    await stage.until("10:00")
    teacher, head = await stage.person("P53"), await stage.person("P03")
    said = (await stage.post("say", user=teacher.user, text="1号楼着火了"))["messages"][0]
    await stage.settle()
    await edits(teacher, said["message_id"], "1号楼着火了,三楼还有人")
    assert "补充:1号楼着火了,三楼还有人" in await head.last()
    assert await count(stage, ALARMS) == 1


async def test_another_threat_is_no_answer_to_where_the_first_one_is(stage: Stage) -> None:
    await stage.until("10:00")
    teacher, nurse = await stage.person("P53"), await stage.person("P51")
    await teacher.says("有个学生晕倒了")
    await teacher.says("有人要跳楼")
    assert "有人要跳楼" in await nurse.reads()


async def test_a_new_danger_is_no_answer_about_an_alarm_that_is_over(stage: Stage) -> None:
    await stage.until("10:00")
    teacher, head = await stage.person("P53"), await stage.person("P03")
    await teacher.says("着火了")
    await teacher.taps("误报")
    await teacher.says("又着火了,这次是真的")
    assert "这次是真的" in await head.reads()
    assert await count(stage, ALARMS) == 2


async def test_words_in_the_second_in_which_practice_began_are_practised(stage: Stage) -> None:
    teacher: Someone = await stage.person("P53")
    await stage.later(seconds=0.6)
    await teacher.says("/practice")
    await teacher.says("3号楼201水管漏水", date=stage.clock.now().replace(microsecond=0).isoformat())
    assert "【练习" in await teacher.last()


async def test_who_fainted_and_who_will_jump_are_two_alarms_of_one_building(stage: Stage) -> None:
    await stage.until("10:00")
    teacher, colleague = await stage.person("P53"), await stage.person("P54")
    await teacher.says("3号楼302有学生晕倒了")
    await teacher.says("3号楼有人要跳楼")
    assert "别围上去" in await teacher.last()
    await teacher.says("3号楼302那个学生晕倒了还没醒")
    await colleague.says("3号楼有人站在窗台要跳")
    assert "已有人报了" in await colleague.last()
    words = "SELECT count(*) FROM alarm WHERE words LIKE '%晕倒%还没醒' OR words LIKE '%跳楼%要跳'"
    assert await count(stage, words) == await count(stage, ALARMS) == 2


async def test_who_fainted_somewhere_and_who_will_jump_there_are_two_alarms(stage: Stage) -> None:
    await stage.until("10:00")
    teacher = await stage.person("P53")
    await teacher.says("有学生晕倒了")
    await teacher.says("有人要跳楼")
    assert await count(stage, ALARMS) == 2
    await teacher.says("有人受伤了")
    assert await count(stage, ALARMS) == 2
    colleague = await stage.person("P54")
    await colleague.says("有老师晕倒了")
    await colleague.says("3号楼有人要跳楼")
    assert await count(stage, ALARMS) == 4
    assert await count(stage, "SELECT count(*) FROM alarm WHERE area = 'R3' AND words = '3号楼有人要跳楼'") == 1


async def test_what_only_sounds_like_danger_is_one_tap_from_calling_people_with_its_words(stage: Stage) -> None:
    await stage.until("10:00")
    head, teacher, guard = await stage.person("P03"), await stage.person("P53"), await stage.person("P54")
    await teacher.says("有个孩子被同学拉到厕所里,半天不出来")
    assert "您的话里像有危险" in await teacher.last()
    assert await count(stage, ALARMS) == 0
    await teacher.taps("马上通知")
    assert "半天不出来" in await head.last()

    await guard.says("水龙头坏了")
    await guard.says("楼下草丛里有人躺着")
    assert "您的话里像有危险" in await guard.last()
    await guard.taps("马上通知")
    assert await count(stage, ALARMS) == 2
