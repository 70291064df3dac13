"""A page for machines that watch machines: /health and /metrics, only where config.toml says a port."""

import asyncio
import logging
import sqlite3
import time
from datetime import timedelta

import orjson
from aiohttp import web

from bot.clock import PlayedClock, SystemClock
from bot.gauges import KIND, Live, disk, written
from bot.health import NOT_WRITTEN, STARTING, Trouble, troubles, unwritable
from bot.house import House
from bot.logs import event
from bot.settings import Config
from bot.tasks import Tasks
from storage.backups import backups_in
from storage.damage import Damaged, NotKept
from storage.held import PATIENCE
from storage.pulse import Pulse, pulse
from storage.stamps import POLLED
from storage.store import FILE, HalfRestored
from words.sentence import Sentence

LOG = logging.getLogger(__name__)
TRY_AGAIN = 30.0
"""Seconds until a port that was taken is tried again."""
UNREADABLE = Trouble("database", Sentence("数据库现在读不了,请看日志"))


class Monitor:
    """Looks at the database from beside, so that nobody's message waits for it. `house` is None before the start."""

    def __init__(self, config: Config, clock: SystemClock | PlayedClock, *, again: float = TRY_AGAIN) -> None:
        self._config = config
        self._clock = clock
        self._again = again
        self._tasks = Tasks(lambda name, died: None)
        self._runner: web.AppRunner | None = None
        self.house: House | None = None
        self.listening = asyncio.Event()
        self.url = ""

    async def start(self) -> None:
        """A port that is taken is no reason not to work: it is said once, and tried again until it is free."""
        if why := await self._listen():
            event(LOG, "monitor.not_listening", logging.ERROR, port=self._config.monitor.port, why=why)
            self._tasks.start(self._keep_trying(), "monitor")

    async def _keep_trying(self) -> None:
        while not self.listening.is_set():
            await asyncio.sleep(self._again)
            await self._listen()

    async def _listen(self) -> str:
        """Why it cannot; empty when it does."""
        where = self._config.monitor
        app = web.Application()
        app.add_routes([web.get("/health", self._health), web.get("/metrics", self._metrics)])
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        try:
            await web.TCPSite(runner, where.host, where.port).start()
        except OSError as error:
            await runner.cleanup()
            return error.strerror or type(error).__name__
        self._runner = runner
        self.url = f"http://{f'[{where.host}]' if ':' in where.host else where.host}:{runner.addresses[0][1]}"
        self.listening.set()
        event(LOG, "monitor.listening", host=where.host, port=runner.addresses[0][1])
        return ""

    async def stop(self) -> None:
        await self._tasks.stop()
        if self._runner is not None:
            await self._runner.cleanup()

    async def _health(self, request: web.Request) -> web.Response:
        """200 when all is well, 503 when something is wrong, and then what."""
        found = [*(await asyncio.to_thread(self._look))[1], *await self._not_written()]
        said = {"well": not found, "troubles": [{"what": it.what, "zh": it.zh, "en": it.en} for it in found]}
        return web.Response(
            body=orjson.dumps(said), status=503 if found else 200, content_type="application/json", charset="utf-8"
        )

    async def _not_written(self) -> list[Trouble]:
        """Tried by whoever asks, so that nothing else need look: one row is written as it is."""
        if self.house is None:
            return []
        try:
            async with asyncio.timeout(PATIENCE):
                await self.house.store.run(lambda tx: tx.stamps.set_again(POLLED))
        except TimeoutError:
            return [NOT_WRITTEN]
        except (NotKept, Damaged) as error:
            return [unwritable(error)]
        return []

    async def _metrics(self, request: web.Request) -> web.Response:
        live = self._live()
        body = await asyncio.to_thread(self._measured, live, await self._not_written())
        if body is None:
            return web.Response(text=f"{UNREADABLE}\n", status=503)
        return web.Response(body=body, headers={"Content-Type": KIND})

    def _measured(self, live: Live, more: list[Trouble]) -> bytes | None:
        felt, found = self._look()
        if felt is None:
            return None
        made = [it.made_at for it in backups_in(self._config.backup_folder, felt.taken)]
        return written(felt, live, disk(self._config.data, FILE, made), len(found) + len(more))

    def _look(self) -> tuple[Pulse | None, list[Trouble]]:
        silent = self._silent()
        before = [STARTING] if silent is None else []
        try:
            felt = pulse(self._config.data, self._clock.now())
        except (sqlite3.Error, OSError, HalfRestored):
            felt = None
        if felt is None:
            return None, [*before, UNREADABLE]
        return felt, [*before, *troubles(felt, self._config.data, timedelta(seconds=silent or 0.0))]

    def _silent(self) -> float | None:
        """Seconds since Telegram answered, by the clock that nobody sets."""
        last = self.house.polls.last_success if self.house is not None else None
        return None if last is None else time.monotonic() - last

    def _live(self) -> Live:
        if self.house is None:
            return Live(None, outage=False, verdicts={}, polls={})
        outage = self.house.contact.outage is not None
        return Live(self._silent(), outage, dict(self.house.sender.verdicts), dict(self.house.watchdog.outcomes))
