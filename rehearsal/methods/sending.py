"""Everything a bot can say."""

from collections.abc import Iterator
from typing import Any

from rehearsal.errors import refusal
from rehearsal.markup import Markup, markup_of
from rehearsal.methods.files import attachment_of
from rehearsal.params import Params
from rehearsal.people import Persona
from rehearsal.posting import from_bot, new_album_id
from rehearsal.shapes import Json
from rehearsal.text import Words, caption_of, checked_caption, formatted, text_of
from rehearsal.world import World

ACTIONS = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ]
)
ALBUM_KINDS = ("photo", "video", "document")
LARGEST_ALBUM = 10
"""Two to ten (Bot API, sendMediaGroup)."""
SHORTEST_LIVE, LONGEST_LIVE, LIVE_FOR_EVER = 60, 86400, 0x7FFFFFFF
"""Seconds of a live location (Bot API, sendLocation)."""


async def send_message(world: World, params: Params) -> Json:
    markup = _addressed(world, params)
    words = text_of(params)
    world.limits.count(params.chat_id())
    return from_bot(world, params, _worded("text", "entities", words), markup)


async def send_photo(world: World, params: Params) -> Json:
    return await _send_file(world, params, "photo", {})


async def send_voice(world: World, params: Params) -> Json:
    return await _send_file(
        world, params, "voice", {"duration": params.integer("duration") or 1, "mime_type": "audio/ogg"}
    )


async def send_video(world: World, params: Params) -> Json:
    facts = {name: params.integer(name) or least for name, least in (("width", 640), ("height", 360), ("duration", 1))}
    return await _send_file(world, params, "video", facts)


async def send_document(world: World, params: Params) -> Json:
    return await _send_file(world, params, "document", {})


async def send_media_group(world: World, params: Params) -> list[Json]:
    """An album: separate messages that share media_group_id."""
    _addressed(world, params)
    media = params.structure("media")
    if media is None:
        raise refusal("missing parameter", name="media")
    if not isinstance(media, list):
        raise refusal("media array")
    if not media:
        raise refusal("media none")
    if len(media) > LARGEST_ALBUM:
        raise refusal("media many")
    if not all(isinstance(item, dict) for item in media):
        raise refusal("media", why="expected an Object")
    kinds = {str(item.get("type")) for item in media}
    if "document" in kinds and len(kinds) > 1:
        raise refusal("media mixed")
    contents = [await media_item(world, params, item) for item in media]
    album = {"media_group_id": new_album_id()}
    _addressed(world, params)
    world.limits.count(params.chat_id())
    return [from_bot(world, params, {**album, **content}, Markup()) for content in contents]


async def send_location(world: World, params: Params) -> Json:
    return _send_facts(world, params, {"location": _location(params)})


async def send_venue(world: World, params: Params) -> Json:
    venue = {"location": _location(params), "title": params.text("title"), "address": params.text("address")}
    return _send_facts(world, params, {"location": venue["location"], "venue": venue})


async def send_contact(world: World, params: Params) -> Json:
    named = {name: params.text(name) for name in ("phone_number", "first_name", "last_name") if params.text(name)}
    for name in ("phone_number", "first_name"):
        if name not in named:
            raise refusal("missing parameter", name=name)
    return _send_facts(world, params, {"contact": named})


async def send_chat_action(world: World, params: Params) -> bool:
    chat = world.directory.reachable(params.chat_id())
    if params.text("action") not in ACTIONS:
        raise refusal("action")
    world.events.tell("action", {"chat": chat.id, "action": params.text("action")})
    return True


def _addressed(world: World, params: Params) -> Markup:
    """The chat may be written to and the keyboard is right."""
    chat = world.directory.reachable(params.chat_id())
    return markup_of(params, isinstance(chat, Persona))


async def _send_file(world: World, params: Params, kind: str, facts: dict[str, Any]) -> Json:
    _addressed(world, params)
    words = caption_of(params)
    attachment = await attachment_of(world, params.file(kind), kind, facts)
    # Somebody may have blocked the bot while the picture was encoded.
    markup = _addressed(world, params)
    world.limits.count(params.chat_id())
    content = {**world.files.show(attachment), **_worded("caption", "caption_entities", words)}
    return from_bot(world, params, content, markup)


def _send_facts(world: World, params: Params, content: Json) -> Json:
    markup = _addressed(world, params)
    world.limits.count(params.chat_id())
    return from_bot(world, params, content, markup)


def _location(params: Params) -> Json:
    found: Json = {}
    for name, most in (("latitude", 90), ("longitude", 180)):
        if not params.text(name).strip():
            raise refusal("location empty", name=name)
        try:
            found[name] = float(params.text(name))
        except ValueError:
            found[name] = 0.0  # so Telegram reads what is no number
        if not abs(found[name]) <= most:
            raise refusal("location")
    live, heading, accuracy = (params.integer(name) for name in ("live_period", "heading", "horizontal_accuracy"))
    if live and live != LIVE_FOR_EVER and not SHORTEST_LIVE <= live <= LONGEST_LIVE:
        raise refusal("live period")
    if heading and not 1 <= heading <= 360:
        raise refusal("live heading")
    told = {"live_period": live, "heading": heading if live else None, "horizontal_accuracy": accuracy}
    return found | {name: value for name, value in told.items() if value}


async def media_item(world: World, params: Params, item: Json) -> Json:
    """One InputMedia as the fields of a message."""
    kind = str(item.get("type"))
    if "type" not in item:
        raise refusal("media", why='Can\'t find field "type"')
    if kind not in ALBUM_KINDS:
        raise refusal("media", why="invalid type specified")
    if not item.get("media"):
        raise refusal("media", why="media not found")
    words = formatted(str(item.get("caption") or ""), str(item.get("parse_mode") or ""), item.get("caption_entities"))
    attachment = await attachment_of(world, params.attached(str(item.get("media") or "")), kind, {})
    return {**world.files.show(attachment), **_worded("caption", "caption_entities", checked_caption(*words))}


def _worded(text_field: str, entities_field: str, words: Words) -> Json:
    return dict(_fields(text_field, entities_field, words))


def _fields(text_field: str, entities_field: str, words: Words) -> Iterator[tuple[str, Any]]:
    text, entities = words
    if text:
        yield text_field, text
    if entities:
        yield entities_field, entities
