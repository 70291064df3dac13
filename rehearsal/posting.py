"""Messages coming into being: the bot's and the people's, on screens and in the queue of updates."""

import secrets
from datetime import datetime

from rehearsal.chats import Posted
from rehearsal.errors import refusal
from rehearsal.markup import Markup
from rehearsal.params import Params
from rehearsal.people import Group, Persona, Standing, member
from rehearsal.screen import keyboard_of, shown
from rehearsal.shapes import Json
from rehearsal.world import World

# Telegram's own lines in a chat: nobody wrote them, every bot in the group hears them.
SERVICE = frozenset(
    {
        "pinned_message",
        "new_chat_members",
        "left_chat_member",
        "migrate_to_chat_id",
        "migrate_from_chat_id",
        "forum_topic_created",
    }
)


def in_topic(chat: Persona | Group, topic: int) -> Json:
    """Where in a forum it stands; elsewhere Telegram does not mind a topic."""
    if not isinstance(chat, Group) or not chat.forum or topic == 0:
        return {}
    if topic not in chat.topics:
        raise refusal("no topic")
    return {"message_thread_id": topic, "is_topic_message": True}


def new_album_id() -> str:
    return str(10**16 + secrets.randbelow(9 * 10**16))


def from_bot(world: World, params: Params, content: Json, markup: Markup) -> Json:
    """The bot says this; returns the Message. The chat must have been checked."""
    chat_id = params.chat_id()
    chat = _chat(world, chat_id)
    body: Json = {
        "message_id": world.chats.next_message_id(chat_id),
        "from": world.bot,
        "chat": chat.chat(),
        "date": world.now(),
        **in_topic(chat, params.number("message_thread_id")),
        **_reply(world, chat_id, params),
        **content,
    }
    if params.flag("protect_content"):
        body["has_protected_content"] = True
    if markup.inline is not None:
        body["reply_markup"] = markup.inline
    posted = Posted(body, silent=params.flag("disable_notification"), fixed=markup.reply is not None)
    _put(world, chat_id, posted)
    _change_keyboard(world, chat_id, markup.reply)
    return body


def from_person(
    world: World,
    persona: Persona,
    chat: Persona | Group,
    content: Json,
    *,
    date: datetime | None = None,
    reply_to: int | None = None,
    apart: bool = False,
) -> Json:
    """A person says this; the bot hears of it where it may. `apart`: what follows comes in another batch."""
    begin(world, persona)
    body: Json = {
        "message_id": world.chats.next_message_id(chat.id),
        "from": persona.user(),
        "chat": chat.chat(),
        "date": int(date.timestamp()) if date else world.now(),
        **content,
    }
    if reply_to is not None and (answered := world.chats.find(chat.id, reply_to)) is not None:
        body["reply_to_message"] = without_reply(answered.body)
    posted = Posted(body)
    _put(world, chat.id, posted)
    if heard(world, chat, body):
        world.updates.push("message", body, ends_a_batch=apart)
    return shown(world, chat.id, posted)


def begin(world: World, persona: Persona) -> None:
    """The first word to the bot starts it, which Telegram tells as a membership."""
    if not persona.started:
        persona.started = True
        tell_membership(world, persona, persona, "kicked", "member")
        world.events.tell("people", {"user": persona.id})


def service_line(world: World, chat: Persona | Group, by: Json, facts: Json, *, silent: bool = False) -> Json:
    """A line of Telegram's own, in the name of `by`; the bot hears of what others do."""
    body: Json = {
        "message_id": world.chats.next_message_id(chat.id),
        "from": by,
        "chat": chat.chat(),
        "date": world.now(),
        **facts,
    }
    _put(world, chat.id, Posted(body, silent=silent, fixed=True))
    if by["id"] != world.bot["id"] and heard(world, chat, body):
        world.updates.push("message", body)
    return body


def tell_membership(world: World, by: Persona, chat: Persona | Group, before: Standing, after: Standing) -> None:
    """my_chat_member: what the bot was here, and what it is now."""
    change: Json = {
        "chat": chat.chat(),
        "from": by.user(),
        "date": world.now(),
        "old_chat_member": world.directory.bot_as(before),
        "new_chat_member": world.directory.bot_as(after),
    }
    world.updates.push("my_chat_member", change)


def tell_of_member(world: World, by: Persona, group: Group, who: Persona, before: Standing, after: Standing) -> None:
    """chat_member: what somebody was here, and is now; told to bots that asked for it and are administrators."""
    if group.bot_admin:
        change: Json = {
            "chat": group.chat(),
            "from": by.user(),
            "date": world.now(),
            "old_chat_member": member(who.user(), before),
            "new_chat_member": member(who.user(), after),
        }
        world.updates.push("chat_member", change)


def heard(world: World, chat: Persona | Group, body: Json) -> bool:
    """In a group the bot hears commands, mentions of itself and replies to itself, unless privacy mode is off."""
    if isinstance(chat, Persona):
        return True
    if not chat.has_bot:
        return False
    if world.hears_all or chat.bot_admin or SERVICE & body.keys():
        return True
    if body.get("reply_to_message", {}).get("from", {}).get("id") == world.bot["id"]:
        return True
    text = str(body.get("text", body.get("caption", ""))).lower()
    me = f"@{world.bot['username']}"
    if text.startswith("/"):
        return "@" not in text.split()[0] or me in text.split()[0]
    return me in text


def announce_edit(world: World, chat_id: int, posted: Posted) -> None:
    world.events.tell("edit", {"chat": chat_id, "message": shown(world, chat_id, posted)})


def _chat(world: World, chat_id: int) -> Persona | Group:
    return world.directory.people.get(chat_id) or world.directory.groups[chat_id]


def _put(world: World, chat_id: int, posted: Posted) -> None:
    world.chats.of(chat_id).messages[posted.body["message_id"]] = posted
    world.events.tell("message", {"chat": chat_id, "message": shown(world, chat_id, posted)})


def _change_keyboard(world: World, chat_id: int, reply: Json | None) -> None:
    if reply is None or not ("keyboard" in reply or "remove_keyboard" in reply):
        return
    world.chats.of(chat_id).keyboard = reply if "keyboard" in reply else None
    world.events.tell("keyboard", {"chat": chat_id, "keyboard": keyboard_of(world, chat_id)})


def _reply(world: World, chat_id: int, params: Params) -> Json:
    wanted = params.structure("reply_parameters", {})
    if not isinstance(wanted, dict):
        raise refusal("reply parameters")
    message_id = Params(wanted).integer("message_id") or params.integer("reply_to_message_id")
    if not message_id:
        return {}
    answered = world.chats.find(chat_id, message_id)
    if answered is not None:
        return {"reply_to_message": without_reply(answered.body)}
    if wanted.get("allow_sending_without_reply") or params.flag("allow_sending_without_reply"):
        return {}
    raise refusal("reply not found")


def without_reply(body: Json) -> Json:
    return {key: value for key, value in body.items() if key != "reply_to_message"}
