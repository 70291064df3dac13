"""Arrivals: what came from Telegram, as plain values; from here on nobody needs to know Telegram."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

from telegram import CallbackQuery, Message, Update
from telegram.constants import ChatType
from telegram.ext import filters

from words.plain import visible

SERVICE = ("successful_payment", "passport_data", "boost_added")
"""Telegram's own lines that its library does not count among them."""


class Kind(StrEnum):
    COMMAND = "command"
    SAID = "said"
    TAPPED = "tapped"
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"
    REMOVED = "removed"
    """The bot was put out of a group."""
    MOVED = "moved"
    """The group became a supergroup and has another id."""
    EDITED = "edited"
    """Other words for a message of one's own: never an answer, but danger in them is heard."""
    OTHER = "other"
    """A tick of a live position, a service message, an edit in a group: kept in the inbox, never an answer."""


@dataclass(frozen=True, slots=True)
class File:
    """A photo, voice note, video or document by its Telegram names; `size` in bytes when Telegram said it, `name` what
    its sender calls a document."""

    kind: str
    file_id: str
    unique_id: str
    size: int | None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One update. `said_at` is when the person sent it (UTC); a button's is the moment of its arrival."""

    update_id: int
    kind: Kind
    user_id: int | None
    chat_id: int | None
    private: bool
    said_at: datetime
    words: str = ""
    command: str = ""
    payload: str = ""
    data: str = ""
    file: File | None = None
    album: str | None = None
    language: str | None = None
    title: str = ""
    """Of a group."""
    moved_to: int | None = None
    forwarded: bool = False
    message_id: int | None = None
    """Of an edited message; its first words were said at `first_said_at`."""
    first_said_at: datetime | None = None


def arrival_of(update: Update, now: datetime) -> Arrival:
    """The update as a value; `now` is its moment of arrival."""
    user, chat = update.effective_user, update.effective_chat
    base = Arrival(
        update_id=update.update_id,
        kind=Kind.OTHER,
        user_id=user.id if user and not user.is_bot else None,
        chat_id=chat.id if chat else None,
        private=chat is not None and chat.type == ChatType.PRIVATE,
        said_at=now,
        language=user.language_code if user else None,
        title=chat.title or "" if chat else "",
    )
    if update.callback_query is not None:
        return _tapped(base, update.callback_query)
    if update.my_chat_member is not None and base.private:
        blocked = update.my_chat_member.new_chat_member.status in ("kicked", "left")
        return replace(base, kind=Kind.BLOCKED if blocked else Kind.UNBLOCKED)
    if update.my_chat_member is not None and update.my_chat_member.new_chat_member.status in ("kicked", "left"):
        return replace(base, kind=Kind.REMOVED)
    if update.edited_message is not None and base.private:
        return _edited(base, update.edited_message, now)
    if update.message is None:
        return base
    if update.message.migrate_to_chat_id is not None:
        return replace(base, kind=Kind.MOVED, moved_to=update.message.migrate_to_chat_id)
    return _said(base, update, update.message, now)


def _tapped(base: Arrival, query: CallbackQuery) -> Arrival:
    """A button whose message Telegram no longer names was pressed in the presser's own chat."""
    tapped = replace(base, kind=Kind.TAPPED, data=query.data or "")
    return tapped if query.message is not None else replace(tapped, chat_id=base.user_id, private=True)


def _words(message: Message) -> str:
    """What can be seen of a message's words; signs that nobody sees are none, however many."""
    words = (message.text or message.caption or "").strip()
    return words if words.isascii() or visible(words) else ""


def _edited(base: Arrival, message: Message, now: datetime) -> Arrival:
    """Said again at the moment of the edit. A live position ticks without a word."""
    words = _words(message)
    if not words or message.location is not None:
        return base
    return replace(
        base,
        kind=Kind.EDITED,
        words=words,
        message_id=message.message_id,
        first_said_at=message.date.astimezone(UTC),
        said_at=min((message.edit_date or message.date).astimezone(UTC), now),
    )


def _said(base: Arrival, update: Update, message: Message, now: datetime) -> Arrival:
    """Whatever people send is said, also a sticker or a content of a new kind: they get an answer, not silence."""
    words = _words(message)
    said_at = min(message.date.astimezone(UTC), now)
    file = _file(message)
    if message.sender_chat is not None and not base.private:
        # Somebody without a name (an anonymous admin, a channel): nobody's word, but a link that binds is answered.
        base = replace(base, user_id=None)
        if not words.startswith("/start"):
            return base
    if message.text and message.text.startswith("/") and file is None:
        command, _, payload = words[1:].partition(" ")
        return replace(
            base,
            kind=Kind.COMMAND,
            command=command.split("@")[0].lower(),
            payload=payload.strip(),
            words=words,
            said_at=said_at,
        )
    if not words and file is None and _is_telegrams_own(update, message):
        return base
    return replace(
        base,
        kind=Kind.SAID,
        words=words,
        file=file,
        album=message.media_group_id,
        said_at=said_at,
        forwarded=message.forward_origin is not None,
    )


def _is_telegrams_own(update: Update, message: Message) -> bool:
    return bool(filters.StatusUpdate.ALL.check_update(update)) or any(getattr(message, kind) for kind in SERVICE)


def _file(message: Message) -> File | None:
    if message.photo:
        largest = message.photo[-1]
        return File("photo", largest.file_id, largest.file_unique_id, largest.file_size)
    for kind in ("voice", "video", "document", "audio", "video_note"):
        found = getattr(message, kind)
        if found is not None:
            name = {"audio": "voice", "video_note": "video"}.get(kind, kind)
            called = getattr(found, "file_name", None) or ""
            return File(name, found.file_id, found.file_unique_id, found.file_size, called)
    return None
