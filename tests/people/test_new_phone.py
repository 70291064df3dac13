"""A new phone unbinds the old one: that reads one sentence, and everything else goes on on the new one."""

from datetime import timedelta

from actions.file_draft import remind_of_draft
from domain.news import Lane, News
from tests.people.doors import another_phone, link_for
from tests.stage import Stage

MOVED = "这里的账号换到另一部手机了,这部不再收消息。不是您换的,请马上告诉总务。"
LATER = timedelta(hours=2)


async def test_the_old_phone_reads_one_sentence_without_a_name_and_is_a_strangers_from_then_on(stage: Stage) -> None:
    old, new = await stage.person("P53"), await another_phone(stage)
    await new.says(await link_for(stage, "P53", "the-second-link-for-the-teacher"))
    assert await old.last() == MOVED
    await old.says("📋 我的事")
    assert await old.last() == "这是校内用的,请到总务处登记。"
    assert "裴老师好" in await new.reads()


async def test_a_form_begun_on_the_old_phone_is_finished_on_the_new_one(stage: Stage) -> None:
    old, new = await stage.person("P53"), await another_phone(stage)
    await old.sends("leaking-pipe", caption="3号楼201水管漏水")
    await new.says(await link_for(stage, "P53", "the-second-link-for-the-teacher"))
    assert "没报完,照片还在" in await new.last()
    await new.taps("接着报")
    await new.taps("对,报上")
    ticket = await stage.rows(lambda tx: tx.tickets.get(1))
    assert ticket.reporter == "P53"
    assert len(await stage.rows(lambda tx: tx.evidence.of_item("ticket:1"))) == 1
    assert await old.last() == MOVED


async def test_what_waited_for_the_old_chat_is_read_on_the_new_phone_only(stage: Stage) -> None:
    await stage.until("10:00")
    old, new = await stage.person("P15"), await another_phone(stage)

    def waits(tx: object) -> None:
        held = News("said.nothing", old.user, {}, Lane.REPLY, not_before=stage.clock.now() + LATER)
        tx.outbox.put(held, stage.clock.now())  # type: ignore[attr-defined]

    await stage.rows(waits)
    await new.says(await link_for(stage, "P15", "the-second-link-for-the-plumber"))
    teacher = await stage.person("P53")
    await teacher.says("3号楼201水管漏水")
    await teacher.taps("对,报上")
    await stage.later(hours=2, minutes=1)
    assert await old.last() == MOVED
    assert "水管漏水" in await new.reads()
    assert "这个我看不懂" in await new.reads()


async def test_a_button_of_the_old_phone_moves_nothing_any_more(stage: Stage) -> None:
    await stage.until("10:00")
    old, new, teacher = await stage.person("P15"), await another_phone(stage), await stage.person("P53")
    await teacher.says("3号楼201水管漏水")
    await teacher.taps("对,报上")
    await new.says(await link_for(stage, "P15", "the-second-link-for-the-plumber"))
    assert await old.taps("接单") == "这是校内用的,请到总务处登记。"
    assert (await stage.rows(lambda tx: tx.tickets.get(1))).state == "已派"


async def test_a_posts_new_phone_goes_on_where_the_old_one_was(stage: Stage) -> None:
    old, head = await stage.post_phone("NM"), await stage.person("P03")
    await old.taps("孟庆彪")
    await old.says("南门岗亭灯不亮了")
    await head.says("/invite 南门")
    new = await another_phone(stage)
    await new.opens((await head.last()).rsplit("\n", 1)[1])
    assert await old.last() == MOVED
    await new.taps("接着报")
    await new.taps("对,报上")
    assert (await stage.rows(lambda tx: tx.tickets.get(1))).reporter == "P21"


async def test_a_lost_phone_is_stopped_at_once_and_its_form_waits_for_the_next(stage: Stage) -> None:
    lost, clerk = await stage.person("P53"), await stage.person("P100")
    await lost.sends("leaking-pipe", caption="3号楼201水管漏水")
    await clerk.says("/unbind 裴思远")
    assert await clerk.last() == "裴思远的手机停用了,从现在起收不到消息,也看不到什么。要再用,请发 /invite 裴思远。"
    stopped = "这部手机停用了,不再收消息。要再用,请到总务处要新链接。"
    assert await lost.last() == stopped
    await stage.rows(lambda tx: remind_of_draft(tx, stage.clock.now(), 1))
    await stage.settle()
    assert await lost.last() == stopped
    new = await another_phone(stage)
    await new.says(await link_for(stage, "P53", "the-second-link-for-the-teacher"))
    await new.taps("接着报")
    await new.taps("对,报上")
    assert (await stage.rows(lambda tx: tx.tickets.get(1))).reporter == "P53"


async def test_the_lost_phones_report_is_filed_when_no_other_phone_comes(stage: Stage) -> None:
    await stage.until("10:00")
    lost, clerk = await stage.person("P53"), await stage.person("P100")
    await lost.sends("leaking-pipe", caption="3号楼201水管漏水")
    await clerk.says("/unbind 裴思远")
    said = len(await lost.messages())
    await stage.later(hours=2, minutes=1)
    assert "水管漏水" in await clerk.reads()
    assert len(await lost.messages()) == said


async def test_stopping_nobodys_phone_says_so(stage: Stage) -> None:
    clerk = await stage.person("P100")
    await clerk.says("/unbind")
    assert "停用谁的手机?" in await clerk.last()
    await clerk.says("/unbind 曹志强")
    assert await clerk.last() == "曹志强没有在用的手机。没用过的链接都作废了。"
