"""The bot as a victim: a real child process that is killed at any instant, also while it starts, and always rises."""

import asyncio
import contextlib
import random
import signal
import time
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from bot.understudy import Gone, Understudy
from rehearsal import Rehearsal

AIMED_AT = {
    "a saying", "answerCallbackQuery", "editMessageCaption", "editMessageText", "file",
    "sendMediaGroup", "sendMessage", "sendPhoto", "sendVoice",
}  # fmt: skip
"""What an aimed kill strikes after: somebody said something, or the server has done such a call."""
MEAN_LIFE = 1.1
"""How long a life lasts on average, in starts: long enough to get something done on any machine."""
LONGEST_MEAN = 12.0
"""But not longer than so many seconds: on a busy machine a start alone may take five."""
LONGEST_AIM = 4.0
"""Seconds for which an aimed kill waits for something to happen."""


@dataclass(frozen=True, slots=True)
class Kill:
    """`at` in monotonic seconds; `age` is how old the process was, `up` whether it had said that it is ready."""

    at: float
    age: float
    up: bool
    aim: str


class Victim(Understudy):
    """`live` keeps it alive until `rest`; `strike` kills. A child that ends by itself is a failure."""

    kills: list[Kill]
    starts: list[float]

    async def live(self) -> None:
        self.kills, self.starts = [], []
        self._up = asyncio.Event()
        self._resting = False
        while not self._resting:
            self._struck, self._born = False, time.monotonic()
            told = self._clock.now()
            with contextlib.suppress(Gone):
                await self.start()
                self.starts.append(time.monotonic() - self._born)
                self._up.set()
                if self._clock.now() != told:
                    await self.turn(self._clock.now())
            code = await self._process.wait()
            self._up.clear()
            if not (self._struck and code == -signal.SIGKILL) and not self._resting:
                raise AssertionError(f"the bot ended by itself with {code}: see what it wrote to stderr")

    async def strike(self, aim: str) -> None:
        """SIGKILL now; waits for the next process when the last one is dead already."""
        while self._struck or not hasattr(self, "_process") or self._process.returncode is not None:  # noqa: ASYNC110
            await asyncio.sleep(0.005)
        self._struck = True
        now = time.monotonic()
        self.kills.append(Kill(now, now - self._born, self._up.is_set(), aim))
        self._up.clear()
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()

    async def rest(self) -> None:
        await self._up.wait()
        self._resting = True
        await self.stop()

    async def is_up(self) -> None:
        await self._up.wait()

    async def turn(self, to: datetime) -> None:
        """The clock goes on whether or not the bot lives; a new process is told when it is ready."""
        self._clock.turn(to)
        if self._up.is_set():
            with contextlib.suppress(Gone):
                await self._ask("turn", to=self._clock.now().isoformat())

    def second_since(self, start: datetime) -> int:
        return int((self._clock.now() - start).total_seconds())

    async def settled(self) -> bool:
        return self._up.is_set() and await super().settled()


async def kill_at_random(victim: Victim, stage: Rehearsal, rng: random.Random, count: int) -> None:
    """So many kills: half at any instant of a life (its start too), half a moment after something happened."""
    await victim.is_up()
    for number in range(count):
        mean = min(LONGEST_MEAN, MEAN_LIFE * median(victim.starts))
        aim = "at any instant"
        if number % 2 == 0:
            await asyncio.sleep(rng.uniform(0.0, 2 * mean))
        else:
            aim = await _event(stage, rng.choice((1, 1, 2, 3, 5, 8)), LONGEST_AIM)
            await asyncio.sleep(rng.choice((0.0, rng.uniform(0.0, 0.002), rng.uniform(0.0, 0.02))))
        await victim.strike(aim)


async def _event(stage: Rehearsal, wanted: int, patience: float) -> str:
    """Waits until so many things worth aiming at have happened; returns the last, or that none did."""
    with stage.world.events.listen() as events, contextlib.suppress(TimeoutError):
        async with asyncio.timeout(patience):
            while (event := await events.get()) is not None:
                _number, name, facts = event
                by_a_person = name == "message" and not facts["message"]["from"]["is_bot"]
                happened = facts["method"] if name == "call" else "a saying" if by_a_person else ""
                wanted -= happened in AIMED_AT
                if wanted <= 0:
                    return f"after {happened}"
    return "at any instant"
