"""HTML as bots send it, turned into plain text and entities, with Telegram's complaints about bad HTML."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from rehearsal.errors import ApiError, refusal
from rehearsal.shapes import Json, utf16_length

TAGS: dict[str, str] = {
    "a": "text_link",
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "blockquote": "blockquote",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
REFERENCE = re.compile(r"&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(lt|gt|amp|quot));?")
SPACE = " \t\r\n\0\v"
TOKEN = re.compile(r"[A-Za-z0-9.-]+")
LINK = re.compile(r"(?:https?|ftp|tg|ton|tonsite)://\S+|[^\s/]+\.[^\s/.]{2,}(?:[/?#]\S*)?", re.IGNORECASE)
"""What counts as an address; a link to anything else is plain text."""
CLOSING = re.compile(r"</([^\s>]*)\s*>")


@dataclass
class OpenTag:
    name: str
    start: int
    characters: int
    attributes: dict[str, str]


def parse_html(source: str) -> tuple[str, list[Json]]:
    """The text without tags, and its entities in UTF-16 units."""
    plain: list[str] = []
    units = 0
    open_tags: list[OpenTag] = []
    entities: list[Json] = []
    place = 0
    while place < len(source):
        if source[place] == "<":
            if source.startswith("</", place):
                place = _close(source, place, open_tags, units, "".join(plain), entities)
            else:
                place = _open(source, place, open_tags, units, sum(map(len, plain)))
            continue
        reference = REFERENCE.match(source, place) if source[place] == "&" else None
        piece = _character(reference) if reference else source[place]
        place = reference.end() if reference else place + 1
        plain.append(piece)
        units += utf16_length(piece)
    if open_tags:
        raise _complaint(f'Can\'t find end tag corresponding to start tag "{open_tags[-1].name}"')
    return "".join(plain), sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


def _open(source: str, place: int, open_tags: list[OpenTag], units: int, characters: int) -> int:
    """As td's parse_html reads it, letter by letter; returns where the text goes on."""
    at, end = _byte(source, place), place + 1
    while _letter(source, end) not in SPACE + ">":
        end += 1
    if end >= len(source):
        raise _complaint(f"Unclosed start tag at byte offset {at}")
    name = source[place + 1 : end].lower()
    if name not in TAGS:
        raise _complaint(f'Unsupported start tag "{name}" at byte offset {at}')
    attributes, end = _attributes(source, end, name, at)
    if name == "span" and attributes.get("class") != "tg-spoiler":
        raise _complaint(f'Tag "span" must have class "tg-spoiler" at byte offset {at}')
    open_tags.append(OpenTag(name, units, characters, attributes))
    return end + 1


def _attributes(source: str, place: int, tag: str, at: int) -> tuple[dict[str, str], int]:
    """Up to the ">", and where that is."""
    found: dict[str, str] = {}
    while _letter(source, place := _past_space(source, place)) != ">":
        begin = place
        while _letter(source, place) not in SPACE + "=>/\"'":
            place += 1
        name = source[begin:place]
        if not name:
            raise _complaint(f'Empty attribute name in the tag "{tag}" at byte offset {at}')
        place = _past_space(source, place)
        equal = _letter(source, place) == "="
        place = _past_space(source, place + 1) if equal else place
        if place >= len(source):
            raise _complaint(f'Unclosed start tag "{tag}" at byte offset {at}')
        found[name] = ""
        if equal:
            found[name], place = _value(source, place)
            if place >= len(source):
                raise _complaint(f"Unclosed start tag at byte offset {at}")
    return found, place


def _value(source: str, place: int) -> tuple[str, int]:
    """Of an attribute, and where it ends: in quotes, or letters, digits, points and hyphens."""
    quote = source[place]
    if quote in "\"'":
        end = source.find(quote, place + 1)
        if end < 0:
            return "", len(source)
        return REFERENCE.sub(_character, source[place + 1 : end]), end + 1
    token = TOKEN.match(source, place)
    end = token.end() if token else place
    if _letter(source, end) not in SPACE + ">":
        raise _complaint(f"Unexpected end of name token at byte offset {_byte(source, place)}")
    return source[place:end].lower(), end


def _past_space(source: str, place: int) -> int:
    while place < len(source) and source[place] in SPACE:
        place += 1
    return place


def _letter(source: str, place: int) -> str:
    """What stands there; behind the end the same as for C, which counts as space."""
    return source[place] if place < len(source) else "\0"


def _close(source: str, place: int, open_tags: list[OpenTag], units: int, plain: str, entities: list[Json]) -> int:
    at = _byte(source, place)
    if not open_tags:
        raise _complaint(f"Unexpected end tag at byte offset {at}")
    found = CLOSING.match(source, place)
    if found is None:
        raise _complaint(f"Unclosed end tag at byte offset {at}")
    name = found[1].lower()
    tag = open_tags.pop()
    if name and name != tag.name:
        raise _complaint(f'Unmatched end tag at byte offset {at}, expected "</{tag.name}>", found "</{name}>"')
    if units > tag.start:
        entities.extend(_entity(tag, units - tag.start, plain[tag.characters :], entities))
    return found.end()


def _entity(tag: OpenTag, length: int, inside: str, entities: list[Json]) -> list[Json]:
    entity: Json = {"type": TAGS[tag.name], "offset": tag.start, "length": length}
    if tag.name == "a":
        entity["url"] = _address(tag.attributes.get("href") or inside)
        if not entity["url"]:
            return []
    elif tag.name == "blockquote" and "expandable" in tag.attributes:
        entity["type"] = "expandable_blockquote"
    elif (
        tag.name == "pre" and entities and entities[-1] | {"language": ""} == {**entity, "type": "code", "language": ""}
    ):
        entity["language"] = entities.pop().get("language", "")
    elif tag.name == "code" and tag.attributes.get("class", "").startswith("language-"):
        entity["language"] = tag.attributes["class"].removeprefix("language-")
    return [{key: value for key, value in entity.items() if value != ""}]


def _address(said: str) -> str:
    """As Telegram writes it out; empty for what is none."""
    if not LINK.fullmatch(said):
        return ""
    url = urlsplit(said if "://" in said else f"http://{said}")
    return url._replace(path="/").geturl() if url.scheme in ("http", "https") and not url.path else url.geturl()


def _character(reference: re.Match[str]) -> str:
    if reference[3]:
        return NAMED[reference[3]]
    code = int(reference[1]) if reference[1] else int(reference[2], 16)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else reference[0]


def _byte(source: str, place: int) -> int:
    return len(source[:place].encode())


def _complaint(why: str) -> ApiError:
    return refusal("entities", why=why)
