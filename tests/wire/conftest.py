"""A rehearsal for each test and a hand on its stage: what these tests talk to is real HTTP."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from aiohttp import ClientSession

from bot.polling import Arrived, InboxRequest, Outcome
from rehearsal import Rehearsal

MONDAY = datetime(2026, 11, 22, 22, 45, tzinfo=UTC)
WANG = 7001


@pytest.fixture(autouse=True)
def _durations_as_timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    """python-telegram-bot otherwise warns of a change to come whenever a RetryAfter is made."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
async def rehearsal() -> AsyncIterator[Rehearsal]:
    here = Rehearsal(clock=lambda: MONDAY, limits=False)
    await here.start()
    yield here
    await here.stop()


@pytest.fixture
async def stage(rehearsal: Rehearsal) -> AsyncIterator[Callable[..., Awaitable[Any]]]:
    """`await stage("say", user=7001, text="在")`."""
    async with ClientSession() as session:

        async def do(what: str, verb: str = "POST", **fields: Any) -> Any:
            async with session.request(verb, f"{rehearsal.url}/stage/{what}", json=fields) as response:
                body = await response.json()
            assert response.status == 200, body
            return body

        yield do


@pytest.fixture
async def wang(stage: Callable[..., Awaitable[Any]]) -> int:
    await stage("people", id=WANG, first_name="王师傅")
    return WANG


class Inbox:
    """Keeps what arrives; `trouble` is raised by the next keeping, once."""

    def __init__(self) -> None:
        self.batches: list[list[Arrived]] = []
        self.outcomes: list[Outcome] = []
        self.trouble: Exception | None = None
        self.heard = asyncio.Event()

    async def keep(self, batch: Sequence[Arrived]) -> None:
        if self.trouble:
            trouble, self.trouble = self.trouble, None
            raise trouble
        self.batches.append(list(batch))

    def outcome(self, outcome: Outcome) -> None:
        self.outcomes.append(outcome)
        self.heard.set()

    async def hear(self, outcome: Outcome, times: int = 1) -> None:
        """Waits until so many polls have ended so."""
        while self.outcomes.count(outcome) < times:
            self.heard.clear()
            await self.heard.wait()

    @property
    def arrived(self) -> list[Arrived]:
        return [update for batch in self.batches for update in batch]


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def request_class(rehearsal: Rehearsal, inbox: Inbox) -> InboxRequest:
    return InboxRequest(inbox.keep, base_url=rehearsal.url + "/bot", outcome=inbox.outcome)


@pytest.fixture
def logged() -> Iterator[list[str]]:
    """The names of the events of our own modules, as they come."""
    names: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            names.append(record.getMessage())

    ours, listener = logging.getLogger("bot"), Listener()
    level = ours.level
    ours.addHandler(listener)
    ours.setLevel(logging.DEBUG)
    yield names
    ours.removeHandler(listener)
    ours.setLevel(level)
