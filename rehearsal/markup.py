"""Keyboards: what a bot may hang under a message or put in place of the letters."""

from dataclasses import dataclass
from typing import Any

from rehearsal.errors import refusal
from rehearsal.params import Params
from rehearsal.shapes import Json

DATA_BYTES = 64
"""Bytes of callback data (Bot API, InlineKeyboardButton)."""
KINDS = ("keyboard", "remove_keyboard", "force_reply")
# One of these says what an inline button does besides sending callback_data.
OTHER_ACTIONS = ("url", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat", "copy_text")


@dataclass(frozen=True)
class Markup:
    """`inline` is shown in the Message, `reply` is not: it changes the keyboard of the chat."""

    inline: Json | None = None
    reply: Json | None = None


def markup_of(params: Params, private: bool) -> Markup:
    """The reply_markup of a call, checked."""
    given = params.structure("reply_markup")
    if given is None or given == "":
        return Markup()
    if not isinstance(given, dict):
        raise refusal("markup object")
    if "inline_keyboard" in given:
        keyboard = _rows(given["inline_keyboard"], "inline_keyboard")
        rows = [[_inline_button(button) for button in row] for row in keyboard]
        return Markup(inline={"inline_keyboard": [row for row in rows if row]} if any(rows) else None)
    if "keyboard" in given:
        rows = [[_button(button, private) for button in row] for row in _rows(given["keyboard"], "keyboard")]
        return Markup(reply={**given, "keyboard": [row for row in rows if row]})
    return Markup(reply=given if any(kind in given for kind in KINDS) else None)


def inline_of(params: Params, private: bool) -> Json | None:
    """For edits, which know inline keyboards only."""
    markup = markup_of(params, private)
    if markup.reply is not None:
        raise refusal("inline only")
    return markup.inline


def _rows(keyboard: Any, name: str) -> list[list[Any]]:
    if not isinstance(keyboard, list) or not all(isinstance(row, list) for row in keyboard):
        raise refusal("markup rows", name=name)
    return keyboard


def _inline_button(button: Any) -> Json:
    if not isinstance(button, dict):
        raise refusal("inline button", why="InlineKeyboardButton must be an Object")
    if not str(button.get("text", "")).strip():
        raise refusal("inline button", why="text must be non-empty")
    if "callback_data" in button:
        if not 1 <= len(str(button["callback_data"]).encode()) <= DATA_BYTES:
            raise refusal("button data")
    elif not any(action in button for action in OTHER_ACTIONS):
        raise refusal("inline button", why="Text buttons are unallowed in the inline keyboard")
    if not str(button.get("url", "https://")).startswith(("http://", "https://", "tg://", "tel:", "t.me/")):
        raise refusal("button url")
    return button


def _button(button: Any, private: bool) -> Json:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict) or not str(button.get("text", "")).strip():
        raise refusal("keyboard button", why="text must be non-empty")
    if not private and button.get("request_location"):
        raise refusal("location private")
    if not private and button.get("request_contact"):
        raise refusal("phone private")
    return button
