"""Letters: a worded message put onto the wire, as text, photo, album, voice or an edit of the card."""

import asyncio
import logging
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from telegram import InputFile, InputMediaPhoto, MessageEntity
from telegram.error import BadRequest, TelegramError
from telegram.ext import ExtBot

from bot.calls import Calls
from bot.limits import in_lane
from bot.small_pictures import small_pictures
from bot.verdicts import Fate
from handlers.news import Message
from handlers.news.message import LONGEST_CAPTION, LONGEST_TEXT, Look, Made, cut
from storage.parcel import Parcel

LOG = logging.getLogger(__name__)
MOST_IN_AN_ALBUM = 10
"""Telegram's limit; two at least."""
MENU_WITHIN = 5.0
"""Seconds that a message which has arrived waits for its menu."""
HALF_SENT = "half of it arrived"


class Letters:
    def __init__(self, bot: ExtBot[str], calls: Calls, photos: Path | None = None) -> None:
        """`photos` is the folder of those that a file may show. Files go by `bot`, all else by `calls`."""
        self._bot = bot
        self._calls = calls
        self._look = small_pictures(photos) if photos else None
        self._shown: dict[int, int] = {}
        """Menus that were set since the start, by their hash; a chat's is set again only when it is another."""

    async def post(self, chat_id: int, message: Message, parcel: Parcel, *, as_new: bool) -> tuple[int | None, bool]:
        """Sends or edits; returns the message id (None for an album) and whether it carries a photo.

        Raises TelegramError; bot/verdicts.py says what that means.
        """
        lane = parcel.lane
        if not as_new and parcel.card_message is not None:
            await self._edit(chat_id, parcel.card_message, message, lane, caption=parcel.card_has_photo)
            return parcel.card_message, parcel.card_has_photo
        if message.album or message.voices or message.files:
            await self._bundle(chat_id, message, lane)
            return None, False
        shown = {"reply_markup": keyboard(message), "disable_notification": message.silent or None}
        if message.made:
            words = {"caption": cut(message.text, LONGEST_CAPTION), "document": await file_of(message.made, self._look)}
            sent = await self._upload("sendDocument", chat_id, lane, **words, **shown)
        elif message.photo:
            text = cut(message.text, LONGEST_CAPTION)
            words = {"caption": text, "caption_entities": bold(text, message.bold)}
            sent = await self._call("sendPhoto", chat_id, lane, photo=message.photo, **words, **shown)
        else:
            text = cut(message.text, LONGEST_TEXT)
            sent = await self._call("sendMessage", chat_id, lane, text=text, entities=bold(text, message.bold), **shown)
        if message.pin:
            await self._pin(chat_id, sent["message_id"], parcel)
        if message.commands and self._shown.get(chat_id) != hash(message.commands):
            await self._show_commands(chat_id, message.commands)
        return sent["message_id"], message.photo is not None or message.made is not None

    async def _pin(self, chat_id: int, message_id: int, parcel: Parcel) -> None:
        """In the place of the card's older message; the message has arrived, pinned or not."""
        pins = [("unpinChatMessage", parcel.card_message), ("pinChatMessage", message_id)]
        for method, which in pins:
            if which is not None:
                try:
                    await self._call(method, chat_id, parcel.lane, message_id=which, disable_notification=True)
                except TelegramError as error:
                    LOG.info("letter.not_pinned method=%s error=%s", method, error)

    async def _show_commands(self, chat_id: int, commands: tuple[tuple[str, str], ...]) -> None:
        """The menu of this chat alone, in its reader's language, beside the keyboard that has just arrived.

        Everything works without it, so a failure is only logged, and the next keyboard brings it again.
        """
        said = [{"command": name, "description": does} for name, does in commands]
        scope = {"type": "chat", "chat_id": chat_id}
        try:
            async with asyncio.timeout(MENU_WITHIN):
                await self._bot.do_api_request(unlike_ptb("setMyCommands"), {"commands": said, "scope": scope})
        except (TelegramError, TimeoutError) as error:
            LOG.info("letter.no_menu error=%s", type(error).__name__)
        else:
            self._shown[chat_id] = hash(commands)

    async def _edit(self, chat_id: int, message_id: int, message: Message, lane: int, *, caption: bool) -> None:
        if caption:
            method, text, words, entities = (
                "editMessageCaption",
                cut(message.text, LONGEST_CAPTION),
                "caption",
                "caption_entities",
            )
        else:
            method, text, words, entities = "editMessageText", cut(message.text, LONGEST_TEXT), "text", "entities"
        said = {words: text, entities: bold(text, message.bold), "reply_markup": inline(message)}
        await self._call(method, chat_id, lane, message_id=message_id, **said)

    async def _bundle(self, chat_id: int, message: Message, lane: int) -> None:
        """Photos as albums under the words, then voice notes and files one by one.

        A TelegramError in the middle carries the note HALF_SENT: what went before it has arrived.
        """
        words: str | None = cut(message.text, LONGEST_CAPTION)
        try:
            for photos in in_albums(message.album):
                media = [
                    InputMediaPhoto(photo, caption=None if number else words) for number, photo in enumerate(photos)
                ]
                await self._bot.send_media_group(chat_id, media, rate_limit_args=in_lane(lane))
                words = None
            for voice in message.voices:
                await self._call("sendVoice", chat_id, lane, voice=voice, caption=words)
                words = None
            for file in message.files:
                await self._call("sendDocument", chat_id, lane, document=file, caption=words)
                words = None
        except TelegramError as error:
            if words is None:
                error.add_note(HALF_SENT)
            raise

    async def _call(self, method: str, chat_id: int, lane: int, **what: Any) -> Any:
        return await self._calls.call(method, {"chat_id": chat_id, **what}, lane)

    async def _upload(self, method: str, chat_id: int, lane: int, **what: Any) -> Any:
        given = {name: value for name, value in what.items() if value is not None}
        return await self._bot.do_api_request(
            unlike_ptb(method), {"chat_id": chat_id, **given}, rate_limit_args=in_lane(lane)
        )


async def file_of(made: Made, look: Look | None = None) -> InputFile:
    """Made in a thread. BadRequest when it cannot be: no second try would make it, and the reader's other news wait."""
    try:
        make = partial(made.pictured, look) if made.pictured and look else made.make
        return InputFile(await asyncio.to_thread(make), filename=made.name)
    except Exception as error:
        LOG.exception("letter.not_made name=%s", made.name)
        raise BadRequest("the file could not be made") from error


PLAINER: dict[Fate, Callable[[Message], Message]] = {
    Fate.WITHOUT_PHOTO: lambda message: replace(message, photo=None, album=()),
    Fate.WITHOUT_BUTTONS: lambda message: replace(message, buttons=(), menu=()),
    Fate.PLAIN: lambda message: replace(message, bold=""),
    Fate.SHORTER: lambda message: replace(message, text=cut(message.text, _room(message) // 2)),
}
"""What Telegram refuses is left away: the words must still arrive."""


def _room(message: Message) -> int:
    return (
        LONGEST_CAPTION
        if message.made or message.photo or message.album or message.voices or message.files
        else LONGEST_TEXT
    )


def plainer(fate: Fate, message: Message) -> Message | None:
    """The message without what was refused; None when there is nothing to leave away."""
    found = PLAINER[fate](message) if fate in PLAINER else message
    return None if found == message else found


def in_albums(photos: Sequence[str]) -> Iterator[Sequence[str]]:
    """As few albums as hold them all, none of them of a single photo."""
    if len(photos) < 2:
        return
    albums = -(-len(photos) // MOST_IN_AN_ALBUM)
    for number in range(albums):
        yield photos[len(photos) * number // albums : len(photos) * (number + 1) // albums]


def inline(message: Message) -> dict[str, Any] | None:
    if not message.buttons:
        return None
    rows = [[{"text": button.label, "callback_data": button.data} for button in row] for row in message.buttons]
    return {"inline_keyboard": rows}


def keyboard(message: Message) -> dict[str, Any] | None:
    if message.menu:
        rows = [[{"text": label} for label in row] for row in message.menu]
        return {"keyboard": rows, "resize_keyboard": True, "is_persistent": True}
    return inline(message)


def bold(text: str, part: str) -> list[dict[str, Any]] | None:
    """The part in bold, in Telegram's UTF-16 units; nothing when it is not in the text."""
    at = text.find(part) if part else -1
    if at < 0:
        return None
    entity = MessageEntity(MessageEntity.BOLD, at, len(part))
    return [found.to_dict() for found in MessageEntity.adjust_message_entities_to_utf_16(text, [entity])]


def unlike_ptb(method: str) -> str:
    """sendMessage as send_Message: PTB warns of a method that it has by name, and makes the former of the latter."""
    return re.sub("(?=[A-Z])", "_", method)


__all__ = ["HALF_SENT", "Letters", "bold", "inline", "keyboard", "plainer"]
