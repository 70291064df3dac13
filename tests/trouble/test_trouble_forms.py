"""In the middle of any form: start over, a restart, a long silence, something else that comes in between."""

import pytest

from handlers.forms import FORMS
from tests.stage import Stage
from tests.trouble.in_a_form import (
    QUESTIONS,
    Opening,
    at_adding,
    at_assigning,
    at_giving_back,
    at_the_alarms_place,
    at_the_guess,
    at_the_kind,
    at_the_place,
    at_the_work_done,
)
from tests.trouble.props import count


@pytest.mark.parametrize("opening", QUESTIONS, ids=lambda opening: opening.__name__)
async def test_a_restart_in_the_middle_of_a_form_keeps_the_draft_and_starting_over_works(
    stage: Stage, opening: Opening
) -> None:
    somebody = await opening(stage)
    before = await somebody.reads()
    assert QUESTIONS[opening] in await somebody.last()
    await stage.restart()
    await stage.settle()
    assert await somebody.reads() == before
    question = (await somebody.messages())[-1]
    await somebody.presses(question["message_id"], question["buttons"][0][0]["data"])
    assert "没处理好" not in await somebody.reads()

    tickets = await count(stage, "SELECT count(*) FROM ticket")
    await somebody.says("/reset")
    assert (await somebody.last()).startswith("好,从头来。")
    assert await count(stage, "SELECT count(*) FROM draft") == 0
    assert await count(stage, "SELECT count(*) FROM due WHERE verb LIKE 'draft.%'") == 0
    assert await count(stage, "SELECT count(*) FROM ticket") == tickets
    await somebody.says("高中楼302灯不亮")
    assert "对吗?" in await somebody.last()


def test_every_question_is_among_those_that_are_interrupted_here() -> None:
    assert len(QUESTIONS) == len({field.ask for form in FORMS.values() for field in form.fields})


@pytest.mark.parametrize("opening", [at_the_kind, at_the_work_done, at_assigning, at_the_alarms_place])
async def test_a_form_left_lying_reminds_once_and_then_ends_with_a_word(stage: Stage, opening: Opening) -> None:
    somebody = await opening(stage)
    await stage.later(minutes=31)
    reminded = await somebody.last()
    assert "没报完" in reminded
    await stage.later(minutes=40)
    assert await somebody.last() == reminded
    await stage.later(minutes=60)
    assert await somebody.last() != reminded
    assert await count(stage, "SELECT count(*) FROM draft") == 0


async def test_the_reminder_brings_the_question_back(stage: Stage) -> None:
    teacher = await at_the_guess(stage)
    await stage.later(minutes=31)
    assert "刚才的报修没报完,话还在。" in await teacher.last()
    await teacher.taps("接着报")
    assert "对吗?" in await teacher.last()
    await teacher.taps("对,报上")
    assert "1号记下了" in await teacher.reads()
    assert await count(stage, "SELECT count(*) FROM ticket WHERE unconfirmed = 0") == 1


async def test_a_report_left_for_two_hours_goes_to_the_dispatcher_as_it_is(stage: Stage) -> None:
    clerk = await stage.person("P100")
    teacher = await at_the_place(stage)
    await stage.later(hours=2, minutes=1)
    assert "刚才的报修没报完,先替您交给总务了。" in await teacher.last()
    assert "未确认" in await clerk.last()
    assert await clerk.sees_photos() == 1
    assert await count(stage, "SELECT count(*) FROM ticket WHERE unconfirmed AND state = '待受理'") == 1


async def test_another_answer_starts_the_two_hours_anew(stage: Stage) -> None:
    teacher = await at_the_kind(stage)
    await stage.later(minutes=100)
    await teacher.taps("报修")
    await stage.later(minutes=100)
    assert await count(stage, "SELECT count(*) FROM ticket") == 0
    assert await count(stage, "SELECT count(*) FROM draft") == 1


async def test_a_photo_where_none_is_asked_is_joined_when_its_sender_says_so(stage: Stage) -> None:
    teacher = await at_the_guess(stage)
    await teacher.sends("leaking-pipe")
    assert "是这件的,还是另一件?" in await teacher.last()
    await teacher.taps("加到这件")
    await teacher.taps("对,报上")
    assert await count(stage, "SELECT count(*) FROM ticket") == 1
    assert await count(stage, "SELECT count(*) FROM evidence WHERE item = 'ticket:1'") == 1


async def test_a_photo_where_none_is_asked_is_another_report_when_its_sender_says_so(stage: Stage) -> None:
    teacher = await at_the_guess(stage)
    await teacher.sends("broken-lamp", caption="高中楼302灯不亮")
    await teacher.taps("另报一件")
    assert "高中楼" in await teacher.last()
    await teacher.taps("对,报上")
    await teacher.says("就是这样")
    await teacher.taps("对,报上")
    assert await count(stage, "SELECT count(*) FROM ticket") == 2
    assert await count(stage, "SELECT count(*) FROM evidence WHERE item = 'ticket:1'") == 1


async def test_a_photo_that_nobody_said_anything_about_is_not_lost_with_the_form(stage: Stage) -> None:
    """It stays undecided for two hours: the report is filed, and so is what came in between."""
    clerk = await stage.person("P100")
    teacher = await at_the_guess(stage)
    await teacher.sends("broken-lamp", caption="高中楼302灯不亮")
    await stage.later(hours=2, minutes=1)
    assert await count(stage, "SELECT count(*) FROM ticket WHERE unconfirmed") == 2
    assert await count(stage, "SELECT count(*) FROM evidence WHERE item IS NULL") == 0
    assert "302灯不亮" in await clerk.reads()


async def test_a_voice_note_that_came_between_another_form_is_not_lost_with_it(stage: Stage) -> None:
    """Whom to give the work to is asked; what is spoken meanwhile is about something else, and nobody says what."""
    clerk = await at_assigning(stage)
    await clerk.speaks()
    assert "是这件的,还是另一件?" in await clerk.last()
    await stage.later(hours=2, minutes=1)
    assert "派单放了两小时,先关了" in await clerk.reads()
    assert await count(stage, "SELECT count(*) FROM evidence WHERE item = 'ticket:2' AND kind = 'voice'") == 1


async def test_starting_over_keeps_in_the_history_what_came_in_between(stage: Stage) -> None:
    teacher = await at_the_guess(stage)
    await teacher.sends("broken-lamp", caption="高中楼302灯不亮")
    await teacher.says("/reset")
    kept = "SELECT count(*) FROM record WHERE kind = 'draft.dropped' AND body LIKE '%漏水%' AND body LIKE '%302灯不亮%'"
    assert await count(stage, kept) == 1


async def test_a_voice_note_is_a_report(stage: Stage) -> None:
    plumber, teacher = await stage.person("P15"), await stage.person("P53")
    await teacher.speaks()
    assert "在哪儿?" in await teacher.last()
    await teacher.says("3号楼201水管漏水")
    await teacher.taps("对,报上")
    assert "派给田大勇" in await teacher.last()
    assert len([message for message in await plumber.messages() if message.get("voice")]) == 1


async def test_a_photo_and_then_the_words_are_one_report(stage: Stage) -> None:
    """People photograph first and explain later."""
    teacher = await stage.person("P53")
    await teacher.sends("leaking-pipe")
    await teacher.says("3号楼201水管漏水")
    assert "3号教工宿舍楼-201" in await teacher.last()
    await teacher.taps("对,报上")
    assert await count(stage, "SELECT count(*) FROM evidence WHERE item = 'ticket:1'") == 1


async def test_an_album_of_five_with_one_caption_is_one_report_with_five_photos(stage: Stage) -> None:
    plumber, teacher = await stage.person("P15"), await stage.person("P53")
    album = ("leaking-pipe", "water-on-floor", "untidy-room", "broken-window", "loose-socket")
    await teacher.sends(*album, caption="3号楼201水管漏水")
    assert "照片5张" in await teacher.last()
    assert (await teacher.reads()).count("对吗?") == 1
    await teacher.taps("对,报上")
    assert await count(stage, "SELECT count(*) FROM ticket") == 1
    assert await count(stage, "SELECT count(*) FROM evidence WHERE item = 'ticket:1' AND state = 'kept'") == 5
    assert await plumber.sees_photos() == 1 + 5


async def test_an_album_of_the_finished_work_is_one_answer(stage: Stage) -> None:
    plumber = await at_the_work_done(stage)
    await plumber.sends("tap-repaired", "lamp-repaired", "tidy-room")
    assert "这是?" not in await plumber.reads()
    assert await count(stage, "SELECT count(*) FROM evidence WHERE item = 'ticket:1' AND role = 'after'") == 3
    assert await count(stage, "SELECT count(*) FROM draft") == 0


async def test_a_photo_after_an_alarm_from_the_red_button_belongs_to_the_alarm(stage: Stage) -> None:
    """Where it burns is still asked; the picture goes to those who run, at once."""
    electrician = await stage.person("P13")
    teacher = await at_the_alarms_place(stage)
    await teacher.sends("loose-socket")
    assert "是这件的,还是另一件?" not in await teacher.reads()
    assert await count(stage, "SELECT count(*) FROM evidence WHERE item = 'alarm:1'") == 1
    assert await electrician.sees_photos() == 1


async def test_the_danger_named_again_in_the_answer_is_still_one_alarm(stage: Stage) -> None:
    """Asked where, people say it all again: nobody may be called twice for one fire."""
    electrician = await stage.person("P13")
    teacher = await at_the_alarms_place(stage)
    await teacher.says("3号楼201着火了,快来人")
    assert await count(stage, "SELECT count(*) FROM alarm") == 1
    assert await count(stage, "SELECT count(*) FROM alarm WHERE place IS NOT NULL") == 1
    assert "3号教工宿舍楼" in await electrician.reads()
    assert "要马上通知人吗?" not in await teacher.reads()


async def test_the_red_button_pressed_twice_in_fright_is_one_alarm(stage: Stage) -> None:
    electrician, teacher = await stage.person("P13"), await stage.person("P53")
    await teacher.says("/urgent")
    await teacher.says("/urgent")
    await teacher.taps("火/烟")
    heard = len(await electrician.messages())
    await teacher.taps("火/烟")
    assert await count(stage, "SELECT count(*) FROM alarm") == 1
    assert len(await electrician.messages()) == heard
    await teacher.says("一食堂")
    assert (await stage.rows(lambda tx: tx.alarms.get(1))).words == "一食堂"


async def test_a_form_about_work_that_somebody_else_ended_does_not_hold_its_writer(stage: Stage) -> None:
    """The reporter withdraws while the plumber is photographing: the photo is too late, the next sentence is not."""
    plumber = await at_the_work_done(stage)
    await stage.people["P53"].taps("撤回")
    await plumber.sends("tap-repaired")
    assert "1号已撤回" in await plumber.last()
    assert await count(stage, "SELECT count(*) FROM draft") == 0
    await plumber.says("高中楼302灯不亮")
    assert "对吗?" in await plumber.last()


async def test_a_reason_that_comes_too_late_does_not_hold_its_writer(stage: Stage) -> None:
    plumber = await at_giving_back(stage)
    await stage.people["P53"].taps("撤回")
    await plumber.says("缺一个垫圈")
    assert "1号已撤回" in await plumber.last()
    assert await count(stage, "SELECT count(*) FROM draft") == 0


async def test_one_thing_more_about_a_closed_ticket_does_not_hold_its_writer(stage: Stage) -> None:
    teacher = await at_adding(stage)
    plumber = stage.people["P15"]
    await plumber.taps("修好,拍照")
    await plumber.taps("拍不了")
    await teacher.taps("好了,谢谢")
    await teacher.says("楼上也漏")
    assert "已完成" in await teacher.last()
    assert await count(stage, "SELECT count(*) FROM draft") == 0
