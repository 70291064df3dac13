"""The bot is killed right after Telegram was told that an update arrived, before anybody looked at it."""

import asyncio
import contextlib
import sqlite3
from pathlib import Path

import aiohttp

from actions.invitations import invite
from bot.clock import PlayedClock
from bot.understudy import Understudy
from rehearsal import Rehearsal
from storage import Store
from tests.kills.play import TEN_O_CLOCK
from tests.stage import TOKEN, copy_school, free_port

SPEAKERS = range(20, 60)
MOST_TRIES = 6
"""Now and then the bot is quicker than the kill."""


def rows(folder: Path, sql: str) -> int:
    """Looked up from outside, read-only."""
    uri = f"{(folder / 'zhiqin.db').absolute().as_uri()}?mode=ro"
    with contextlib.closing(sqlite3.connect(uri, uri=True)) as connection:
        return int(connection.execute(sql).fetchone()[0])


async def test_what_was_taken_and_not_yet_looked_at_is_done_by_the_next_process(school: Path, tmp_path: Path) -> None:
    folder = copy_school(school, tmp_path / "data")
    store = await Store.open(folder)
    for number in SPEAKERS:
        await store.run(invite, TEN_O_CLOCK, f"P{number}", f"invitation-for-P{number}-of-the-school")
    await store.close()
    telegram = Rehearsal(clock=lambda: TEN_O_CLOCK, limits=False, token=TOKEN)
    await telegram.start()
    bot = Understudy(
        folder, telegram.url, TOKEN, PlayedClock(TEN_O_CLOCK), flowing=False, limits_off=True, webhook=free_port()
    )
    telegram.actor = bot
    try:
        await bot.start()
        async with aiohttp.ClientSession(telegram.url) as stage:
            await asyncio.gather(*(binds(stage, number) for number in SPEAKERS))
            await stage.get("/stage/settled?timeout=60")
            assert rows(folder, "SELECT count(*) FROM account") == len(SPEAKERS)
            taken = 0
            for room in range(1, MOST_TRIES):
                with telegram.world.events.listen() as events:
                    saying = asyncio.gather(*(says(stage, it, f"3号楼{it}{room}水管漏水") for it in SPEAKERS))
                    while (event := await events.get()) is not None and event[2].get("method") != "webhook":
                        continue
                    await bot.die()
                    await saying
                taken = rows(folder, "SELECT count(*) FROM inbox WHERE state = 'new'")
                await bot.start()
                async with stage.get("/stage/settled?timeout=60") as answer:
                    assert (await answer.json())["settled"]
                if taken:
                    break
            assert taken > 0, "each time everything was looked at before the kill"
        assert rows(folder, "SELECT count(DISTINCT chat_id) FROM draft") == len(SPEAKERS)
        assert rows(folder, "SELECT count(*) FROM inbox WHERE state <> 'done'") == 0
    finally:
        await bot.die()
        await telegram.stop()


async def binds(stage: aiohttp.ClientSession, number: int) -> None:
    await stage.post("/stage/people", json={"id": 700_000 + number, "first_name": f"P{number}"})
    await says(stage, number, f"/start invitation-for-P{number}-of-the-school")


async def says(stage: aiohttp.ClientSession, number: int, text: str) -> None:
    async with stage.post("/stage/say", json={"user": 700_000 + number, "text": text}) as answer:
        assert answer.status == 200, await answer.text()
