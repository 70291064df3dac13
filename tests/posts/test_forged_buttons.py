"""Buttons that nobody sent to whoever presses them: they say so, and nothing is called out or changed."""

import pytest

from actions.invitations import invite
from tests.posts.test_gates import at_the_south_gate, state_of
from tests.stage import Stage


async def forged(stage: Stage, user: int, data: str) -> None:
    """As a phone that was tampered with would send it."""
    query = {"id": "4711", "from": {"id": user, "is_bot": False, "first_name": "x"}, "chat_instance": "1", "data": data}
    message = {"message_id": 1, "date": 1_795_000_000, "chat": {"id": user, "type": "private"}}
    await stage.post("raw", update={"callback_query": {**query, "message": message}})
    await stage.settle()


@pytest.mark.parametrize("data", ["o:not:99991231T2359:x", "o:ok:00010101T0000:x", "o:not:20261122T2300:P21"])
async def test_a_forged_button_of_the_roster_is_refused_in_words(stage: Stage, data: str) -> None:
    guard = await stage.person("P21")
    await forged(stage, guard.user, data)
    assert "没处理好" not in await guard.reads()
    assert "谁不来" not in await guard.reads()


async def test_a_teacher_says_nothing_about_a_gate(stage: Stage) -> None:
    await stage.until("10:00")
    lead, teacher, phone = await stage.person("P20"), await stage.person("P53"), await at_the_south_gate(stage)
    await teacher.says("/gate")
    assert "我在岗" not in str(await teacher.messages())
    await forged(stage, teacher.user, "g:absent:M-S")
    assert await state_of(stage) == "在岗"
    assert "大门" not in await lead.last()
    assert "在岗" in await phone.last()


async def test_the_phone_that_lost_its_account_is_told(stage: Stage) -> None:
    teacher = await stage.person("P53")
    newer = await stage.stranger("P999")
    await stage.rows(lambda tx: invite(tx, stage.clock.now(), "P53", "another-link-for-the-same-teacher"))
    await newer.says("/start another-link-for-the-same-teacher")
    assert "换到另一部手机了" in await teacher.last()
    assert "裴老师好" in await newer.reads()
