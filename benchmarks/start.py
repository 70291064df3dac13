"""From `python -m bot run` to the first getUpdates, against `import telegram.ext`; with many records against few.

Measured twice: by the clock, and by the processor time that was used until then, which a busy machine does not change.
"""

import json
import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.disk import folder_on_disk
from benchmarks.pairs import Line, in_pairs, medians
from benchmarks.processes import ROOT
from benchmarks.stand_in import ME
from benchmarks.summary import ROWS_OF_A_DAY, school_after

GOAL, GOAL_OF_RECORDS = 1 / 3, 1 / 1.2
FEW, MANY = 2_000, 200_000
TOKEN = f"1234567:{'s' * 35}"


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds."""

    wall: float
    processor: float


def processor_time(pid: int) -> float:
    """Seconds that a process has used, all its threads; 0 where there is no /proc."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Quiet(ThreadingHTTPServer):
    """Says nothing of a line that was cut by a kill."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Expected."""


class Doorbell:
    """A Telegram that answers the first calls of a start, and notes when the first getUpdates came."""

    def __init__(self) -> None:
        self._polled = threading.Event()
        self._at = Spent(0.0, 0.0)
        self._pid = 0
        bell = self

        class Answers(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                method = self.path.rpartition("/")[2]
                if method == "getUpdates" and not bell._polled.is_set():
                    bell._at = Spent(time.perf_counter(), processor_time(bell._pid))
                    bell._polled.set()
                found = {"ok": True, "result": {"getMe": ME, "getUpdates": []}.get(method, True)}
                body = json.dumps(found).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                """Nothing is written."""

        self._server = Quiet(("127.0.0.1", 0), Answers)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def rung_by(self, command: list[str]) -> Spent:
        """Until the process polled; it is killed then, which it must survive anyway."""
        self._polled.clear()
        began = time.perf_counter()
        process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL, env=compiled())
        self._pid = process.pid
        try:
            if not self._polled.wait(60):
                raise RuntimeError(f"{command} did not poll")
            return Spent(self._at.wall - began, self._at.processor)
        finally:
            process.kill()
            process.wait()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def compiled() -> dict[str, str]:
    """The environment of a machine that keeps compiled modules, as a school's does."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def school_with(records: int, folder: Path) -> Path:
    """A data folder with so many records of history, and all else that belongs to as many days."""
    folder.mkdir()
    with closing(school_after(max(1, records // ROWS_OF_A_DAY["record"]), folder / "zhiqin.db")):
        return folder


def starts(bell: Doorbell, folder: Path) -> Spent:
    config = folder / "config.toml"
    written = f'[telegram]\ntoken = "{TOKEN}"\nbase_url = "{bell.url}/bot"\nbase_file_url = "{bell.url}/file/bot"\n'
    config.write_text(f'data = "{folder}"\n{written}', encoding="utf-8")
    return bell.rung_by([sys.executable, "-m", "bot", "run", "--config", str(config)])


def imports() -> Spent:
    """The library, in a new process."""
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", "import telegram.ext"], cwd=ROOT, check=True, env=compiled())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Spent(time.perf_counter() - began, used)


def compared(what: str, goal: float, pairs: list[tuple[Spent, Spent]]) -> Iterator[Line]:
    """Starts a second of one against the other, by the clock and by the processor."""
    for name, of in (("", "wall"), (", by processor time", "processor")):
        times = [(float(getattr(mine, of)), float(getattr(theirs, of))) for mine, theirs in pairs]
        ours, theirs = medians(times)
        yield Line(
            f"{what}{name}", tuple(b / a for a, b in times), round(goal, 2),
            f"{1000 * ours:.0f} / {1000 * theirs:.0f} ms: {median(a / b for a, b in times):.2f} times as long",
        )  # fmt: skip


def measure(quick: bool) -> Iterator[Line]:
    pairs = 3 if quick else 9
    with folder_on_disk() as made:
        bell = Doorbell()
        few = school_with(FEW, Path(made) / "few")
        many = school_with(MANY // (10 if quick else 1), Path(made) / "many")
        try:
            starts(bell, few), starts(bell, many), imports()
            against = in_pairs(lambda: starts(bell, few), imports, pairs)
            records = in_pairs(lambda: starts(bell, many), lambda: starts(bell, few), pairs)
        finally:
            bell.close()
    yield from compared("starts a second, until the first poll / imports of telegram.ext a second", GOAL, against)
    yield from compared(
        f"starts a second with {MANY if not quick else MANY // 10} records / with {FEW}", GOAL_OF_RECORDS, records
    )
