"""Tokens of places: made for every place, read from the code on its poster, renewed when somebody copied it."""

import re
import secrets
from datetime import datetime

from storage import Transaction

CHUNK = 100
"""Places a unit; a school of 500 is ready after five."""
LINK = re.compile(r"(?:https?://)?(?:t|telegram)\.me/\w{3,40}\?start=([\w-]{8,64})", re.ASCII)
BARE = re.compile(r"[\w-]{8,64}", re.ASCII)
OURS_ARE_LONG = (16, 22)
"""Signs of a token; the shorter ones hang from earlier versions."""


def new_token() -> str:
    """22 signs, 128 bits: nobody guesses what hangs where."""
    return secrets.token_urlsafe(16)


def make_tokens(tx: Transaction, now: datetime) -> None:
    """Gives a token to the next places that have none; the rest follow by themselves."""
    lacking = tx.tokens.lacking(CHUNK)
    tx.tokens.keep({place: new_token() for place in lacking}, now)
    if len(lacking) == CHUNK:
        tx.due.put("places.tokens", "all", now)


def token_of(tx: Transaction, place: str) -> str | None:
    """What the place's poster says; None for a place that has no token yet."""
    return tx.tokens.of(place)


def place_of(tx: Transaction, code: str) -> str | None:
    """The place whose poster says this, as a link or as the bare token; None for anybody else's code."""
    token = _token_in(code)
    place = tx.tokens.place_of(token) if token else None
    return place if tx.school.tree.get(place) else None


def was_of_place(tx: Transaction, code: str) -> str | None:
    """The place whose poster said this until another one was printed."""
    token = _token_in(code)
    return tx.tokens.was_of(token) if token else None


def renew_token(tx: Transaction, now: datetime, place: str) -> None:
    """The place's poster has to be printed anew; the one that hangs says that it is an old one."""
    tx.tokens.renew(place, new_token(), now)
    tx.history.append("place.renewed", now, person=None, said_at=now, place=place, body={})


def looks_like_ours(code: str) -> bool:
    """Whether somebody means this code to be a poster's: a link to a bot, or as long as our tokens are."""
    code = code.strip()
    return LINK.fullmatch(code) is not None or (len(code) in OURS_ARE_LONG and BARE.fullmatch(code) is not None)


def _token_in(code: str) -> str | None:
    code = code.strip()
    found = LINK.fullmatch(code)
    return found[1] if found else code if BARE.fullmatch(code) else None


def link_of(bot_name: str, token: str) -> str:
    """What the code on a poster holds: a phone's camera opens the chat with it."""
    return f"https://t.me/{bot_name}?start={token}"
