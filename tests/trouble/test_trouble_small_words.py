"""Thanks, 收到, 。 and 👍 are no part of a report; 算了 is asked about once; what stands on a key may be said."""

from tests.stage import Stage, text_of
from tests.trouble.props import count

TICKETS = "SELECT count(*) FROM ticket"
ALARMS = "SELECT count(*) FROM alarm"
ODD = "草丛里有人躺着"


async def test_small_words_are_taken_kindly_and_never_reported(stage: Stage) -> None:
    await stage.until("10:00")
    teacher = await stage.person("P53")
    await teacher.says("谢谢!")
    assert await teacher.last() == "不客气。"
    await teacher.says("辛苦了田师傅")
    assert await teacher.last() == "不客气。"
    await teacher.says("谢谢大家")
    await teacher.says("。")
    assert await teacher.last() == "好的。"
    await teacher.says("\u200b\u2060")
    assert "看不懂" in await teacher.last()
    await teacher.says("在吗")
    assert "在的" in await teacher.last()
    await teacher.says("算了")
    assert "没有没报完的" in await teacher.last()
    await teacher.says("帮助")
    assert "/reset" in await teacher.last()
    await teacher.says("师傅什么时候来?")
    assert "没完的事" in await teacher.last()
    await teacher.says("点名")
    assert "报修" not in await teacher.last()
    await teacher.says("紧急")
    assert "出了什么事" in await teacher.last()
    before = len(await teacher.messages())
    await teacher.taps("点错了")
    assert (await teacher.messages())[-1].get("buttons") in (None, [])
    assert await teacher.last() == "好,没有通知任何人。"
    assert len(await teacher.messages()) == before

    await teacher.says("3号楼201水管漏水")
    await teacher.says("👌谢谢")
    assert await teacher.last() == "还没报上,上面点一下就行。"
    await teacher.says("收到")
    assert "\n🔧" in await teacher.last()
    await teacher.says("你好")
    await teacher.says("怎么用")
    assert "/reset" in await teacher.last()
    await teacher.says("不对")
    assert (await teacher.last()).startswith("哪里不对?")
    await teacher.says("谢谢")
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


async def test_another_place_stands_in_the_words_as_well(stage: Stage) -> None:
    await stage.until("10:00")
    teacher = await stage.person("P53")
    await teacher.says("1号宿舍楼415插座没电")
    await teacher.taps("对,报上")
    await teacher.says("3号楼201水管漏水")
    await teacher.taps("改地点")
    assert (await teacher.last()).startswith("在哪儿?")
    await teacher.says("9号楼201")
    assert "9号楼201(地点里没有)\n9号楼201水管漏水|水暖" in await teacher.last()
    await teacher.taps("改地点")
    await teacher.taps("1号宿舍楼-415")
    assert "🔧 1号宿舍楼-415\n1号宿舍楼-415水管漏水|水暖" in await teacher.last()
    await teacher.taps("改地点")
    await teacher.says("3号楼305")
    assert "🔧 3号教工宿舍楼-305\n3号楼305水管漏水|水暖" in await teacher.last()


async def test_of_what_is_over_nobody_is_asked_where_it_is(stage: Stage) -> None:
    await stage.until("10:00")
    gate = await stage.post_phone("NM")
    await gate.taps("孟庆彪")
    await gate.says("着火了")
    await gate.says("收到")
    assert "在哪儿?" in await gate.last()
    assert "南门" in str((await gate.messages())[-1]["buttons"])
    await gate.taps("误报")
    assert "不用说在哪儿了" in await gate.reads()
    await stage.later(minutes=40)
    assert "没报完" not in await gate.reads()


async def test_a_question_that_words_have_answered_has_no_keys(stage: Stage) -> None:
    await stage.until("10:00")
    teacher, plumber = await stage.person("P53"), await stage.person("P15")
    await teacher.says("走廊灯")
    await teacher.says("谢谢")
    await teacher.says("教学楼A301")
    asked = [message for message in await teacher.messages() if message.get("buttons")]
    assert [text for text in map(text_of, asked) if "走廊" in text] == [text_of(asked[-1])]
    assert "「走廊」是哪一处" in await teacher.reads()

    await teacher.says("3号楼201爆管了")
    await plumber.says("电灯")
    await plumber.says("我去")
    assert "正在过去" in await teacher.reads()


async def test_in_practice_too_a_key_may_be_said_and_the_red_word_is_meant(stage: Stage) -> None:
    await stage.until("10:00")
    plumber = await stage.person("P15")
    await plumber.says("/practice")
    await plumber.says("水龙头坏了")
    await plumber.says("对")
    assert "【练习 3/6】" in await plumber.last()
    await plumber.says("接单")
    assert "【练习 4/6】" in await plumber.last()
    await plumber.says("好的")
    assert "【练习 4/6】" in await plumber.last()
    await plumber.says("紧急")
    assert "出了什么事" in await plumber.last()
    assert await count(stage, TICKETS) == 0


async def test_a_keys_words_where_no_such_key_stands_are_no_report(stage: Stage) -> None:
    await stage.until("10:00")
    head, plumber, teacher = await stage.person("P03"), await stage.person("P15"), await stage.person("P53")
    for words in ("接单", "到了!", "修好了", "已处理好", "等配件", "做好了", "Take"):
        await plumber.says(words)
        assert "现在没有" in await plumber.last() or "没有要做的" in await plumber.last()
    await teacher.says("3号楼201水管漏水")
    await teacher.says("对")
    await plumber.says("接单了")
    assert "1号归您了" in await plumber.last()
    await stage.until("09:00")
    await plumber.says("修好了")
    assert (await plumber.last()).startswith("说的是这件?点一下就行。\n🔧 1 3号教工宿舍楼-201")
    await plumber.says("修好,拍照")
    assert "1号修好了?拍一张" in await plumber.last()
    await stage.later(hours=3)
    assert await count(stage, TICKETS) == 1

    await head.says("好了 门口又漏水了")
    await teacher.says("接单了,但是缺个阀门")
    await stage.later(hours=3)
    kept = await stage.rows(lambda tx: [ticket.words for ticket in tx.tickets.waiting()])
    assert kept == ["好了 门口又漏水了", "接单了,但是缺个阀门"]
