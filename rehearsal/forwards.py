"""What travels when a message is passed on: its content with new file ids, and where it came from."""

from rehearsal.shapes import Json
from rehearsal.world import World

LEFT_BEHIND = frozenset(
    {
        "message_id",
        "from",
        "chat",
        "date",
        "edit_date",
        "reply_markup",
        "reply_to_message",
        "media_group_id",
        "message_thread_id",
        "is_topic_message",
    }
)
FILES = ("photo", "voice", "video", "document")


def again(world: World, body: Json) -> Json:
    """The content of a message, to be said again. The bytes of a file stay, so does its fingerprint."""
    content = {key: value for key, value in body.items() if key not in LEFT_BEHIND}
    for kind in FILES:
        if kind in content:
            sizes = content[kind] if kind == "photo" else [content[kind]]
            content |= world.files.show(world.files.attachment(sizes[-1]["file_id"], kind))
    return content


def origin_of(body: Json) -> Json:
    """Passed on twice, a message still comes from whoever wrote it."""
    first: Json | None = body.get("forward_origin")
    return first or {"type": "user", "date": body["date"], "sender_user": body["from"]}
