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


async def test_each_member_sees_the_commands_meant_for_them(stage: Any, bot: Any, library: Any, group: int) -> None:
    await stage.post("join", user=WANG, chat=group, admin=True)
    await stage.post("people", id=LI, first_name="Li", language_code="en")
    here = {"chat_id": group}
    for scope, language, said in (
        ({"type": "default"}, "", "人人"),
        ({"type": "all_group_chats"}, "", "群里"),
        ({"type": "all_group_chats"}, "en", "in groups"),
        ({"type": "all_chat_administrators"}, "", "管群的"),
        ({"type": "chat_member", **here, "user_id": LI}, "zh", "给李"),
    ):
        commands = [{"command": "report", "description": said}]
        assert await library.call("set_my_commands", commands=commands, scope=scope, language_code=language)
    assert [await menu(stage, group, user) for user in (WANG, LI)] == ["管群的", "in groups"]
    await stage.post("people", id=LI, first_name="李", language_code="zh-hans")
    assert await menu(stage, group, LI) == "给李"
    assert await menu(stage, LI, LI) == "人人"


async def menu(stage: Any, chat: int, user: int) -> str:
    return str((await stage.get(f"chats/{chat}?user={user}"))["commands"][0]["description"])


async def test_without_privacy_mode_a_bot_hears_everything(stage: Any, bot: Any, group: int) -> None:
    await stage.post("join", user=WANG, chat=group)
    await heard(bot)
    await stage.post("privacy", on=False)
    assert (await bot.get_me()).can_read_all_group_messages
    await stage.post("say", user=WANG, chat=group, text="闲聊")
    await stage.post("privacy", on=True)
    await stage.post("say", user=WANG, chat=group, text="还是闲聊")
    assert [update.message.text for update in await heard(bot)] == ["闲聊"]


async def test_comings_and_goings_are_told_to_an_administrator_who_asked(stage: Any, bot: Any, group: int) -> None:
    await stage.post("join", user=WANG, chat=group)
    await stage.person(7003, "赵")
    await heard(bot)
    await bot.get_updates(timeout=0, allowed_updates=["message", "chat_member"])
    await stage.post("enter", user=7003, chat=group)
    assert [update.message.new_chat_members[0].id for update in await heard(bot)] == [7003]
    await stage.post("join", user=WANG, chat=group, admin=True)
    await stage.post("leave", user=7003, chat=group)
    line, change = await heard(bot)
    assert line.message.left_chat_member.id == 7003
    assert change.chat_member.new_chat_member.status == "left"
    assert "is not a member" in await stage.refuses("say", user=7003, chat=group, text="在吗")


async def test_what_is_said_in_a_topic_stays_in_it(stage: Any, library: Any, group: int) -> None:
    forum = -1_001_234_567_890
    await stage.post("groups", id=forum, title="各楼", members=[WANG, LI], bot_admin=True, forum=True)
    topic = (await library.call("create_forum_topic", chat_id=forum, name="一号楼"))["message_thread_id"]
    await stage.post("say", user=WANG, chat=forum, text="三楼漏水", topic=topic)
    said = (await library.call("get_updates", timeout=0))[-1]["message"]
    assert (said["message_thread_id"], said["is_topic_message"], said["chat"]["is_forum"]) == (topic, True, True)
    assert "there is no topic 999" in await stage.refuses("say", user=WANG, chat=forum, text="在吗", topic=999)
    assert (await stage.screen(forum))[1]["service"] == {"what": "topic", "name": "一号楼"}
