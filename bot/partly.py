"""Of a message with an unreadable part what can be read is kept: words are worth more than the bold type in them."""

from collections.abc import Mapping
from typing import Any

from telegram import Bot, Update

from bot.objects import read_update

FILES = frozenset({"photo", "voice", "video", "video_note", "document", "audio", "animation", "sticker"})
ORNAMENTS = frozenset({"entities", "caption_entities", "reply_to_message", "external_reply", "quote", "reply_markup",
                       "link_preview_options", "location", "venue", "contact", "poll", "dice"})  # fmt: skip
"""What a message may go without. Not whose it is, what it was forwarded from or which album it is of: without these it
would say something else."""
WORDS = ("text", "caption")


def what_can_be_read(raw: Mapping[str, Any], bot: Bot | None) -> tuple[Update | None, frozenset[str]]:
    """The update without its unreadable parts, and which these are; no update when too little is left."""
    said = raw.get("message")
    if not isinstance(said, dict):
        return None, frozenset()
    parts = (FILES | ORNAMENTS) & said.keys()
    bare = {name: part for name, part in said.items() if name not in parts}
    lost = frozenset(name for name in parts if _read({**raw, "message": {**bare, name: said[name]}}, bot) is None)
    rest = {name: part for name, part in said.items() if name not in lost}
    command = "entities" in lost and str(rest.get("text", "")).startswith("/")  # only its entity makes it one
    if not lost or command or not (FILES.union(WORDS) & rest.keys()):
        return None, frozenset()
    if not FILES & rest.keys() and "caption" in rest:
        rest |= {"text": rest.pop("caption"), "entities": rest.pop("caption_entities", [])}
    return _read({**raw, "message": rest}, bot), lost


def _read(raw: dict[str, Any], bot: Bot | None) -> Update | None:
    try:
        return read_update(raw, bot)
    except Exception:
        return None
