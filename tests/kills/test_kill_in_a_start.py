"""A start that a vanished network never lets end must still end when somebody says so, or when the parent is gone."""

import asyncio
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from aiohttp import web

from bot.clock import PlayedClock
from bot.understudy import Understudy
from tests.kills.play import TEN_O_CLOCK
from tests.stage import TOKEN, copy_school

ENDS_WITHIN = 10.0
ME = {"id": 1234567, "is_bot": True, "first_name": "值勤", "username": "rehearsal_bot"}


@pytest.fixture
async def half_dead() -> AsyncIterator[tuple[str, asyncio.Event]]:
    """A Telegram that knows the bot and then cuts every line; the event says that a start has come so far."""
    reached = asyncio.Event()
    tried = 0

    async def answer(request: web.Request) -> web.StreamResponse:
        if request.match_info["method"] == "getMe":
            return web.json_response({"ok": True, "result": ME})
        nonlocal tried
        tried += request.match_info["method"] == "deleteWebhook"
        if tried == 2:  # once for what waited, and then as often as it takes before the first poll
            reached.set()
        assert request.transport is not None
        request.transport.abort()
        await asyncio.Event().wait()
        raise AssertionError

    app = web.Application()
    app.router.add_route("*", "/bot{token}/{method}", answer)
    runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}", reached
    await runner.cleanup()


class Starting(Understudy):
    """Held while it starts."""

    async def is_told(self) -> None:
        self._process.send_signal(signal.SIGTERM)

    async def loses_its_parent(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()

    async def ends(self) -> int:
        async with asyncio.timeout(ENDS_WITHIN):
            return await self._process.wait()


@pytest.mark.parametrize("how", [Starting.is_told, Starting.loses_its_parent])
async def test_a_start_that_cannot_end_is_ended(
    how: Callable[[Starting], Awaitable[None]],
    half_dead: tuple[str, asyncio.Event],
    school: Path,
    tmp_path: Path,
) -> None:
    url, reached = half_dead
    bot = Starting(copy_school(school, tmp_path / "data"), url, TOKEN, PlayedClock(TEN_O_CLOCK), flowing=False)
    start = asyncio.create_task(bot.start())
    try:
        async with asyncio.timeout(30):
            await reached.wait()
        await how(bot)
        assert await bot.ends() == 0
    finally:
        await bot.die()
        await asyncio.gather(start, return_exceptions=True)
