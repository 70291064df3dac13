"""Two libraries behind one face: python-telegram-bot, and aiogram, for which the rehearsal was not written.

aiogram takes seconds to import, so only those who use it do, each when it does.
"""

import importlib
import json
import ssl
from typing import TYPE_CHECKING, Any, Protocol

import telegram
from telegram.request import HTTPXRequest

from rehearsal import Rehearsal

if TYPE_CHECKING:
    from aiogram import Bot as AiogramBot

Json = dict[str, Any]


def aiogram_types() -> Any:
    return importlib.import_module("aiogram.types")


def aiogram_bot(rehearsal: Rehearsal) -> "AiogramBot":
    """aiogram's own Bot against the rehearsal."""
    from aiogram import Bot
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer

    return Bot(rehearsal.token, AiohttpSession(api=TelegramAPIServer.from_base(rehearsal.url)))


DIRECT = {"trust_env": False, "verify": ssl.create_default_context()}
"""For httpx: no proxy between us and loopback, and the authorities that it trusts read once, not by every client."""


class Library(Protocol):
    """Calls methods by the names that both use; what is nested is given as the Bot API's JSON."""

    async def call(self, method: str, **fields: Any) -> Any:
        """The answer as the library reads it, as JSON."""

    async def close(self) -> None: ...


class Ptb:
    def __init__(self, rehearsal: Rehearsal) -> None:
        url, self._requests = rehearsal.url, (HTTPXRequest(httpx_kwargs=DIRECT), HTTPXRequest(httpx_kwargs=DIRECT))
        self.bot = telegram.Bot(rehearsal.token, url + "/bot", url + "/file/bot", *self._requests)

    async def call(self, method: str, **fields: Any) -> Any:
        return _plain(await getattr(self.bot, method)(**{name: self._own(name, it) for name, it in fields.items()}))

    def _own(self, name: str, value: Any) -> Any:
        if isinstance(value, bytes):
            return telegram.InputFile(value, filename=f"{name}.bin")
        if isinstance(value, list) and name in LISTS:
            return [_input_media(it) if name == "media" else LISTS[name][0].de_json(it, self.bot) for it in value]
        if isinstance(value, dict):
            return _input_media(value) if name == "media" else OBJECTS[name][0].de_json(value, self.bot)
        return value

    async def close(self) -> None:
        for request in self._requests:
            await request.shutdown()


class Aiogram:
    def __init__(self, rehearsal: Rehearsal) -> None:
        self.bot = aiogram_bot(rehearsal)

    async def call(self, method: str, **fields: Any) -> Any:
        return _plain(await getattr(self.bot, method)(**{name: self._own(name, it) for name, it in fields.items()}))

    def _own(self, name: str, value: Any) -> Any:
        if isinstance(value, bytes):
            return aiogram_types().BufferedInputFile(value, f"{name}.bin")
        if isinstance(value, list) and name in LISTS:
            return [self._media(it) if name == "media" else _read(LISTS[name][1], it) for it in value]
        if isinstance(value, dict):
            return self._media(value) if name == "media" else _read(OBJECTS[name][1], value)
        return value

    def _media(self, item: Json) -> Any:
        kind: Any = getattr(aiogram_types(), f"InputMedia{item['type'].capitalize()}")
        return kind(**{**item, "media": self._own("media_file", item["media"])})

    async def close(self) -> None:
        await self.bot.session.close()


def _input_media(item: Json) -> Any:
    kind: Any = getattr(telegram, f"InputMedia{item['type'].capitalize()}")
    return kind(**{name: value for name, value in item.items() if name != "type"})


def _read(kind: Any, value: Json) -> Any:
    """By a class of ours, or by aiogram's of that name."""
    return (getattr(aiogram_types(), kind) if isinstance(kind, str) else kind).model_validate(value)


def _plain(found: Any) -> Any:
    if isinstance(found, list | tuple):
        return [_plain(one) for one in found]
    if isinstance(found, telegram.TelegramObject):
        return json.loads(found.to_json())
    if hasattr(found, "model_dump_json"):
        return json.loads(found.model_dump_json(exclude_none=True, by_alias=True))
    return found


class Keyboard:
    """Whichever keyboard the JSON is."""

    @staticmethod
    def de_json(value: Json, bot: telegram.Bot) -> Any:
        if "inline_keyboard" in value:
            return telegram.InlineKeyboardMarkup.de_json(value, bot)
        return telegram.ReplyKeyboardMarkup(value["keyboard"])

    @staticmethod
    def model_validate(value: Json) -> Any:
        if "inline_keyboard" in value:
            return aiogram_types().InlineKeyboardMarkup.model_validate(value)
        return aiogram_types().ReplyKeyboardMarkup.model_validate(value)


class Scope:
    """aiogram has a class for each."""

    de_json = telegram.BotCommandScope.de_json

    @staticmethod
    def model_validate(value: Json) -> Any:
        named = "".join(part.capitalize() for part in value["type"].split("_"))
        kind: Any = getattr(aiogram_types(), f"BotCommandScope{named}")
        return kind(**value)


OBJECTS: dict[str, tuple[Any, Any]] = {
    "reply_markup": (Keyboard, Keyboard),
    "reply_parameters": (telegram.ReplyParameters, "ReplyParameters"),
    "scope": (Scope, Scope),
    "menu_button": (telegram.MenuButton, "MenuButtonCommands"),
}
LISTS: dict[str, tuple[Any, Any]] = {
    "commands": (telegram.BotCommand, "BotCommand"),
    "reaction": (telegram.ReactionType, "ReactionTypeEmoji"),
    "media": (None, None),
}
