"""Calls of the Bot API whose arguments are plain values: PTB's errors and our limits, but none of its objects."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from telegram.request import BaseRequest, RequestData

from bot.limits import Limits, in_lane


@dataclass(frozen=True, slots=True)
class Plain:
    """What a request looks at in its data; nothing in it is a file."""

    parameters: Mapping[str, Any]
    contains_files: bool = False


class Calls:
    """Nine of ten calls are a message, an edit or a button's answer. PTB makes objects of the arguments of one, and of
    what Telegram answers, that nobody looks at: a third of the time such a call costs."""

    def __init__(self, wire: BaseRequest, address: str, limits: Limits) -> None:
        """`address` is the bot's own, its token included (PTB's `base_url`)."""
        self._wire = wire
        self._address = address
        self._limits = limits

    async def call(self, method: str, what: Mapping[str, Any], lane: int | None = None) -> Any:
        """What Telegram answers, as JSON; a None among the arguments is left away. `method` is spelt as Telegram does.

        Raises TelegramError, as PTB's own methods do.
        """
        given = {name: value for name, value in what.items() if value is not None}
        return await self._limits.process_request(
            callback=self._wire.post,
            args=(f"{self._address}/{method}", cast(RequestData, Plain(given))),
            kwargs={},
            endpoint=method,
            data=given,
            rate_limit_args=None if lane is None else in_lane(lane),
        )

    async def answer(self, press: str, words: str) -> None:
        """What a pressed button says at once; it stops turning, also without a word."""
        await self.call("answerCallbackQuery", {"callback_query_id": press, "text": words or None})
