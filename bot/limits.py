"""Telegram's limits under every call: the soonest lane first, nothing faster than allowed, no chat in another's way.

A heap of lanes in front of the counters of bot/pace.py. All times are monotonic seconds.
"""

import asyncio
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import timedelta
from heapq import heappop, heappush
from itertools import count
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.pace import NEVER, Arriving, Bucket, ChatsTurn, EverybodysTurn, Window
from domain.news import Lane

TOGETHER = 1.0
"""Two chats refused within so many seconds: it is not the chats, it is us."""
SWEEP = 60.0
"""Every so many seconds the chats that are idle are forgotten."""
FOREVER = float("inf")
MOST_WAITING = 8
"""Calls that stand in line here; the rest waits in the outbox, where what is owned can still be withdrawn."""
AT_ONCE = 8
"""Messages that may leave together after a quiet while; more of them one by one."""


@dataclass(order=True, slots=True)
class _Waiting:
    lane: int
    number: int
    chat: ChatsTurn = field(compare=False)
    ticket: asyncio.Future[float] = field(compare=False)
    """Done when it may leave: the moment."""


class Limits(BaseRateLimiter[str]):
    """`rate_limit_args` is the lane's name (in_lane), ordinary if none. Nobody waits with one of the `in_flight` slots.

    Counted is what names a chat and changes something there. A chat action leaves at once or
    not at all (False). A RetryAfter parks its chat and is raised: the outbox decides, nothing is tried twice.
    """

    def __init__(
        self,
        *,
        all_per_second: int = 28,
        in_flight: int = 64,
        off: bool = False,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._off = off
        self._now = now
        self._slots = in_flight
        self._everybody = EverybodysTurn(Arriving(all_per_second, AT_ONCE))
        self._chats: dict[int | str, ChatsTurn] = {}
        self._line: list[_Waiting] = []
        self._number = count()
        self._refused: tuple[float, int | str] = (NEVER, 0)
        self._timer: asyncio.TimerHandle | None = None
        self._sweep_at = NEVER

    async def initialize(self) -> None:
        """Nothing to do."""

    async def shutdown(self) -> None:
        """Nobody waits any longer."""
        for waiting in self._line:
            waiting.ticket.cancel()
        self._line.clear()
        self._chats.clear()
        self._set_timer(FOREVER)

    def ready_in(self, chat_id: int | str) -> float:
        """Seconds until one more could leave for this chat, behind those that wait for it; 0 when now."""
        now = self._now()
        at = self._everybody.ready_at(now)
        if chat := self._chats.get(chat_id):
            at = max(at, chat.ready_at(now, chat.waiting))
        return max(0.0, at - now)

    def busy(self) -> dict[int | str, float]:
        """The chats that could not be sent to now, and the seconds until they could.

        That everybody waits is not theirs: else an answer to somebody who was written to lately stood behind all that
        goes to others.
        """
        now = self._now()
        ready = {name: chat.ready_at(now, chat.waiting) for name, chat in self._chats.items()}
        return {name: at - now for name, at in ready.items() if at > now}

    def room(self) -> int:
        """How many more may be claimed: beyond it they would only wait here, and nobody could withdraw them."""
        return max(0, min(self._slots, MOST_WAITING) - self._everybody.waiting)

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, bool | dict[str, Any] | list[dict[str, Any]]]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: str | None,
    ) -> bool | dict[str, Any] | list[dict[str, Any]]:
        name = _name(data.get("chat_id"))
        if self._off or name is None or endpoint.startswith("get"):
            return await callback(*args, **kwargs)
        if endpoint != "sendChatAction":
            lane = Lane.ORDINARY if rate_limit_args is None else Lane[rate_limit_args]
            left = await self._turn(self._chat(name), lane)
        elif not self._may_leave_now(name):
            return False
        else:
            self._take(left := self._now())
        try:
            return await callback(*args, **kwargs)
        except RetryAfter as refusal:
            self._park(name, refusal.retry_after)
            raise
        finally:
            self._give_back(left)

    async def _turn(self, chat: ChatsTurn, lane: Lane) -> float:
        """Waits until a call for this chat may leave; returns that moment. Its slot is then taken."""
        ticket: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        heappush(self._line, _Waiting(lane, next(self._number), chat, ticket))
        chat.waiting += 1
        self._everybody.waiting += 1
        self._pump()
        try:
            return await ticket
        except asyncio.CancelledError:
            if not ticket.cancelled():
                self._give_back(ticket.result())
            raise
        finally:
            chat.waiting -= 1
            self._everybody.waiting -= 1

    def _may_leave_now(self, name: int | str) -> bool:
        """For what does not count against its chat. Whoever could leave has left, so none is in front."""
        now = self._now()
        return self._slots > 0 and max(self._everybody.ready_at(now), self._parked(name)) <= now

    def _take(self, now: float) -> None:
        self._slots -= 1
        self._everybody.pace.take(now)

    def _give_back(self, left: float) -> None:
        self._slots += 1
        self._everybody.pace.answered(left, self._now())
        self._pump()

    def _pump(self) -> None:
        """Lets go whoever may, best first; sets the timer for when the next could."""
        now = self._now()
        not_yet: list[_Waiting] = []
        while self._line and self._slots and self._everybody.ready_at(now) <= now:
            waiting = heappop(self._line)
            if waiting.ticket.done():
                continue
            if waiting.chat.ready_at(now) > now:
                not_yet.append(waiting)
                continue
            waiting.chat.pace.take(now)
            self._take(now)
            waiting.ticket.set_result(now)
        if not self._slots:
            next_at = FOREVER
        elif self._line:
            next_at = self._everybody.ready_at(now)
        else:
            next_at = min((waiting.chat.ready_at(now) for waiting in not_yet), default=FOREVER)
        for waiting in not_yet:
            heappush(self._line, waiting)
        self._set_timer(min(next_at, self._forget(now)) - now)

    def _forget(self, now: float) -> float:
        """Drops, once a minute, the chats of which there is nothing to remember; returns when to do it next."""
        if not self._chats:
            return FOREVER
        if now >= self._sweep_at:
            idle = [name for name, chat in self._chats.items() if not chat.waiting and chat.idle_at() <= now]
            for name in idle:
                del self._chats[name]
            self._sweep_at = now + SWEEP
        return self._sweep_at if self._chats else FOREVER

    def _set_timer(self, seconds: float) -> None:
        if self._timer:
            self._timer.cancel()
        self._timer = None
        if seconds < FOREVER:
            self._timer = asyncio.get_running_loop().call_later(max(0.001, seconds), self._pump)

    def _park(self, name: int | str, retry_after: float | timedelta) -> None:
        now = self._now()
        seconds = retry_after.total_seconds() if isinstance(retry_after, timedelta) else retry_after
        chat = self._chat(name)
        chat.parked_until = max(chat.parked_until, now + seconds)
        at, other = self._refused
        if other != name and now - at <= TOGETHER:
            self._everybody.parked_until = max(self._everybody.parked_until, self._parked(other), chat.parked_until)
        self._refused = (now, name)

    def _parked(self, name: int | str) -> float:
        return self._chats[name].parked_until if name in self._chats else NEVER

    def _chat(self, name: int | str) -> ChatsTurn:
        if name not in self._chats:
            private = isinstance(name, int) and name > 0
            self._chats[name] = ChatsTurn(Bucket(3) if private else Window(18, 60))
        return self._chats[name]


def in_lane(lane: int) -> str:
    """How a call says in which lane it stands: by name, because PTB drops a false value, and the first lane is 0."""
    return Lane(lane).name


def _name(chat_id: object) -> int | str | None:
    """A chat's number, also when it came as text; the @name of a channel; None when the call names no chat."""
    if chat_id is None or isinstance(chat_id, int):
        return chat_id
    text = str(chat_id)
    return int(text) if text.lstrip("-").isdigit() else text
