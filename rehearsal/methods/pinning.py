"""Pinning messages: one bar at the top of the chat, the newest pin first, and a line that says so."""

from rehearsal.chats import Chat
from rehearsal.errors import refusal
from rehearsal.params import Params
from rehearsal.people import Group
from rehearsal.posting import announce_edit, service_line, without_reply
from rehearsal.world import World


async def pin_chat_message(world: World, params: Params) -> bool:
    """Pinned again, a message moves to the front."""
    message_id = params.number("message_id")
    here = _pinnable(world, params, message_id, "pin not found")
    posted = here.messages[message_id]
    here.pinned = [*(pinned for pinned in here.pinned if pinned != message_id), message_id]
    announce_edit(world, here.id, posted)
    silent = params.flag("disable_notification") or here.id > 0
    chat = world.directory.reachable(here.id)
    service_line(world, chat, world.bot, {"pinned_message": without_reply(posted.body)}, silent=silent)
    return True


async def unpin_chat_message(world: World, params: Params) -> bool:
    """The named message, or else the one pinned last."""
    pinned = world.chats.of(world.directory.reachable(params.chat_id()).id).pinned
    message_id = params.number("message_id") or (pinned[-1] if pinned else 0)
    _unpin(world, _pinnable(world, params, message_id, "unpin not found"), [message_id])
    return True


async def unpin_all_chat_messages(world: World, params: Params) -> bool:
    here = _pinnable(world, params)
    _unpin(world, here, list(here.pinned))
    return True


def _unpin(world: World, here: Chat, message_ids: list[int]) -> None:
    here.pinned = [pinned for pinned in here.pinned if pinned not in message_ids]
    for message_id in message_ids:
        announce_edit(world, here.id, here.messages[message_id])


def _pinnable(world: World, params: Params, message_id: int | None = None, otherwise: str = "") -> Chat:
    """The chat, if such a message is in it and the bot may pin there."""
    chat = world.directory.reachable(params.chat_id())
    here = world.chats.of(chat.id)
    if message_id is not None:
        here.found(message_id, refusal(otherwise))
    if isinstance(chat, Group) and not chat.bot_admin:
        raise refusal("no pin rights")
    return here
