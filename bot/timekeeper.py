"""The timekeeper: compares the machine's clock with Telegram's, and says so when one of them jumped or is wrong."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import UTC, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from telegram.ext import Application

from actions.clock_jumps import note_jump, note_wrong, reopen_some
from bot.clock import STEP, Jump, PlayedClock, SystemClock
from bot.contact import Contact
from bot.polling import Arrived
from bot.tasks import Tasks
from bot.wire import Wire
from schedules.timetable import clock_went_back
from storage import Store, Transaction

LOG = logging.getLogger(__name__)
LOOK_EVERY = 5.0
WITHOUT_A_WORD = 600.0
"""Seconds after which a machine's clock that was set is told of, although Telegram has not said who is right."""
SAY_AGAIN = 3600.0
"""Seconds between two looks whether today was told of already."""


class Timekeeper:
    """`turned` is awaited whenever timers that were set by one of the clocks are wrong now."""

    def __init__(
        self,
        clock: SystemClock | PlayedClock,
        store: Store,
        contact: Contact,
        tasks: Tasks,
        operators: Callable[[Transaction], list[str]],
        turned: Callable[[], Awaitable[None]],
    ) -> None:
        self._clock = clock
        self._store = store
        self._contact = contact
        self._tasks = tasks
        self._operators = operators
        self._turned = turned
        self._begun = False
        self._by_letters = False
        self._at_start: Jump | None = None
        self._off = timedelta()
        self._off_for = 0.0
        self._told_for = -SAY_AGAIN
        self._one_at_a_time = asyncio.Lock()

    async def begin(self, application: Application[Any, Any, Any, Any, Any, Any], wires: Sequence[Wire]) -> None:
        """The first answer from Telegram; when it says another time than the machine, it is asked once more.

        Whatever is decided by a clock comes after this. Of a Bot API server on our own machine only what people send
        tells the time: that has been to Telegram.
        """
        newest = await self._store.run(lambda tx: tx.history.newest())
        self._clock.at_least(newest)
        self._by_letters = not any(wire.elsewhere for wire in wires)
        for wire in wires:
            wire.dated = self.heard
        await application.initialize()
        if self._clock.doubtful:
            await application.bot.get_me()
        self._begun, jump = True, self._at_start
        if newest is not None and newest > self._clock.now() + STEP and isinstance(self._clock, SystemClock):
            await self._go_on(Jump(newest, self._clock.now()))
        elif jump is not None:
            await self._store.run(lambda tx: note_jump(tx, jump.before, jump.after, ()))
        if self._clock.off:
            await self._wrong()
        self._tasks.start(self._run(), "timekeeper")

    def passed_on(self, batch: Iterable[Arrived]) -> None:
        """What people sent arrived just now."""
        just_now = self._by_letters and self._contact.outage is None
        for sent in (arrived.sent for arrived in batch if arrived.sent is not None):
            self._take(self._clock.heard_of(sent.astimezone(UTC), just_now=just_now))

    def heard(self, date: str) -> None:
        """The header Date of an answer of Telegram's."""
        try:
            said = parsedate_to_datetime(date).astimezone(UTC)
        except ValueError:
            return
        self._take(self._clock.heard(said))

    def _take(self, jump: Jump | None) -> None:
        if jump is not None:
            LOG.warning("clock.jumped before=%s after=%s", jump.before.isoformat(), jump.after.isoformat())
        if not self._begun:
            self._at_start = jump or self._at_start
        elif jump is not None:
            self._contact.clock_jumped |= jump.after > jump.before
            self._tasks.start(self._go_on(jump), "clock jumped")
        elif self._clock.off and not self._clock.doubtful and self._wants_to_tell():
            self._tasks.start(self._wrong(), "clock wrong")

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(LOOK_EVERY)
            try:
                await self.look(LOOK_EVERY)
            except Exception:
                LOG.exception("clock.look_failed")

    async def look(self, seconds: float) -> None:
        """Whether somebody has set the machine's clock since the last look, so many seconds ago."""
        before, self._off = self._off, self._clock.off
        self._off_for = self._off_for + seconds if self._off else 0.0
        if self._off != before and abs(self._off - before) > timedelta(seconds=seconds):
            LOG.warning("clock.set machine=%s off_s=%d", self._clock.machine.isoformat(), self._off.total_seconds())
            await self._turned()
        if self._off_for >= WITHOUT_A_WORD and self._wants_to_tell():
            await self._wrong()

    async def _go_on(self, jump: Jump) -> None:
        """Forward: what lies between is dealt with as an outage by whoever hears the next answer to a poll."""
        async with self._one_at_a_time:
            await self._store.run(lambda tx: note_jump(tx, jump.before, jump.after, self._operators(tx)))
            if jump.after < jump.before:
                await self._store.run(clock_went_back, self._clock.now(), jump.before - jump.after)
                while await self._store.run(reopen_some, self._clock.now()):
                    pass
            await self._turned()
        if self._clock.off:
            await self._wrong()

    async def _wrong(self) -> None:
        await self._store.run(lambda tx: note_wrong(tx, self._clock.now(), self._clock.machine, self._operators(tx)))

    def _wants_to_tell(self) -> bool:
        now = asyncio.get_running_loop().time()
        if now - self._told_for < SAY_AGAIN:
            return False
        self._told_for = now
        return True
