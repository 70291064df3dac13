"""Looking at a chat and at who is in it, leaving it, reacting in it."""

from rehearsal.errors import refusal
from rehearsal.params import Params
from rehearsal.people import Group, Persona, member
from rehearsal.posting import announce_edit, service_line
from rehearsal.shapes import Json
from rehearsal.world import World

# What a bot may react with; Telegram has some seventy of these and no others.
ALLOWED = (
    "👍 👎 ❤ 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤️‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 "
    "😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 "
    "👾 🤷‍♂️ 🤷 🤷‍♀️ 😡"
)
REACTIONS = frozenset(ALLOWED.split())
NO_GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


async def get_chat(world: World, params: Params) -> Json:
    chat = known(world, params)
    full: Json = {
        **chat.chat(),
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(NO_GIFTS, False),
    }
    here = world.chats.of(chat.id)
    if here.pinned:
        full["pinned_message"] = here.messages[here.pinned[-1]].body
    return full


async def get_chat_member(world: World, params: Params) -> Json:
    chat, user = known(world, params), params.number("user_id")
    if user <= 0:
        raise refusal("user id")
    for found in _members(world, chat):
        if found["user"]["id"] == user:
            return found
    raise refusal("member not found")


async def get_chat_administrators(world: World, params: Params) -> list[Json]:
    """Whoever made the group, and the bot where it is one."""
    chat = known(world, params)
    if isinstance(chat, Persona):
        raise refusal("no administrators")
    return [found for found in _members(world, chat) if found["status"] in ("creator", "administrator")]


async def get_chat_member_count(world: World, params: Params) -> int:
    return len(_members(world, known(world, params)))


async def leave_chat(world: World, params: Params) -> bool:
    """The bot goes by itself, which it is not told as an update."""
    chat = world.directory.reachable(params.chat_id())
    if isinstance(chat, Persona):
        raise refusal("no leaving")
    service_line(world, chat, world.bot, {"left_chat_member": world.bot})
    chat.bot = "left"
    world.events.tell("people", {"chat": chat.id})
    return True


async def set_message_reaction(world: World, params: Params) -> bool:
    here = world.chats.of(world.directory.reachable(params.chat_id()).id)
    posted = here.found(params.number("message_id"), refusal("react not found"))
    wanted = params.structure("reaction", [])
    if not isinstance(wanted, list) or not all(isinstance(one, dict) for one in wanted):
        raise refusal("reactions")
    emoji = [str(one.get("emoji", "")) for one in wanted]
    if len(emoji) > 1 or not REACTIONS.issuperset(emoji):
        raise refusal("reaction")
    posted.reactions[world.bot["id"]] = emoji
    announce_edit(world, here.id, posted)
    return True


def known(world: World, params: Params) -> Persona | Group:
    """A chat that the bot may look at. One that blocked it may be looked at still."""
    chat_id = params.chat_id()
    persona = world.directory.people.get(chat_id)
    if persona is not None and persona.started:
        return persona
    group = world.directory.groups.get(chat_id)
    if group is None:
        raise refusal("chat not found")
    group.refuse_if_unreachable()
    return group


def _members(world: World, chat: Persona | Group) -> list[Json]:
    bot = world.directory.bot
    if isinstance(chat, Persona):
        return [member(chat.user(), "member"), member(bot, "member")]
    people = [world.directory.people[user].user() for user in chat.members]
    creator: Json = {"user": people[0], "status": "creator", "is_anonymous": False}
    return [creator, *(member(user, "member") for user in people[1:]), member(bot, chat.bot)]
