"""The sender: takes what waits in the outbox, one message a chat at a time, and writes down what became of it."""

import asyncio
import logging
import secrets
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from telegram.error import TelegramError

from actions.groups import lose_group
from actions.report_failure import report_failure
from actions.report_unreachable import report_unreachable
from bot.clock import PlayedClock, SystemClock
from bot.letters import HALF_SENT, Letters
from bot.limits import Limits
from bot.pickup import pick_up
from bot.tasks import Tasks
from bot.verdicts import Fate, Verdict, verdict_on
from domain.news import Show
from handlers.news import render
from storage import NotKept, Store, Transaction
from storage.parcel import Parcel

LOG = logging.getLogger(__name__)
MOST_ATTEMPTS = 60
"""With a pause that grows to 30 s this is half an hour of answers that this message fails; then it is given up.
A network that is away gives no answer: for that one waits however long it takes."""
LONGEST_PAUSE = 30.0
NOBODY = 0
"""No chat has this id: asking the limits about it tells how long everybody waits."""
EVERYBODY_WAITS = 1.0
"""Seconds. When all are parked for longer nothing is claimed: what waits can still be withdrawn."""
SHORTEST_PAUSE = 0.5


class Sender:
    """Poked whenever something changes; never polls. Times here are monotonic seconds, never the school's clock."""

    def __init__(
        self,
        store: Store,
        letters: Letters,
        limits: Limits,
        clock: SystemClock | PlayedClock,
        tasks: Tasks,
        *,
        operators: Callable[[Transaction], list[str]],
        in_flight: int,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._letters = letters
        self._limits = limits
        self._clock = clock
        self._tasks = tasks
        self._operators = operators
        self._in_flight = in_flight
        self._now = now
        self._poked = asyncio.Event()
        self._sending: set[int] = set()
        self._parked: dict[int, float] = {}
        self._in_vain: Counter[int] = Counter()
        self._held: dict[int, float] = {}
        self._timer: asyncio.TimerHandle | None = None
        self._looking = False
        self._looked_at = 0.0

    def poke(self) -> None:
        self._poked.set()

    @property
    def idle(self) -> bool:
        """Nothing on its way, nothing about to be looked for, nothing held back for a moment."""
        return not (self._sending or self._looking or self._held or self._poked.is_set())

    async def run(self) -> None:
        """Until cancelled. What was on its way when the program last ended goes again, marked as a possible repeat."""
        await self._store.run(lambda tx: tx.outbox.recover())
        self.poke()
        while True:
            await self._poked.wait()
            self._poked.clear()
            self._looking = True
            try:
                while parcels := await self._take():
                    for parcel in parcels:
                        assert parcel.chat_id is not None
                        self._sending.add(parcel.chat_id)
                        self._tasks.start(self._deliver(parcel), f"deliver {parcel.id}")
                self._set_timer(await self._store.run(lambda tx: tx.outbox.next_at(self._clock.now())))
            except Exception:
                LOG.exception("outbox.look_failed")
                self._wake_in(LONGEST_PAUSE / 10)
            finally:
                self._looking = False

    async def _take(self) -> list[Parcel]:
        now = self._looked_at = self._now()
        room = self._in_flight - len(self._sending)
        if room <= 0 or self._limits.ready_in(NOBODY) > EVERYBODY_WAITS:
            return []
        self._parked = {chat: until for chat, until in self._parked.items() if until > now}
        slow = [int(chat) for chat in self._limits.busy() if isinstance(chat, int)]
        busy = [*self._sending, *self._parked, *slow]
        held = [row for row, until in self._held.items() if until > now]
        parcels, waiting = await self._store.run(pick_up, self._clock.now(), busy, held, room, frozenset(self._held))
        if seen := list(self._held):
            still = await self._store.run(lambda tx: tx.outbox.queued(seen))
            self._held = {row: until for row, until in self._held.items() if row in still}
        for parcel in waiting:
            self._held[parcel.id] = now + parcel.hold_ms / 1000
        for parcel in parcels:
            self._held.pop(parcel.id, None)
        if not parcels and waiting:
            return await self._take()
        return parcels

    async def _deliver(self, parcel: Parcel) -> None:
        chat_id = parcel.chat_id
        assert chat_id is not None
        try:
            await self._try(parcel, chat_id)
        except Exception:
            # Without a verdict the row stays on its way: put back, so that it is not lost until the next start.
            LOG.exception("outbox.no_verdict id=%d about=%s", parcel.id, parcel.about)
            self._park(chat_id)
            await self._write_down(lambda tx: tx.outbox.later(parcel.id, maybe_sent=True))
        finally:
            self._sending.discard(chat_id)
            self.poke()

    async def _write_down(self, verdict: Callable[[Transaction], None]) -> None:
        """What became of a message is kept however long the disk is full, or it would be said again, or never."""
        pause = SHORTEST_PAUSE
        while True:
            try:
                return await self._store.run(verdict)
            except NotKept as error:
                LOG.error("outbox.not_written_down error=%s", error)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    async def _try(self, parcel: Parcel, chat_id: int) -> None:
        as_new = parcel.card_message is None or parcel.show is Show.NEW
        repeat = parcel.maybe_sent and as_new
        try:
            message = render(parcel.about, parcel.facts, parcel.language, maybe_repeat=repeat, address=parcel.address)
        except Exception:
            LOG.exception("news.unworded about=%s", parcel.about)
            await self._judge(parcel, chat_id, Verdict(Fate.NEVER, "no wording"))
            return
        verdict = Verdict(Fate.NEVER, "not tried")
        for _ in range(3):
            try:
                sent, photo = await self._letters.post(chat_id, message, parcel, as_new=as_new)
            except TelegramError as error:
                verdict = verdict_on(error)
                if HALF_SENT in getattr(error, "__notes__", ()):
                    verdict = replace(verdict, maybe_sent=True)
            else:
                await self._delivered(parcel, sent, photo)
                return
            if verdict.fate is Fate.AS_NEW and not as_new:
                as_new = True
            elif verdict.fate is Fate.WITHOUT_PHOTO and (message.photo or message.album):
                message = self._letters.without_pictures(message)
            else:
                break
        await self._judge(parcel, chat_id, verdict)

    async def _judge(self, parcel: Parcel, chat_id: int, verdict: Verdict) -> None:
        now = self._clock.now()
        if verdict.fate is Fate.DELIVERED:
            await self._delivered(parcel, parcel.card_message, parcel.card_has_photo)
        elif verdict.fate is Fate.MOVED and parcel.chat_id is not None and verdict.to is not None:
            moved, to = parcel.chat_id, verdict.to
            await self._write_down(lambda tx: tx.groups.moved(moved, to))
            await self._write_down(lambda tx: tx.outbox.later(parcel.id, maybe_sent=False, counts=False))
        elif verdict.fate is Fate.LATER and (parcel.attempts < MOST_ATTEMPTS or not verdict.counts):
            LOG.info("outbox.later id=%d about=%s why=%s", parcel.id, parcel.about, verdict.why)
            self._park(chat_id, verdict.wait)
            await self._write_down(
                lambda tx: tx.outbox.later(parcel.id, maybe_sent=verdict.maybe_sent, counts=verdict.counts)
            )
        else:
            error_id = secrets.token_hex(3)
            LOG.warning("outbox.never id=%d why=%s error_id=%s", parcel.id, verdict.why, error_id)
            await self._write_down(lambda tx: self._never(tx, now, parcel, verdict, error_id))

    def _never(self, tx: Transaction, now: datetime, parcel: Parcel, verdict: Verdict, error_id: str) -> None:
        """Given up, and somebody hears: of a person who cannot be reached the superior, of all else the operator."""
        tx.outbox.never(parcel.id, verdict.why, now)
        if verdict.fate is Fate.UNREACHABLE and parcel.chat_id is not None and parcel.chat_id < 0:
            lose_group(tx, now, parcel.chat_id)
        elif verdict.fate is Fate.UNREACHABLE and parcel.chat_id is not None:
            report_unreachable(tx, now, parcel.chat_id)
        else:
            report_failure(tx, now, error_id, self._operators(tx), kind=f"unsent:{parcel.about}")

    async def _delivered(self, parcel: Parcel, message_id: int | None, photo: bool) -> None:
        if parcel.chat_id is not None:
            del self._in_vain[parcel.chat_id]
        await self._write_down(
            lambda tx: tx.outbox.delivered(parcel, message_id, self._clock.now(), card_has_photo=photo)
        )

    def _park(self, chat_id: int, wait: float | None = None) -> None:
        pause = min(LONGEST_PAUSE, SHORTEST_PAUSE * 2 ** min(self._in_vain[chat_id], 10))
        self._in_vain[chat_id] += 1
        self._parked[chat_id] = self._now() + (pause if wait is None else wait)

    def _set_timer(self, put_off_to: datetime | None) -> None:
        """The earliest moment at which something that could not go now could."""
        now = self._now()
        moments = [at for at in (*self._parked.values(), *self._held.values()) if at > self._looked_at]
        moments += [now + wait for wait in self._limits.busy().values()]
        if (all_wait := self._limits.ready_in(NOBODY)) > 0:
            moments.append(now + all_wait)
        if put_off_to is not None and (real := self._clock.real_delay(put_off_to)) is not None:
            moments.append(now + real)
        if moments:
            self._wake_in(max(0.0, min(moments) - now) + 0.005)

    def _wake_in(self, seconds: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(seconds, self.poke)

    def stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
