"""The sender: takes what waits in the outbox, one message a chat at a time, and writes down what became of it."""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from telegram.error import TelegramError

from bot.clock import PlayedClock, SystemClock
from bot.doubts import Doubts
from bot.letters import HALF_SENT, Letters, plainer
from bot.limits import Limits
from bot.outcomes import Outcomes
from bot.pickup import Looking, PickedUp, pick_up
from bot.tasks import Tasks
from bot.verdicts import Fate, Verdict, verdict_on
from bot.wording import worded
from domain.news import Show
from storage import Store, Transaction
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
        self._outcomes = Outcomes(store, clock, operators)
        self._letters = letters
        self._limits = limits
        self._clock = clock
        self._tasks = tasks
        self._in_flight = in_flight
        self._now = now
        self._poked = asyncio.Event()
        self._sending: set[int] = set()
        self._parked: dict[int, float] = {}
        self._in_vain: Counter[int] = Counter()
        self._held: dict[int, float] = {}
        self._alone: set[int] = set()
        self._doubts = Doubts()
        self._timer: asyncio.TimerHandle | None = None
        self._looking = False
        self._looked_at = 0.0

    def poke(self) -> None:
        self._poked.set()

    def heard_again(self) -> None:
        """After an outage: what may or may not have arrived in it is not waited with."""
        self._doubts.forgotten()
        self.poke()

    @property
    def verdicts(self) -> Mapping[str, int]:
        """How many messages ended in each way, or were put off, since the start."""
        return self._outcomes.verdicts

    @property
    def idle(self) -> bool:
        """Nothing on its way, nothing about to be looked for, nothing held back for a moment."""
        return not (self._sending or self._looking or self._held or self._poked.is_set())

    async def run(self) -> None:
        """Until cancelled. What was on its way when the program last ended goes again, marked as a possible repeat."""
        await self._store.run(lambda tx: tx.deliveries.recover())
        self.poke()
        while True:
            await self._poked.wait()
            self._poked.clear()
            self._looking = True
            try:
                found = PickedUp(more=True)
                while found.more:
                    found = await self._take()
                    for parcels in found.going:
                        chat_id = parcels[0].chat_id
                        assert chat_id is not None
                        self._sending.add(chat_id)
                        self._tasks.start(self._deliver(parcels, chat_id), f"deliver {parcels[0].id}")
                self._set_timer(found.next_at)
            except Exception:
                LOG.exception("outbox.look_failed")
                self._wake_in(LONGEST_PAUSE / 10)
            finally:
                self._looking = False

    async def _take(self) -> PickedUp:
        """What leaves now; nothing when there is no room: whoever makes some pokes."""
        now = self._looked_at = self._now()
        room = min(self._in_flight - len(self._sending), self._limits.room())
        if room <= 0 or self._limits.ready_in(NOBODY) > EVERYBODY_WAITS:
            return PickedUp()
        self._parked = {chat: until for chat, until in self._parked.items() if until > now}
        slow = [int(chat) for chat in self._limits.busy() if isinstance(chat, int)]
        busy = [*self._sending, *self._parked, *slow]
        held = [row for row, until in self._held.items() if until > now]
        held.extend(self._doubts.waiting(now))
        looking = Looking(busy, held, room, frozenset(self._held), frozenset(self._alone))
        found = await self._store.run(pick_up, self._clock.now(), looking)
        self._outcomes.verdicts["expired"] += len(found.expired)
        if seen := list(self._held):
            still = await self._store.run(lambda tx: tx.deliveries.queued(seen))
            self._held = {row: until for row, until in self._held.items() if row in still}
        for parcel in found.waiting:
            self._held[parcel.id] = now + parcel.hold_ms / 1000
        for parcels in found.going:
            for parcel in parcels:
                self._held.pop(parcel.id, None)
        if not found.going and found.waiting:
            return await self._take()
        return found

    async def _deliver(self, parcels: tuple[Parcel, ...], chat_id: int) -> None:
        try:
            await self._try(parcels, chat_id)
        except Exception as error:
            # Without a verdict the rows stay on their way: put back, so that they are not lost until the next start.
            LOG.exception("outbox.no_verdict id=%d about=%s", parcels[0].id, parcels[0].about)
            why = f"no verdict: {type(error).__name__}"
            await self._judge(parcels, chat_id, Verdict(Fate.LATER, why, maybe_sent=True))
        finally:
            self._sending.discard(chat_id)
            self.poke()

    async def _try(self, parcels: tuple[Parcel, ...], chat_id: int) -> None:
        parcel = parcels[0]
        as_new = parcel.card_message is None or parcel.show is Show.NEW
        try:
            message = worded(parcels, as_new=as_new)
        except Exception:
            LOG.exception("news.unworded about=%s", parcel.about)
            await self._judge(parcels, chat_id, Verdict(Fate.NEVER, "no wording"))
            return
        while True:
            try:
                sent, photo = await self._letters.post(chat_id, message, parcel, as_new=as_new)
            except TelegramError as error:
                verdict = verdict_on(error)
                if HALF_SENT in getattr(error, "__notes__", ()):
                    verdict = replace(verdict, maybe_sent=True)
            else:
                await self._delivered(parcels, chat_id, sent, photo)
                return
            if verdict.fate is Fate.AS_NEW and not as_new:
                as_new = True
            elif (less := plainer(verdict.fate, message)) is not None:
                LOG.warning("letter.plainer about=%s why=%s", parcel.about, verdict.why)
                message = less
            else:
                break
        await self._judge(parcels, chat_id, verdict)

    async def _judge(self, parcels: tuple[Parcel, ...], chat_id: int, verdict: Verdict) -> None:
        """What becomes of a message that did not go as it is."""
        if verdict.fate is Fate.DELIVERED:
            await self._delivered(parcels, chat_id, parcels[0].card_message, parcels[0].card_has_photo)
        elif verdict.fate is Fate.MOVED and verdict.to is not None:
            await self._outcomes.moved(parcels, chat_id, verdict.to)
        elif verdict.fate is Fate.LATER:
            self._park(chat_id, verdict.wait)
            if verdict.maybe_sent:
                self._doubts.more([it.id for it in parcels], self._now())
            spent = [it for it in parcels if verdict.counts and it.attempts >= MOST_ATTEMPTS]
            waiting = [it for it in parcels if it not in spent]
            keep = {"maybe_sent": verdict.maybe_sent, "counts": verdict.counts}
            await self._outcomes.again(waiting, **keep, why=verdict.why, wait=verdict.wait or 0.0)
            await self._outcomes.never(spent, verdict)
        elif verdict.fate is not Fate.UNREACHABLE and len(parcels) > 1:
            # One of them may be what Telegram does not take; the others shall not suffer for it.
            self._alone.update(it.id for it in parcels)
            await self._outcomes.again(parcels, maybe_sent=False, counts=False, why=verdict.why)
        else:
            await self._outcomes.never(parcels, verdict)

    async def _delivered(self, parcels: tuple[Parcel, ...], chat_id: int, message_id: int | None, photo: bool) -> None:
        del self._in_vain[chat_id]
        self._alone.difference_update(it.id for it in parcels)
        self._doubts.known(it.id for it in parcels)
        await self._outcomes.delivered(parcels, message_id, photo)

    def _park(self, chat_id: int, wait: float | None = None) -> None:
        pause = min(LONGEST_PAUSE, SHORTEST_PAUSE * 2 ** min(self._in_vain[chat_id], 10))
        self._in_vain[chat_id] += 1
        self._parked[chat_id] = self._now() + (pause if wait is None else wait)

    def _set_timer(self, put_off_to: datetime | None) -> None:
        """The earliest moment at which something that could not go now could."""
        now = self._now()
        moments = [
            at for at in (*self._parked.values(), *self._held.values(), *self._doubts.moments) if at > self._looked_at
        ]
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
