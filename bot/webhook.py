"""Webhook mode: Telegram brings the updates; as long as it does not get through, they are fetched."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from telegram import Bot, WebhookInfo
from telegram.error import BadRequest, Conflict, InvalidToken, RetryAfter, TelegramError

from bot.logs import event
from bot.polling import Outcome
from bot.polls import ALLOWED_UPDATES, Polls

if TYPE_CHECKING:
    from bot.listener import Listener

LOG = logging.getLogger(__name__)
LOOK_EVERY, LOOK_AGAIN = 20.0, 5.0
"""Seconds between two looks at how Telegram fares with us; fewer while something waits there."""
TRY_AGAIN_AFTER, LONGEST_FETCHING = 600.0, 4 * 3600.0
"""Seconds for which updates are fetched before the webhook is tried again: each try may cost people half a minute, so
they double until one succeeds."""
CONNECTIONS = 40
"""Telegram's own default (Bot API, setWebhook)."""
SET_AGAIN_AFTER = 1.0
"""Seconds: Telegram lets a webhook be set once in so many."""
ELSEWHERE = "Conflict: the webhook was set to another address"


@dataclass(frozen=True, slots=True)
class Look:
    """How many updates wait at Telegram, how many were kept since the start, when Telegram last failed to bring one."""

    waiting: int = 0
    kept: int = 0
    failed: datetime | None = None

    def is_stuck_since(self, before: "Look") -> bool:
        """Something waits, as it did then, and nothing has come meanwhile, or Telegram has failed once more."""
        return bool(self.waiting and before.waiting) and (self.kept == before.kept or self.failed != before.failed)


class Webhook:
    """Begun and paused as polling is. `polls` fetch while the webhook does not work.

    Telegram says how it fares when it is asked: that answer stands for the one to a poll (`outcome`, `on_error`,
    `last_success`). `failed` is told in Telegram's words when updates do not get through.
    """

    def __init__(
        self,
        bot: Bot,
        url: str,
        listener: "Listener",
        polls: Polls,
        *,
        outcome: Callable[[Outcome], None],
        on_error: Callable[[TelegramError], None],
        failed: Callable[[str], Awaitable[None]],
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._bot = bot
        self._url = url
        self._listener = listener
        self._polls = polls
        self._outcome = outcome
        self._on_error = on_error
        self._failed = failed
        self._now = now
        self._one_at_a_time = asyncio.Lock()
        self._wanted = self._is_set = False
        self._fetching_until: float | None = None
        self._failures = 0
        self._last_look = Look()
        self._last_success: float | None = None

    @property
    def last_success(self) -> float | None:
        known = [moment for moment in (self._last_success, self._polls.last_success) if moment is not None]
        return max(known, default=None)

    @property
    def fetches(self) -> bool:
        """Whether updates are fetched because the webhook does not work."""
        return self._fetching_until is not None

    async def begin(self) -> None:
        """Raises ConfigError when the port is taken."""
        await self._listener.open()
        async with self._one_at_a_time:
            self._wanted = True
            await self._set()

    async def pause(self) -> None:
        """Telegram is asked for nothing; who wants to fetch has to delete the webhook."""
        async with self._one_at_a_time:
            self._wanted = self._is_set = False
            await self._polls.pause()

    async def begin_anew(self) -> None:
        async with self._one_at_a_time:
            await (self._polls.begin_anew() if self.fetches else self._set())

    async def stop(self) -> None:
        """The webhook stays set: what people say meanwhile waits at Telegram, and is fetched at the next start."""
        await self.pause()
        await self._listener.close()

    async def run(self) -> None:
        """Looks again and again, until cancelled."""
        while True:
            await asyncio.sleep(LOOK_AGAIN if self._last_look.waiting else LOOK_EVERY)
            await self.look()

    async def look(self) -> None:
        """One look: all is well, or it is set anew, or updates are fetched from now on, or no longer."""
        if turned_away := self._listener.turned_away:
            self._listener.turned_away = 0
            event(LOG, "webhook.turned_away", logging.WARNING, calls=turned_away)
        async with self._one_at_a_time:
            if not self._wanted:
                return
            if self._fetching_until is not None:
                if self._now() >= self._fetching_until:
                    self._fetching_until = None
                    await self._set()
                return
            info = await self._info()
            if info is not None:
                await self._judge(info)

    async def _judge(self, info: WebhookInfo) -> None:
        if info.url != self._url or not self._is_set:
            event(LOG, "webhook.not_there", logging.WARNING, elsewhere=bool(info.url))
            if self._is_set:
                self._on_error(Conflict(ELSEWHERE))
            await self._set()
            if self._is_set:
                self._heard()
            return
        before, now = self._last_look, Look(info.pending_update_count, self._listener.kept, info.last_error_date)
        self._last_look = now
        if now.is_stuck_since(before):
            await self._fetch(info.last_error_message or "nothing arrives")
            return
        self._failures = 0 if now.kept > before.kept else self._failures
        self._heard()

    def _heard(self) -> None:
        self._last_success = self._now()
        self._outcome(Outcome.KEPT)

    async def _info(self) -> WebhookInfo | None:
        try:
            return await self._bot.get_webhook_info()
        except InvalidToken:
            self._outcome(Outcome.REFUSED)
        except TelegramError as error:
            self._outcome(Outcome.FAILED)
            self._on_error(error)
        return None

    async def _set(self) -> None:
        """Without a network it stays unset, and the next look tries again; refused, updates are fetched."""
        self._last_look, self._is_set = Look(kept=self._listener.kept), False
        await self._polls.pause()
        if self._fetching_until is not None:
            await self._polls.begin()
            return
        try:
            await self._tell_telegram()
        except BadRequest as refused:
            await self._fetch(refused.message)
        except TelegramError as error:
            event(LOG, "webhook.not_set", logging.WARNING, error=type(error).__name__)
        else:
            self._is_set, self._last_success = True, self._now()

    async def _tell_telegram(self) -> None:
        for _ in range(2):
            try:
                await self._bot.set_webhook(
                    self._url,
                    secret_token=self._listener.secret,
                    allowed_updates=list(ALLOWED_UPDATES),
                    max_connections=CONNECTIONS,
                )
            except RetryAfter:
                await asyncio.sleep(SET_AGAIN_AFTER)
            else:
                return
        raise TelegramError("the webhook may not be set now")

    async def _fetch(self, why: str) -> None:
        """Polling begins by deleting the webhook."""
        event(LOG, "webhook.fails", logging.ERROR, why=why)
        pause = min(TRY_AGAIN_AFTER * 2**self._failures, LONGEST_FETCHING)
        self._failures += 1
        self._fetching_until, self._is_set = self._now() + pause, False
        await self._polls.begin()
        await self._failed(why)
