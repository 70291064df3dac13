"""Whoever is at it has wet hands: a question that nobody answered does not take the end of an alarm from them."""

from domain.alarms import State
from tests.stage import Stage


async def test_who_was_too_busy_to_answer_still_says_that_it_is_put_right(stage: Stage) -> None:
    await stage.until("10:00")
    teacher, plumber, head = [await stage.person(one) for one in ("P53", "P15", "P03")]
    await teacher.says("3号楼201爆管了")
    await plumber.taps("我去")
    await stage.later(minutes=31)
    assert "还在您手上吗?" in await plumber.last()
    question = (await plumber.messages())[-1]
    await stage.later(minutes=16)
    alarm = await stage.rows(lambda tx: tx.alarms.get(1))
    assert (alarm.state, alarm.owner) == (State.OPEN, None)
    done = question["buttons"][0][1]
    assert done["text"] == "已处理好"
    await plumber.presses(question["message_id"], done["data"])
    alarm = await stage.rows(lambda tx: tx.alarms.get(1))
    assert (alarm.state, alarm.owner) == (State.RESOLVED, "P15")
    assert "谢谢田大勇" in await head.last()


async def test_whoever_is_there_and_silent_is_rung_up_by_a_manager_and_nobody_is_called_out_anew(stage: Stage) -> None:
    await stage.until("10:00")
    teacher, plumber, head = [await stage.person(one) for one in ("P53", "P15", "P03")]
    await teacher.says("3号楼201爆管了")
    await plumber.taps("我去")
    await stage.later(minutes=6)
    await plumber.taps("到了")
    await stage.later(minutes=31)
    assert "还在您手上吗" in await plumber.last()
    await stage.later(minutes=16)
    assert "10:06到了,之后没有消息,请打个电话问问" in await head.last()
    assert "还没有人去" not in await head.reads()
    await plumber.taps("已处理好")
    assert "谢谢田大勇" in await head.last()
