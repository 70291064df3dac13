"""Letters: a worded message put onto the wire, as text, photo, album, voice or an edit of the card."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    MessageEntity,
    ReplyKeyboardMarkup,
)
from telegram.error import TelegramError
from telegram.ext import ExtBot

from handlers.news import Message
from handlers.news.message import LONGEST_CAPTION, LONGEST_TEXT, cut
from storage.parcel import Parcel

MOST_IN_AN_ALBUM = 10
"""Telegram's limit; two at least."""
HALF_SENT = "half of it arrived"


class Letters:
    def __init__(self, bot: ExtBot[int]) -> None:
        self._bot = bot

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
        markup = keyboard(message)
        if message.photo:
            text = cut(message.text, LONGEST_CAPTION)
            sent = await self._bot.send_photo(
                chat_id,
                message.photo,
                caption=text,
                caption_entities=bold(text, message.bold),
                reply_markup=markup,
                disable_notification=message.silent,
                rate_limit_args=lane,
            )
            return sent.message_id, True
        text = cut(message.text, LONGEST_TEXT)
        sent = await self._bot.send_message(
            chat_id,
            text,
            entities=bold(text, message.bold),
            reply_markup=markup,
            disable_notification=message.silent,
            rate_limit_args=lane,
        )
        return sent.message_id, False

    async def _edit(self, chat_id: int, message_id: int, message: Message, lane: int, *, caption: bool) -> None:
        markup = inline(message)
        where: dict[str, Any] = {"chat_id": chat_id, "message_id": message_id, "rate_limit_args": lane}
        if caption:
            text = cut(message.text, LONGEST_CAPTION)
            await self._bot.edit_message_caption(
                caption=text, caption_entities=bold(text, message.bold), reply_markup=markup, **where
            )
        else:
            text = cut(message.text, LONGEST_TEXT)
            await self._bot.edit_message_text(text, entities=bold(text, message.bold), reply_markup=markup, **where)

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
                await self._bot.send_media_group(chat_id, media, rate_limit_args=lane)
                words = None
            for voice in message.voices:
                await self._bot.send_voice(chat_id, voice, caption=words, rate_limit_args=lane)
                words = None
            for file in message.files:
                await self._bot.send_document(chat_id, file, caption=words, rate_limit_args=lane)
                words = None
        except TelegramError as error:
            if words is None:
                error.add_note(HALF_SENT)
            raise

    @staticmethod
    def without_pictures(message: Message) -> Message:
        return replace(message, photo=None, album=())


def in_albums(photos: Sequence[str]) -> Iterator[Sequence[str]]:
    """As few albums as hold them all, none of them of a single photo."""
    if len(photos) < 2:
        return
    albums = -(-len(photos) // MOST_IN_AN_ALBUM)
    for number in range(albums):
        yield photos[len(photos) * number // albums : len(photos) * (number + 1) // albums]


def inline(message: Message) -> InlineKeyboardMarkup | None:
    if not message.buttons:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(button.label, callback_data=button.data) for button in row] for row in message.buttons]
    )


def keyboard(message: Message) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | None:
    if message.menu:
        return ReplyKeyboardMarkup(message.menu, resize_keyboard=True, is_persistent=True)
    return inline(message)


def bold(text: str, part: str) -> list[MessageEntity] | None:
    """The part in bold, in Telegram's UTF-16 units; nothing when it is not in the text."""
    at = text.find(part) if part else -1
    if at < 0:
        return None
    entity = MessageEntity(MessageEntity.BOLD, at, len(part))
    return list(MessageEntity.adjust_message_entities_to_utf_16(text, [entity]))


__all__ = ["HALF_SENT", "Letters", "bold", "inline", "keyboard"]
