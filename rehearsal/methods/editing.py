"""Changing and taking back what was said, and answering pressed buttons."""

from rehearsal.chats import Posted
from rehearsal.errors import refusal
from rehearsal.forwards import FILES
from rehearsal.markup import inline_of
from rehearsal.methods.sending import media_item
from rehearsal.params import Params
from rehearsal.people import SUPERGROUPS_BELOW, Persona
from rehearsal.posting import announce_edit
from rehearsal.shapes import Json
from rehearsal.text import Words, caption_of, text_of
from rehearsal.world import World

TWO_DAYS = 48 * 60 * 60
"""Afterwards nobody deletes any more, not even an administrator."""


async def edit_message_text(world: World, params: Params) -> Json:
    posted = _editable(world, params)
    if "text" not in posted.body:
        raise refusal("no text to edit")
    return _change(world, params, posted, ("text", "entities"), text_of(params))


async def edit_message_caption(world: World, params: Params) -> Json:
    posted = _editable(world, params)
    if not any(kind in posted.body for kind in FILES):
        raise refusal("no caption to edit")
    return _change(world, params, posted, ("caption", "caption_entities"), caption_of(params))


async def edit_message_media(world: World, params: Params) -> Json:
    """Another file and another caption in place of the old."""
    posted = _editable(world, params)
    media = params.structure("media")
    if not isinstance(media, dict):
        raise refusal("media", why="expected an Object")
    content = await media_item(world, params, media)
    old = (*FILES, "caption", "caption_entities", "text", "entities")
    return _put(world, params, posted, {key: value for key, value in posted.body.items() if key not in old} | content)


async def edit_message_reply_markup(world: World, params: Params) -> Json:
    return _change(world, params, _editable(world, params), None, ("", []))


async def delete_message(world: World, params: Params) -> bool:
    if "chat_id" not in params.values:
        raise refusal("delete nowhere")
    message_id = params.number("message_id")
    if message_id == 0:
        raise refusal("delete nothing")
    chat = world.directory.reachable(params.chat_id())
    posted = world.chats.find(chat.id, message_id)
    if posted is None:
        raise refusal("delete not found")
    mine = posted.body["from"]["id"] == world.bot["id"]
    old = world.now() - int(posted.body["date"]) > TWO_DAYS
    if old or not (mine or isinstance(chat, Persona) or chat.bot_admin):
        raise refusal("cannot delete" if chat.id < SUPERGROUPS_BELOW else "cannot revoke")
    here = world.chats.of(chat.id)
    del here.messages[message_id]
    here.pinned = [pinned for pinned in here.pinned if pinned != message_id]
    world.events.tell("delete", {"chat": chat.id, "message_id": message_id})
    return True


async def answer_callback_query(world: World, params: Params) -> bool:
    query_id = params.text("callback_query_id")
    press = world.callbacks.answer(query_id, params.text("text"), params.flag("show_alert"))
    world.events.tell("answer", {"user": press.user, "callback_id": query_id, **press.answer.result()})
    return True


def _editable(world: World, params: Params) -> Posted:
    chat = world.directory.reachable(params.chat_id())
    posted = world.chats.find(chat.id, params.number("message_id"))
    if posted is None:
        raise refusal("edit not found")
    if posted.body["from"]["id"] != world.bot["id"] or posted.fixed:
        raise refusal("cannot edit")
    return posted


def _change(world: World, params: Params, posted: Posted, fields: tuple[str, str] | None, words: Words) -> Json:
    """New words and keyboard in place of the old; without a reply_markup the keyboard goes."""
    body = dict(posted.body)
    if fields is not None:
        body |= dict(zip(fields, words, strict=True))
    return _put(world, params, posted, body, worded=fields is not None)


def _put(world: World, params: Params, posted: Posted, body: Json, *, worded: bool = True) -> Json:
    chat_id = params.chat_id()
    body["reply_markup"] = inline_of(params, private=chat_id > 0)
    body = {key: value for key, value in body.items() if value is not None and value != [] and value != ""}
    if body == posted.body:
        raise refusal("not modified")
    world.limits.count(chat_id)
    if worded:
        # Telegram marks a message as edited for its words, not for its buttons.
        body["edit_date"] = world.now()
    posted.body = body
    announce_edit(world, chat_id, posted)
    return body
