"""The ear of webhook mode: an update is kept before Telegram is told that it arrived, and nobody else is heard."""

import hmac
import logging
import secrets
from collections.abc import Awaitable, Callable, Sequence

from aiohttp import web
from telegram import Bot
from telegram.error import TelegramError

from bot.logs import event
from bot.polling import Arrived, read_batch
from bot.settings import ConfigError
from bot.updates import ReadUpdates
from bot.wire import Wire
from words import _
from words.sentence import Sentence

LOG = logging.getLogger(__name__)
HEADER = "X-Telegram-Bot-Api-Secret-Token"
LARGEST_UPDATE = 4 * 1024 * 1024
"""Bytes; our own judgement: an update is text and ids, a file is fetched by its own."""
TAKEN = _("webhook.listen {address} 用不了({why}):可能被别的程序占着,请换一个端口")


class Listener:
    """Listens at `address` ("127.0.0.1:8443") on every path: who knows the secret is Telegram, whoever else is not.

    The secret is made anew for each process: it is told to Telegram only, and stands on no disk.
    """

    def __init__(self, address: str, keep: Callable[[Sequence[Arrived]], Awaitable[None]], queue: ReadUpdates) -> None:
        self._address = address
        self._keep = keep
        self._queue = queue
        self.bot: Bot | None = None
        self.secret = secrets.token_urlsafe(32)
        self.kept = 0
        """Updates that were kept since the start."""
        self.turned_away = 0
        """Calls with another secret or none, since somebody asked last."""
        self._runner: web.AppRunner | None = None

    async def open(self) -> None:
        """Raises ConfigError when the port is taken. Harmless when it is open already."""
        if self._runner is not None:
            return
        app = web.Application(client_max_size=LARGEST_UPDATE)
        app.add_routes([web.post("/{path:.*}", self._receive)])
        # No access log: everybody's requests, with people's addresses.
        runner = web.AppRunner(app, shutdown_timeout=2.0, access_log=None)
        await runner.setup()
        host, _, port = self._address.rpartition(":")
        try:
            await web.TCPSite(runner, host.strip("[]"), int(port)).start()
        except (OSError, OverflowError) as error:
            await runner.cleanup()
            why = getattr(error, "strerror", None) or type(error).__name__
            raise ConfigError(Sentence(TAKEN, address=self._address, why=why)) from error
        self._runner = runner

    async def close(self) -> None:
        """What is being kept is kept to its end."""
        if self._runner is not None:
            runner, self._runner = self._runner, None
            await runner.cleanup()

    async def _receive(self, request: web.Request) -> web.Response:
        """200 once the update is in the inbox. 503 when it was not kept and 400 when it was broken on its way: then
        Telegram brings it again, or it is fetched (bot/webhook.py)."""
        given = request.headers.get(HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, self.secret.encode()):
            self.turned_away += 1
            return web.Response(status=403)
        try:
            update = Wire.parse_json_payload(await request.read())
        except (web.RequestPayloadError, TelegramError) as error:
            # What Telegram sends is whole and is JSON: somebody between cut it off or packed it wrongly.
            event(LOG, "update.broken", logging.ERROR, error=type(error).__name__)
            again = web.Response(status=400)
            again.force_close()
            return again
        batch = read_batch({"result": [update]}, self.bot)
        try:
            if batch:
                await self._keep(batch)
        except Exception as error:
            event(LOG, "inbox.not_kept", logging.ERROR, error, updates=len(batch))
            return web.Response(status=503)
        for arrived in batch:
            self.kept += 1
            if arrived.update is not None:
                await self._queue.put(arrived.update)
        return web.Response()
