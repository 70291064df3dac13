"""50,000 updates: how the resident memory of the bot grows, and how large its files become."""

import asyncio
import base64
import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.conversation import chat_of
from benchmarks.disk import folder_on_disk
from benchmarks.our_bot import make, sample, sentences
from benchmarks.pairs import Line
from benchmarks.town import Town

UPDATES, WARM = 50_000, 10_000
LOOKS_EVERY = 1_000
GOAL = 5.0
"""Megabytes by which it may grow from update 10,000 on."""
STRANGERS = 3000
"""People whom nobody knows: each says something once, now and then."""
MEGABYTE = 1_048_576


@dataclass(frozen=True, slots=True)
class Look:
    """What the bot held after so many updates: resident, its database and the log before it, in megabytes."""

    updates: int
    resident: float
    database: float
    log: float


def resident(pid: int) -> float:
    """Of a process, in megabytes; 0 where there is no /proc."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def size(file: Path) -> float:
    return file.stat().st_size / MEGABYTE if file.exists() else 0.0


class Talk:
    """What people of a school do all day, again and again."""

    def __init__(self, town: Town, to_say: list[str]) -> None:
        self._town = town
        self._to_say = to_say
        self._dice = random.Random(4)
        self._photo = town.world.samples.shot("leaking-pipe", 0)
        self._strangers = itertools.cycle(range(STRANGERS))
        self.updates = 0

    async def of(self, number: int, people: int, until: int) -> None:
        """One person; everybody has words of their own, so that nobody is asked whether it is the same fault."""
        own = itertools.cycle(self._to_say[number::people])
        while self.updates < until:
            done = await self._turn(chat_of(number), next(own))
            self.updates += done  # not in one line: that would add to what it was before the turn

    async def _turn(self, chat: int, words: str) -> int:
        town, chance = self._town, self._dice.random()
        if chance < 0.05:
            await town.says(chat, photo={"base64": base64.b64encode(self._photo + self._dice.randbytes(4)).decode()})
            await town.hears(chat)
            await town.says(chat, text="/reset")
            await town.hears(chat)
            return 2
        if chance < 0.25:
            await town.says(chat, text=self._dice.choice(("📋 我的事", "你好", "/help")))
            await town.hears(chat)
            return 1
        if chance < 0.30:
            stranger = chat_of(10_000 + next(self._strangers))
            town.enter(stranger)
            await town.says(stranger, text="你们这里是学校吗")
            return 1
        await town.says(chat, text=words)
        guess = await town.hears(chat, lambda heard: bool(heard.filing))
        await town.taps(chat, guess, guess.filing)
        filed = await town.hears(chat, lambda heard: any(key.startswith("t:withdraw:") for key in heard.keys))
        await town.taps(chat, filed, next(key for key in filed.keys if key.startswith("t:withdraw:")))
        await town.hears(chat)
        return 3


async def looks(folder: Path, updates: int, every: int) -> list[Look]:
    school = sample()
    people, to_say = await make(folder, school), sentences(school)
    found: list[Look] = []
    async with Town(folder, limits=False) as town:
        talk = Talk(town, to_say)
        for number in range(people):
            town.enter(chat_of(number))
        for until in range(every, updates + 1, every):
            await asyncio.gather(*(talk.of(number, people, until) for number in range(people)))
            file = folder / "zhiqin.db"
            found.append(Look(talk.updates, resident(town.bot.pid), size(file), size(folder / "zhiqin.db-wal")))
    return found


def measure(quick: bool) -> Iterator[Line]:
    updates, warm = (UPDATES // 10, WARM // 10) if quick else (UPDATES, WARM)
    with folder_on_disk() as made:
        found = asyncio.run(looks(Path(made), updates, LOOKS_EVERY // (10 if quick else 1)))
    first, last = next(look for look in found if look.updates >= warm), found[-1]
    since = last.updates - first.updates
    yield Line(
        f"{last.updates} updates: resident memory from update {first.updates} on", (), None,
        f"{last.resident - first.resident:+.1f} MB (at most +{GOAL:.0f}), {first.resident:.0f} to {last.resident:.0f}; "
        f"the most {max(look.resident for look in found):.0f}",
    )  # fmt: skip
    yield Line(
        "its files", (), None,
        f"the database grows by {(last.database - first.database) * 1024 / since:.2f} KB an update to "
        f"{last.database:.0f} MB; the log before it never above {max(look.log for look in found):.1f} MB",
    )  # fmt: skip
    steps = found[:: max(1, len(found) // 10)]
    yield Line("resident MB on the way", (), None, ", ".join(f"{it.updates}: {it.resident:.1f}" for it in steps))
