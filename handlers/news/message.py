"""A message as it is shown: text, photo, buttons. Plain text only, so nothing that people wrote can be markup."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import east_asian_width

from handlers.buttons import Data
from words import Say, _
from words.plain import cut, like_ours

Facts = Mapping[str, Any]
Look = Callable[[str], bytes | None]
"""A small picture by its name (sha256); None when it is gone."""
LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
"""Telegram's limits, in Unicode code points (Bot API, sendMessage and sendPhoto)."""
ROW = 39
"""Halves of Chinese characters that stand side by side on a narrow phone, with the edges of buttons."""
LETTER = 1.25
"""Of them, a bold letter."""
LONGEST_TOAST = 200
"""What a pressed button may say at once (Bot API, answerCallbackQuery)."""


@dataclass(frozen=True, slots=True)
class Button:
    """`data` comes back when it is pressed; see handlers/buttons.py."""

    label: str
    data: Data


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A file that is made when it is sent: `make` returns its bytes, in the reader's language, and takes no longer than
    a thread may. `pictured` makes it with pictures: it is told who can show one."""

    name: str
    make: Callable[[], bytes]
    pictured: Callable[[Look], bytes] | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """`bold` is a part of the text that is set in bold. `menu` is the keyboard under the entry field, by labels;
    `commands` are what Telegram shows beside it, each with what it does.

    `photo` is a file id and makes the text its caption, and so does `made`; `album` and `voices` are file ids sent with
    it, without words.
    """

    text: str
    buttons: Rows = ()
    photo: str | None = None
    made: Made | None = None
    album: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    bold: str = ""
    menu: tuple[tuple[str, ...], ...] = ()
    commands: tuple[tuple[str, str], ...] = ()
    silent: bool = False
    pin: bool = False
    """Fastened to the top of its chat when it is new, in the place of the older message of its card."""


Wording = Callable[[Facts, Say], Message]


def says(sentence: str) -> Wording:
    """News of one sentence with its facts: nothing to press, nothing to look at."""
    return lambda f, say: Message(say(sentence).format(**f))


def line_of(message: Message) -> str | None:
    """The words of a message that is nothing but words; None when there is anything to press or to look at."""
    return message.text if message == Message(message.text, silent=message.silent) else None


def together(messages: Sequence[Message]) -> Message:
    """Lines as one message, in their order."""
    return Message("\n\n".join(message.text for message in messages), silent=all(it.silent for it in messages))


def said(words: str, say: Say) -> str:
    """What a report says, at the beginning of its line; in quotes when it could be taken for a line of ours."""
    if not words:
        return say(_("(见照片)"))
    return say(_("「{words}」")).format(words=words) if like_ours(words) else words


def in_rows(buttons: list[Button], across: int = 2) -> Rows:
    """Buttons side by side, `across` in a row, always in the same order; fewer where a phone would break their words
    ("Emergency" where Chinese has two characters), but two all the same."""
    widest = max((_width(button.label) for button in buttons), default=0.0)
    while across > 2 and across * (widest + 2) > ROW:
        across -= 1
    return tuple(tuple(buttons[i : i + across]) for i in range(0, len(buttons), across))


def _width(label: str) -> float:
    return sum(2 if east_asian_width(sign) in "WF" else LETTER for sign in label)


__all__ = [
    "LONGEST_CAPTION",
    "LONGEST_TEXT",
    "LONGEST_TOAST",
    "Button",
    "Facts",
    "Look",
    "Made",
    "Message",
    "Rows",
    "Wording",
    "cut",
    "in_rows",
    "line_of",
    "said",
    "says",
    "together",
]
