"""The end of a shift: what was in hand passes to the next one, and who went home hears nothing more."""

from dataclasses import replace

from actions.import_school import import_school
from domain.people import Presence
from tests.rounds.walking import duty, poster, shows, the
from tests.stage import Someone, Stage


async def on_the_phone(stage: Stage, name: str = "孟庆彪") -> Someone:
    phone = await stage.post_phone("NM")
    await phone.taps(name)
    return phone


async def an_intruder(stage: Stage) -> Someone:
    """A teacher calls for the guards: the captain and whoever has the gates are told."""
    teacher = await stage.person("P53")
    await teacher.says("南门有陌生人闯进来了")
    return teacher


async def test_an_alarm_that_he_owned_is_the_next_guards_and_he_hears_nothing_more(stage: Stage) -> None:
    await stage.until("14:20")
    phone = await on_the_phone(stage)
    await an_intruder(stage)
    await stage.rows(lambda tx: tx.alarms.tell(1, "P21", 0, stage.clock.now()))
    await stage.rows(lambda tx: tx.alarms.change(1, owner="P21", state="owned", owned_at=stage.clock.now()))
    await stage.until("14:31")
    alarm = await stage.rows(lambda tx: tx.alarms.get(1))
    assert alarm.owner == "P24"
    assert "闯入/打架" in await phone.last()
    records = await stage.rows(lambda tx: [row["kind"] for row in tx.history.of_item("alarm:1")])
    assert "alarm.passed" in records
    await phone.says("🚪 大门")
    await phone.taps("葛新民")
    assert await phone.taps("已处理好") == "辛苦了!"
    assert (await stage.rows(lambda tx: tx.alarms.get(1))).state == "resolved"


async def test_a_round_begun_before_the_hand_over_is_finished_by_the_next_guard(stage: Stage) -> None:
    number = await duty(stage, owner="P21", points=("X-SE", "X-FIRE"), starts="14:00", ends="15:30")
    await stage.until("14:20")
    phone = await on_the_phone(stage)
    await phone.says("🔦 巡查")
    await shows(phone, await poster(stage, "X-SE"))
    await stage.until("14:31")
    await shows(phone, await poster(stage, "X-FIRE"))
    assert "谁在用南门" in await phone.last()
    await phone.taps("葛新民")
    await phone.taps("接着做")
    await phone.taps("正常,提交")
    done = await the(stage, number)
    assert (done.owner, done.person, done.device, done.reached) == ("P24", "P24", "NM", 2)


async def test_an_owner_with_nobody_after_him_gives_the_alarm_back_to_everybody(stage: Stage) -> None:
    """The phone of the canteen: at 13:30 the only shift there ends."""
    await stage.until("13:00")
    lead = await stage.person("P03")
    phone = await stage.post_phone("ST1")
    await phone.taps("安小满")
    await an_intruder(stage)
    await stage.rows(lambda tx: tx.alarms.tell(1, "P38", 0, stage.clock.now()))
    await stage.rows(lambda tx: tx.alarms.change(1, owner="P38", state="owned", owned_at=stage.clock.now()))
    await stage.until("13:31")
    assert (await stage.rows(lambda tx: tx.alarms.get(1))).state == "open"
    assert (await lead.reads()).count("闯入/打架") == 2


async def test_news_for_who_went_home_waits_for_their_next_shift(stage: Stage) -> None:
    await stage.until("14:00")
    technician = await stage.person("P13")
    phone = await on_the_phone(stage)
    await phone.says("南门岗亭灯不亮了")
    await phone.taps("对,报上")
    await stage.until("14:31")
    await phone.says("🚪 大门")
    await phone.taps("葛新民")
    await technician.taps("接单")
    await technician.taps("修好")
    await technician.sends("leaking-pipe")
    assert "修好了,请您看看" not in await phone.reads()
    await stage.until("06:16")
    assert "修好了,请您看看" in await phone.reads()


async def test_the_phone_never_shows_its_old_holders_button_as_his(stage: Stage) -> None:
    """A form's button of yesterday's holder answers who holds the phone now."""
    phone = await on_the_phone(stage)
    await phone.says("南门岗亭灯不亮了")
    asked = (await phone.messages())[-1]
    old = next(key["data"] for row in asked["buttons"] for key in row if "对" in key["text"])
    await phone.says("📋 我的事")
    await phone.taps("换人")
    await phone.taps("别人")
    await phone.taps("康大伟")
    assert "孟师傅开的" in await phone.presses(asked["message_id"], old)


async def test_a_holder_who_left_the_school_holds_nothing(stage: Stage) -> None:
    phone = await on_the_phone(stage)
    school = await stage.rows(lambda tx: tx.school.load())
    people = tuple(replace(p, presence=Presence.LEFT) if p.id == "P21" else p for p in school.people)
    await stage.house.store.run(import_school, stage.clock.now(), replace(school, people=people))
    await phone.says("南门岗亭灯不亮了")
    assert "谁在用南门" in await phone.last()
    assert "孟庆彪" not in str((await phone.messages())[-1]["buttons"])


async def test_a_posts_phone_in_a_group_says_nothing_for_anybody(stage: Stage) -> None:
    phone = await on_the_phone(stage)
    head = await stage.person("P03")
    group = await stage.group("保卫群", phone, head, bot=True)
    before = len(await head.messages())
    await group.hears(phone, "/mine")
    assert len(await head.messages()) == before
    assert await stage.rows(lambda tx: tx.drafts.newest(group.id)) is None


async def test_the_lead_hears_when_a_posts_phone_cannot_be_reached(stage: Stage) -> None:
    lead = await stage.person("P20")
    phone = await on_the_phone(stage)
    await stage.post("block", user=phone.user, blocked=True)
    await stage.settle()
    assert "南门收不到消息了" in await lead.last()


async def test_a_kill_between_the_photo_and_the_name_loses_nothing(stage: Stage) -> None:
    phone = await stage.post_phone("NM")
    await phone.sends("leaking-pipe", caption="南门岗亭水管漏水")
    await stage.restart()
    await phone.taps("孟庆彪")
    await stage.restart()
    await phone.taps("对,报上")
    assert (await stage.rows(lambda tx: tx.tickets.get(1))).reporter == "P21"
