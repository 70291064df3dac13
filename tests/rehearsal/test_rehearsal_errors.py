"""Every refusal stands in one table, in Telegram's words, and is what a library hears."""

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from telegram import error as ptb

import rehearsal
from rehearsal import Rehearsal
from rehearsal.errors import REFUSALS
from rehearsal.faults import Fault
from tests.rehearsal.libraries import Json, Library, Ptb

WANG, LI, GONE, STRANGER = 7001, 7002, 7003, 7004
GROUP, LEFT, FORUM = -4_000_100, -4_000_200, -1_001_234_567_890
HOUSE = Path(rehearsal.__file__).parent
ORDERED_ONLY = {
    "to a bot", "peer", "group deleted", "may not write", "may not write photos", "wrong identifier", "wrong remote",
    "file reference", "image kept", "gateway timeout", "entity bounds", "message id",
}  # fmt: skip
"""What nobody here can bring about but who orders it: see /stage/faults."""
HEARD: dict[int | str, tuple[type[Exception], str]] = {
    400: (ptb.BadRequest, "TelegramBadRequest"),
    401: (ptb.InvalidToken, "TelegramUnauthorizedError"),
    403: (ptb.Forbidden, "TelegramForbiddenError"),
    404: (ptb.InvalidToken, "TelegramNotFound"),
    409: (ptb.Conflict, "TelegramConflictError"),
    413: (ptb.NetworkError, "TelegramEntityTooLarge"),
    429: (ptb.RetryAfter, "TelegramRetryAfter"),
    500: (ptb.NetworkError, "TelegramServerError"),
    502: (ptb.NetworkError, "TelegramServerError"),
    504: (ptb.NetworkError, "TelegramServerError"),
    "upgraded": (ptb.ChatMigrated, "TelegramMigrateToChat"),
}
"""By code, or by name where that says more; aiogram's by name."""

# Texts as tdlib/telegram-bot-api and tdlib/td have them; those in capitals come from Telegram's own servers.
SAID: list[tuple[str, Json, str]] = [
    ("sendMessage", {}, "chat_id is empty"),
    ("sendMessage", {"chat_id": "@somebody", "text": "x"}, "chat not found"),
    ("sendMessage", {"chat_id": STRANGER, "text": "x"}, "chat not found"),
    ("sendMessage", {"chat_id": WANG}, "message text is empty"),
    ("sendMessage", {"chat_id": WANG, "text": "x" * 4097}, "message is too long"),
    ("sendMessage", {"chat_id": WANG, "text": "x" * 32769}, "text is too long"),
    ("sendMessage", {"chat_id": WANG, "text": "x", "parse_mode": "MarkdownV3"}, "unsupported parse_mode"),
    (
        "sendMessage",
        {"chat_id": WANG, "text": "x", "reply_markup": "{"},
        "can't parse reply keyboard markup JSON object",
    ),
    ("sendMessage", {"chat_id": WANG, "text": "x", "reply_markup": "[]"}, "object expected as reply markup"),
    (
        "sendMessage",
        {"chat_id": WANG, "text": "x", "reply_markup": {"inline_keyboard": [{}]}},
        'field "inline_keyboard" must be an Array of Arrays',
    ),
    (
        "sendMessage",
        {"chat_id": WANG, "text": "x", "reply_markup": {"inline_keyboard": [[{"text": "x"}]]}},
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    (
        "sendMessage",
        {"chat_id": WANG, "text": "x", "reply_parameters": "{"},
        "can't parse reply parameters JSON object",
    ),
    ("sendMessage", {"chat_id": WANG, "text": "x", "reply_parameters": "1"}, "object expected as reply parameters"),
    (
        "sendMessage",
        {"chat_id": WANG, "text": "x", "reply_parameters": {"message_id": 999}},
        "message to be replied not found",
    ),
    ("sendMessage", {"chat_id": FORUM, "text": "x", "message_thread_id": 999}, "message thread not found"),
    ("sendPhoto", {"chat_id": WANG}, "there is no photo in the request"),
    ("sendVideo", {"chat_id": WANG}, "there is no video in the request"),
    ("sendPhoto", {"chat_id": WANG, "photo": "short"}, "invalid file_id"),
    ("sendPhoto", {"chat_id": WANG, "photo": "x" * 40}, "wrong file_id or the file is temporarily unavailable"),
    ("sendPhoto", {"chat_id": WANG, "photo": "https://example.org/x.jpg"}, "failed to get HTTP URL content"),
    ("sendPhoto", {"chat_id": WANG, "photo": "x", "caption": "x" * 1025}, "message caption is too long"),
    ("sendMediaGroup", {"chat_id": WANG}, 'parameter "media" is required'),
    ("sendMediaGroup", {"chat_id": WANG, "media": "{"}, "can't parse media JSON object"),
    ("sendMediaGroup", {"chat_id": WANG, "media": {}}, "expected an Array of InputMedia"),
    ("sendMediaGroup", {"chat_id": WANG, "media": []}, "there are no messages to send"),
    ("sendMediaGroup", {"chat_id": WANG, "media": [{}] * 11}, "too many messages to send as an album"),
    (
        "sendMediaGroup",
        {"chat_id": WANG, "media": [{"type": "sticker", "media": "x"}]},
        "can't parse InputMedia: invalid type specified",
    ),
    ("sendMediaGroup", {"chat_id": WANG, "media": [{"type": "photo"}]}, "can't parse InputMedia: media not found"),
    (
        "sendMediaGroup",
        {"chat_id": WANG, "media": [{"type": "photo", "media": "x"}, {"type": "document", "media": "x"}]},
        "document can't be mixed with other media types",
    ),
    ("sendLocation", {"chat_id": WANG}, "latitude is empty"),
    ("sendLocation", {"chat_id": WANG, "latitude": 1}, "longitude is empty"),
    ("sendLocation", {"chat_id": WANG, "latitude": 91, "longitude": 1}, "invalid location specified"),
    (
        "sendLocation",
        {"chat_id": WANG, "latitude": 1, "longitude": 1, "live_period": 59},
        "wrong live location period specified",
    ),
    ("sendContact", {"chat_id": WANG, "first_name": "x"}, 'parameter "phone_number" is required'),
    ("sendChatAction", {"chat_id": WANG, "action": "sleeping"}, "wrong parameter action in request"),
    ("editMessageText", {"chat_id": WANG, "message_id": "words", "text": "x"}, "message to edit not found"),
    ("editMessageText", {"chat_id": WANG, "message_id": "$start", "text": "x"}, "message can't be edited"),
    (
        "editMessageCaption",
        {"chat_id": WANG, "message_id": "$sent", "caption": "x"},
        "there is no caption in the message to edit",
    ),
    (
        "editMessageMedia",
        {"chat_id": WANG, "message_id": "$sent", "media": "[]"},
        "can't parse InputMedia: expected an Object",
    ),
    (
        "editMessageText",
        {"chat_id": WANG, "message_id": "$sent", "text": "在吗"},
        "message is not modified: specified new message content and reply markup are exactly the same as a current "
        "content and reply markup of the message",
    ),
    ("deleteMessage", {"chat_id": WANG}, "message identifier is not specified"),
    ("deleteMessage", {"message_id": 1}, "chat identifier is not specified"),
    ("deleteMessage", {"chat_id": WANG, "message_id": 999}, "message to delete not found"),
    ("deleteMessage", {"chat_id": WANG, "message_id": "$sent"}, "message can't be deleted for everyone"),
    ("deleteMessage", {"chat_id": FORUM, "message_id": "$forum"}, "message can't be deleted"),
    ("copyMessage", {"chat_id": WANG, "from_chat_id": WANG, "message_id": 999}, "message to copy not found"),
    ("forwardMessage", {"chat_id": WANG, "from_chat_id": WANG, "message_id": 999}, "message to forward not found"),
    ("pinChatMessage", {"chat_id": WANG, "message_id": 999}, "message to pin not found"),
    ("unpinChatMessage", {"chat_id": WANG, "message_id": 999}, "message to unpin not found"),
    (
        "pinChatMessage",
        {"chat_id": GROUP, "message_id": "$group"},
        "not enough rights to manage pinned messages in the chat",
    ),
    ("setMessageReaction", {"chat_id": WANG, "message_id": 999}, "message to react not found"),
    (
        "setMessageReaction",
        {"chat_id": WANG, "message_id": "$sent", "reaction": "{}"},
        "expected an Array of ReactionType",
    ),
    ("setMessageReaction", {"chat_id": WANG, "message_id": "$sent", "reaction": [{"emoji": "🐌"}]}, "REACTION_INVALID"),
    (
        "answerCallbackQuery",
        {"callback_query_id": "1"},
        "query is too old and response timeout expired or query ID is invalid",
    ),
    ("answerCallbackQuery", {"callback_query_id": "1", "text": "x" * 201}, "MESSAGE_TOO_LONG"),
    ("getFile", {}, "file_id not specified"),
    ("getFile", {"file_id": "short"}, "invalid file_id"),
    ("setMyCommands", {"commands": "{"}, "can't parse commands JSON object"),
    ("setMyCommands", {"commands": {"x": 1}}, "expected an Array of BotCommand"),
    ("setMyCommands", {"commands": [1]}, "can't parse BotCommand: expected an Object"),
    ("setMyCommands", {"commands": [{"command": "Ä", "description": "x"}]}, "BOT_COMMAND_INVALID"),
    (
        "setMyCommands",
        {"commands": [], "scope": {"type": "all"}},
        "can't parse BotCommandScope: unsupported type specified",
    ),
    ("setMyCommands", {"commands": [], "scope": "1"}, "can't parse BotCommandScope: BotCommandScope must be an Object"),
    ("setMyCommands", {"commands": [], "scope": {"type": "chat", "chat_id": STRANGER}}, "chat not found"),
    (
        "setMyCommands",
        {"commands": [], "scope": {"type": "chat_administrators", "chat_id": WANG}},
        "can't use specified scope in private chats",
    ),
    ("setMyCommands", {"commands": [], "language_code": "zh-hans"}, "invalid language code specified"),
    ("setChatMenuButton", {"menu_button": {"type": "big"}}, "MenuButton has unsupported type"),
    ("getChat", {"chat_id": STRANGER}, "chat not found"),
    ("getChatMember", {"chat_id": GROUP, "user_id": "x"}, "invalid user_id specified"),
    ("getChatMember", {"chat_id": GROUP, "user_id": 99}, "member not found"),
    ("getChatAdministrators", {"chat_id": WANG}, "there are no administrators in the private chat"),
    ("leaveChat", {"chat_id": WANG}, "chat member status can't be changed in private chats"),
    ("createForumTopic", {"chat_id": GROUP, "name": "x"}, "the chat is not a forum"),
    ("createForumTopic", {"chat_id": FORUM, "name": "x"}, "not enough rights to create a topic"),
    ("setWebhook", {"url": "nonsense"}, "invalid webhook URL specified"),
    (
        "setWebhook",
        {"url": "http://example.org/"},
        "bad webhook: An HTTPS URL must be provided for webhook",
    ),
]


async def test_every_mistake_is_answered_in_telegrams_words(stage: Any, clock: Any, rehearsal: Rehearsal) -> None:
    rehearsal.world.limits.on = False
    await stage.person(WANG, "王师傅")
    await stage.post("people", id=STRANGER, first_name="没点过开始")
    await stage.post("groups", id=GROUP, title="后勤群", members=[WANG])
    await stage.post("groups", id=FORUM, title="各楼", members=[WANG], forum=True)
    ids = {
        "$start": (await stage.screen(WANG))[0]["message_id"],
        "$sent": (await said_by_bot(rehearsal, stage, "sendMessage", chat_id=WANG, text="在吗"))["message_id"],
        "$group": (await stage.post("say", user=WANG, chat=GROUP, text="早"))["messages"][0]["message_id"],
        "$forum": (await stage.post("say", user=WANG, chat=FORUM, text="早"))["messages"][0]["message_id"],
    }
    clock.turn(days=3)
    answers = [await refused(rehearsal, stage, method, filled(fields, ids)) for method, fields, _ in SAID]
    expected = [f"400 Bad Request: {text}" for _, _, text in SAID]
    assert answers == expected


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"chat_id": WANG}, "bot was blocked by the user"),
        ({"chat_id": GONE}, "user is deactivated"),
        ({"chat_id": LI}, "bot can't initiate conversation with a user"),
        ({"chat_id": GROUP}, "bot was kicked from the group chat"),
        ({"chat_id": LEFT}, "bot is not a member of the group chat"),
    ],
)
async def test_who_may_not_be_written_to(stage: Any, rehearsal: Rehearsal, fields: Json, text: str) -> None:
    await stage.person(WANG, "王师傅")
    await stage.person(GONE, "走了的")
    await stage.post("people", id=LI, first_name="李老师")
    await stage.post("groups", id=GROUP, title="后勤群", members=[WANG, LI])
    await stage.post("groups", id=LEFT, title="别的群", members=[WANG], bot=False)
    await stage.post("block", user=WANG, chat=GROUP, blocked=True)
    await stage.post("block", user=WANG, blocked=True)
    await stage.post("people", id=GONE, first_name="走了的", deactivated=True)
    assert "no account any more" in await stage.refuses("say", user=GONE, text="在吗")
    assert await refused(rehearsal, stage, "sendMessage", {**fields, "text": "在吗"}) == f"403 Forbidden: {text}"


async def test_both_libraries_hear_each_refusal_as_what_it_is(rehearsal: Rehearsal, library: Library) -> None:
    heard = {name: await heard_of(rehearsal, library, name) for name in REFUSALS}
    place = 0 if isinstance(library, Ptb) else 1
    expected = {name: _class(HEARD.get(name, HEARD[code])[place]) for name, (code, _) in REFUSALS.items()}
    assert heard == expected


def _class(error: type[Exception] | str) -> type[Exception]:
    return getattr(importlib.import_module("aiogram.exceptions"), error) if isinstance(error, str) else error


def test_refusals_stand_in_one_table_and_none_is_idle() -> None:
    said = {text for path in HOUSE.rglob("*.py") if path.name != "errors.py" for text in texts_in(path)}
    prefixes = ("Bad Request", "Forbidden:", "Conflict:", "Unauthorized", "Not Found", "Too Many Requests")
    assert [text for text in said if text.startswith(prefixes)] == []
    composed = {f"{what} {verb}" for verb in ("copy", "forward") for what in ("cannot",)}
    composed |= {f"{verb} not found" for verb in ("copy", "forward")}
    assert REFUSALS.keys() - said - composed == ORDERED_ONLY


def texts_in(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


def filled(fields: Json, ids: dict[str, int]) -> Json:
    return {name: ids[value] if isinstance(value, str) and value in ids else value for name, value in fields.items()}


async def said_by_bot(rehearsal: Rehearsal, stage: Any, method: str, **fields: Any) -> Any:
    async with stage.session.post(f"{rehearsal.url}/bot{rehearsal.token}/{method}", json=fields) as response:
        return (await response.json())["result"]


async def refused(rehearsal: Rehearsal, stage: Any, method: str, fields: Json) -> str:
    """The HTTP status and what was said."""
    async with stage.session.post(f"{rehearsal.url}/bot{rehearsal.token}/{method}", json=fields) as response:
        body = await response.json()
        assert body.get("error_code") == response.status, (method, fields, body)
        return f"{response.status} {body['description']}"


async def heard_of(rehearsal: Rehearsal, library: Library, name: str) -> type[Exception]:
    """What the library raises when a call is refused so."""
    rehearsal.world.faults.order(Fault("getMe", name, moved_to=FORUM))
    try:
        await library.call("get_me")
    except Exception as error:
        return type(error)
    raise AssertionError(name)
