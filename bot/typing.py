"""正在输入…: shown to whoever waits for something that takes longer than a moment; past the outbox, and never late."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

from telegram import Bot
from telegram.constants import ChatAction
from telegram.error import TelegramError

A_MOMENT = 0.7
"""Seconds after which somebody who gets no answer begins to wonder."""
LASTS = 4.5
"""Telegram shows it for five seconds."""


class Typing:
    def __init__(self, bot: Bot, start: Callable[[Coroutine[Any, Any, None], str], asyncio.Task[None]]) -> None:
        self._bot = bot
        self._start = start

    @asynccontextmanager
    async def shown(self, chat_id: int | None) -> AsyncIterator[None]:
        """While the block runs, should that take longer than a moment; nothing for nobody."""
        shown: list[asyncio.Task[None]] = []

        def begin() -> None:
            if chat_id is not None:
                shown.append(self._start(self._show(chat_id), "typing"))

        timer = asyncio.get_running_loop().call_later(A_MOMENT, begin)
        try:
            yield
        finally:
            timer.cancel()
            for task in shown:
                task.cancel()

    async def _show(self, chat_id: int) -> None:
        """Until cancelled. What Telegram does not take now is of no use later."""
        while True:
            try:
                await self._bot.send_chat_action(chat_id, ChatAction.TYPING)
            except TelegramError:
                return
            await asyncio.sleep(LASTS)
