"""One playing of the half hour over real HTTP: a rehearsal server, the bot as a child process, and perhaps a killer."""

import asyncio
import contextlib
import random
import sqlite3
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import aiohttp

from actions.invitations import invite, invite_post
from bot.clock import PlayedClock
from rehearsal import Rehearsal
from storage import Store
from tests.kills.aftermath import Aftermath, follow, gather
from tests.kills.cast import Cast
from tests.kills.duties import make_duties
from tests.kills.half_hour import CAST, HALF_HOUR, LASTS, POSTS, SLACK, STRANGER, Step, invitation_of
from tests.kills.victim import Victim, kill_at_random
from tests.stage import TOKEN

TEN_O_CLOCK = datetime.fromisoformat("2026-11-23T10:00+08:00")
SETTLES_WITHIN = 60


@dataclass(frozen=True, slots=True)
class Killing:
    """How often, and by which dice."""

    count: int
    seed: int


async def play(folder: Path, *, lasts: float, killing: Killing | None = None, webhook: int = 0) -> Aftermath:
    """Plays it in about `lasts` real seconds in `folder`, which holds the school; returns what was left behind.

    With a port for a `webhook` updates are brought there.
    """
    posters = await make_duties(folder, TEN_O_CLOCK)
    await _invite_everybody(folder)
    follow(folder)
    clock = PlayedClock(TEN_O_CLOCK)
    stage = Rehearsal(clock=clock.now, limits=False, token=TOKEN)
    await stage.start()
    victim = Victim(folder, stage.url, TOKEN, clock, flowing=False, limits_off=True, webhook=webhook)
    stage.actor = victim
    living = asyncio.create_task(victim.live())
    session = aiohttp.ClientSession()
    try:
        cast = Cast(stage.url, session)
        await cast.enter((*CAST, STRANGER))
        await cast.hang_posters(posters)
        acting = [asyncio.create_task(Director(folder, stage, victim, cast, lasts).direct())]
        if killing:
            dice = random.Random(killing.seed)
            acting.append(asyncio.create_task(kill_at_random(victim, stage, dice, killing.count)))
        await _all_of(acting, living)
        await _settle(stage, victim, session)
        await _all_of([asyncio.create_task(cast.hear_the_last_answers())], living)
        await victim.rest()
        await living
        return gather(folder, stage, cast, victim)
    finally:
        living.cancel()
        with contextlib.suppress(asyncio.CancelledError, AssertionError):
            await living
        await victim.die()
        await session.close()
        await stage.stop()


class Director:
    """Gives each person the next step at its second, and keeps the school's clock from running away from the bot."""

    def __init__(self, folder: Path, stage: Rehearsal, victim: Victim, cast: Cast, lasts: float) -> None:
        self._folder = folder
        self._stage = stage
        self._victim = victim
        self._cast = cast
        self._pace = LASTS / lasts
        self._running: dict[str, asyncio.Task[None]] = {}
        self._served_until = 0

    async def direct(self) -> None:
        began = time.monotonic()
        try:
            for step in sorted(HALF_HOUR, key=lambda step: step.second):
                await asyncio.sleep(max(0.0, began + step.second / self._pace - time.monotonic()))
                await self._keep_up(step)
                await self._victim.turn(TEN_O_CLOCK + timedelta(seconds=step.second))
                self._give(step)
            await asyncio.gather(*self._running.values())
        finally:
            for task in self._running.values():
                task.cancel()

    def _give(self, step: Step) -> None:
        """A person does one thing after the other; "P13|P35" waits for both of them."""
        before = [self._running[person] for person in step.people if person in self._running]

        async def when_free() -> None:
            await asyncio.gather(*before)
            await self._cast.perform(step, self._stage.world.now())

        task = asyncio.create_task(when_free())
        for person in step.people:
            self._running[person] = task

    async def _keep_up(self, step: Step) -> None:
        """Waits while somebody who acted more than SLACK ago has not been served yet."""
        while step.second - self._served_until > SLACK:
            for task in self._running.values():
                if task.done():
                    task.result()
            now = self._victim.second_since(TEN_O_CLOCK)
            if all(task.done() for task in self._running.values()) and self._nothing_new():
                self._served_until = max(now, step.second - SLACK)
            else:
                await asyncio.sleep(0.03)

    def _nothing_new(self) -> bool:
        return not self._stage.world.updates.unconfirmed and inbox_is_empty(self._folder)


def inbox_is_empty(folder: Path) -> bool:
    """Looked up from outside, read-only; not now when the file is just being recovered."""
    uri = f"{(folder / 'zhiqin.db').absolute().as_uri()}?mode=ro"
    try:
        with contextlib.closing(sqlite3.connect(uri, uri=True)) as connection:
            return connection.execute("SELECT 1 FROM inbox WHERE state = 'new' LIMIT 1").fetchone() is None
    except sqlite3.OperationalError:
        return False


async def _all_of(acting: list[asyncio.Task[None]], living: asyncio.Task[None]) -> None:
    """Until all are done; the first that fails ends it, and so does a bot that ends by itself."""
    together = asyncio.gather(*acting)
    await asyncio.wait([together, living], return_when=asyncio.FIRST_COMPLETED)
    if living.done():
        together.cancel()
        living.result()
    await together


async def _settle(stage: Rehearsal, victim: Victim, session: aiohttp.ClientSession) -> None:
    """Half a minute of the school's time for what was put off, twice, and then nothing may be left to do."""
    for _ in range(2):
        await victim.is_up()
        await victim.turn(stage.world.clock() + timedelta(seconds=30))
        async with session.get(f"{stage.url}/stage/settled?timeout={SETTLES_WITHIN}") as answer:
            found = await answer.json()
        assert found["settled"], found


async def _invite_everybody(folder: Path) -> None:
    store = await Store.open(folder)
    for post in (await store.run(lambda tx: tx.school.load())).posts:
        if post.code in POSTS:
            await store.run(invite_post, TEN_O_CLOCK, post, invitation_of(post.code))
    for person in CAST:
        if person not in POSTS:
            await store.run(invite, TEN_O_CLOCK, person, invitation_of(person))
    await store.close()
