"""A name tapped on a post's phone is a claim: it does a post's work and lends nobody's powers."""

import asyncio
from dataclasses import replace

import pytest

from actions.call_out import call_again
from actions.import_school import import_school
from domain.tickets import State
from tests.posts.test_forged_buttons import forged
from tests.stage import Someone, Stage


async def at_the_gate(stage: Stage, name: str = "孟庆彪") -> Someone:
    phone = await stage.post_phone("NM")
    await phone.taps(name)
    return phone


@pytest.mark.parametrize("person", ["P01", "P03", "P20", "P53", "P102", "nobody"])
async def test_a_forged_name_on_a_posts_phone_opens_nobodys_powers(stage: Stage, person: str) -> None:
    phone = await stage.post_phone("NM")
    await forged(stage, phone.user, f"h:{person}")
    assert await stage.rows(lambda tx: tx.holders.of("NM", stage.clock.now())) is None
    await phone.says("/invite 沈砚秋")
    await phone.says("/now")
    assert "start=" not in await phone.reads()
    assert "📌" not in await phone.reads()


async def test_whoever_has_powers_is_asked_to_use_their_own_phone(stage: Stage) -> None:
    """The captain stands in for a guard: his name is in the roster, but not on the phone that anybody picks up."""
    phone = await stage.post_phone("NM")
    await forged(stage, phone.user, "h:P20")
    assert "雷队长,请用您自己的手机" in await phone.reads()


async def test_the_phone_changes_hands_at_midnight_with_a_form_open_and_an_alarm_owned(stage: Stage) -> None:
    """The night guard owns the alarm and is still on his shift: somebody who borrows the phone does not get it."""
    await stage.until("23:45")
    phone, teacher = await at_the_gate(stage, "牛海生"), await stage.person("P53")
    await teacher.says("南门有陌生人闯进来了")
    await stage.rows(lambda tx: tx.alarms.tell(1, "P27", 0, stage.clock.now()))
    await stage.rows(lambda tx: call_again(tx, stage.clock.now(), tx.alarms.get(1)))
    await stage.settle()
    await phone.taps("我去")
    await phone.says("南门岗亭灯不亮了")
    await stage.until("00:00")
    await phone.says("📋 我的事")
    await phone.taps("换人")
    await phone.taps("别人")
    await phone.taps("康大伟")
    assert "牛师傅有一张单没填完" in await phone.last()
    await phone.taps("接着做")
    await phone.taps("对,报上")
    assert (await stage.rows(lambda tx: tx.tickets.get(1))).reporter == "P74"
    assert (await stage.rows(lambda tx: tx.alarms.get(1))).owner == "P27"
    assert (await phone.taps("到了")).startswith("这件由被通知的人处理。")
    await stage.until("00:16")
    assert "牛师傅:23:45 南门岗 闯入/打架:还在您手上吗?" in await phone.reads()


async def test_a_question_that_waits_for_the_last_holder_is_not_answered_by_the_next(stage: Stage) -> None:
    phone = await at_the_gate(stage)
    await phone.says("南门岗亭灯不亮了")
    asked = (await phone.messages())[-1]
    file = next(key["data"] for row in asked["buttons"] for key in row if "对" in key["text"])
    await phone.says("📋 我的事")
    await phone.taps("换人")
    names = (await phone.messages())[-1]
    first, second = await asyncio.gather(
        stage.post("tap", user=phone.user, message_id=asked["message_id"], data=file),
        stage.post("tap", user=phone.user, message_id=names["message_id"], data="h:P22"),
    )
    await stage.settle()
    assert first["answer"]["text"] == "请先点您的名字。"
    assert "苗师傅好" in second["answer"]["text"]
    assert await stage.rows(lambda tx: tx.tickets.get(1)) is None


async def test_who_becomes_a_captain_while_holding_the_phone_holds_it_no_more(stage: Stage) -> None:
    phone = await at_the_gate(stage)
    school = await stage.rows(lambda tx: tx.school.load())
    people = tuple(replace(p, roles=("guard_lead",)) if p.id == "P21" else p for p in school.people)
    await stage.house.store.run(import_school, stage.clock.now(), replace(school, people=people))
    await phone.says("南门岗亭灯不亮了")
    assert "谁在用南门" in await phone.last()
    await phone.says("/desk")
    assert "还没有人的单" not in await phone.reads()
    assert (await stage.rows(lambda tx: tx.tickets.get(1) or State.WAITING)) is State.WAITING
