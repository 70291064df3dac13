"""Twenty chats whose every call takes half a second longer: how much later the others have their answers."""

import asyncio
import random
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks.conversation import chat_of
from benchmarks.disk import folder_on_disk
from benchmarks.our_bot import make, sample, sentences
from benchmarks.pairs import Line
from benchmarks.town import Town, percentile
from rehearsal.faults import Fault

STALLED = 20
STALL = 0.5
GOAL = 0.050
"""Seconds by which the others' 95th percentile may rise."""
THINKING = 1.0
"""Seconds on average between an answer and what is said next; the twenty pause as long as they would be stalled."""


async def answers(town: Town, people: int, to_say: Iterator[str], seconds: float, stalled: bool) -> list[float]:
    """How long each answer took to those whose chats are not among the first twenty."""
    town.world.faults.clear()
    for number in range(STALLED if stalled else 0):
        town.world.faults.order(Fault("*", "latency", times=None, chat=chat_of(number), seconds=STALL))
    end = asyncio.get_running_loop().time() + seconds
    took: list[float] = []

    async def talk(number: int) -> None:
        dice = random.Random(number)
        chat, others = chat_of(number), number >= STALLED

        async def pause() -> None:
            """Nobody says more for not being stalled: the same is asked of the bot in both courses."""
            await asyncio.sleep(dice.uniform(0, 2 * THINKING) if others else 0.0 if stalled else STALL)

        while asyncio.get_running_loop().time() < end:
            await pause()
            said = await town.says(chat, text=next(to_say))
            guess = await town.hears(chat, lambda heard: bool(heard.filing))
            await pause()
            tapped = await town.taps(chat, guess, guess.filing)
            filed = await town.hears(chat)
            if others:
                took.extend((guess.at - said, filed.at - tapped))

    await asyncio.gather(*(talk(number) for number in range(people)))
    return took


async def rises(folder: Path, pairs: int, seconds: float, most: int = 1000) -> tuple[list[float], list[float]]:
    """The 95th percentiles with nobody stalled, and by how much they rose with twenty; in interleaved pairs."""
    school = sample()
    people, to_say = min(most, await make(folder, school)), iter(sentences(school))
    async with Town(folder, limits=False) as town:
        for number in range(people):
            town.enter(chat_of(number))
        await answers(town, people, to_say, seconds / 3, stalled=False)
        calm, rose = [], []
        for pair in range(pairs):
            found = {
                stalled: percentile(await answers(town, people, to_say, seconds, stalled), 0.95)
                for stalled in ((False, True), (True, False))[pair % 2]
            }
            calm.append(found[False])
            rose.append(found[True] - found[False])
        return calm, rose


def measure(quick: bool) -> Iterator[Line]:
    pairs, seconds = (2, 5.0) if quick else (5, 7.0)
    with folder_on_disk() as made:
        calm, rose = asyncio.run(rises(Path(made), pairs, seconds))
    yield Line(
        f"{STALLED} chats stalled by {STALL * 1000:.0f} ms: the others' answers, 95 of 100 come within", (), None,
        f"{median(calm) * 1000:.0f} ms, and {median(rose) * 1000:+.0f} ms when they are stalled "
        f"({min(rose) * 1000:+.0f} to {max(rose) * 1000:+.0f}, {pairs} pairs; at most +{GOAL * 1000:.0f})",
    )  # fmt: skip
