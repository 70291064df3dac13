"""The rehearsal's hold on its bot: a child process that is told the time, asked, killed and started again."""

import asyncio
import contextlib
import json
import sys
from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.clock import PlayedClock

ROOT = Path(__file__).parent.parent
READY_WITHIN = 60.0


class Gone(ConnectionError):
    """The child ended before it answered."""


class Understudy:
    """Plays the Actor of the rehearsal server with a `python -m bot.backstage` of its own."""

    def __init__(
        self,
        data: Path,
        url: str,
        token: str,
        clock: PlayedClock,
        *,
        flowing: bool,
        limits_off: bool = False,
        by_hand: Collection[int] = (),
        webhook: int = 0,
    ) -> None:
        """`by_hand`: the phones (user ids) that somebody plays; everybody else plays themselves, unless it is empty.
        `webhook`: the port to which updates are brought; 0: the child fetches them."""
        self._data = data
        self._url = url
        self._token = token
        self._clock = clock
        self._options = ["--limits-off"] if limits_off else []
        self._options += ["--webhook", str(webhook)] if webhook else []
        self._by_hand = dict.fromkeys(by_hand)
        self.flowing = flowing
        self._process: asyncio.subprocess.Process
        self._number = 0
        self._one_at_a_time = asyncio.Lock()

    async def start(self) -> None:
        """Until the child says that it is ready. Raises Gone with nothing more: the child has said why on stderr."""
        async with self._one_at_a_time:
            await self._start()

    async def _start(self) -> None:
        arguments = ["--data", str(self._data), "--url", self._url, "--token", self._token]
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot.backstage",
            *arguments,
            "--now",
            self._clock.now().isoformat(),
            *(["--flowing"] if self.flowing else []),
            *self._options,
            "--by-hand",
            *map(str, self._by_hand),
            cwd=ROOT,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        async with asyncio.timeout(READY_WITHIN):
            await _line_of(self._process)

    async def stop(self) -> None:
        """Lets it finish in order."""
        if self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self._process.terminate()
            await self._process.wait()

    async def die(self) -> None:
        """SIGKILL, at once. Who asked it something hears that it is gone."""
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()

    async def settled(self) -> bool:
        with contextlib.suppress(Gone):
            return bool(await self._ask("settled"))
        return False

    async def next_due(self) -> datetime | None:
        try:
            found = await self._ask("next_due")
        except Gone:
            return None
        return datetime.fromisoformat(found) if found else None

    async def coming(self) -> list[dict[str, Any]]:
        with contextlib.suppress(Gone):
            return list(await self._ask("coming"))
        return []

    async def turn(self, to: datetime) -> None:
        """A dead bot is told the time when it starts again."""
        self._clock.turn(to)
        if self._process.returncode is None:
            await self._ask("turn", to=self._clock.now().isoformat())

    async def flow(self, on: bool) -> None:
        """Both clocks, ours and the child's."""
        self.flowing = on
        self._clock.flow(on)
        await self._ask("flow", on=on)
        await self.turn(self._clock.now())

    async def take(self, user: int) -> None:
        """One more phone that somebody plays, also for the next process."""
        if self._by_hand:
            self._by_hand[user] = None
            await self._ask("take", user=user)

    async def outage(self, to: datetime) -> None:
        self._clock.turn(to)
        await self._ask("outage", to=self._clock.now().isoformat())

    async def _ask(self, what: str, **more: Any) -> Any:
        async with self._one_at_a_time:
            self._number += 1
            process = self._process
            stdin = process.stdin
            assert stdin is not None
            try:
                stdin.write(json.dumps({"id": self._number, "ask": what, **more}).encode() + b"\n")
                await stdin.drain()
                while (answer := await _line_of(process)).get("id") != self._number:
                    continue
            except (ConnectionError, BrokenPipeError) as error:
                raise Gone("the bot ended") from error
        return answer["is"]


async def _line_of(process: asyncio.subprocess.Process) -> dict[str, Any]:
    assert process.stdout is not None
    line = await process.stdout.readline()
    if not line:
        raise Gone("the bot ended")
    found: dict[str, Any] = json.loads(line)
    return found
