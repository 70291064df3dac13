"""A message as a phone shows it: what a person sees, not what a bot is told."""

import re

from rehearsal.chats import Posted
from rehearsal.shapes import Json
from rehearsal.world import World

OPENED_BY_LINK = re.compile(r"(/start(?:@\w+)?) [\w-]{1,64}", re.ASCII)
AS_THEY_ARE = ("from", "date", "text", "entities", "caption", "caption_entities", "location", "contact")


def shown(world: World, chat_id: int, posted: Posted) -> Json:
    """One bubble."""
    body = posted.body
    bubble: Json = {"message_id": body["message_id"], "chat": chat_id}
    bubble |= {key: body[key] for key in AS_THEY_ARE if key in body}
    if not body["from"]["is_bot"] and (opened := OPENED_BY_LINK.fullmatch(body.get("text", ""))):
        # Telegram shows the command only, and keeps what the link carried between itself and the bot.
        bubble["text"] = opened[1]
    if "photo" in body:
        largest = body["photo"][-1]
        bubble["photo"] = file_path(largest)
        bubble["photo_size"] = [largest["width"], largest["height"]]
    for kind in ("voice", "video", "document"):
        if kind in body:
            facts = {key: body[kind].get(key) for key in ("duration", "file_name", "file_size", "mime_type")}
            bubble[kind] = {"url": file_path(body[kind]), **facts}
    if (line := _service(body)) is not None:
        bubble["service"] = line
    if "media_group_id" in body:
        bubble["album"] = body["media_group_id"]
    if "reply_to_message" in body:
        bubble["reply_to"] = body["reply_to_message"]["message_id"]
    if "forward_origin" in body:
        bubble["forwarded_from"] = _origin(body["forward_origin"])
    bubble["buttons"] = buttons_of(posted)
    bubble["edited"] = "edit_date" in body
    bubble["silent"] = posted.silent
    bubble["reactions"] = [emoji for given in posted.reactions.values() for emoji in given]
    pinned = world.chats.of(chat_id).pinned
    bubble["pinned"] = body["message_id"] in pinned
    bubble["on_top"] = pinned[-1:] == [body["message_id"]]
    return bubble


def buttons_of(posted: Posted) -> list[list[Json]]:
    """The inline keyboard: text and data, or text and url."""
    rows = posted.body.get("reply_markup", {}).get("inline_keyboard", [])
    return [[_button(button) for button in row] for row in rows]


def keyboard_of(world: World, chat_id: int) -> Json | None:
    """The reply keyboard this chat shows now."""
    keyboard = world.chats.of(chat_id).keyboard
    if keyboard is None:
        return None
    return {
        "rows": keyboard["keyboard"],
        "one_time": bool(keyboard.get("one_time_keyboard")),
        "placeholder": keyboard.get("input_field_placeholder", ""),
    }


def file_path(file: Json) -> str:
    return f"/stage/files/{file['file_unique_id']}"


def _button(button: Json) -> Json:
    return {
        "data": button.get("callback_data"),
        **{key: button[key] for key in ("text", "url", "style") if key in button},
    }


def _service(body: Json) -> Json | None:
    """A line of Telegram's own: what happened, and to whom."""
    if "pinned_message" in body:
        return {"what": "pinned", "message_id": body["pinned_message"]["message_id"]}
    if "new_chat_members" in body:
        return {"what": "joined", "names": [user["first_name"] for user in body["new_chat_members"]]}
    if "left_chat_member" in body:
        return {"what": "left", "names": [body["left_chat_member"]["first_name"]]}
    if "forum_topic_created" in body:
        return {"what": "topic", "name": body["forum_topic_created"]["name"]}
    if "migrate_to_chat_id" in body or "migrate_from_chat_id" in body:
        return {"what": "upgraded"}
    return None


def _origin(origin: Json) -> str:
    if "sender_user" in origin:
        return str(origin["sender_user"]["first_name"])
    return str(origin.get("sender_user_name", ""))
