"""Whatever arrives: one answer that says what is true, nobody else is held up, and nothing counts twice."""

import re
from typing import Any

from tests.stage import Someone, Stage, text_of
from tests.trouble.props import arrive, change, clear_weather, count, fault, forges, message_of, will_read

STRANGER = "这是校内用的,请到总务处登记。"
OLD = "这个按钮过时了,请点最新那条。"
GONE = "这张单子已经填完或关掉了。"
NEVER_SENT = [
    "",
    ":",
    "nonsense",
    "x:1",
    "d",
    "d:",
    "d:1",
    "d:abc:place:1",
    "d:1:confirm:file:more",
    "d:-1:confirm:file",
    "d:99999999999999999999:confirm:file",
    "d:1:__class__:file",
    "k:1:explode",
    "k::drop",
    "e:1:both",
    "t:take",
    "t:fly:1",
    "t:take:999",
    "t:assign:1",
    "t:finish:1",
    "f:report:1",
    "f:alarm_place:1",
    "f:finish:999",
    "f:finish:x",
    "v:999",
    "v:1;DROP TABLE ticket",
    "v:\u0661",
    "a:go:999",
    "a:dance:1",
    "a:go:",
    "s:999",
    "s:",
    "r:999",
    "r:1",
    "u:tsunami",
    "u:",
    "l:tlh",
    "c:drop_database",
    "c:",
    "t:take:1:1",
]


NONSENSE: list[dict[str, Any]] = [
    {"message": {"nonsense": True}},
    {"message": None},
    {"callback_query": {"id": "1"}},
    {"callback_query": []},
    {"edited_message": "text"},
    {"my_chat_member": {"chat": {"id": 700_053}}},
    {"something_new": {"from": 3}},
    {},
]


async def test_a_button_that_nobody_ever_sent_gets_a_polite_answer_and_does_nothing(stage: Stage) -> None:
    teacher = await stage.person("P53")
    before, records = await teacher.reads(), await count(stage, "SELECT count(*) FROM record")
    said = {data: await forges(teacher, data) for data in NEVER_SENT}
    assert {data: answer for data, answer in said.items() if answer not in (OLD, GONE)} == {}
    assert await teacher.reads() == before
    assert await count(stage, "SELECT count(*) FROM record") == records
    assert await count(stage, "SELECT count(*) FROM inbox WHERE state <> 'done'") == 0


async def test_a_button_of_a_form_that_was_left_does_not_touch_the_next_form(stage: Stage) -> None:
    """After two hours the first report was filed unfinished; its question still stands on the screen."""
    teacher = await stage.person("P53")
    await teacher.says("3号楼201水管漏水")
    (question,) = [message for message in await teacher.messages() if "对吗?" in str(message.get("text"))]
    await stage.later(hours=2, minutes=5)
    await teacher.says("高中楼302灯不亮")
    assert (
        await teacher.presses(question["message_id"], question["buttons"][0][0]["data"])
        == "这张已经填完了:1号,待受理。"
    )
    assert await count(stage, "SELECT count(*) FROM ticket") == 1
    await teacher.taps("对,报上")
    assert await count(stage, "SELECT count(*) FROM ticket") == 2


async def test_an_answered_question_does_not_take_another_answer(stage: Stage) -> None:
    teacher = await stage.person("P53")
    await teacher.sends("leaking-pipe")
    question = (await teacher.messages())[-1]
    await teacher.taps("报修")
    assert await forges(teacher, question["buttons"][0][0]["data"]) == "这一步答过了,请接着答最新那条。"
    assert "在哪儿" in await teacher.last()


async def test_the_buttons_of_somebody_elses_form_are_not_mine(stage: Stage) -> None:
    teacher, plumber = await stage.person("P53"), await stage.person("P15")
    await teacher.says("3号楼201水管漏水")
    data = (await teacher.messages())[-1]["buttons"][0][0]["data"]
    assert await forges(plumber, data) == GONE
    assert await count(stage, "SELECT count(*) FROM ticket") == 0


async def test_the_same_update_twice_counts_once(stage: Stage) -> None:
    """It was kept, the confirmation got lost with the network, and after a restart Telegram sends it again."""
    teacher = await stage.person("P53")
    await fault(stage, "getUpdates", "drop", times=None)
    await stage.post("say", user=teacher.user, text="3号楼201水管漏水")
    await will_read(teacher, "对吗?")
    assert (await stage.get("settled?timeout=0"))["why"] == "1 updates are not confirmed by the bot"
    await stage.house.stop()
    await clear_weather(stage)
    await stage.start_bot()
    await stage.settle()
    assert (await teacher.reads()).count("对吗?") == 1
    assert await count(stage, "SELECT count(*) FROM draft") == 1
    assert await count(stage, "SELECT count(*) FROM inbox WHERE body LIKE '%水管漏水%'") == 1


async def test_an_unreadable_update_stops_nobody_and_its_sender_and_the_operator_hear(stage: Stage) -> None:
    operator, teacher = await stage.person("P100"), await stage.person("P53")
    await stage.post("raw", update={"message": {**message_of(teacher, text="x"), "from": {"id": teacher.user}}})
    await teacher.says("3号楼201水管漏水")
    assert "对吗?" in await teacher.last()
    assert "没处理好,已经记下并告诉管理员" in await teacher.reads()
    assert "有一条消息读不懂" in await operator.last()
    (error,) = re.findall(r"编号([0-9a-f]{6})", await operator.last())
    assert f"(编号{error})" in await teacher.reads()
    assert await count(stage, "SELECT count(*) FROM inbox WHERE error_id = :it", it=error) == 1


async def test_of_a_message_with_an_unreadable_part_the_rest_is_heard(stage: Stage) -> None:
    operator, teacher, head = await stage.person("P100"), await stage.person("P53"), await stage.person("P03")
    bold = [{"type": "bold"}]
    await arrive(stage, {"message": message_of(teacher, text="一食堂有煤气味!", entities=bold)})
    assert "一食堂" in await head.last()
    before = await teacher.reads()
    caption = message_of(teacher, photo=[{"file_id": "x"}], caption="3号楼201水管漏水", message_id=991)
    await arrive(stage, {"message": caption})
    heard = (await teacher.reads()).removeprefix(before)
    assert "对吗?" in heard
    assert "话收到了,照片或文件没读出来,请再发一次。" in heard
    assert "有一部分读不懂,读得懂的照常办了" in await operator.reads()
    assert await count(stage, "SELECT count(*) FROM inbox WHERE state = 'set_aside'") == 0
    await arrive(stage, {"message": message_of(teacher, text="/reset", entities=bold, message_id=992)})
    forwarded = message_of(teacher, text="旧的", forward_origin={"type": "user"}, message_id=993)
    await arrive(stage, {"message": forwarded})
    assert await count(stage, "SELECT count(*) FROM inbox WHERE state = 'set_aside'") == 2


async def test_any_nonsense_from_telegram_leaves_the_bot_at_work(stage: Stage) -> None:
    teacher = await stage.person("P53")
    await arrive(stage, *NONSENSE)
    await teacher.says("/help")
    assert "不用记命令" in await teacher.last()
    assert await count(stage, "SELECT count(*) FROM inbox WHERE state = 'new'") == 0
    assert await count(stage, "SELECT count(*) FROM inbox WHERE state = 'set_aside'") >= 4


async def test_what_can_be_read_and_makes_no_sense_is_set_aside_too(stage: Stage) -> None:
    """Telegram's library takes it; no value of ours can be made of it. It does not stay in the inbox for ever."""
    operator, teacher = await stage.person("P100"), await stage.person("P53")
    await arrive(stage, {"my_chat_member": {"x": 1}}, {"message": message_of(teacher, text=["a", "list"])})
    assert await count(stage, "SELECT count(*) FROM inbox WHERE state = 'new'") == 0
    assert await count(stage, "SELECT count(*) FROM inbox WHERE state = 'set_aside' AND error_id IS NOT NULL") == 2
    assert "有一条消息处理失败,已另存,编号" in await operator.reads()
    assert (await teacher.reads()).count("没处理好,已经记下并告诉管理员") == 1
    await teacher.says("3号楼201水管漏水")
    assert "对吗?" in await teacher.last()


async def test_what_fails_three_times_is_set_aside_and_its_sender_and_the_operator_hear(stage: Stage) -> None:
    """A draft that no version of ours has written: a careless hand was in the database."""
    operator, teacher, plumber = await stage.person("P100"), await stage.person("P53"), await stage.person("P15")
    await teacher.says("3号楼201水管漏水")
    await change(stage, "UPDATE draft SET answers = json_set(answers, '$.urgency', '特急')")
    await stage.post("say", user=teacher.user, text="快一点")
    await plumber.says("/jobs")
    assert "您手上没有单" in await plumber.last()
    (error,) = re.findall(r"没处理好,已经记下并告诉管理员\(编号([0-9a-f]{6})\)", await teacher.last())
    assert f"有一条消息处理失败,已另存,编号{error}" in await operator.last()
    assert await count(stage, "SELECT count(*) FROM inbox WHERE state = 'set_aside' AND error_id = :it", it=error) == 1
    await teacher.says("/reset")
    await teacher.says("3号楼201水管漏水")
    assert "对吗?" in await teacher.last()


async def test_a_form_that_a_newer_version_does_not_know_any_more_keeps_nobody_stuck(stage: Stage) -> None:
    teacher = await stage.person("P53")
    await teacher.says("3号楼201水管漏水")
    await change(stage, "UPDATE draft SET form = 'a form of last year'")
    await teacher.says("高中楼302灯不亮")
    assert "对吗?" in await teacher.last()
    assert "没处理好" not in await teacher.reads()


async def edits(teacher: Someone, message_id: int, text: str) -> None:
    await teacher.stage.post("edit", user=teacher.user, message_id=message_id, text=text)
    await teacher.stage.settle()


async def test_an_edited_message_is_never_an_answer(stage: Stage) -> None:
    teacher = await stage.person("P53")
    said = (await stage.post("say", user=teacher.user, text="有点问题"))["messages"][0]
    await stage.settle()
    before = await teacher.reads()
    await edits(teacher, said["message_id"], "3号楼201水管漏水")
    assert await teacher.reads() == before
    assert await count(stage, "SELECT count(*) FROM alarm") == 0
    assert await count(stage, "SELECT count(*) FROM inbox WHERE body LIKE '%edited_message%'") == 1


async def test_danger_in_an_edited_message_is_an_alarm_once(stage: Stage) -> None:
    """In fright people mend the message that they have just sent."""
    teacher, head = await stage.person("P53"), await stage.person("P03")
    said = (await stage.post("say", user=teacher.user, text="3号楼201水管漏水"))["messages"][0]
    await stage.settle()
    asked = (await count(stage, "SELECT count(*) FROM draft"), await count(stage, "SELECT count(*) FROM ticket"))
    await edits(teacher, said["message_id"], "3号楼201着火了!")
    assert "火情" in await head.last()
    assert await count(stage, "SELECT count(*) FROM alarm WHERE danger = 'fire'") == 1
    await edits(teacher, said["message_id"], "3号楼201着火了!!有人被困")
    assert "补充:3号楼201着火了!!有人被困" in await head.last()
    heard = await head.reads()
    await edits(teacher, said["message_id"], "3号楼201着火了!!有人被困")
    assert await head.reads() == heard
    await edits(teacher, said["message_id"], "3号楼202着火了")
    assert await count(stage, "SELECT count(*) FROM alarm") == 1
    assert asked == (
        await count(stage, "SELECT count(*) FROM draft"),
        await count(stage, "SELECT count(*) FROM ticket"),
    )


async def test_an_edit_of_what_was_this_alarm_already_or_is_long_past_raises_none(stage: Stage) -> None:
    teacher = await stage.person("P53")
    fire = (await stage.post("say", user=teacher.user, text="3号楼201着火了"))["messages"][0]
    lamp = (await stage.post("say", user=teacher.user, text="高中楼302灯不亮"))["messages"][0]
    await stage.settle()
    before = await teacher.reads()
    await edits(teacher, fire["message_id"], "3号楼201着火了,快来")
    assert await teacher.reads() == before
    await stage.later(minutes=11)
    await edits(teacher, lamp["message_id"], "高中楼302灯着火了")
    assert await count(stage, "SELECT count(*) FROM alarm") == 1


async def test_a_content_of_any_kind_without_words_gets_one_sentence_and_a_service_message_none(stage: Stage) -> None:
    teacher = await stage.person("P53")
    chat = {"id": -1001, "type": "channel", "title": "x"}
    contents: list[dict[str, Any]] = [
        {"story": {"chat": chat, "id": 1}},
        {"paid_media": {"star_count": 1, "paid_media": []}},
        {"checklist": {"title": "x", "tasks": []}},
        {"content_of_next_year": {"x": 1}},
    ]
    await arrive(stage, *({"message": message_of(teacher, **content)} for content in contents))
    assert (await teacher.reads()).count("收到了,不过这个我看不懂") == len(contents)
    await arrive(
        stage, {"message": message_of(teacher, message_auto_delete_timer_changed={"message_auto_delete_time": 9})}
    )
    assert (await teacher.reads()).count("收到了,不过这个我看不懂") == len(contents)


async def test_neither_a_video_nor_a_file_is_counted_as_a_photo(stage: Stage) -> None:
    video = {"file_id": "v1", "file_unique_id": "v1", "duration": 3, "width": 9, "height": 9}
    paper = {"file_id": "d1", "file_unique_id": "d1", "file_name": "报价.pdf", "mime_type": "application/pdf"}
    for person, sent in (("P53", {"video": video}), ("P54", {"document": paper})):
        teacher = await stage.person(person)
        await arrive(stage, {"message": message_of(teacher, **sent)})
        assert "收到了。这是?" in await teacher.last()


async def test_the_ticks_of_a_live_position_are_never_answers(stage: Stage) -> None:
    teacher = await stage.person("P53")
    position = {"latitude": 31.2, "longitude": 121.4, "live_period": 900}
    said = (await stage.post("say", user=teacher.user, position=position))["messages"][0]
    await stage.settle()
    before = await teacher.reads()
    await stage.post("edit", user=teacher.user, message_id=said["message_id"], position={**position, "latitude": 31.3})
    await stage.settle()
    assert "看不懂" in before
    assert await teacher.reads() == before


async def test_a_stranger_reads_one_sentence_and_nothing_of_the_school(stage: Stage) -> None:
    stranger = await stage.stranger("99")
    await stranger.says("/start")
    await stranger.says("3号楼201着火了")
    await stranger.sends("leaking-pipe", caption="漏水")
    await stranger.says("/desk")
    assert await stranger.reads() == STRANGER
    assert await forges(stranger, "u:fire") == STRANGER
    assert await forges(stranger, "v:1") == STRANGER
    assert await count(stage, "SELECT (SELECT count(*) FROM alarm) + (SELECT count(*) FROM draft)") == 0


async def test_an_invitation_that_was_used_or_made_up_opens_no_door(stage: Stage) -> None:
    await stage.person("P53")
    stranger = await stage.stranger("99")
    await stranger.says("/start invitation-for-P53-of-the-school")
    assert "这个链接用过了" in await stranger.last()
    await stranger.says("/start ' OR 1=1 --")
    assert "这个链接不对" in await stranger.last()
    assert await count(stage, "SELECT count(*) FROM account") == 1


async def test_who_has_left_the_school_is_a_stranger(stage: Stage) -> None:
    teacher = await stage.person("P53")
    await change(stage, "UPDATE person SET presence = '离职' WHERE id = 'P53'")
    await stage.restart()
    await teacher.says("3号楼201水管漏水")
    assert STRANGER in await teacher.last()


async def test_an_unbound_group_hears_one_sentence_a_day(stage: Stage) -> None:
    teacher = await stage.person("P53")
    await stage.post("groups", id=-500, title="后勤群", members=[teacher.user])
    for_all = {"user": teacher.user, "chat": -500}
    await stage.post("say", **for_all, text="/help")
    await stage.post("say", **for_all, text="/report@rehearsal_bot 着火了")
    await stage.settle()
    heard = [text_of(message) for message in (await stage.get("chats/-500"))["messages"] if message["from"]["is_bot"]]
    assert heard == ["这个群还没有绑定。请管理员私聊我发 /group,用链接把我加进来。"]
    assert await count(stage, "SELECT count(*) FROM alarm") == 0


async def test_a_group_that_throws_the_bot_out_is_no_person_who_cannot_be_reached(stage: Stage) -> None:
    teacher, lead = await stage.person("P53"), await stage.person("P63")
    await stage.post("groups", id=-500, title="后勤群", members=[teacher.user])
    await stage.post("block", user=teacher.user, chat=-500, blocked=True)
    await stage.settle()
    assert "收不到消息" not in await lead.reads()
    await teacher.says("/help")
    assert "不用记命令" in await teacher.last()


async def test_what_cannot_be_done_at_its_hour_is_told_of_and_nothing_of_it_is_lost(stage: Stage) -> None:
    """Two hours after the report nobody can file it as it is: the operator hears, and the form is still there."""
    operator, teacher = await stage.person("P100"), await stage.person("P53")
    await teacher.says("3号楼201水管漏水")
    await change(stage, "UPDATE draft SET answers = json_set(answers, '$.urgency', '特急')")
    await stage.later(hours=2, minutes=10)
    assert "有一件事没做成,已记下,编号" in await operator.last()
    (error,) = re.findall(r"编号([0-9a-f]{6})", await operator.last())
    given_up = "SELECT count(*) FROM record WHERE kind = 'due.given_up' AND body LIKE '%' || :it || '%'"
    assert await count(stage, given_up, it=error) == 1
    assert await count(stage, "SELECT count(*) FROM draft") == 1
    await teacher.says("/help")
    assert "不用记命令" in await teacher.last()


async def test_a_place_whose_code_holds_a_colon_can_be_tapped(stage: Stage) -> None:
    """Codes are the school's own."""
    teacher = await stage.person("P53")
    await teacher.says("3号楼201水管漏水")
    await teacher.taps("对,报上")
    await change(stage, "UPDATE place SET code = '3:201' WHERE name = '3号教工宿舍楼-201'")
    await change(stage, "UPDATE ticket SET place = '3:201', state = '已关闭'")
    await stage.restart()
    await teacher.sends("broken-lamp")
    await teacher.taps("报修")
    await teacher.taps("3号教工宿舍楼-201")
    assert "是哪一类?" in await teacher.last()
