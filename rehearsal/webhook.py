"""The webhook: updates are posted to the bot, chat by chat in order, and again until it answers 2xx."""

import asyncio
import re
import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlsplit

import aiohttp

from rehearsal.calls import CallLog
from rehearsal.errors import refusal
from rehearsal.faults import DELIVERY, Faults
from rehearsal.guard import NAMES
from rehearsal.limits import Limits
from rehearsal.params import Params
from rehearsal.shapes import Json
from rehearsal.updates import Updates, Waiting
from rehearsal.webhook_reply import call_in

SECRET = re.compile(r"[A-Za-z0-9_-]*", re.ASCII)
LONGEST_SECRET = 256
"""Signs of a secret token; connections, how many unless said and at most, below (Bot API, setWebhook)."""
CONNECTIONS = 40
MOST_CONNECTIONS = 100
LONGEST_PAUSE = 60
LONGEST_RETRY_AFTER = 3600
ANSWER_WITHIN = 60.0


@dataclass(frozen=True)
class Hook:
    """Where updates go, and by which secret the bot knows who brings them."""

    url: str
    secret: str
    connections: int


class Failed(Exception):
    """A posting that has to be repeated; `retry_after` in seconds if the bot said so."""

    def __init__(self, why: str, retry_after: int = 0) -> None:
        super().__init__(why)
        self.retry_after = retry_after


class Webhook:
    """At most one hook. Whoever has nothing else to wait for may wait for `Updates.unconfirmed` to be 0."""

    def __init__(
        self,
        updates: Updates,
        faults: Faults,
        calls: CallLog,
        limits: Limits,
        now: Callable[[], int],
        cut_off: Callable[[], bool],
    ) -> None:
        """`now` is Telegram's time; `cut_off` says whether nobody can reach the bot."""
        self._updates = updates
        self._faults = faults
        self._calls = calls
        self._limits = limits
        self._now = now
        self._cut_off = cut_off
        self.hook: Hook | None = None
        self.last_error: tuple[int, str] | None = None
        self._lines: dict[object, asyncio.Task[None]] = {}
        self._failing: set[object] = set()
        self._free = asyncio.Semaphore(CONNECTIONS)
        self._session: aiohttp.ClientSession | None = None
        self._time_went_by = asyncio.Event()
        updates.arrived = self._deliver
        self.asked: Callable[[str, Params], Awaitable[None]] = _nobody
        """Does a call that came with an answer."""

    @property
    def works(self) -> bool:
        """Whether there is a hook, and nothing is being repeated."""
        return self.hook is not None and not self._failing

    def set(self, hook: Hook, *, drop: bool) -> None:
        """A new hook takes over from the old one, and begins with what the old one did not get through."""
        self._limits.count_setting()
        _check(hook)
        if hook == self.hook and not drop:
            return
        self._updates.interrupt(refusal("set webhook"))
        self._take_down()
        if drop:
            self._updates.forget_all()
        self.hook, self.last_error = hook, None
        self._free = asyncio.Semaphore(hook.connections)
        self._deliver()

    def delete(self, *, drop: bool) -> None:
        self._take_down()
        if drop:
            self._updates.forget_all()

    def hurry(self) -> None:
        """So much time went by at once that every pause is over."""
        self._time_went_by.set()
        self._time_went_by = asyncio.Event()

    async def stop(self) -> None:
        lines = list(self._lines.values())
        self._take_down()
        await asyncio.gather(*lines, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    def _take_down(self) -> None:
        self.hook = None
        for line in self._lines.values():
            line.cancel()
        self._lines.clear()
        self._failing.clear()

    def _deliver(self) -> None:
        """Each line of updates has one who carries it; lines do not wait for each other."""
        if self.hook is None:
            return
        for line in self._updates.lines():
            if line not in self._lines:
                self._lines[line] = asyncio.get_running_loop().create_task(self._carry(line, self.hook))

    async def _carry(self, line: object, hook: Hook) -> None:
        while (waiting := self._updates.first_of(line)) is not None:
            await self._bring(waiting, hook)
        self._lines.pop(line, None)

    async def _bring(self, waiting: Waiting, hook: Hook) -> None:
        """Until it is taken or too old: again at once, then after 2, 4, 8 … seconds, at most one to two minutes."""
        delay, failures = 1, 0
        while self._updates.holds(waiting):
            try:
                async with self._free:
                    await self._post(waiting.update, hook)
            except Failed as failed:
                self.last_error = (self._now(), str(failed))
                self._failing.add(waiting.line)
                pause = min(failed.retry_after, LONGEST_RETRY_AFTER)
                if pause == 0 and failures > 0:
                    delay = min(LONGEST_PAUSE + secrets.randbelow(LONGEST_PAUSE + 1), delay * 2)
                    pause = delay
                failures += 1
                if time.monotonic() + pause <= waiting.forgotten_at:
                    await self._rest(pause)
                    continue
            self._failing.discard(waiting.line)
            self._updates.drop(waiting)

    async def _rest(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._time_went_by.wait()
        except TimeoutError:
            pass

    async def _post(self, update: Json, hook: Hook) -> None:
        with self._calls.record(DELIVERY, {"update_id": str(update["update_id"])}) as call:
            fault = self._faults.meet(DELIVERY, None)
            if fault is not None and fault.kind == "latency":
                await asyncio.sleep(fault.seconds)
            if self._cut_off() or (fault is not None and fault.kind in ("drop", "timeout")):
                call.outcome = {"ok": False, "description": "Connection timed out"}
                raise Failed("Connection timed out")
            if fault is not None and (proxys := fault.error()) is not None:
                # Not the bot says so, but what stands before it.
                why = f"Wrong response from the webhook: {proxys.code} {HTTPStatus(proxys.code).phrase}"
                call.outcome = {"ok": False, "description": why, "fault": fault.kind}
                raise Failed(why, proxys.retry_after or 0)
            headers = {"X-Telegram-Bot-Api-Secret-Token": hook.secret} if hook.secret else {}
            try:
                async with self._there().post(hook.url, json=update, headers=headers, allow_redirects=False) as answer:
                    wish = await call_in(answer) if answer.ok else None
                    await answer.read()
            except (TimeoutError, aiohttp.ClientError) as error:
                refused = isinstance(error, aiohttp.ClientConnectorError)
                why = "Connection refused" if refused else "Webhook connection closed"
                call.outcome = {"ok": False, "description": why}
                raise Failed(why) from error
            why = f"Wrong response from the webhook: {answer.status} {answer.reason}"
            call.outcome = {"ok": True, "result": answer.status} if answer.ok else {"ok": False, "description": why}
            if fault is not None and fault.kind == "drop_after":
                call.outcome = {**call.outcome, "fault": fault.kind}
                raise Failed("Webhook connection closed")
            if not 200 <= answer.status <= 299:
                after = answer.headers.get("Retry-After", "")
                raise Failed(why, int(after) if after.isdecimal() else 0)
        if wish is not None:
            await self.asked(*wish)

    def _there(self) -> aiohttp.ClientSession:
        if self._session is None:
            timeout = aiohttp.ClientTimeout(total=ANSWER_WITHIN)
            self._session = aiohttp.ClientSession(timeout=timeout, trust_env=False)
        return self._session


async def _nobody(method: str, params: Params) -> None:
    return None


def _check(hook: Hook) -> None:
    """Telegram wants https from outside; here it is loopback, with or without, because nothing leaves this machine."""
    url = urlsplit(hook.url)
    if not url.hostname or url.scheme not in ("http", "https") or " " in hook.url:
        raise refusal("webhook url")
    if len(hook.secret) > LONGEST_SECRET:
        raise refusal("secret long")
    if not SECRET.fullmatch(hook.secret):
        raise refusal("secret characters")
    if url.hostname not in NAMES:
        why = "An HTTPS URL must be provided for webhook" if url.scheme == "http" else UNRESOLVED
        raise refusal("bad webhook", why=why)


UNRESOLVED = "Failed to resolve host: Name or service not known"
