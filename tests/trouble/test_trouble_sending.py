"""Telegram refuses, is silent or away: what was to be said is said, in order, and once unless nobody can know."""

from datetime import timedelta
from typing import Any

import pytest

from bot.clock import PlayedClock
from domain.news import News
from tests.stage import Someone, Stage, text_of
from tests.trouble.in_a_form import with_a_job
from tests.trouble.props import calls, change, clear_weather, count, fault, forges, soon, will_read

REPEAT = "(可能重复)"


async def sends_at_once(someone: Someone, *texts: str) -> None:
    """One message after the other, as fast as a phone can, and then until everything has been answered."""
    for text in texts:
        await someone.stage.post("say", user=someone.user, text=text)
    await someone.stage.settle()


async def test_who_wrote_too_much_is_waited_for_and_nobody_else_is(stage: Stage) -> None:
    teacher, plumber = await stage.person("P53"), await stage.person("P15")
    await fault(stage, "sendMessage", "429", retry_after=1, chat=teacher.user)
    await stage.post("say", user=teacher.user, text="/help")
    await stage.post("say", user=plumber.user, text="/help")
    await will_read(plumber, "不用记命令")
    assert "不用记命令" not in await teacher.reads()
    await stage.settle()
    tried = [call for call in await calls(stage, "sendMessage") if call["params"]["chat_id"] == str(teacher.user)]
    refused, sent = tried[-2:]
    assert refused["outcome"]["error_code"] == 429
    assert sent["at"] - refused["at"] >= 1
    assert (await teacher.reads()).count("不用记命令") == 1
    assert REPEAT not in await teacher.reads()


async def test_a_wait_of_hours_is_told_once_with_what_waits_and_until_when(stage: Stage) -> None:
    teacher, operator = await stage.person("P53"), await stage.person("P100")
    await stage.until("08:00")
    await fault(stage, "sendMessage", "429", retry_after=7200, chat=teacher.user)
    await stage.post("say", user=teacher.user, text="/help")
    await will_read(operator, "给裴思远的1条消息等到11-23 10:00,到时自动发出。急事请打电话。")
    await stage.post("say", user=teacher.user, text="/help")
    await stage.restart()
    await stage.settle()
    assert (await teacher.reads()).count("不用记命令") == 2
    assert (await operator.reads()).count("嫌我们发得太快") == 1


async def test_two_chats_refused_within_a_second_park_everybody_but_no_button(stage: Stage) -> None:
    """It is not the chats then, it is us. Answers to buttons are not counted and go on."""
    teacher, plumber, clerk = await stage.person("P53"), await stage.person("P15"), await stage.person("P100")
    stage.house.limits._off = False
    for someone in (teacher, plumber):
        await fault(stage, "sendMessage", "too many", retry_after=2, chat=someone.user)
        await stage.post("say", user=someone.user, text="/help")

    async def both_refused() -> bool:
        return len(refused(await calls(stage, "sendMessage"))) == 2

    await soon(stage, both_refused)
    assert await forges(clerk, "t:take:1")
    await stage.post("say", user=clerk.user, text="/help")
    await stage.settle()
    sent = await calls(stage, "sendMessage")
    last = max(call["at"] for call in refused(sent))
    (others,) = [call for call in sent if call["params"]["chat_id"] == str(clerk.user) and call["at"] > last][-1:]
    assert others["at"] >= last + 1.9
    read = [await someone.reads() for someone in (teacher, plumber, clerk)]
    assert [(text.count("不用记命令"), text.count(REPEAT)) for text in read] == [(1, 0)] * 3


def refused(sent: list[Any]) -> list[Any]:
    return [call for call in sent if (call["outcome"] or {}).get("error_code") == 429]


@pytest.mark.parametrize("kind", ["429", "502", "drop"])
async def test_messages_to_one_person_keep_their_order_through_trouble(stage: Stage, kind: str) -> None:
    teacher = await stage.person("P53")
    await fault(stage, "sendMessage", kind, chat=teacher.user)
    await sends_at_once(teacher, "/help", "/mine", "/language")
    said = [text_of(message).removeprefix(REPEAT) for message in await teacher.messages()]
    assert [text[:5] for text in said[-3:]] == ["🙋 不用记", "您没有没完", "请选语言 "]


async def test_who_blocks_the_bot_is_told_of_once_and_by_name(stage: Stage) -> None:
    lead, plumber, teacher = await stage.person("P13"), await stage.person("P15"), await stage.person("P53")
    await stage.post("block", user=plumber.user, blocked=True)
    await stage.settle()
    assert "田大勇收不到消息了" in await lead.last()
    await teacher.says("3号楼201水管漏水")
    await teacher.taps("对,报上")
    await stage.later(hours=5)
    assert (await lead.reads()).count("田大勇收不到消息了") == 1


async def test_a_refused_message_tells_the_superior_which_work_is_left_lying(stage: Stage) -> None:
    """The block itself was never heard of: the first message that is refused tells it."""
    lead, plumber, teacher = await stage.person("P13"), await stage.person("P15"), await stage.person("P53")
    await fault(stage, "sendMessage", "403", chat=plumber.user, times=None)
    await teacher.says("3号楼201水管漏水")
    await teacher.taps("对,报上")
    assert "田大勇收不到消息了(停用了机器人)。请当面问一下。\n手上还有:1号。" in await lead.reads()
    await teacher.says("高中楼厕所水管漏水")
    await teacher.taps("对,报上")
    assert (await lead.reads()).count("收不到消息") == 1


async def test_who_comes_back_is_reached_again_and_leaving_again_is_news(stage: Stage) -> None:
    lead, plumber = await stage.person("P13"), await stage.person("P15")
    await stage.post("block", user=plumber.user, blocked=True)
    await stage.settle()
    await stage.post("block", user=plumber.user, blocked=False)
    await plumber.says("/jobs")
    assert "您手上没有单" in await plumber.last()
    await stage.later(hours=2)
    await stage.post("block", user=plumber.user, blocked=True)
    await stage.settle()
    assert (await lead.reads()).count("收不到消息") == 2


async def test_what_was_taken_and_not_confirmed_goes_again_and_says_so(stage: Stage) -> None:
    teacher = await stage.person("P53")
    await fault(stage, "sendMessage", "drop_after", chat=teacher.user)
    await teacher.says("/help")
    first, second = [text_of(message) for message in await teacher.messages()][-2:]
    assert second == REPEAT + first


async def test_silence_after_a_message_was_taken_is_a_doubt_too(stage: Stage) -> None:
    teacher = await stage.person("P53")
    stage.house.application.bot.request._times = (0.3, 0.3, 0.3, 0.3)  # type: ignore[attr-defined]
    await fault(stage, "sendMessage", "timeout", chat=teacher.user)
    await teacher.says("/help")
    first, second = [text_of(message) for message in await teacher.messages()][-2:]
    assert second == REPEAT + first


async def test_an_edit_that_was_not_confirmed_is_made_again_without_a_word(stage: Stage) -> None:
    """The same card edited twice is still one card."""
    plumber = await with_a_job(stage)
    teacher = stage.people["P53"]
    before = len(await teacher.messages())
    await fault(stage, "editMessageText", "drop_after", chat=teacher.user)
    await plumber.taps("到了")
    assert len(await teacher.messages()) == before
    assert REPEAT not in await teacher.reads()


async def test_a_refused_photo_does_not_take_the_words_with_it(stage: Stage) -> None:
    plumber, teacher = await stage.person("P15"), await stage.person("P53")
    refused = "Bad Request: wrong file identifier/HTTP URL specified"
    await fault(stage, "sendPhoto", "400", description=refused, times=None)
    await teacher.sends("leaking-pipe", caption="3号楼201水管漏水")
    await teacher.taps("对,报上")
    assert "水管漏水" in await plumber.last()
    assert await plumber.sees_photos() == 0
    await plumber.taps("接单")
    assert "田大勇" in await teacher.reads()


async def test_a_refused_album_leaves_a_word_that_there_was_one(stage: Stage) -> None:
    plumber, teacher = await stage.person("P15"), await stage.person("P53")
    await fault(stage, "sendMediaGroup", "400", description="Bad Request: wrong file identifier specified", times=None)
    await teacher.sends("leaking-pipe", "water-on-floor", caption="3号楼201水管漏水")
    await teacher.taps("对,报上")
    assert "1号的全部照片和语音" in await plumber.last()
    assert await plumber.sees_photos() == 1


async def test_a_card_that_is_gone_is_sent_anew_and_goes_on_from_there(stage: Stage) -> None:
    plumber = await with_a_job(stage)
    teacher = stage.people["P53"]
    before = len(await teacher.messages())
    await fault(
        stage, "editMessageText", "400", description="Bad Request: message to edit not found", chat=teacher.user
    )
    await plumber.taps("修好,拍照")
    await plumber.taps("拍不了")
    assert len(await teacher.messages()) == before + 2
    await teacher.taps("好了,谢谢")
    assert len(await teacher.messages()) == before + 2
    assert (await teacher.reads()).count("谢谢田大勇") == 1


async def test_a_card_that_already_says_so_is_left_alone(stage: Stage) -> None:
    plumber = await with_a_job(stage)
    before = len(await plumber.messages())
    await plumber.taps("到了")
    await fault(stage, "editMessageText", "400", description="Bad Request: message is not modified: exactly the same")
    await plumber.taps("到了")
    assert len(await plumber.messages()) == before


async def test_a_while_without_telegram_delays_and_loses_nothing(stage: Stage) -> None:
    teacher, plumber = await stage.person("P53"), await stage.person("P15")
    await fault(stage, "*", "drop", lasts=1.0)
    await sends_at_once(teacher, "3号楼201水管漏水", "快一点")
    await teacher.taps("对,报上")
    assert "水管漏水,快一点" in await plumber.last()
    assert await count(stage, "SELECT count(*) FROM ticket") == 1
    assert await count(stage, "SELECT count(*) FROM outbox WHERE state NOT IN ('delivered', 'withdrawn', 'never')") == 0


async def test_however_long_the_network_is_away_nothing_is_given_up(stage: Stage) -> None:
    teacher = await stage.person("P53")
    await fault(stage, "sendMessage", "drop", times=None)
    await stage.post("say", user=teacher.user, text="/help")
    tried = len(await calls(stage, "sendMessage"))

    async def tried_again() -> bool:
        return len(await calls(stage, "sendMessage")) >= tried + 3

    await soon(stage, tried_again)
    await change(stage, "UPDATE outbox SET attempts = 500 WHERE state IN ('queued', 'sending')")
    tried += 5
    await soon(stage, tried_again)
    await clear_weather(stage)
    await stage.settle()
    assert "不用记命令" in await teacher.last()


async def test_a_message_that_telegram_can_never_take_does_not_hold_up_the_next(stage: Stage, monkeypatch: Any) -> None:
    monkeypatch.setattr("bot.delivery.MOST_ATTEMPTS", 2)
    teacher = await stage.person("P53")
    await fault(stage, "sendMessage", "500", times=3, chat=teacher.user)
    await sends_at_once(teacher, "/help", "/mine")
    assert "您没有没完的事" in await teacher.last()
    assert await count(stage, "SELECT count(*) FROM outbox WHERE state = 'never'") == 1


async def test_a_button_is_answered_though_the_answer_gets_lost(stage: Stage) -> None:
    """The toast did not come through: what it would have said comes as a message."""
    clerk, teacher = await stage.person("P100"), await stage.person("P53")
    await teacher.says("3号楼201水管漏水")
    await teacher.taps("对,报上")
    await fault(stage, "answerCallbackQuery", "400", description="Bad Request: query is too old")
    await forges(clerk, "t:take:1")
    assert "1号归您了。" in await clerk.reads()


async def test_a_no_whose_toast_was_lost_in_a_crash_comes_as_a_message_by_itself(stage: Stage) -> None:
    """The clock flows here as it does for a school: nobody pokes the bot when those five seconds are over."""
    teacher = await stage.person("P53")
    await stage.house.stop()
    stage.clock = PlayedClock(stage.clock.now(), flowing=True)
    await stage.start_bot()
    lost = News("button.old", teacher.user, not_before=stage.clock.now() + timedelta(seconds=0.3))
    await stage.rows(lambda tx: tx.outbox.put(lost, stage.clock.now()))
    await will_read(teacher, "这个按钮过时了", within=3)


async def test_a_message_that_telegram_will_never_take_is_told_of(stage: Stage) -> None:
    operator, teacher = await stage.person("P100"), await stage.person("P53")
    refused = "Bad Request: not enough rights to send text messages to the chat"
    await fault(stage, "sendMessage", "400", description=refused, chat=teacher.user, times=2)
    await sends_at_once(teacher, "/help", "/help")
    assert (await operator.reads()).count("有一件事没做成") == 1
    await teacher.says("/mine")
    assert "您没有没完的事" in await teacher.last()


async def test_news_that_no_version_of_ours_can_word_is_told_of(stage: Stage) -> None:
    """It was queued by an older version, with other facts."""
    operator, teacher = await stage.person("P100"), await stage.person("P53")
    await stage.rows(lambda tx: tx.outbox.put(News("ticket.job", teacher.user, {"old": True}), stage.clock.now()))
    await stage.settle()
    assert "有一件事没做成" in await operator.last()
    assert await count(stage, "SELECT count(*) FROM outbox WHERE state = 'never' AND why = 'no wording'") == 1
