"""A stand-in for systemd: does with a process what the lines of deploy/zhiqin.service say, and writes down what it saw.

Speaks NOTIFY_SOCKET for real (datagrams, the sender's process id from the kernel), kills what misses its WATCHDOG,
and starts again whatever ends.
"""

import asyncio
import contextlib
import os
import signal
import socket
import struct
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

ROOT = Path(__file__).parents[2]
UNIT = ROOT / "deploy" / "zhiqin.service"
START_WITHIN = 60.0
"""TimeoutStartSec is not divided: a busy machine is slow to start, however little patience the watchdog has."""
AFTER_ABORT = 0.3
CREDENTIALS = struct.Struct("3i")


def lines_of(unit: Path) -> dict[str, str]:
    lines = unit.read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))


@dataclass
class Life:
    """One process from its start to its end. Times are monotonic seconds."""

    pid: int
    said: list[tuple[float, str]] = field(default_factory=list)
    code: int | None = None
    missed: bool = False
    """Killed because a WATCHDOG did not come in time."""
    words: str = ""
    """What it wrote to stderr."""

    def has_said(self, word: str) -> bool:
        return any(line.startswith(word) for _, line in self.said)

    def times_of(self, word: str) -> list[float]:
        return [at for at, line in self.said if line.startswith(word)]


class Supervisor:
    """`faster` divides the unit's WatchdogSec and RestartSec, as tests/promises/hasty.py divides the bot's patience."""

    def __init__(self, command: Sequence[str], *, faster: float, unit: Path = UNIT) -> None:
        self._command = command
        self._unit = lines_of(unit)
        self._watchdog = float(self._unit["WatchdogSec"]) / faster
        self._pause = float(self._unit["RestartSec"]) / faster
        self.lives: list[Life] = []
        self.changed = asyncio.Condition()
        self._process: asyncio.subprocess.Process | None = None

    async def run(self) -> None:
        """Until cancelled; what runs then is killed."""
        assert (self._unit["Type"], self._unit["NotifyAccess"]) == ("notify", "main")
        while True:
            await self._live()
            if self._unit["Restart"] != "always":
                return
            await asyncio.sleep(self._pause)

    async def until(self, life: int, word: str, within: float = 60.0) -> Life:
        """The life of that number (the first is 0) once it has said READY, STATUS=…, or has ENDED."""

        def so() -> bool:
            if len(self.lives) <= life:
                return False
            found = self.lives[life]
            return found.code is not None if word == "ENDED" else found.has_said(word)

        async with asyncio.timeout(within), self.changed:
            await self.changed.wait_for(so)
        return self.lives[life]

    def signal(self, number: signal.Signals) -> None:
        assert self._process is not None
        self._process.send_signal(number)

    async def _live(self) -> None:
        address = f"@zhiqin-{uuid4().hex}"
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
            ear.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
            ear.bind("\0" + address[1:])
            ear.setblocking(False)
            environment = {"NOTIFY_SOCKET": address, "WATCHDOG_USEC": str(int(self._watchdog * 1e6))}
            process = self._process = await asyncio.create_subprocess_exec(
                *self._command,
                cwd=ROOT,
                env={**os.environ, "ZHIQIN_TOKEN": "", **environment},
                stderr=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.DEVNULL,
            )
            life = Life(process.pid)
            self.lives.append(life)
            watching = asyncio.create_task(self._watch(ear, life, process))
            reading = asyncio.create_task(self._read(life, process))
            try:
                await process.wait()
            finally:
                with contextlib.suppress(ProcessLookupError):
                    process.kill()
                await process.wait()
                watching.cancel()
                await reading
                self._hear(ear, life)
                life.code = process.returncode
            await self._tell()

    async def _tell(self) -> None:
        async with self.changed:
            self.changed.notify_all()

    async def _read(self, life: Life, process: asyncio.subprocess.Process) -> None:
        assert process.stderr is not None
        async for line in process.stderr:
            life.words += line.decode()

    async def _watch(self, ear: socket.socket, life: Life, process: asyncio.subprocess.Process) -> None:
        """Hears what it says, and kills it when it is late."""
        deadline = time.monotonic() + START_WITHIN
        while time.monotonic() < deadline:
            await asyncio.sleep(0.02)
            if self._hear(ear, life):
                await self._tell()
            if life.has_said("STOPPING"):
                deadline = time.monotonic() + START_WITHIN
            elif pings := life.times_of("WATCHDOG=1"):
                deadline = pings[-1] + self._watchdog
        life.missed = True
        for number in (signal.SIGABRT, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(number)
            await asyncio.sleep(AFTER_ABORT)

    def _hear(self, ear: socket.socket, life: Life) -> bool:
        """Whether anything was said; NotifyAccess=main: only what the process itself says counts."""
        heard = False
        with contextlib.suppress(BlockingIOError):
            while True:
                data, ancillary, _, _ = ear.recvmsg(4096, socket.CMSG_SPACE(CREDENTIALS.size))
                if CREDENTIALS.unpack(ancillary[0][2])[0] == life.pid:
                    life.said += [(time.monotonic(), line) for line in data.decode().split("\n")]
                    heard = True
        return heard
