"""A message as it is shown: text, photo, buttons. Plain text only, so nothing that people wrote can be markup."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from handlers.buttons import Data
from words import Say

Facts = Mapping[str, Any]
LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
"""Telegram's limits, in Unicode code points (Bot API, sendMessage and sendPhoto)."""
TURNS_THE_LINE = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Unicode's embeddings, overrides and isolates: what stands behind one on a card would be read backwards."""
LONGEST_TOAST = 200
"""What a pressed button may say at once (Bot API, answerCallbackQuery)."""
BELOW_THE_WORDS = 300
"""Room for everything else that a card says."""


@dataclass(frozen=True, slots=True)
class Button:
    """`data` comes back when it is pressed; see handlers/buttons.py."""

    label: str
    data: Data


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Message:
    """`bold` is a part of the text that is set in bold. `menu` is the keyboard under the entry field, by labels.

    `photo` is a file id and makes the text its caption; `album` and `voices` are file ids sent with it, without words.
    """

    text: str
    buttons: Rows = ()
    photo: str | None = None
    album: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    bold: str = ""
    menu: tuple[tuple[str, ...], ...] = ()
    silent: bool = False
    pin: bool = False
    """Fastened to the top of its chat when it is new, in the place of the older message of its card."""


Wording = Callable[[Facts, Say], Message]


def line_of(message: Message) -> str | None:
    """The words of a message that is nothing but words; None when there is anything to press or to look at."""
    return message.text if message == Message(message.text, silent=message.silent) else None


def together(messages: Sequence[Message]) -> Message:
    """Lines as one message, in their order."""
    return Message("\n\n".join(message.text for message in messages), silent=all(it.silent for it in messages))


def cut(text: str, most: int) -> str:
    """The text, or its beginning with an ellipsis when it is longer than Telegram takes."""
    return text if len(text) <= most else text[: most - 1] + "…"


def shown(words: str, *, photo: bool) -> str:
    """People's words as far as a card has room for them: what stands below (who, when, how urgent) is never cut off,
    nor turned round by them. They are kept as they were said."""
    return cut(TURNS_THE_LINE.sub("", words), (LONGEST_CAPTION if photo else LONGEST_TEXT) - BELOW_THE_WORDS)


def in_rows(buttons: list[Button], across: int = 2) -> Rows:
    """Buttons side by side, `across` in a row, always in the same order."""
    return tuple(tuple(buttons[i : i + across]) for i in range(0, len(buttons), across))
