"""Saying again what stands somewhere: copied as if it were one's own, or forwarded with its origin."""

from rehearsal.chats import Posted
from rehearsal.errors import refusal
from rehearsal.forwards import again, origin_of
from rehearsal.markup import markup_of
from rehearsal.params import Params
from rehearsal.people import Persona
from rehearsal.posting import SERVICE, from_bot
from rehearsal.shapes import Json
from rehearsal.text import caption_of
from rehearsal.world import World


async def copy_message(world: World, params: Params) -> Json:
    """A new message with the same content; its caption may be another. Returns its id only."""
    chat = world.directory.reachable(params.chat_id())
    posted = _source(world, params, "copy")
    markup = markup_of(params, isinstance(chat, Persona))
    content = again(world, posted.body)
    content.pop("forward_origin", None)
    if "caption" in params.values and "text" not in content:
        words, entities = caption_of(params)
        content = {**content, "caption": words, "caption_entities": entities}
    world.limits.count(chat.id)
    return {"message_id": from_bot(world, params, _without_nothing(content), markup)["message_id"]}


async def forward_message(world: World, params: Params) -> Json:
    chat = world.directory.reachable(params.chat_id())
    posted = _source(world, params, "forward")
    markup = markup_of(params, isinstance(chat, Persona))
    world.limits.count(chat.id)
    return from_bot(world, params, {"forward_origin": origin_of(posted.body), **again(world, posted.body)}, markup)


def _source(world: World, params: Params, verb: str) -> Posted:
    source = world.directory.reachable(_chat_id(params))
    posted = world.chats.of(source.id).found(params.number("message_id"), refusal(f"{verb} not found"))
    if posted.body.get("has_protected_content"):
        raise refusal("protected")
    if SERVICE & posted.body.keys():
        raise refusal(f"cannot {verb}")
    return posted


def _chat_id(params: Params) -> int:
    return Params({"chat_id": params.values.get("from_chat_id", "")}).chat_id()


def _without_nothing(content: Json) -> Json:
    return {name: value for name, value in content.items() if value not in ("", [])}
