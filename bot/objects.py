"""An update as the library's objects, without what nobody looks at and without their guard against change.

The guard is a function of the library called at each of a message's hundred attributes: half of what an update cost.
"""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from telegram import Bot, CallbackQuery, Chat, InaccessibleMessage, Message, Update, User

PLAIN = frozenset({"message_id", "date", "chat", "from", "text"})
"""Of a message that is words and nothing else, as most are."""


class _Unguarded:
    __slots__ = ()
    if not TYPE_CHECKING:
        __setattr__ = object.__setattr__


class _Heard(_Unguarded, Update):
    __slots__ = ()


class _Said(_Unguarded, Message):
    __slots__ = ()


class _Tapped(_Unguarded, CallbackQuery):
    __slots__ = ()


class _Place(_Unguarded, InaccessibleMessage):
    __slots__ = ()


class _Person(_Unguarded, User):
    __slots__ = ()


class _Chat(_Unguarded, Chat):
    __slots__ = ()


def read_update(raw: dict[str, Any], bot: Bot | None) -> Update:
    """The update; raises whatever the library raises at one that is not as Telegram describes it."""
    try:
        found = _shortly(raw, bot)
    except Exception:
        found = None  # odd: for the library to judge
    return found or Update.de_json(raw, bot)


def _shortly(raw: dict[str, Any], bot: Bot | None) -> Update | None:
    """A message or a press of a button, as nearly all are."""
    if tapped := raw.get("callback_query"):
        return _Heard(raw["update_id"], callback_query=_tapped(tapped, bot)) if tapped.get("message") else None
    if said := raw.get("message"):
        return _Heard(raw["update_id"], message=_said(said, bot))
    return None


def _tapped(tapped: dict[str, Any], bot: Bot | None) -> CallbackQuery:
    """What the message under a button says is left out: what is true now is asked of the database."""
    under = tapped["message"]
    query = _Tapped.de_json({**tapped, "from": None, "message": None}, bot)
    query.from_user = _Person.de_json(tapped["from"], bot)
    query.message = _Place(_Chat.de_json(under["chat"], bot), under["message_id"])
    return query


def _said(said: dict[str, Any], bot: Bot | None) -> Message:
    if said.keys() != PLAIN:
        return _Said.de_json(said, bot)
    person, chat = _Person.de_json(said["from"], bot), _Chat.de_json(said["chat"], bot)
    message = _Said(said["message_id"], datetime.fromtimestamp(said["date"], UTC), chat, person, text=said["text"])
    message.set_bot(bot)
    return message
