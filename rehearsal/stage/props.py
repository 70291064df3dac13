"""The things people send: photos, voice notes, videos, files, positions, contacts."""

import asyncio
import base64
import binascii
import struct
from typing import Any

from rehearsal.errors import ApiError
from rehearsal.files import Attachment
from rehearsal.people import Persona
from rehearsal.photos import sizes_of
from rehearsal.pictures.album import UnknownSample
from rehearsal.shapes import Json
from rehearsal.stage.asking import Ask, Wrong, number
from rehearsal.text import detect
from rehearsal.voice import voice_note
from rehearsal.world import World

KINDS = ("text", "photo", "album", "voice", "video", "document", "position", "contact")
SHORT_VIDEO = struct.pack(">I4s4sI4s4s", 24, b"ftyp", b"isom", 512, b"isom", b"mp42") + struct.pack(">I4s", 8, b"mdat")


async def contents_of(ask: Ask, persona: Persona) -> list[Json]:
    """The fields of each message this saying makes; an album makes several."""
    kind = _kind_of(ask)
    if kind == "text":
        return [_text(ask)]
    if kind == "position":
        return [{"location": position(ask.must("position", dict))}]
    if kind == "contact":
        return [{"contact": _contact(ask, persona)}]
    if kind == "album":
        items = ask.must("album", list)
        if not 2 <= len(items) <= 10:
            raise Wrong('"album" must have 2 to 10 files')
        shown = [ask.world.files.show(await _visual(ask.world, item)) for item in items]
    else:
        shown = [ask.world.files.show(await _attachment(ask.world, kind, ask.fields[kind]))]
    # Telegram puts an album's caption on its first message.
    return [{**shown[0], **_caption(ask)}, *shown[1:]]


async def lend(ask: Ask) -> Json:
    """A photo under a file_id that the bot knows already, as if somebody had sent it before this server was there."""
    file_id = ask.must("file_id", str)
    ask.world.files.lend(file_id, await _attachment(ask.world, "photo", ask.must("photo", dict)))
    return {"file_id": file_id}


def position(asked: Json) -> Json:
    """A Location; with live_period it is one that moves."""
    location: Json = {}
    for name, most in (("latitude", 90), ("longitude", 180)):
        value = asked.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > most:
            raise Wrong(f'"{name}" must be a number between -{most} and {most}')
        location[name] = float(value)
    for name in ("horizontal_accuracy", "live_period", "heading"):
        if asked.get(name) is not None:
            location[name] = int(number(asked[name], name))
    return location


def _kind_of(ask: Ask) -> str:
    named = [kind for kind in KINDS if ask.has(kind)]
    if len(named) != 1:
        raise Wrong(f"say exactly one of {', '.join(KINDS)}" + (f", not {' and '.join(named)}" if named else ""))
    return named[0]


def _text(ask: Ask) -> Json:
    text = ask.must("text", str).strip()
    if not text:
        raise Wrong('"text" must not be empty')
    if len(text) > 4096:
        raise Wrong('"text" is longer than 4096 characters, which a phone would send as several messages')
    return {"text": text, **({"entities": found} if (found := detect(text)) else {})}


def _caption(ask: Ask) -> Json:
    caption = ask.get("caption", str, "").strip()
    if len(caption) > 1024:
        raise Wrong('"caption" is longer than 1024 characters')
    if not caption:
        return {}
    return {"caption": caption, **({"caption_entities": found} if (found := detect(caption)) else {})}


def _contact(ask: Ask, persona: Persona) -> Json:
    """`true` shares the own number, made up from the id."""
    if ask.fields["contact"] is True:
        phone = f"+861380{persona.id % 10_000_000:07d}"
        return {"phone_number": phone, "first_name": persona.first_name, "user_id": persona.id}
    contact = ask.must("contact", dict)
    if not contact.get("phone_number") or not contact.get("first_name"):
        raise Wrong('"contact" needs phone_number and first_name, or be true for the own one')
    return contact


async def _visual(world: World, item: Any) -> Attachment:
    moving = isinstance(item, dict) and str(item.get("mime_type", "")).startswith("video/")
    return await _attachment(world, "video" if moving else "photo", item)


async def _attachment(world: World, kind: str, asked: Any) -> Attachment:
    asked = {} if asked is True else asked
    if not isinstance(asked, dict):
        raise Wrong(f'"{kind}" must be {{"name": a sample}} or {{"base64": ...}}')
    try:
        return await ATTACHED[kind](world, asked)
    except UnknownSample as unknown:
        raise Wrong(str(unknown)) from None
    except ApiError as error:
        raise Wrong(f"a phone could not send this {kind}: {error.description}") from None


async def _photo(world: World, asked: Json) -> Attachment:
    data = await _bytes(world, asked)
    return Attachment.photo(await asyncio.to_thread(sizes_of, data))


async def _voice(world: World, asked: Json) -> Attachment:
    seconds = max(1, int(number(asked.get("seconds", 3), "seconds")))
    data = _decoded(asked) if "base64" in asked else voice_note(seconds, str(asked.get("title", "")))
    return Attachment.single("voice", data, duration=seconds, mime_type="audio/ogg")


async def _video(world: World, asked: Json) -> Attachment:
    data = _decoded(asked) if "base64" in asked else SHORT_VIDEO
    seconds = max(1, int(number(asked.get("seconds", 3), "seconds")))
    return Attachment.single("video", data, width=640, height=360, duration=seconds, mime_type="video/mp4")


async def _document(world: World, asked: Json) -> Attachment:
    """Byte for byte as it was, unlike a photo."""
    if "paper" in asked:
        paper = world.papers.get(str(asked["paper"]))
        if paper is None:
            raise Wrong(f'there is no paper "{asked["paper"]}" on the desk')
        return Attachment.single("document", paper.data, file_name=paper.file_name, mime_type=paper.mime_type)
    name = str(asked.get("file_name") or (f"{asked['name']}.jpg" if "name" in asked else "file"))
    mime = str(asked.get("mime_type") or ("image/jpeg" if "name" in asked else "application/octet-stream"))
    return Attachment.single("document", await _bytes(world, asked), file_name=name, mime_type=mime)


ATTACHED = {"photo": _photo, "voice": _voice, "video": _video, "document": _document}


async def _bytes(world: World, asked: Json) -> bytes:
    if "name" in asked:
        shot = asked.get("shot", 0)
        if not isinstance(shot, int):
            raise Wrong('"shot" must be a whole number')
        return await asyncio.to_thread(world.samples.shot, str(asked["name"]), shot)
    return _decoded(asked)


def _decoded(asked: Json) -> bytes:
    try:
        return base64.b64decode(str(asked["base64"]), validate=True)
    except KeyError:
        raise Wrong('a file needs "name" of a sample or "base64"') from None
    except (binascii.Error, ValueError):
        raise Wrong('"base64" is not base64') from None
