"""A town: the rehearsal's Telegram, the real bot as a child on a core of its own, and people who speak and hear."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from benchmarks.conversation import BEGIN
from benchmarks.processes import BOT_CORE, Process
from bot.clock import PlayedClock
from rehearsal import Rehearsal
from rehearsal.people import Persona
from rehearsal.stage.asking import Ask
from rehearsal.stage.saying import say, tap

TOKEN = f"1234567:{'t' * 35}"
PATIENCE = 30.0
"""Seconds after which somebody who hears nothing was left alone."""


class LeftAlone(AssertionError):
    """An answer that never came."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A message of the bot, new or changed, as it came to a chat; `at` in monotonic seconds."""

    at: float
    message: dict[str, Any]

    @property
    def text(self) -> str:
        return str(self.message.get("text") or self.message.get("caption") or "")

    @property
    def keys(self) -> list[str]:
        """What each button says to the bot."""
        return [key["data"] for row in self.message.get("buttons") or [] for key in row]

    @property
    def filing(self) -> str:
        """The button of a guess that files it; empty where there is none."""
        return next((data for data in self.keys if data.endswith(":confirm:file")), "")


class Town:
    """`limits` on both sides: ours, and Telegram's. The clock flows from the conversation's Monday morning."""

    def __init__(self, folder: Path, *, limits: bool, more: tuple[str, ...] = ()) -> None:
        self._folder = folder
        self._limits = limits
        self._more = more
        self.clock = PlayedClock(BEGIN, flowing=True)
        self.telegram = Rehearsal(clock=self.clock.now, limits=limits, token=TOKEN)
        self.world = self.telegram.world
        self.bot: Process
        self._heard: dict[int, asyncio.Queue[Heard]] = defaultdict(asyncio.Queue)

    async def __aenter__(self) -> "Town":
        await self.telegram.start()
        self._hearing = asyncio.create_task(self._hear())
        options = ("--data", str(self._folder), "--url", self.telegram.url, "--token", TOKEN, *self._more)
        limits = ("--limits-on",) if self._limits else ()
        self.bot = await asyncio.to_thread(Process, "benchmarks.our_bot", *options, *limits, core=BOT_CORE)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await asyncio.to_thread(self.bot.stop)
        self._hearing.cancel()
        await asyncio.gather(self._hearing, return_exceptions=True)
        await self.telegram.stop()

    def enter(self, chat: int) -> None:
        """Somebody who has begun a chat with the bot."""
        self.world.directory.people[chat] = Persona(chat, f"老师{chat}", started=True)

    async def says(self, chat: int, **what: Any) -> float:
        """`text`, `photo` and so on as the stage has it; returns the moment at which it was said."""
        asked = Ask(self.world, {"user": chat, **what})
        at = time.monotonic()
        await say(asked)
        return at

    async def taps(self, chat: int, heard: Heard, data: str) -> float:
        """One of its buttons; returns the moment at which it was pressed."""
        asked = Ask(self.world, {"user": chat, "message_id": heard.message["message_id"], "data": data})
        at = time.monotonic()
        await tap(asked)
        return at

    async def hears(self, chat: int, fits: Callable[[Heard], bool] = lambda heard: True) -> Heard:
        """The next message to this chat that fits; raises LeftAlone when none comes."""
        heard: Heard | None = None
        try:
            async with asyncio.timeout(PATIENCE):
                while heard is None or not fits(heard):
                    heard = await self._heard[chat].get()
        except TimeoutError:
            raise LeftAlone(f"{chat} heard last: {heard.text if heard else 'nothing'}") from None
        return heard

    async def _hear(self) -> None:
        with self.world.events.listen() as events:
            while (event := await events.get()) is not None:
                _number, name, facts = event
                if name in ("message", "edit") and facts["message"]["from"]["is_bot"]:
                    self._heard[facts["chat"]].put_nowait(Heard(time.monotonic(), facts["message"]))

    def refused(self) -> int:
        """Calls that were answered with 429."""
        return sum((call["outcome"] or {}).get("error_code") == 429 for call in self.world.calls.since(0))


def percentile(of: list[float], part: float) -> float:
    """The value below which so much of them lies."""
    return sorted(of)[min(len(of) - 1, int(len(of) * part))]
