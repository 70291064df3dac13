"""Tokens of places: made once for every place, and read from the code on its poster."""

import re
import secrets
from datetime import datetime

from storage import Transaction

CHUNK = 100
"""Places a unit; a school of 500 is ready after five."""
LINK = re.compile(r"(?:https?://)?(?:t|telegram)\.me/\w{3,40}\?start=([\w-]{8,64})", re.ASCII)
BARE = re.compile(r"[\w-]{8,64}", re.ASCII)


def make_tokens(tx: Transaction, now: datetime) -> None:
    """Gives a token to the next places that have none; the rest follow by themselves."""
    lacking = tx.tokens.lacking(CHUNK)
    tx.tokens.keep({place: secrets.token_urlsafe(12) for place in lacking}, now)
    if len(lacking) == CHUNK:
        tx.due.put("places.tokens", "all", now)


def token_of(tx: Transaction, place: str) -> str | None:
    """What the place's poster says; None for a place that has no token yet."""
    return tx.tokens.of(place)


def place_of(tx: Transaction, code: str) -> str | None:
    """The place whose poster says this, as a link or as the bare token; None for anybody else's code."""
    code = code.strip()
    found = LINK.fullmatch(code)
    token = found[1] if found else code if BARE.fullmatch(code) else None
    place = tx.tokens.place_of(token) if token else None
    return place if tx.school.tree.get(place) else None


def link_of(bot_name: str, token: str) -> str:
    """What the code on a poster holds: a phone's camera opens the chat with it."""
    return f"https://t.me/{bot_name}?start={token}"
