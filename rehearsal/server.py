"""The rehearsal: one local Telegram with its people, its clock and its page."""

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import format_datetime

from aiohttp import web

from rehearsal import door, page, stage
from rehearsal.actor import Actor
from rehearsal.guard import loopback_only, one_sentence
from rehearsal.world import World

TOKEN = "1234567:rehearsal-token-of-thirty-five-chars"
LARGEST_BODY = 60 * 1024 * 1024
LONGEST_ADDRESS = 64 * 1024
"""A text may stand in it, and a Chinese character there takes nine bytes."""


class Rehearsal:
    """Serves the Bot API at `url + "/bot"` and `url + "/file/bot"`, the stage at `/stage` and the page at `/`."""

    def __init__(
        self,
        *,
        token: str = TOKEN,
        clock: Callable[[], datetime],
        actor: Actor | None = None,
        port: int = 0,
        host: str = "127.0.0.1",
        limits: bool = True,
        bot_name: str = "值勤",
        callback_lifetime: float = 150.0,
    ) -> None:
        """`clock` gives aware times; port 0 takes a free one; `callback_lifetime` is in real seconds."""
        self.actor = actor
        self.token = token
        self.url = ""
        self.world = World(
            token=token, clock=clock, limits=limits, bot_name=bot_name, callback_lifetime=callback_lifetime
        )
        self._host = host
        self._port = port
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        app = web.Application(client_max_size=LARGEST_BODY, middlewares=[loopback_only, one_sentence])
        app.on_response_prepare.append(self._date)
        app.add_routes([*door.routes(self.world), *stage.routes(self.world, lambda: self.actor), *page.routes()])
        # A killed bot's poll must end with its connection. No access log: its lines would hold the token.
        self._runner = web.AppRunner(
            app, handler_cancellation=True, shutdown_timeout=0.5, access_log=None, max_line_size=LONGEST_ADDRESS
        )
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._host, self._port)
        await site.start()
        self._port = self._runner.addresses[0][1]
        self.url = f"http://{f'[{self._host}]' if ':' in self._host else self._host}:{self._port}"

    async def _date(self, request: web.Request, response: web.StreamResponse) -> None:
        """Telegram's answers say what time it is there."""
        response.headers["Date"] = format_datetime(self.world.clock().astimezone(UTC), usegmt=True)

    async def stop(self) -> None:
        """Ends open polls and event streams at once, then closes."""
        if self._runner is None:
            return
        self.world.closing.set()
        self.world.updates.interrupt(ConnectionAbortedError())
        self.world.events.end()
        await self.world.webhook.stop()
        await self._runner.cleanup()
        self._runner = None
