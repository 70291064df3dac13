"""A school with four phones, a Telegram that fails on order, a bot that is killed for real, and what is left of it."""

import asyncio
import json
import sqlite3
import time
from collections import Counter
from contextlib import closing, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp

from bot.clock import PlayedClock
from bot.understudy import Gone
from rehearsal import Rehearsal
from storage import Store, Transaction
from storage.moments import from_text
from tests.chain import faults
from tests.promises.fledgling import BUTTONS, LINE, Fledgling
from tests.promises.left import Left, Owning, Row, Sending
from tests.stage import TOKEN, copy_school, text_of

TEN_O_CLOCK = datetime.fromisoformat("2026-11-23T10:00+08:00")
PEOPLE = {"P53": 700_053, "P15": 700_015, "P03": 700_003, "P16": 700_016}
SETTLES_WITHIN = 60
ASKED = "/help"


async def with_phones(school: Path, into: Path) -> Path:
    """The school, with an account for each of the four."""
    store = await Store.open(copy_school(school, into))

    def bind(tx: Transaction) -> None:
        for person, user in PEOPLE.items():
            tx.accounts.bind(person, user, TEN_O_CLOCK)

    await store.run(bind)
    await store.close()
    return into


class World:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._number = 0
        self._asked: Counter[int] = Counter()
        self._kept: set[int] = set()
        self._ownings: list[Owning] = []
        self._births: list[float] = []

    async def open(self) -> None:
        self._clock = PlayedClock(TEN_O_CLOCK)
        self._here = Rehearsal(clock=self._clock.now, limits=True, token=TOKEN)
        await self._here.start()
        self._bot = Fledgling(self._folder, self._here.url, TOKEN, self._clock, flowing=False)
        self._here.actor = self._bot
        self._session = aiohttp.ClientSession()
        for person, user in PEOPLE.items():
            await self._post("people", id=user, first_name=person)
            self._here.world.directory.people[user].started = True
        await self._is_born()

    async def close(self) -> None:
        await self._bot.die()
        await self._session.close()
        await self._here.stop()

    async def asks(self, person: str) -> None:
        await self._post("say", user=PEOPLE[person], text=ASKED)
        self._asked[PEOPLE[person]] += 1

    async def puts(self, person: str, *, lane: int, item: str, good_for: int | None, buttons: bool) -> None:
        self._number += 1
        number = self._number
        about = BUTTONS if buttons else LINE
        with suppress(Gone):
            if await self._bot.put(about=about, number=number, to=person, lane=lane, item=item, good_for=good_for):
                self._kept.add(number)

    async def owns(self, item: str) -> None:
        with suppress(Gone):
            found = await self._bot.own(item)
            self._ownings.append(Owning(time.monotonic(), tuple(found["taken"]), tuple(found["flying"])))

    async def fails(self, method: str, kind: str, person: str | None, times: int) -> None:
        chat = {"chat": PEOPLE[person]} if person else {}
        await self._post("faults", method=method, kind=kind, times=times, seconds=0.2, **chat)

    async def is_killed(self, after: int) -> None:
        """When so many more calls have been answered, at that very moment, or when none come any more."""
        world = self._here.world
        answered = world.calls.answered
        with suppress(TimeoutError):
            async with asyncio.timeout(0.3):
                while world.calls.answered < answered + after:
                    await world.pulse.wait(0.05)
        await self._bot.die()
        await self._is_born()

    async def is_dead_for(self, seconds: int) -> None:
        """Killed at once; the school's time goes by without it."""
        await self._bot.die()
        self._clock.turn(self._clock.now() + timedelta(seconds=seconds))
        await self._is_born()

    async def rests(self) -> None:
        found = await self._get(f"settled?timeout={SETTLES_WITHIN}")
        assert found["settled"], found

    async def goes_on(self, seconds: int) -> None:
        """Nothing is on its way when the clock is turned: what left before a moment must not seem to leave after it."""
        await self.rests()
        found = await self._post("clock", to=(self._clock.now() + timedelta(seconds=seconds)).isoformat(), timeout=30)
        assert found["settled"], found

    async def ends(self) -> Left:
        async with self._session.delete(f"{self._here.url}/stage/faults"):
            pass
        await self.goes_on(180)
        await self.goes_on(180)
        await self._bot.stop()
        return self._left()

    async def _is_born(self) -> None:
        """A start that a fault makes impossible is tried again, as its supervisor does."""
        while True:
            self._births.append(time.monotonic())
            with suppress(Gone):
                return await self._bot.start()

    async def _post(self, path: str, **body: Any) -> Any:
        async with self._session.post(f"{self._here.url}/stage/{path}", json=body) as answer:
            found = await answer.json()
            assert answer.status == 200, found
            return found

    async def _get(self, path: str) -> Any:
        async with self._session.get(f"{self._here.url}/stage/{path}") as answer:
            return await answer.json()

    def _left(self) -> Left:
        uri = f"{(self._folder / 'zhiqin.db').absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True)) as database:
            database.row_factory = sqlite3.Row
            answers = database.execute("SELECT chat_id FROM outbox WHERE about = 'help'").fetchall()
            rows = database.execute("SELECT * FROM outbox WHERE about IN (?, ?) ORDER BY id", (LINE, BUTTONS))
            return Left(
                asked=self._asked,
                answers=Counter(row["chat_id"] for row in answers),
                inbox=tuple(row["state"] for row in database.execute("SELECT state FROM inbox")),
                kept=frozenset(self._kept),
                rows=tuple(_row(row) for row in rows),
                sendings=tuple(_sending(it) for it in self._here.world.calls.since(0) if _writes(it)),
                ownings=tuple(self._ownings),
                births=tuple(self._births),
                broken=tuple(faults(database)),
            )


def _row(row: sqlite3.Row) -> Row:
    number, good_until = json.loads(row["facts"])["number"], row["good_until"]
    until = from_text(good_until) if good_until else None
    return Row(number, PEOPLE[row["person"]], row["lane"], row["state"], row["why"] or "", until)


def _writes(call: Any) -> bool:
    return call["method"].startswith(("send", "edit")) and call["method"] != "sendChatAction"


def _sending(call: Any) -> Sending:
    outcome = call["outcome"] or {}
    arrived, ordered = bool(outcome.get("ok")), "fault" in outcome
    code = outcome.get("error_code")
    return Sending(
        at=call["at"],
        clock=datetime.fromisoformat(call["clock"]),
        chat=int(call["params"]["chat_id"]),
        text=text_of(call["params"]),
        arrived=arrived,
        doubt=ordered and code != 429,
        too_fast=code == 429 and not ordered,
    )
