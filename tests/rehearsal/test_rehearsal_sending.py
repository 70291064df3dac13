"""What a bot sends appears on screens as Telegram would show it, and is refused where Telegram would refuse."""

from typing import Any

import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    KeyboardButton,
    MessageEntity,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from telegram.error import BadRequest, Forbidden

from rehearsal import Rehearsal
from tests.rehearsal.libraries import Library

WANG = 7001


@pytest.fixture
async def wang(stage: Any) -> int:
    return await stage.person(WANG, "王师傅")


async def test_a_message_stands_on_the_screen_with_its_time_and_sender(stage: Any, bot: Bot, wang: int) -> None:
    sent = await bot.send_message(wang, "您好", disable_notification=True)
    shown = (await stage.screen(wang))[-1]
    assert sent.date.isoformat() == "2026-11-22T22:45:00+00:00"
    assert (shown["text"], shown["from"]["is_bot"], shown["silent"], shown["edited"]) == ("您好", True, True, False)


async def test_html_becomes_entities_counted_in_utf16(bot: Bot, wang: int) -> None:
    sent = await bot.send_message(wang, "🚰 <b>漏水 &amp; <i>停水</i></b>", parse_mode="HTML")
    assert sent.text == "🚰 漏水 & 停水"
    assert {entity.type: (entity.offset, sent.parse_entity(entity)) for entity in sent.entities} == {
        "bold": (3, "漏水 & 停水"),
        "italic": (8, "停水"),
    }


async def test_entities_given_outright_are_kept(bot: Bot, wang: int) -> None:
    sent = await bot.send_message(wang, "🚰 漏水", entities=[MessageEntity("bold", 3, 2)])
    assert sent.parse_entities() == {MessageEntity("bold", 3, 2): "漏水"}


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("<b>x", 'find end tag corresponding to start tag "b"'),
        ("北<x>y</x>", 'unsupported start tag "x" at byte offset 3'),
        ("<b><i>x</b></i>", 'unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("x</b>", "unexpected end tag at byte offset 1"),
        ("<b", "unclosed start tag at byte offset 0"),
        ("3 < 5", 'unsupported start tag "" at byte offset 2'),
        ("<b/>x", 'unsupported start tag "b/" at byte offset 0'),
        ("<a href=x/y>z</a>", "unexpected end of name token at byte offset 8"),
        ('<a ="x">z</a>', 'empty attribute name in the tag "a" at byte offset 0'),
        ("<a href", 'unclosed start tag "a" at byte offset 0'),
        ('<a href="x>z</a>', "unclosed start tag at byte offset 0"),
        ("<b>x</b", "unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
async def test_bad_html_is_refused_in_telegrams_words(bot: Bot, wang: int, source: str, complaint: str) -> None:
    with pytest.raises(BadRequest) as refused:
        await bot.send_message(wang, source, parse_mode="HTML")
    assert complaint in refused.value.message.lower()


async def test_what_is_no_address_is_no_link(library: Library, wang: int) -> None:
    source = (
        '<a href="https://e.cn/?a=1&amp;b=2">甲</a> <a href="x">乙</a> <a href=\'e.cn\'>丙</a> &lt;3 &#128688; &euro;'
    )
    sent = await library.call("send_message", chat_id=wang, text=source, parse_mode="HTML")
    assert sent["text"] == "甲 乙 丙 <3 🚰 &euro;"
    assert [(it["offset"], it.get("url")) for it in sent["entities"]] == [
        (0, "https://e.cn/?a=1&b=2"),
        (4, "http://e.cn/"),
    ]


async def test_lengths_are_counted_in_code_points(bot: Bot, wang: int) -> None:
    assert len((await bot.send_message(wang, "🚰" * 4096)).text) == 4096
    with pytest.raises(BadRequest, match="Message is too long"):
        await bot.send_message(wang, "🚰" * 4097)
    with pytest.raises(BadRequest, match="Message text is empty"):
        await bot.send_message(wang, "  ")


async def test_callback_data_has_64_bytes_at_most(bot: Bot, wang: int) -> None:
    fits = InlineKeyboardMarkup([[InlineKeyboardButton("好", callback_data="好" * 21)]])
    await bot.send_message(wang, "好吗", reply_markup=fits)
    with pytest.raises(BadRequest, match=r"(?i)button_data_invalid"):
        await bot.send_message(
            wang, "好吗", reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton("好", callback_data="好" * 22)]])
        )


async def test_a_reply_keyboard_is_shown_in_the_chat_but_not_echoed(stage: Any, bot: Bot, wang: int) -> None:
    sent = await bot.send_message(
        wang, "菜单", reply_markup=ReplyKeyboardMarkup([[KeyboardButton("位置", request_location=True)]])
    )
    assert sent.reply_markup is None
    assert (await stage.get(f"chats/{wang}"))["keyboard"]["rows"] == [[{"text": "位置", "request_location": True}]]
    with pytest.raises(BadRequest, match="can't be edited"):
        await sent.edit_text("别的")
    await bot.send_message(wang, "收起", reply_markup=ReplyKeyboardRemove())
    assert (await stage.get(f"chats/{wang}"))["keyboard"] is None


async def test_location_can_be_asked_for_in_private_chats_only(stage: Any, bot: Bot, wang: int) -> None:
    await stage.post("groups", id=-500, title="后勤群", members=[wang])
    with pytest.raises(BadRequest, match="private chats only"):
        await bot.send_message(
            -500, "在哪", reply_markup=ReplyKeyboardMarkup([[KeyboardButton("位置", request_location=True)]])
        )


async def test_who_never_started_the_bot_cannot_be_written_to(stage: Any, bot: Bot) -> None:
    await stage.person(42, "新同事", started=False)
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(42, "您好")
    await stage.post("groups", id=-501, title="群", members=[42])
    with pytest.raises(Forbidden, match="initiate conversation"):
        await bot.send_message(42, "您好")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(43, "您好")


async def test_who_blocked_the_bot_is_not_reached(stage: Any, bot: Bot, wang: int) -> None:
    await stage.post("block", user=wang, blocked=True)
    with pytest.raises(Forbidden, match="blocked by the user"):
        await bot.send_message(wang, "在吗")
    assert "has blocked the bot" in await stage.refuses("say", user=wang, text="在")
    await stage.post("block", user=wang, blocked=False)
    await bot.send_message(wang, "在吗")


async def test_an_edit_changes_the_bubble_once_and_drops_a_keyboard_not_repeated(
    stage: Any, bot: Bot, wang: int
) -> None:
    sent = await bot.send_message(
        wang, "旧", reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton("好", callback_data="ok")]])
    )
    edited = await sent.edit_text("新")
    assert edited.reply_markup is None
    assert (await stage.screen(wang))[-1] | {"text": "新", "buttons": [], "edited": True} == (await stage.screen(wang))[
        -1
    ]
    with pytest.raises(BadRequest, match="Message is not modified: specified new message content"):
        await sent.edit_text("新")


async def test_what_cannot_be_edited_says_why(stage: Any, bot: Bot, wang: int) -> None:
    theirs = (await stage.screen(wang))[0]["message_id"]
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("x", wang, theirs)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("x", wang, 99_999)
    photo = await bot.send_photo(wang, await _sample(stage), caption="旧")
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await photo.edit_text("x")
    assert (await photo.edit_caption("新")).caption == "新"


async def test_a_deleted_message_leaves_the_screen(stage: Any, bot: Bot, wang: int, clock: Any) -> None:
    sent = await bot.send_message(wang, "走了")
    assert await sent.delete()
    assert "走了" not in [shown.get("text") for shown in await stage.screen(wang)]
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await sent.delete()
    old = await bot.send_message(wang, "旧")
    clock.turn(hours=49)
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await old.delete()


async def test_an_album_is_one_message_a_photo(stage: Any, bot: Bot, wang: int) -> None:
    data = await _sample(stage)
    sent = await bot.send_media_group(wang, [InputMediaPhoto(data, caption="两张"), InputMediaPhoto(data)])
    assert len({message.media_group_id for message in sent}) == 1
    assert [message.caption for message in sent] == ["两张", None]
    assert len({message.photo[-1].file_id for message in sent}) == 2
    assert len({message.photo[-1].file_unique_id for message in sent}) == 1


async def test_a_photo_is_sent_again_by_its_file_id_and_only_as_a_photo(stage: Any, bot: Bot, wang: int) -> None:
    first = await bot.send_photo(wang, await _sample(stage))
    again = await bot.send_photo(wang, first.photo[-1].file_id)
    assert again.photo[-1].file_unique_id == first.photo[-1].file_unique_id
    assert again.photo[-1].file_id != first.photo[-1].file_id
    with pytest.raises(BadRequest, match=r"(?i)can't use file of type photo as document"):
        await bot.send_document(wang, first.photo[-1].file_id)
    with pytest.raises(BadRequest, match="Wrong file_id"):
        await bot.send_photo(wang, "A" * 40)


async def test_replies_pins_reactions_and_menus(stage: Any, bot: Bot, wang: int) -> None:
    theirs = (await stage.screen(wang))[0]["message_id"]
    reply = await bot.send_message(wang, "收到", reply_parameters=ReplyParameters(theirs))
    assert reply.reply_to_message is not None
    assert await bot.pin_chat_message(wang, reply.message_id)
    assert (await bot.get_chat(wang)).pinned_message == reply
    assert await bot.set_message_reaction(wang, theirs, "👍")
    assert (await stage.screen(wang))[0]["reactions"] == ["👍"]
    answered, line = (await stage.screen(wang))[-2:]
    assert answered["on_top"]
    assert line["service"] == {"what": "pinned", "message_id": reply.message_id}
    await bot.unpin_chat_message(wang, reply.message_id)
    await bot.set_my_commands([("report", "报修")])
    assert [command.command for command in await bot.get_my_commands()] == ["report"]
    assert (await stage.get(f"chats/{wang}"))["commands"] == [{"command": "report", "description": "报修"}]
    await bot.delete_my_commands()
    assert await bot.get_my_commands() == ()


async def test_a_bot_that_is_no_administrator_pins_nothing_in_a_group(stage: Any, bot: Bot, wang: int) -> None:
    await stage.post("groups", id=-500, title="后勤群", members=[wang])
    sent = await bot.send_message(-500, "通知")
    with pytest.raises(BadRequest, match="Not enough rights"):
        await sent.pin()


async def test_every_call_is_written_down(rehearsal: Rehearsal, stage: Any, bot: Bot, wang: int) -> None:
    await bot.send_message(wang, "记下")
    call = (await stage.get("calls"))["calls"][-1]
    assert (call["method"], call["params"]["text"], call["outcome"]["ok"]) == ("sendMessage", "记下", True)
    assert call["clock"] == rehearsal.world.clock().isoformat()
    assert (await stage.get(f"calls?since={call['number']}"))["calls"] == []


async def _sample(stage: Any) -> bytes:
    async with stage.session.get(f"{stage.rehearsal.url}/stage/samples/leaking-pipe") as response:
        return bytes(await response.read())


async def test_commands_and_links_are_found_beside_marks_but_not_inside_code(bot: Bot, wang: int) -> None:
    sent = await bot.send_message(wang, "看 /help https://a.example/x </x> a/b")
    assert list(sent.parse_entities().values()) == ["/help", "https://a.example/x"]
    sent = await bot.send_message(wang, "<b>看 /help</b> <code>/no</code>", parse_mode="HTML")
    assert [entity.type for entity in sent.entities] == ["bold", "bot_command", "code"]
