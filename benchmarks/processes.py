"""Processes: each bot and the server in one of its own, pinned to a core where the machine lets us."""

import http.client
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
CORES = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
BOT_CORE, SERVER_CORE = (CORES[0], CORES[1]) if len(CORES) > 1 else (None, None)


class Process:
    """`python -m module`, started and ready: it has written one line. It ends when its stdin does."""

    def __init__(self, module: str, *arguments: str, core: int | None) -> None:
        self.module = module
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        if core is not None:
            os.sched_setaffinity(self._process.pid, {core})
        assert self._process.stdout is not None
        self.said = self._process.stdout.readline().decode().strip()
        if not self.said:
            raise RuntimeError(f"{module} did not start")

    @property
    def pid(self) -> int:
        return self._process.pid

    def cpu(self) -> float:
        """Seconds of processor time used so far, all threads; 0 where there is no /proc."""
        try:
            fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        except OSError:
            return 0.0
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def stop(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()


@dataclass(frozen=True, slots=True)
class Course:
    """What one run came to, as the server saw it. `spent` is the bot's processor time, `busy` the server's share."""

    seconds: float
    updates: int
    calls: int
    spent: float
    busy: float
    sent: int

    @property
    def rate(self) -> float:
        return self.updates / self.seconds


class Server(Process):
    """The stand-in for Telegram; `run` lets the people of one bot talk and waits until all is said."""

    def __init__(self) -> None:
        super().__init__("benchmarks.stand_in", core=SERVER_CORE)
        self.port = int(self.said)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def run(self, bot: Process, token: str, *, people: int, sentences: list[str], latency: float = 0.0) -> Course:
        bot_before, own_before = bot.cpu(), self.cpu()
        found = self._ask({"token": token, "people": people, "sentences": sentences, "latency": latency})
        if found["surprise"] or found["calls"] != found["asked"]:
            raise RuntimeError(f"{bot.module} made {found['calls']} calls of {found['asked']}. {found['surprise']}")
        return Course(
            seconds=found["seconds"],
            updates=found["updates"],
            calls=found["calls"],
            spent=bot.cpu() - bot_before,
            busy=(self.cpu() - own_before) / found["seconds"],
            sent=found["sent"],
        )

    def _ask(self, what: dict[str, Any]) -> dict[str, Any]:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
        try:
            line.request("POST", "/run", json.dumps(what))
            answer = line.getresponse()
            found: dict[str, Any] = json.loads(answer.read())
        finally:
            line.close()
        if answer.status != 200:
            raise RuntimeError(f"{what}: {found}")
        return found
