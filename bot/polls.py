"""Polling for updates: begun, paused and begun anew, one change at a time."""

import asyncio
from collections.abc import Callable
from typing import Any

from telegram.error import TelegramError
from telegram.ext import Application, Updater

from bot.polling import InboxRequest, begin_again

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")


class Polls:
    def __init__(
        self,
        application: Application[Any, Any, Any, Any, Any, Any],
        request: InboxRequest,
        timeout: int,
        on_error: Callable[[TelegramError], None],
    ) -> None:
        """`timeout` is the long poll's, in seconds; `on_error` hears of each poll that failed."""
        assert application.updater is not None
        self._updater: Updater = application.updater
        self._request = request
        self._timeout = timeout
        self._on_error = on_error
        self._one_at_a_time = asyncio.Lock()

    @property
    def last_success(self) -> float | None:
        """Monotonic time of the last good answer."""
        return self._request.last_success

    async def begin(self) -> None:
        async with self._one_at_a_time:
            if not self._updater.running:
                await self._start()

    async def pause(self) -> None:
        async with self._one_at_a_time:
            if self._updater.running:
                await self._updater.stop()

    async def begin_anew(self) -> None:
        """With new connections: a pool may be stuck."""
        async with self._one_at_a_time:
            await begin_again(self._updater, self._request, self._start)

    async def stop(self) -> None:
        await self.pause()

    async def run(self) -> None:
        """The library does the asking."""

    async def _start(self) -> None:
        await self._updater.start_polling(
            timeout=self._timeout,
            allowed_updates=list(ALLOWED_UPDATES),
            bootstrap_retries=-1,
            error_callback=self._on_error,
        )
