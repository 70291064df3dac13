"""Pressed buttons that wait for the bot's answer: each is answered once, and not for ever."""

import asyncio
import secrets
import time
from dataclasses import dataclass

from rehearsal.errors import refusal
from rehearsal.shapes import Json

ANSWER_LENGTH = 200
"""Characters (Bot API, answerCallbackQuery)."""


@dataclass
class Press:
    id: str
    user: int
    old_at: float
    answer: "asyncio.Future[Json]"


class Callbacks:
    """Open callback queries; `lifetime` is in real seconds, as at Telegram."""

    def __init__(self, lifetime: float) -> None:
        self.lifetime = lifetime
        self._open: dict[str, Press] = {}

    def press(self, user: int) -> Press:
        future: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        press = Press(str(secrets.randbits(62)), user, time.monotonic() + self.lifetime, future)
        self._open[press.id] = press
        return press

    def answer(self, query_id: str, text: str, show_alert: bool) -> Press:
        if len(text) > ANSWER_LENGTH:
            raise refusal("answer long")
        press = self._open.pop(query_id, None)
        if press is None or press.old_at <= time.monotonic():
            raise refusal("query old")
        press.answer.set_result({"text": text, "show_alert": show_alert})
        return press

    def grow_old(self, seconds: float) -> None:
        """So much time went by at once."""
        for press in self._open.values():
            press.old_at -= seconds
