"""The queue of updates: handed out again and again until a higher offset confirms them."""

import asyncio
import json
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from rehearsal.errors import refusal
from rehearsal.shapes import Json

A_DAY = 24 * 60 * 60.0
"""Seconds for which updates are kept (Bot API, Getting updates)."""
LIMIT = 100
"""Updates in an answer (Bot API, getUpdates)."""
LONGEST_POLL = 50
BYTES_IN_A_BATCH = 4 * 1024 * 1024
# These three come only to bots that name them.
ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
LINES = (
    ("message", "chat", "message"),
    ("edited_message", "chat", "message"),
    ("callback_query", "from", "callback_query"),
    ("my_chat_member", "chat", "my_chat_member"),
    ("chat_member", "from", "chat_member"),
    ("message_reaction", "chat", "message_reaction"),
)


@dataclass(frozen=True)
class Waiting:
    """`line`: webhooks bring the updates of one line one after the other. `ends_a_batch`: what follows comes later."""

    update: Json
    size: int
    forgotten_at: float
    line: object
    ends_a_batch: bool = False


class Updates:
    """One bot's updates. Times are monotonic: Telegram forgets by the real clock, whatever the school's says."""

    def __init__(self, touched: Callable[[], None]) -> None:
        self._touched = touched
        self.arrived: Callable[[], None] = lambda: None
        self._queue: list[Waiting] = []
        self._next_id = 100_000_000 + secrets.randbelow(800_000_000)
        self._allowed: frozenset[str] | None = None
        self._poll: asyncio.Future[None] | None = None
        self.polls = 0

    @property
    def polled(self) -> bool:
        """True while the bot waits in a long poll."""
        return self._poll is not None and not self._poll.done()

    @property
    def unconfirmed(self) -> int:
        self._forget()
        return len(self._queue)

    @property
    def allowed(self) -> list[str] | None:
        return None if self._allowed is None else sorted(self._allowed)

    def wanted(self, kind: str) -> bool:
        return kind in self._allowed if self._allowed is not None else kind not in ON_REQUEST

    def push(self, kind: str, payload: Json, lifetime: float = A_DAY, *, ends_a_batch: bool = False) -> None:
        if self.wanted(kind):
            self.put({kind: payload}, lifetime, ends_a_batch=ends_a_batch)

    def put(self, update: Json, lifetime: float = A_DAY, *, ends_a_batch: bool = False) -> int:
        """Queue this update as it is, with the next update_id, and wake the waiting bot."""
        update_id, self._next_id = self._next_id, self._next_id + 1
        filled = {**update, "update_id": update_id}
        forgotten_at = time.monotonic() + lifetime
        line = _line_of(update, update_id)
        self._queue.append(Waiting(filled, len(json.dumps(filled)), forgotten_at, line, ends_a_batch))
        self.arrived()
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)
        self._touched()
        return update_id

    def allow(self, kinds: object) -> None:
        """Remember what the bot wants; like Telegram, an empty list means the default set."""
        if isinstance(kinds, list):
            self._allowed = frozenset(str(kind) for kind in kinds) if kinds else None

    async def fetch(self, offset: int, limit: int | None, timeout: float) -> list[Json]:
        """getUpdates: at most one poll waits, a newer one ends the older with 409."""
        self.polls += 1
        self.interrupt(refusal("conflict"))
        self._confirm(offset)
        size = min(max(1, limit), LIMIT) if limit is not None else LIMIT
        batch = self._first(size)
        if batch or timeout <= 0:
            return batch
        poll = self._poll = asyncio.get_running_loop().create_future()
        self._touched()
        try:
            async with asyncio.timeout(min(timeout, LONGEST_POLL)):
                await poll
        except TimeoutError:
            pass
        finally:
            # A client that went away cancels us here, so its poll neither swallows updates nor causes a 409.
            if self._poll is poll:
                self._poll = None
            self._touched()
        return self._first(size)

    def answer(self) -> None:
        """End the waiting poll, if any, with what there is: nothing, when nothing arrived."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)

    def interrupt(self, error: Exception) -> None:
        """End the waiting poll, if any, with this error."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(error)
        self._poll = None

    def forget_all(self) -> None:
        self._queue.clear()
        self._touched()

    def grow_old(self, seconds: float) -> None:
        """So much time went by at once: an outage was played, and Telegram forgets meanwhile."""
        self._queue = [replace(waiting, forgotten_at=waiting.forgotten_at - seconds) for waiting in self._queue]

    def lines(self) -> list[object]:
        """Every line in which something waits, each once."""
        self._forget()
        return list(dict.fromkeys(waiting.line for waiting in self._queue))

    def first_of(self, line: object) -> Waiting | None:
        self._forget()
        return next((waiting for waiting in self._queue if waiting.line == line), None)

    def holds(self, waiting: Waiting) -> bool:
        """Whether it still waits: neither confirmed nor forgotten."""
        self._forget()
        return any(each.update is waiting.update for each in self._queue)

    def drop(self, waiting: Waiting) -> None:
        """It was brought, or is too old to be brought."""
        self._queue = [each for each in self._queue if each.update is not waiting.update]
        self._touched()

    def _confirm(self, offset: int) -> None:
        before = len(self._queue)
        if offset > 0:
            self._queue = [waiting for waiting in self._queue if waiting.update["update_id"] >= offset]
        elif offset < 0:
            self._queue = self._queue[offset:]
        if len(self._queue) != before:
            self._touched()

    def _first(self, size: int) -> list[Json]:
        self._forget()
        batch: list[Json] = []
        room = BYTES_IN_A_BATCH
        for waiting in self._queue[:size]:
            room -= waiting.size
            if batch and room < 0:
                break
            batch.append(waiting.update)
            if waiting.ends_a_batch:
                break
        return batch

    def _forget(self) -> None:
        now = time.monotonic()
        self._queue = [waiting for waiting in self._queue if waiting.forgotten_at > now]


def _line_of(update: Json, update_id: int) -> object:
    """Messages keep the order of their chat, pressed buttons that of who pressed them; the two do not wait for each
    other, so a tap may overtake a word."""
    for kind, inside, key in LINES:
        found = update.get(kind)
        if isinstance(found, dict) and isinstance(found.get(inside), dict):
            return (key, found[inside].get("id"))
    return update_id
