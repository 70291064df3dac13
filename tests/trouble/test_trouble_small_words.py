"""Thanks, 收到, 。 and 👍 are no part of a report; 算了 is asked about once; what stands on a key may be said."""

from tests.stage import Stage
from tests.trouble.props import count

TICKETS = "SELECT count(*) FROM ticket"
ALARMS = "SELECT count(*) FROM alarm"
ODD = "楼上有个人站在窗台上"


async def test_small_words_are_taken_kindly_and_never_reported(stage: Stage) -> None:
    await stage.until("10:00")
    teacher = await stage.person("P53")
    await teacher.says("谢谢!")
    assert await teacher.last() == "不客气。"
    await teacher.says("。")
    assert await teacher.last() == "好的。"
    await teacher.says("在吗")
    assert "在的" in await teacher.last()
    await teacher.says("算了")
    assert "没有没报完的" in await teacher.last()
    await teacher.says("帮助")
    assert "/reset" in await teacher.last()
    await teacher.says("紧急")
    assert "出了什么事" in await teacher.last()

    await teacher.says("3号楼201水管漏水")
    await teacher.says("👌谢谢")
    assert (await teacher.last()).startswith("还没报上")
    await teacher.says("不对")
    assert (await teacher.last()).startswith("哪里不对?")
    await teacher.says("👍")
    assert await count(stage, TICKETS) == 1
    assert "谢谢" not in await teacher.last()
    assert "3号楼201水管漏水|水暖" in await teacher.last()


async def test_never_mind_is_asked_about_once(stage: Stage) -> None:
    await stage.until("10:00")
    teacher = await stage.person("P53")
    await teacher.says("走廊灯")
    await teacher.says("算了吧")
    assert "刚才的报修还报吗" in await teacher.last()
    await teacher.says("是的")
    assert "走廊" in await teacher.last()
    await teacher.says("算了")
    await teacher.taps("不报了")
    assert "报修不做了" in await teacher.last()
    await teacher.says("那个谁")
    await teacher.says("不是")
    assert "还报吗" in await teacher.last()
    await teacher.says("不报了")
    assert "报修不做了" in await teacher.last()
    assert await count(stage, TICKETS) == 0


async def test_what_stands_on_a_key_may_be_said(stage: Stage) -> None:
    await stage.until("10:00")
    head, plumber, teacher = await stage.person("P03"), await stage.person("P15"), await stage.person("P53")
    await teacher.says("3号楼201水管漏水")
    await teacher.says("对")
    await plumber.says("接单")
    assert "1号归您了" in await plumber.last()
    await teacher.says("一食堂着火了")
    await head.says("知道了")
    assert "还在等人去" in await head.last()
    await head.says("我去!")
    assert "正在过去" in await teacher.reads()
    await teacher.says("谢谢")
    assert await teacher.last() == "不客气。"
    assert "补充" not in await head.reads()


async def test_the_danger_question_is_answered_once_and_has_no_keys_then(stage: Stage) -> None:
    await stage.until("10:00")
    teacher, head = await stage.person("P53"), await stage.person("P03")
    await teacher.says(ODD)
    assert await teacher.taps("不用") == "好,没有通知任何人。"
    assert "要马上通知人吗" not in await teacher.reads()
    await teacher.says("一食堂着火了")
    await stage.later(minutes=3)
    await teacher.says("/reset")
    await teacher.says("另一栋" + ODD)
    await stage.later(minutes=1)
    before = await count(stage, ALARMS)
    assert before == 1
    assert "补充" in await head.reads()


async def test_open_cards_are_said_anew_in_another_language(stage: Stage) -> None:
    await stage.until("10:00")
    head, plumber, teacher = await stage.person("P03"), await stage.person("P15"), await stage.person("P53")
    await teacher.says("3号楼201水管漏水")
    await teacher.taps("对,报上")
    await teacher.says("1号宿舍楼415插座没电")
    await teacher.says("/language en")
    assert "Plumbing" in await teacher.reads()
    assert "Is that right?" in await teacher.reads()
    assert "接单" not in str(await teacher.messages())
    before = len(await plumber.messages())
    await plumber.says("/language en")
    assert await plumber.taps("Take")
    assert len(await plumber.messages()) == before + 1
    await teacher.says("一食堂着火了")
    await head.says("/language en")
    assert "🚨" in await head.reads()
    await head.taps("I'm going")
    await head.says("/language zh")
    assert "'到了'" in str(await head.messages())
