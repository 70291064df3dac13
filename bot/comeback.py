"""Coming back: after a start or an outage everything that waited is fetched first, then is decided what was missed."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from telegram.error import TelegramError
from telegram.ext import Application

from actions.outages import end_outage, excuse_some, note_outage
from actions.plan_duties import plan_ahead
from bot.contact import Contact
from bot.polling import catch_up
from bot.polls import ALLOWED_UPDATES
from bot.ways import Way
from domain.clock import Clock
from domain.outages import Outage
from schedules.timetable import plan_at_once
from storage import NotKept, Store, Transaction
from storage.stamps import POLLED

LOG = logging.getLogger(__name__)
CATCH_UP_WITHIN = 60.0
"""Seconds for fetching what waited while we were away; only then is decided what was missed."""


class Comeback:
    """`serve` does what became due meanwhile."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        contact: Contact,
        application: Application[Any, Any, Any, Any, Any, Any],
        polls: Way,
        operators: Callable[[Transaction], list[str]],
        serve: Callable[[], Awaitable[object]],
    ) -> None:
        self._store = store
        self._clock = clock
        self._contact = contact
        self._application = application
        self._polls = polls
        self._operators = operators
        self._serve = serve
        self.under_way = False

    async def at_start(self) -> None:
        """Without a network nothing is decided: the first answer to a poll will bring us here again."""
        self._contact.remember(await self._store.run(lambda tx: tx.stamps.get(POLLED)))
        if await self._catch_up():
            await self._decide()

    async def after_an_outage(self) -> None:
        """Once at a time; polling rests meanwhile, for Telegram answers one of us only."""
        if self.under_way:
            return
        self.under_way = True
        try:
            await self._polls.pause()
            try:
                if await self._catch_up():
                    await self._decide()
            except Exception:
                LOG.exception("comeback.failed")  # the next answer to a poll brings us here again
            await self._polls.begin()
            await self._serve()
        finally:
            self.under_way = False

    async def turned(self) -> None:
        """The clock was turned; after a jump in an outage Telegram is asked before anything is decided."""
        self._contact.turned()
        if self._contact.outage is None:
            await self.stamp()
        else:
            await self.after_an_outage()

    async def stamp(self) -> None:
        """A full disk is told of by whoever had something to keep; the next stamp is half a minute away."""
        try:
            await self._store.run(lambda tx: tx.stamps.set(POLLED, self._clock.now()))
        except NotKept as error:
            LOG.warning("poll.not_stamped error=%s", error)

    async def _catch_up(self) -> bool:
        """Fetches what waits and sees it through; False when Telegram cannot be reached. No webhook is in the way."""
        reached = True
        try:
            async with asyncio.timeout(CATCH_UP_WITHIN):
                await self._application.bot.delete_webhook()
                await catch_up(self._application.bot, self._application.update_queue.put, ALLOWED_UPDATES)
        except TimeoutError:
            LOG.warning("inbox.not_caught_up more=true")
        except TelegramError as error:
            LOG.warning("inbox.not_caught_up error=%s", type(error).__name__)
            reached = False
        await self._application.update_queue.join()
        return reached

    async def _decide(self) -> None:
        outage = self._contact.outage
        if outage is not None:
            await self._excuse(outage)
        await self.stamp()
        self._contact.back()

    async def _excuse(self, outage: Outage) -> None:
        LOG.warning("outage began=%s ended=%s", outage.began.isoformat(), outage.ended.isoformat())
        await self._store.run(note_outage, outage)
        while await self._store.run(excuse_some, self._clock.now(), outage):
            pass
        # What nobody could plan meanwhile is excused with the rest, before anything counts it.
        await self._store.run(plan_ahead, self._clock.now())
        while await self._store.run(plan_at_once, self._clock.now()):
            pass

        def end(tx: Transaction) -> None:
            end_outage(tx, self._clock.now(), outage, self._operators(tx), jumped=self._contact.clock_jumped)

        await self._store.run(end)
