"""Groups are real chats: the bot is let in by a link, pins, is thrown out, and the group becomes another one."""

from typing import Any

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, ChatMigrated, Forbidden

WANG, LI = 7001, 7002
GO = InlineKeyboardMarkup([[InlineKeyboardButton("我去", callback_data="go")]])


@pytest.fixture
async def group(stage: Any) -> int:
    """A group of two, without the bot."""
    await stage.person(WANG, "王")
    await stage.person(LI, "李")
    made = await stage.post("groups", title="后勤群", members=[WANG, LI], bot=False)
    return int(made["id"])


async def heard(bot: Any) -> list[Any]:
    updates = await bot.get_updates(timeout=0)
    await bot.get_updates(offset=updates[-1].update_id + 1, timeout=0)
    return list(updates)


async def test_a_link_lets_the_bot_in_and_brings_its_token(stage: Any, bot: Any, group: int) -> None:
    with pytest.raises(Forbidden, match="bot is not a member of the group chat"):
        await bot.send_message(group, "在吗")
    await heard(bot)
    await stage.post("join", user=WANG, chat=group, token="managers_1", admin=True)
    joined, line, command = await heard(bot)
    assert (joined.my_chat_member.old_chat_member.status, joined.my_chat_member.new_chat_member.status) == (
        "left",
        "administrator",
    )
    assert [user.id for user in line.message.new_chat_members] == [bot.id]
    assert command.message.text == "/start@rehearsal_bot managers_1"
    assert command.message.from_user.id == WANG
    assert (await bot.send_message(group, "大家好")).chat.title == "后勤群"
    assert (await stage.screen(group))[0]["service"] == {"what": "joined", "names": ["值勤"]}


async def test_who_is_in_a_group_can_be_asked(stage: Any, bot: Any, group: int) -> None:
    await stage.post("join", user=WANG, chat=group)
    assert await bot.get_chat_member_count(group) == 3
    assert (await bot.get_chat_member(group, LI)).status == "member"
    assert [member.user.id for member in await bot.get_chat_administrators(group)] == [WANG]
    with pytest.raises(BadRequest, match="ember not found"):
        await bot.get_chat_member(group, 99)


async def test_a_bot_pins_only_where_it_is_an_administrator(stage: Any, bot: Any, group: int) -> None:
    await stage.post("join", user=WANG, chat=group)
    first, second = await bot.send_message(group, "现在 1"), await bot.send_message(group, "现在 2")
    with pytest.raises(BadRequest, match="ot enough rights to manage pinned messages"):
        await bot.pin_chat_message(group, first.message_id)
    await stage.post("join", user=WANG, chat=group, admin=True)
    await bot.pin_chat_message(group, first.message_id)
    await bot.pin_chat_message(group, second.message_id)
    assert [message["text"] for message in await stage.screen(group) if message["on_top"]] == ["现在 2"]
    await bot.unpin_chat_message(group)
    assert [message["text"] for message in await stage.screen(group) if message["on_top"]] == ["现在 1"]
    await bot.unpin_all_chat_messages(group)
    assert (await bot.get_chat(group)).pinned_message is None


async def test_a_bot_that_was_thrown_out_is_told_and_refused(stage: Any, bot: Any, group: int) -> None:
    await stage.post("join", user=WANG, chat=group)
    await heard(bot)
    await stage.post("block", user=LI, chat=group, blocked=True)
    line, thrown_out = await heard(bot)
    assert line.message.left_chat_member.id == bot.id
    assert thrown_out.my_chat_member.new_chat_member.status == "kicked"
    with pytest.raises(Forbidden, match="bot was kicked from the group chat"):
        await bot.send_message(group, "在吗")


async def test_a_bot_may_leave_by_itself(stage: Any, bot: Any, group: int) -> None:
    await stage.post("join", user=WANG, chat=group)
    assert await bot.leave_chat(group)
    with pytest.raises(Forbidden, match="not a member"):
        await bot.send_message(group, "在吗")
    assert (await stage.get("people"))["groups"][0]["bot"] == "left"


async def test_a_group_that_becomes_a_supergroup_says_where_it_went(stage: Any, bot: Any, group: int) -> None:
    await stage.post("join", user=WANG, chat=group, admin=True)
    await heard(bot)
    new = (await stage.post("migrate", user=WANG, chat=group))["id"]
    old_line, new_line = await heard(bot)
    assert (old_line.message.migrate_to_chat_id, new_line.message.migrate_from_chat_id) == (new, group)
    with pytest.raises(ChatMigrated) as refused:
        await bot.send_message(group, "在吗")
    assert refused.value.new_chat_id == new
    assert (await bot.send_message(new, "搬好了")).chat.type == "supergroup"
    assert [each["id"] for each in (await stage.get("people"))["groups"]] == [new]
    assert "supergroup now" in await stage.refuses("say", user=WANG, chat=group, text="在吗")


async def test_buttons_in_a_group_are_tapped_by_its_members_only(stage: Any, bot: Any, group: int) -> None:
    await stage.post("join", user=WANG, chat=group)
    await stage.person(7003, "赵")
    sent = await bot.send_message(group, "谁去?", reply_markup=GO)
    assert "is not a member" in await stage.refuses("tap", user=7003, chat=group, message_id=sent.message_id, data="go")
