"""How much memory `python -m bot run` holds: started, after a school has talked with it, after the first picture."""

import asyncio
import base64
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from benchmarks.conversation import chat_of
from benchmarks.disk import folder_on_disk
from benchmarks.memory import resident
from benchmarks.our_bot import bind_reporters, sample, sentences
from benchmarks.pairs import Line
from benchmarks.processes import ROOT
from benchmarks.start import FEW, MANY, compiled
from benchmarks.summary import ROWS_OF_A_DAY, school_after
from benchmarks.town import TOKEN, Town
from bot.clock import SystemClock
from rehearsal import Rehearsal
from storage import Transaction

GOAL = 120.0
"""Megabytes before the first picture."""
ROUNDS = 4
"""Reports that each of the people makes."""


class Running:
    """`python -m bot run`, killed at the end, which it must survive anyway."""

    def __init__(self, config: Path) -> None:
        command = [sys.executable, "-m", "bot", "run", "--config", str(config)]
        self._process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL, env=compiled())
        self.pid = self._process.pid

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()


class Street(Town):
    """A town whose bot is the one that schools run, by the machine's clock and within Telegram's limits."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, limits=False)
        self.telegram = Rehearsal(clock=SystemClock().now, limits=False, token=TOKEN)
        self.world = self.telegram.world

    async def __aenter__(self) -> "Street":
        await self.telegram.start()
        self._hearing = asyncio.create_task(self._hear())
        config, url = self._folder / "config.toml", self.telegram.url
        server = f'token = "{TOKEN}"\nbase_url = "{url}/bot"\nbase_file_url = "{url}/file/bot"'
        config.write_text(f'data = "."\n[telegram]\n{server}\n[backup]\nkeep = 0\n', encoding="utf-8")
        self.running = Running(config)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await asyncio.to_thread(self.running.stop)
        self._hearing.cancel()
        await asyncio.gather(self._hearing, return_exceptions=True)
        await self.telegram.stop()


@dataclass(frozen=True, slots=True)
class Held:
    """Megabytes."""

    started: float
    talked: float
    reports: int
    seen: float


def school_of(records: int, folder: Path) -> int:
    """A data folder with so many records behind it; returns how many people can talk with the bot."""
    folder.mkdir()
    with closing(school_after(max(1, records // ROWS_OF_A_DAY["record"]), folder / "zhiqin.db")) as connection:
        connection.execute("BEGIN")
        people = bind_reporters(Transaction(connection))
        connection.execute("COMMIT")
    return people


async def report(street: Street, chat: int, words: str) -> None:
    await street.says(chat, text=words)
    guess = await street.hears(chat, lambda heard: bool(heard.filing))
    await street.taps(chat, guess, guess.filing)
    await street.hears(chat, lambda heard: any(key.startswith("t:withdraw:") for key in heard.keys))


async def life(folder: Path, people: int, to_say: list[str]) -> Held:
    async with Street(folder) as street:
        for number in range(people):
            street.enter(chat_of(number))
        await street.says(chat_of(0), text="/help")
        await street.hears(chat_of(0))
        started = resident(street.running.pid)
        for again in range(ROUNDS):
            told = to_say[again * people : (again + 1) * people]
            await asyncio.gather(*(report(street, chat_of(number), words) for number, words in enumerate(told)))
        talked = resident(street.running.pid)
        photo = street.world.samples.shot("leaking-pipe", 0)
        await street.says(chat_of(1), photo={"base64": base64.b64encode(photo + os.urandom(4)).decode()})
        await street.hears(chat_of(1))
        await report(street, chat_of(2), to_say[ROUNDS * people])
        return Held(started, talked, ROUNDS * people, resident(street.running.pid))


def measure(quick: bool) -> Iterator[Line]:
    to_say = sentences(sample())
    for records in (FEW, MANY // (10 if quick else 1)):
        with folder_on_disk() as made:
            folder = Path(made) / "school"
            people = school_of(records, folder)
            held = asyncio.run(life(folder, people, to_say))
        yield Line(
            f"resident memory before the first picture, {records} records", (), None,
            f"{held.started:.0f} MB after the first answer, {held.talked:.0f} MB after {held.reports} reports of "
            f"{people} people (goal {GOAL:.0f}); {held.seen:.0f} MB after the first picture was read",
        )  # fmt: skip
