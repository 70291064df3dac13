"""The words of a message: text with entities, counted and complained about as Telegram does."""

import re
from typing import Any

from rehearsal.errors import refusal
from rehearsal.html_text import parse_html
from rehearsal.params import Params
from rehearsal.shapes import Json, utf16_length

TEXT_LENGTH = 4096
"""Characters after entities were parsed (Bot API, sendMessage); of a caption below (sendPhoto)."""
TEXT_BYTES = 1 << 15
CAPTION_LENGTH = 1024
# What every Telegram client makes tappable by itself.
DETECTED = re.compile(
    r"(?P<bot_command>(?<![\w/<>@])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/<>]))"
    r"|(?P<url>https?://[^\s<>\"]+)"
    r"|(?P<mention>(?<!\w)@[A-Za-z]\w{3,31})",
    re.ASCII,
)
OPAQUE = frozenset({"code", "pre", "text_link", "bot_command", "url", "mention"})

Words = tuple[str, list[Json]]


def detect(text: str) -> list[Json]:
    """Commands, links and mentions, found where the sender marked nothing."""
    return [
        {"type": str(found.lastgroup), "offset": utf16_length(text[: found.start()]), "length": utf16_length(found[0])}
        for found in DETECTED.finditer(text)
    ]


def text_of(params: Params) -> Words:
    """The text of sendMessage and editMessageText."""
    text, entities = _formatted(params, "text", "entities")
    if not text:
        raise refusal("text empty")
    if len(text) > TEXT_LENGTH:
        raise refusal("text long")
    return text, entities


def caption_of(params: Params) -> Words:
    return checked_caption(*_formatted(params, "caption", "caption_entities"))


def checked_caption(text: str, entities: list[Json]) -> Words:
    if len(text) > CAPTION_LENGTH:
        raise refusal("caption long")
    return text, entities


def formatted(source: str, parse_mode: str, entities: Any) -> Words:
    """Plain text and entities from either way of formatting; space around it is cut away."""
    if len(source.encode("utf-8", "replace")) > TEXT_BYTES:
        raise refusal("text too long")
    mode = parse_mode.lower()
    if mode == "html":
        text, marked = parse_html(source)
    elif mode in ("", "none"):
        text, marked = source, _explicit(entities)
    else:
        raise refusal("parse mode")
    found = [entity for entity in detect(text) if not any(_hides(each, entity) for each in marked)]
    return _trimmed(text, sorted(marked + found, key=lambda entity: (entity["offset"], -entity["length"])))


def _formatted(params: Params, text: str, entities: str) -> Words:
    return formatted(params.text(text), params.text("parse_mode"), params.structure(entities))


def _hides(marked: Json, found: Json) -> bool:
    """Nothing is detected inside code and links, nor across the edge of another mark."""
    start, stop = found["offset"], found["offset"] + found["length"]
    first, last = marked["offset"], marked["offset"] + marked["length"]
    around = first <= start and stop <= last
    return first < stop and start < last and (not around or marked["type"] in OPAQUE)


def _explicit(entities: Any) -> list[Json]:
    if not entities:
        return []
    if not isinstance(entities, list) or not all(isinstance(entity, dict) for entity in entities):
        raise refusal("entities", why="expected an Array of MessageEntity")
    for entity in entities:
        if not isinstance(entity.get("offset"), int) or not isinstance(entity.get("length"), int):
            raise refusal("entities", why='Can\'t find field "offset" or "length"')
    return sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


def _trimmed(text: str, entities: list[Json]) -> Words:
    cut = utf16_length(text[: len(text) - len(text.lstrip())])
    trimmed = text.strip()
    end = utf16_length(trimmed)
    kept = []
    for entity in entities:
        start, stop = max(0, entity["offset"] - cut), min(end, entity["offset"] + entity["length"] - cut)
        if stop > start:
            kept.append({**entity, "offset": start, "length": stop - start})
    return trimmed, kept
