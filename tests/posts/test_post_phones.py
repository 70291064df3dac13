"""岗位机: one phone at the south gate, many guards; each record carries both, and nothing reaches who went home."""

import asyncio

from actions.call_out import call_again
from tests.stage import Stage


async def test_the_phone_asks_who_uses_it_and_names_the_guard_of_the_roster_first(stage: Stage) -> None:
    phone = await stage.post_phone("NM")
    assert "谁在用南门这部手机?" in await phone.last()
    first = (await phone.messages())[-1]["buttons"][0][0]
    assert first["text"] == "孟庆彪"
    assert await phone.taps("孟庆彪") == "孟师傅好。"
    assert "南门:孟师傅在用" in await phone.last()
    await phone.says("🔦 巡查")
    await phone.says("换人")
    await phone.taps("换人")
    await phone.says("我是武铁军")
    assert await phone.last() == "✅ 南门:武师傅在用。"


async def test_a_report_from_the_phone_carries_the_person_and_the_device(stage: Stage) -> None:
    phone = await stage.post_phone("NM")
    await phone.taps("孟庆彪")
    await phone.says("南门岗亭灯不亮了")
    await phone.taps("对,报上")
    record = await stage.rows(
        lambda tx: next(r for r in tx.history.of_item("ticket:1") if r["kind"] == "ticket.reported")
    )
    assert record["person"] == "P21"
    assert '"device":"NM"' in record["body"]


async def test_a_photo_sent_before_the_name_is_answered_after_it(stage: Stage) -> None:
    phone = await stage.post_phone("NM")
    await phone.sends("leaking-pipe", caption="南门岗亭水管漏水")
    assert "谁在用" in await phone.last()
    await phone.taps("孟庆彪")
    assert "对吗?" in await phone.last()
    await phone.taps("对,报上")
    ticket = await stage.rows(lambda tx: tx.tickets.get(1))
    assert ticket.reporter == "P21"
    assert len(await stage.rows(lambda tx: tx.evidence.of_item("ticket:1"))) == 1


async def test_a_room_said_on_the_phone_of_a_house_is_a_room_of_that_house(stage: Stage) -> None:
    phone = await stage.post_phone("ZB1")
    await phone.taps("祝大海")
    await phone.says("312灯不亮了")
    await phone.taps("对,报上")
    assert (await stage.rows(lambda tx: tx.tickets.get(1))).place == "R1-312"


async def test_danger_does_not_wait_for_a_name(stage: Stage) -> None:
    await stage.until("10:00")
    head = await stage.person("P03")
    phone = await stage.post_phone("NM")
    await phone.says("门口着火了!")
    assert "火情" in await head.last()
    assert "先撤人,打119" in await phone.reads()
    alarm = await stage.rows(lambda tx: tx.alarms.get(1))
    assert (alarm.device, alarm.reporter) == ("NM", "P21")


async def test_a_photo_after_the_danger_belongs_to_it_whoever_taps_a_name(stage: Stage) -> None:
    await stage.until("10:00")
    await stage.person("P03")
    phone = await stage.post_phone("NM")
    await phone.says("门口着火了!")
    await phone.sends("leaking-pipe")
    await phone.taps("别人")
    await phone.taps("康大伟")
    assert len(await stage.rows(lambda tx: tx.evidence.of_item("alarm:1"))) == 1


async def test_two_who_read_on_one_phone_do_not_take_each_others_buttons(stage: Stage) -> None:
    """At 14:20 the early guard still holds the phone and the next one may come: both are told of a stranger."""
    await stage.until("14:20")
    phone = await stage.post_phone("NM")
    await phone.taps("孟庆彪")
    teacher = await stage.person("P53")
    await teacher.says("南门有陌生人闯进来了")
    for guard in ("P21", "P24"):
        await stage.rows(lambda tx, guard=guard: tx.alarms.tell(1, guard, 0, stage.clock.now()))
    await stage.rows(lambda tx: call_again(tx, stage.clock.now(), tx.alarms.get(1)))
    await stage.settle()
    for_both = await phone.reads()
    assert "葛师傅:🚨" in for_both
    own = [m for m in await phone.messages() if m["text"].startswith("🚨")][-1]
    await phone.presses(own["message_id"], "a:go:1")
    shown = next(m for m in await phone.messages() if m["message_id"] == own["message_id"])
    assert "到了" in str(shown["buttons"])


async def test_at_the_end_of_the_shift_the_phone_asks_anew_and_news_is_the_next_ones(stage: Stage) -> None:
    await stage.until("14:00")
    phone = await stage.post_phone("NM")
    await phone.taps("孟庆彪")
    assert await stage.rows(lambda tx: tx.accounts.user_of("P21")) == phone.user
    await stage.until("14:31")
    assert await stage.rows(lambda tx: tx.accounts.user_of("P21")) is None
    assert await stage.rows(lambda tx: tx.accounts.user_of("P24")) == phone.user
    await phone.says("南门灯不亮了")
    assert "谁在用" in await phone.last()
    await phone.taps("葛新民")
    assert "对吗?" in await phone.last()


async def test_news_for_the_next_guard_says_whom_it_is_for(school_day: Stage) -> None:
    """南门岗交接 at 14:30 is the middle shift's; at 14:15 the phone is still in the hands of the early one."""
    phone = await school_day.post_phone("NM")
    await phone.taps("孟庆彪")
    await school_day.until("14:16")
    assert "葛师傅:还有30分钟:南门岗交接" in await phone.last()
    await phone.says("📋 我的事")
    await phone.taps("换人")
    await phone.taps("葛新民")
    await school_day.until("14:31")
    assert (await phone.last()).startswith("到点了:南门岗交接")


async def test_what_nobody_put_a_name_to_goes_to_the_dispatcher(stage: Stage) -> None:
    await stage.until("10:00")
    clerk = await stage.person("P04")
    phone = await stage.post_phone("NM")
    await phone.sends("leaking-pipe", caption="岗亭水管漏水")
    await stage.later(minutes=31)
    assert "岗亭水管漏水" in await clerk.reads()


async def test_two_names_tapped_in_the_same_second_make_one_holder(stage: Stage) -> None:
    phone = await stage.post_phone("NM")
    asked = (await phone.messages())[-1]
    tap = {"user": phone.user, "message_id": asked["message_id"]}
    first, second = await asyncio.gather(stage.post("tap", **tap, data="h:P21"), stage.post("tap", **tap, data="h:P22"))
    await stage.settle()
    assert "好。" in first["answer"]["text"]
    assert "孟师傅先点了" in second["answer"]["text"]
    assert await stage.rows(lambda tx: tx.holders.of("NM", stage.clock.now())) == "P21"


async def test_the_phone_changes_hands_in_the_middle_of_a_report(stage: Stage) -> None:
    phone = await stage.post_phone("NM")
    await phone.taps("孟庆彪")
    await phone.says("南门灯不亮了")
    await phone.says("📋 我的事")
    await phone.taps("换人")
    await phone.taps("别人")
    await phone.taps("康大伟")
    assert "孟师傅有一张单没填完" in await phone.last()
    await phone.taps("接着做")
    await phone.taps("对,报上")
    assert (await stage.rows(lambda tx: tx.tickets.get(1))).reporter == "P74"


async def test_somebody_the_roster_does_not_have_there_is_told_to_the_lead(stage: Stage) -> None:
    lead = await stage.person("P20")
    phone = await stage.post_phone("NM")
    await phone.taps("别人")
    await phone.taps("康大伟")
    assert "康大伟在用南门岗位机,今天的值班表上没有他" in await lead.last()


async def test_a_link_for_a_post_leaves_a_persons_own_phone_alone(stage: Stage) -> None:
    lead = await stage.person("P03")
    await lead.says("/invite 南门")
    link = (await lead.last()).rsplit("start=", 1)[1]
    await lead.says(f"/start {link}")
    assert "请在那部手机上打开" in await lead.last()
    assert await stage.rows(lambda tx: tx.accounts.person_of(lead.user)) == "P03"
    phone = await stage.stranger("800999")
    await phone.says(f"/start {link}")
    assert "谁在用南门" in await phone.last()


async def test_a_persons_link_leaves_the_phone_of_a_post_alone(stage: Stage) -> None:
    phone = await stage.post_phone("NM")
    head = await stage.person("P03")
    await head.says("/invite 雷振山")
    link = (await head.last()).rsplit("start=", 1)[1]
    await phone.says(f"/start {link}")
    assert "请在本人手机上打开" in await phone.last()
    assert await stage.rows(lambda tx: tx.accounts.post_of(phone.user)) == "NM"
