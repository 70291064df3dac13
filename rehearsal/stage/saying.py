"""What people do in their chats: say, correct themselves, press buttons."""

import asyncio
from typing import Any

from rehearsal.chats import Posted
from rehearsal.errors import ApiError
from rehearsal.forwards import again, origin_of
from rehearsal.methods.chats import REACTIONS
from rehearsal.people import Group, Persona
from rehearsal.posting import announce_edit, from_person, heard, in_topic, new_album_id
from rehearsal.screen import shown
from rehearsal.shapes import Json
from rehearsal.stage.asking import Ask, Wrong
from rehearsal.stage.props import contents_of, position
from rehearsal.text import detect
from rehearsal.world import World

ANSWER_WITHIN = 5.0


async def say(ask: Ask) -> Json:
    """One saying; an album becomes several messages with one media_group_id."""
    world, persona = ask.world, ask.persona()
    chat = ask.chat(persona)
    date = ask.time("date") if ask.has("date") else None
    reply_to = ask.get("reply_to", int, 0) or None
    apart = ask.get("apart", bool, False)
    here = _topic(chat, ask.get("topic", int, 0))
    forwarded, contents = _forward(ask) if ask.has("forward_from") else ({}, [])
    contents = contents or await contents_of(ask, persona)
    shared: Json = {**here, **forwarded, **({"media_group_id": new_album_id()} if len(contents) > 1 else {})}
    ask.chat(persona)  # encoding a photo takes a while: the bot may have been blocked meanwhile
    said = [
        from_person(world, persona, chat, {**shared, **content}, date=date, reply_to=reply_to, apart=apart)
        for content in contents
    ]
    return {"messages": said}


def _topic(chat: Persona | Group, topic: int) -> Json:
    try:
        return in_topic(chat, topic)
    except ApiError:
        raise Wrong(f"there is no topic {topic} in this chat") from None


async def react(ask: Ask) -> Json:
    """A person puts an emoji under a message, another in its place, or takes it away; the bot hears if it asked to."""
    world, persona = ask.world, ask.persona()
    chat = ask.chat(persona)
    posted = _on_screen(world, chat, ask.must("message_id", int))
    emoji = ask.get("emoji", str, "")
    if emoji and emoji not in REACTIONS:
        raise Wrong(f'Telegram has no reaction "{emoji}"')
    before, after = posted.reactions.get(persona.id, []), [emoji] if emoji else []
    posted.reactions[persona.id] = after
    announce_edit(world, chat.id, posted)
    if before != after and (isinstance(chat, Persona) or chat.bot_admin):
        change: Json = {
            "chat": chat.chat(),
            "message_id": posted.body["message_id"],
            "user": persona.user(),
            "date": world.now(),
            "old_reaction": [{"type": "emoji", "emoji": one} for one in before],
            "new_reaction": [{"type": "emoji", "emoji": one} for one in after],
        }
        world.updates.push("message_reaction", change)
    return {"message": shown(world, chat.id, posted)}


async def edit(ask: Ask) -> Json:
    """A person corrects an own message; a live position moves, without live_period it ends."""
    world, persona = ask.world, ask.persona()
    chat = ask.chat(persona)
    posted = _on_screen(world, chat, ask.must("message_id", int))
    if posted.body["from"]["id"] != persona.id:
        raise Wrong("one can edit only one's own messages")
    posted.body = {**posted.body, **_correction(ask, posted), "edit_date": world.now()}
    announce_edit(world, chat.id, posted)
    if heard(world, chat, posted.body):
        world.updates.push("edited_message", posted.body)
    return {"message": shown(world, chat.id, posted)}


async def tap(ask: Ask) -> Json:
    """Press an inline button and wait a little for the bot's answer."""
    world, persona = ask.world, ask.persona()
    chat = ask.chat(persona)
    posted = _on_screen(world, chat, ask.must("message_id", int))
    data = _pressed(ask, posted)
    press = world.callbacks.press(persona.id)
    query: Json = {
        "id": press.id,
        "from": persona.user(),
        "chat_instance": str(chat.id * 1_000_003),
        "message": posted.body,
        "data": data,
    }
    world.updates.push("callback_query", query, world.callbacks.lifetime)
    patience = 0 if world.outage else ANSWER_WITHIN
    try:
        answer: Any = await asyncio.wait_for(asyncio.shield(press.answer), patience)
    except TimeoutError:
        answer = None
    return {"callback_id": press.id, "answer": answer}


def _pressed(ask: Ask, posted: Posted) -> str:
    """The callback data of the button meant by `data` or `label`."""
    if ask.has("data") == ask.has("label"):
        raise Wrong('name the button by "data" or by "label"')
    rows = posted.body.get("reply_markup", {}).get("inline_keyboard", [])
    buttons = [button for row in rows for button in row]
    field = "callback_data" if ask.has("data") else "text"
    wanted = ask.must("data" if ask.has("data") else "label", str)
    found = [button for button in buttons if button.get(field) == wanted]
    if not found:
        there = ", ".join(str(button["text"]) for button in buttons) or "none"
        raise Wrong(f'there is no button "{wanted}" under this message; there: {there}')
    if "callback_data" not in found[0]:
        raise Wrong(f'the button "{wanted}" opens a link and tells the bot nothing')
    return str(found[0]["callback_data"])


def _correction(ask: Ask, posted: Posted) -> Json:
    body = posted.body
    if ask.has("position") and "location" in body:
        return {"location": position(ask.must("position", dict))}
    for field, entities in (("text", "entities"), ("caption", "caption_entities")):
        if ask.has(field):
            if (field == "text") != ("text" in body):
                raise Wrong(f'this message has no {field}: "text" is for texts, "caption" for files')
            words = ask.must(field, str).strip()
            return {field: words, entities: detect(words)}
    raise Wrong('say the new "text", "caption" or "position"')


def _on_screen(world: World, chat: Persona | Group, message_id: int) -> Posted:
    posted = world.chats.find(chat.id, message_id)
    if posted is None:
        raise Wrong(f"message {message_id} is not on the screen of chat {chat.id}")
    return posted


def _forward(ask: Ask) -> tuple[Json, list[Json]]:
    """`forward_from`: a person's id, the name of somebody hidden, or {chat, message_id} of a message there is."""
    source = ask.fields["forward_from"]
    world = ask.world
    if isinstance(source, dict):
        named = Ask(world, source)
        posted = world.chats.find(named.must("chat", int), named.must("message_id", int))
        if posted is None:
            raise Wrong('"forward_from" names a message that is not there')
        return {"forward_origin": origin_of(posted.body)}, [again(world, posted.body)]
    if isinstance(source, str):
        return {"forward_origin": {"type": "hidden_user", "date": world.now(), "sender_user_name": source}}, []
    author = ask.persona("forward_from")
    return {"forward_origin": {"type": "user", "date": world.now(), "sender_user": author.user()}}, []
