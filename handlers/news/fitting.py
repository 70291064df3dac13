"""A wording gets people's words as they may be shown, and as much of them as its message has room for."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from handlers.news.message import LONGEST_CAPTION, LONGEST_TEXT, Button, Facts, Message, Wording
from words import Say
from words.plain import apart, cut, plain

LONGEST_LABEL = 64
BELOW_THE_WORDS = 300
"""Room for everything else that a card says."""
SHORTER = (1000, 700, 400, 200)
"""Signs that are left of each fact, tried until what we say about it fits. No file id is longer than the last."""

WORDLESS = frozenset({type(None), bool, int, float})


def fitted(wording: Wording, facts: Facts, say: Say) -> Message:
    """The message; nothing that a fact says can break its line, turn it round, or push our own words out of it."""
    facts = _each(facts, plain)
    message = _set_apart(wording(facts, say))
    rooms = (LONGEST_TEXT - BELOW_THE_WORDS, LONGEST_CAPTION - BELOW_THE_WORDS, *SHORTER)
    for room in rooms:
        if len(message.text) <= (LONGEST_CAPTION if _is_caption(message) else LONGEST_TEXT):
            break
        message = _set_apart(wording(_each(facts, lambda words, most=room: cut(words, most)), say))
    return message


def _is_caption(message: Message) -> bool:
    return bool(message.made or message.photo or message.album or message.voices or message.files)


def _each(fact: Any, change: Any) -> Any:
    """The facts with each text in them changed, however deep it lies."""
    if type(fact) is str:
        return change(fact)
    if type(fact) in WORDLESS:
        return fact
    if isinstance(fact, Mapping):
        return {name: it if type(it) in WORDLESS else _each(it, change) for name, it in fact.items()}
    if isinstance(fact, tuple | list):
        return type(fact)(_each(it, change) for it in fact)
    return change(fact) if isinstance(fact, str) else fact


def _set_apart(message: Message) -> Message:
    """Buttons as well; what a press of them tells us stays as it is."""
    rows = tuple(tuple(_set_apart_on(key) for key in row) for row in message.buttons)
    text, bold = apart(message.text), apart(message.bold)
    if text == message.text and bold == message.bold and rows == message.buttons:
        return message
    return replace(message, text=text, bold=bold, buttons=rows)


def _set_apart_on(key: Button) -> Button:
    label = _label(key.label)
    return key if label == key.label else replace(key, label=label)


@lru_cache(maxsize=4096)
def _label(words: str) -> str:
    return apart(cut(words, LONGEST_LABEL))


__all__ = ["fitted"]
