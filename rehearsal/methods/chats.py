"""Looking at a chat, pinning in it and reacting to it."""

from rehearsal.chats import Chat, Posted
from rehearsal.errors import ApiError, refusal
from rehearsal.params import Params
from rehearsal.people import Group
from rehearsal.posting import announce_edit
from rehearsal.shapes import Json
from rehearsal.world import World

# What a bot may react with; Telegram has some seventy of these and no others.
ALLOWED = (
    "👍 👎 ❤ 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤️‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 "
    "😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 "
    "👾 🤷‍♂️ 🤷 🤷‍♀️ 😡"
)
REACTIONS = frozenset(ALLOWED.split())


async def get_chat(world: World, params: Params) -> Json:
    chat_id = params.chat_id()
    chat = world.directory.people.get(chat_id) or world.directory.groups.get(chat_id)
    if chat is None or (not isinstance(chat, Group) and not chat.started):
        raise refusal("chat not found")
    full: Json = {
        **chat.chat(),
        "accent_color_id": abs(chat_id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": False,
            "limited_gifts": False,
            "unique_gifts": False,
            "premium_subscription": False,
            "gifts_from_channels": False,
        },
    }
    here = world.chats.of(chat_id)
    if here.pinned:
        full["pinned_message"] = here.messages[here.pinned[-1]].body
    return full


async def pin_chat_message(world: World, params: Params) -> bool:
    here, message_id = _pinnable(world, params), params.required("message_id")
    posted = _found(here, message_id, refusal("pin not found"))
    if message_id not in here.pinned:
        here.pinned.append(message_id)
        announce_edit(world, here.id, posted)
    return True


async def unpin_chat_message(world: World, params: Params) -> bool:
    here = _pinnable(world, params)
    message_id = params.integer("message_id") or (here.pinned[-1] if here.pinned else 0)
    posted = _found(here, message_id, refusal("unpin not found"))
    here.pinned = [pinned for pinned in here.pinned if pinned != message_id]
    announce_edit(world, here.id, posted)
    return True


async def set_message_reaction(world: World, params: Params) -> bool:
    here = world.chats.of(world.directory.reachable(params.chat_id()).id)
    posted = _found(here, params.required("message_id"), refusal("react not found"))
    wanted = params.structure("reaction") or []
    if not isinstance(wanted, list) or not all(isinstance(one, dict) for one in wanted):
        raise refusal("bad parameter", name="reaction")
    emoji = [str(one.get("emoji", "")) for one in wanted]
    if len(emoji) > 1 or not REACTIONS.issuperset(emoji):
        raise refusal("reaction")
    posted.reactions = emoji
    announce_edit(world, here.id, posted)
    return True


def _pinnable(world: World, params: Params) -> Chat:
    chat = world.directory.reachable(params.chat_id())
    if isinstance(chat, Group) and not chat.bot_admin:
        raise refusal("no pin rights")
    return world.chats.of(chat.id)


def _found(here: Chat, message_id: int, otherwise: ApiError) -> Posted:
    if message_id not in here.messages:
        raise otherwise
    return here.messages[message_id]
