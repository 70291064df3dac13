"""What a failed send means: later, never, or send it another way. Telegram's texts are compared in small letters."""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from telegram.error import (
    BadRequest,
    ChatMigrated,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.wire import NOT_SENT, NotTelegram


class Fate(Enum):
    DELIVERED = "delivered"
    """It already says so (message is not modified)."""
    LATER = "later"
    NEVER = "never"
    UNREACHABLE = "unreachable"
    """Never, and nothing else to this chat either."""
    AS_NEW = "as_new"
    """The message to edit is gone: send a new one."""
    MOVED = "moved"
    """The group goes on under another id."""
    WITHOUT_PHOTO = "without_photo"
    """The picture is refused; the words must still arrive."""
    WITHOUT_BUTTONS = "without_buttons"
    PLAIN = "plain"
    """What is bold is refused."""
    SHORTER = "shorter"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`wait` is Telegram's wish in seconds, if it said one; `maybe_sent` when nobody knows whether it arrived.

    `counts` says that this message itself failed: a network that is away, or our own haste, says nothing about it.
    """

    fate: Fate
    why: str
    wait: float | None = None
    maybe_sent: bool = False
    counts: bool = True
    to: int | None = None
    """The new id of a group that moved."""


BAD_REQUESTS: tuple[tuple[str, Fate], ...] = (
    ("message is not modified", Fate.DELIVERED),
    ("message to edit not found", Fate.AS_NEW),
    ("message can't be edited", Fate.AS_NEW),
    ("there is no text in the message", Fate.AS_NEW),
    ("there is no caption in the message", Fate.AS_NEW),
    ("message_id_invalid", Fate.AS_NEW),
    ("chat not found", Fate.UNREACHABLE),
    ("user not found", Fate.UNREACHABLE),
    ("peer_id_invalid", Fate.UNREACHABLE),
    ("wrong file", Fate.WITHOUT_PHOTO),
    ("invalid file_id", Fate.WITHOUT_PHOTO),
    ("photo_invalid", Fate.WITHOUT_PHOTO),
    ("wrong type of the web page content", Fate.WITHOUT_PHOTO),
    ("wrong remote file", Fate.WITHOUT_PHOTO),
    ("file reference", Fate.WITHOUT_PHOTO),
    ("file_reference", Fate.WITHOUT_PHOTO),
    ("image_process_failed", Fate.WITHOUT_PHOTO),
    ("photo_save_file_invalid", Fate.WITHOUT_PHOTO),
    ("not enough rights to send photos", Fate.WITHOUT_PHOTO),
    ("message is too long", Fate.SHORTER),
    ("caption is too long", Fate.SHORTER),
    ("caption_too_long", Fate.SHORTER),
    ("can't parse entities", Fate.PLAIN),
    ("entity_bounds_invalid", Fate.PLAIN),
    ("entity_text_invalid", Fate.PLAIN),
    ("button_", Fate.WITHOUT_BUTTONS),
    ("reply_markup", Fate.WITHOUT_BUTTONS),
    ("reply markup", Fate.WITHOUT_BUTTONS),
    ("keyboard", Fate.WITHOUT_BUTTONS),
)
"""A part of Telegram's text in small letters, and what it means; the first that fits."""


def verdict_on(error: TelegramError) -> Verdict:
    """The fate of a message whose sending raised `error`."""
    why = f"{type(error).__name__}: {error}"[:200]
    if isinstance(error, RetryAfter):
        wait = error.retry_after
        seconds = wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
        return Verdict(Fate.LATER, why, seconds, counts=False)
    if isinstance(error, Forbidden):
        return Verdict(Fate.UNREACHABLE, why)
    if isinstance(error, ChatMigrated):
        return Verdict(Fate.MOVED, why, to=error.new_chat_id)
    if isinstance(error, BadRequest):
        text = str(error).lower()
        return Verdict(next((fate for part, fate in BAD_REQUESTS if part in text), Fate.NEVER), why)
    if isinstance(error, InvalidToken | EndPointNotFound):
        return Verdict(Fate.LATER, why, counts=False)
    if isinstance(error, TimedOut | NetworkError):
        answered = error.__cause__ is None and not isinstance(error, NotTelegram)
        return Verdict(Fate.LATER, why, maybe_sent=not isinstance(error.__cause__, NOT_SENT), counts=answered)
    # An answer that cannot be read, or one of a new kind: nobody knows whether it arrived.
    return Verdict(Fate.LATER, why, maybe_sent=True)
