"""Topics of a forum."""

from rehearsal.errors import refusal
from rehearsal.params import Params
from rehearsal.people import Group
from rehearsal.posting import service_line
from rehearsal.shapes import Json
from rehearsal.world import World

LONGEST_NAME = 128
"""Characters (Bot API, createForumTopic)."""
BLUE = 0x6FB9F0


async def create_forum_topic(world: World, params: Params) -> Json:
    """Returns the ForumTopic; its thread has the number of the line that says so."""
    chat = world.directory.reachable(params.chat_id())
    if not isinstance(chat, Group) or not chat.forum:
        raise refusal("no forum")
    if not chat.bot_admin:
        raise refusal("no topic rights")
    name = params.text("name").strip()
    if not name:
        raise refusal("topic name")
    color = params.number("icon_color") or BLUE
    topic: Json = {"name": name[:LONGEST_NAME], "icon_color": color}
    line = service_line(world, chat, world.bot, {"forum_topic_created": topic})
    chat.topics[line["message_id"]] = topic["name"]
    return {"message_thread_id": line["message_id"], **topic}
