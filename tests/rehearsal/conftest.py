"""A rehearsal for each test, a hand on its stage, and python-telegram-bot's own Bot against it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiohttp import ClientSession
from telegram import Bot
from telegram.request import HTTPXRequest

from rehearsal import Rehearsal
from tests.rehearsal.libraries import DIRECT, Aiogram, Library, Ptb

MONDAY = datetime(2026, 11, 22, 22, 45, tzinfo=UTC)


class SchoolClock:
    """Stands still until a test turns it."""

    def __init__(self) -> None:
        self.now = MONDAY

    def __call__(self) -> datetime:
        return self.now

    def turn(self, **by: float) -> None:
        self.now += timedelta(**by)


class Stage:
    """The stage API, one method a verb; a 400 is an AssertionError with the stage's sentence."""

    def __init__(self, rehearsal: Rehearsal, session: ClientSession) -> None:
        self.rehearsal = rehearsal
        self.session = session

    async def get(self, path: str) -> Any:
        async with self.session.get(f"{self.rehearsal.url}/stage/{path}") as response:
            body = await response.json()
        assert response.status == 200, body
        return body

    async def post(self, path: str, **fields: Any) -> Any:
        status, body = await self.ask("POST", path, fields)
        assert status == 200, body
        return body

    async def ask(self, verb: str, path: str, fields: Any) -> tuple[int, Any]:
        async with self.session.request(verb, f"{self.rehearsal.url}/stage/{path}", json=fields) as response:
            return response.status, await response.json()

    async def refuses(self, path: str, **fields: Any) -> str:
        status, body = await self.ask("POST", path, fields)
        assert status == 400, body
        return str(body["error"])

    async def person(self, user: int, name: str, *, started: bool = True) -> int:
        await self.post("people", id=user, first_name=name)
        if started:
            await self.post("say", user=user, text="/start")
        return user

    async def screen(self, chat: int) -> list[Any]:
        return list((await self.get(f"chats/{chat}"))["messages"])


@pytest.fixture(autouse=True)
def _durations_as_timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    """python-telegram-bot otherwise warns of a change to come whenever a RetryAfter is made."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
def clock() -> SchoolClock:
    return SchoolClock()


@asynccontextmanager
async def rehearsing(clock: SchoolClock) -> AsyncIterator[Rehearsal]:
    here = Rehearsal(clock=clock)
    await here.start()
    yield here
    await here.stop()


@asynccontextmanager
async def hand_on(rehearsal: Rehearsal) -> AsyncIterator[Stage]:
    async with ClientSession() as session:
        yield Stage(rehearsal, session)


@pytest.fixture
async def rehearsal(clock: SchoolClock) -> AsyncIterator[Rehearsal]:
    async with rehearsing(clock) as here:
        yield here


@pytest.fixture
async def stage(rehearsal: Rehearsal) -> AsyncIterator[Stage]:
    async with hand_on(rehearsal) as stage:
        yield stage


@pytest.fixture(params=[Ptb, Aiogram])
async def library(request: pytest.FixtureRequest, rehearsal: Rehearsal) -> AsyncIterator[Library]:
    """One after the other, the two libraries that every method is tried with."""
    found: Library = request.param(rehearsal)
    yield found
    await found.close()


def direct() -> HTTPXRequest:
    """A connection of its own to loopback."""
    return HTTPXRequest(httpx_kwargs=DIRECT, read_timeout=10, connection_pool_size=64)


NewBot = Callable[[], Awaitable[Bot]]


@asynccontextmanager
async def bots_of(rehearsal: Rehearsal) -> AsyncIterator[NewBot]:
    """Makes python-telegram-bot's Bot objects and closes them."""
    made: list[Bot] = []

    async def make() -> Bot:
        bot = Bot(
            rehearsal.token,
            base_url=rehearsal.url + "/bot",
            base_file_url=rehearsal.url + "/file/bot",
            request=direct(),
            get_updates_request=direct(),
        )
        await bot.initialize()
        made.append(bot)
        return bot

    yield make
    for bot in made:
        await bot.shutdown()


@pytest.fixture
async def new_bot(rehearsal: Rehearsal) -> AsyncIterator[NewBot]:
    async with bots_of(rehearsal) as make:
        yield make


@pytest.fixture
async def bot(new_bot: NewBot) -> Bot:
    return await new_bot()
