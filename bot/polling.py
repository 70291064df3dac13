"""What arrives is kept before Telegram is told that it arrived, and one unreadable update stops nobody."""

import json
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

import orjson
from telegram import Bot, Update
from telegram.error import NetworkError
from telegram.ext import Updater
from telegram.request import BaseRequest, RequestData

from bot.logs import event
from bot.objects import read_update
from bot.partly import what_can_be_read
from bot.updates import ReadUpdates
from bot.wire import Wire

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Arrived:
    """One update as it came. `body` is its JSON; `why` says what is wrong with one that could not be read, `lost` which
    parts of it could not where the rest could."""

    update_id: int
    body: str
    chat_id: int | None
    why: str
    update: Update | None
    lost: frozenset[str] = frozenset()

    @property
    def readable(self) -> bool:
        return self.update is not None

    @property
    def sent(self) -> datetime | None:
        """When somebody wrote it, by Telegram's clock; None for what carries no such time."""
        return self.update.message.date if self.update is not None and self.update.message is not None else None


class Outcome(Enum):
    """How a getUpdates ended."""

    KEPT = "kept"
    REFUSED = "refused"
    """401 or 404: Telegram does not know the token."""
    CONFLICT = "conflict"
    """409: somebody else polls with it, or a webhook is set."""
    UNKEPT = "unkept"
    """Answered, and our own store could not keep it."""
    FAILED = "failed"
    """Anything else: the network, or Telegram."""


class NotTaken(NetworkError):
    """A batch that our own store could not keep."""


OUTCOMES = {200: Outcome.KEPT, 401: Outcome.REFUSED, 404: Outcome.REFUSED, 409: Outcome.CONFLICT}
CHAT_PATHS = (("chat", "id"), ("message", "chat", "id"), ("from", "id"), ("user", "id"))
DEFAULT = BaseRequest.DEFAULT_NONE
LARGEST_NUMBER = 2**63 - 1
"""Of an update: what the database holds. Telegram's own have 31 bits."""


class InboxRequest(Wire):
    """The get_updates_request of the Application. Other methods pass through untouched.

    `keep` is awaited once for every batch that is not empty. When it raises, PTB sees a NetworkError and asks for the
    same batch again: nothing is confirmed that is not kept. A refused token is a NetworkError too: InvalidToken would
    end PTB's polling for ever without a word, and leave its Updater so that a new start spins.
    """

    def __init__(
        self,
        keep: Callable[[Sequence[Arrived]], Awaitable[None]],
        *,
        base_url: str,
        proxy: str = "",
        outcome: Callable[[Outcome], None] = lambda _: None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(base_url, proxy, connections=4, times=(10.0, 20.0, 5.0, 5.0))
        self._keep = keep
        self.queue = ReadUpdates()
        """What the Updater must be given: out of it comes what was read here."""
        self.bot: Bot | None = None
        """Whose the updates are: their shortcuts answer through it."""
        self._outcome = outcome
        self._now = now
        self.last_success: float | None = None
        """Monotonic time at which the last batch, also an empty one, was answered and kept."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = DEFAULT,
        write_timeout: Any = DEFAULT,
        connect_timeout: Any = DEFAULT,
        pool_timeout: Any = DEFAULT,
    ) -> tuple[int, bytes]:
        timeouts = (read_timeout, write_timeout, connect_timeout, pool_timeout)
        if not url.lower().endswith("/getupdates"):
            return await super().do_request(url, method, request_data, *timeouts)
        try:
            code, payload = await super().do_request(url, method, request_data, *timeouts)
            outcome = OUTCOMES.get(code, Outcome.FAILED)
            if outcome is Outcome.KEPT:
                payload = await self._receive(payload)
                self.last_success = self._now()
        except Exception as error:
            self._outcome(Outcome.UNKEPT if isinstance(error, NotTaken) else Outcome.FAILED)
            raise
        self._outcome(outcome)
        if outcome is Outcome.REFUSED:
            raise NetworkError(f"getUpdates was refused ({code})")
        return code, payload

    async def _receive(self, payload: bytes) -> bytes:
        """Keeps the batch and hands what was read to the queue; returns it as PTB shall see it: the last number."""
        batch = read_batch(self.parse_json_payload(payload), self.bot)
        if batch:
            try:
                await self._keep(batch)
            except Exception as error:
                event(log, "inbox.not_kept", logging.ERROR, error, updates=len(batch))
                raise NotTaken(f"the inbox could not keep {len(batch)} updates") from error
        if not batch:
            return b'{"ok":true,"result":[]}'
        last = batch[-1].update_id
        self.queue.expect(last, [arrived.update for arrived in batch if arrived.update is not None])
        return f'{{"ok":true,"result":[{{"update_id":{last}}}]}}'.encode()


def read_batch(answer: dict[str, Any], bot: Bot | None = None) -> list[Arrived]:
    """The updates of a getUpdates answer, each parsed on its own. One without an id cannot be confirmed: left out."""
    found = answer.get("result")
    numbered = [raw for raw in found if isinstance(raw, dict) and _is_number(raw.get("update_id"))] if found else []
    if found and len(numbered) < len(found):
        event(log, "update.without_id", logging.ERROR, count=len(found) - len(numbered))
    return [_arrived(raw, bot) for raw in numbered]


def kept_before(update_id: int, body: str, bot: Bot | None) -> Arrived:
    """The same of what stands in the inbox: what an older version, or a hand, has left there may be unreadable now."""
    try:
        raw = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        return Arrived(update_id, body, None, str(error)[:200], None)
    return _arrived({**(raw if isinstance(raw, dict) else {}), "update_id": update_id}, bot)


def _is_number(given: Any) -> bool:
    return type(given) is int and 0 <= given <= LARGEST_NUMBER


def _arrived(raw: dict[str, Any], bot: Bot | None) -> Arrived:
    try:
        body = orjson.dumps(raw).decode()
    except TypeError:
        # Half a surrogate pair is legal JSON but no text: neither the database nor a reply could hold it.
        body = json.dumps(raw, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")
        raw = json.loads(body)
    why, update, lost = "", None, frozenset[str]()
    try:
        update = read_update(raw, bot)
    except Exception as error:
        why = f"{type(error).__name__}: {error}"[:200]
        update, lost = what_can_be_read(raw, bot)
        if update is None:
            event(log, "update.unreadable", logging.ERROR, update=raw["update_id"], error=type(error).__name__)
    return Arrived(raw["update_id"], body, _chat_of(raw), why, update, lost)


def _chat_of(raw: dict[str, Any]) -> int | None:
    """The chat an update came from, as far as its raw JSON still tells; else the person, whose chat has the same id."""
    for path in CHAT_PATHS:
        for found in raw.values():
            for key in path:
                found = found.get(key) if isinstance(found, dict) else None
            if type(found) is int and abs(found) < 2**52:
                return found
    return None


async def catch_up(bot: Bot, put: Callable[[Update], Awaitable[None]], allowed_updates: Sequence[str]) -> None:
    """Fetches what waited while we were away, in short polls until an empty batch. Raises as PTB."""
    offset = 0
    while updates := await bot.get_updates(offset=offset, timeout=0, allowed_updates=allowed_updates):
        for update in updates:
            await put(update)
        offset = updates[-1].update_id + 1


async def begin_again(updater: Updater, request: InboxRequest, start: Callable[[], Awaitable[object]]) -> None:
    """Stops polling, throws the connections away (a pool may be stuck) and starts anew."""
    if updater.running:
        await updater.stop()
    await request.shutdown()
    await request.initialize()
    await start()
