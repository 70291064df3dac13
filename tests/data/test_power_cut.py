"""After a power cut at any instant the database opens, is whole, and holds everything that was promised before it."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from storage.backups import backups_in
from storage.verify import verify
from tests.data.power.disk import Disk, Event, events
from tests.storage.rows import ask, kept

ROOT = Path(__file__).parents[2]
CUTS = 30
MANY_CUTS = 1500


@dataclass(frozen=True, slots=True)
class Recording:
    """What the child did, in order, and which of its events were promises."""

    folder: str
    acks: str
    events: tuple[Event, ...]

    def promised(self, before: int) -> list[str]:
        said = b"".join(event.data for event in self.events[:before] if event.op == "w" and event.path == self.acks)
        return said.decode().splitlines()


Record = Callable[[str], Recording]


@pytest.fixture(scope="session")
def recorder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None or not sys.platform.startswith("linux"):
        pytest.skip("POWER CUTS ARE NOT TRIED HERE: that needs Linux and a C compiler (cc)")
    library = tmp_path_factory.mktemp("recorder") / "recorder.so"
    source = ROOT / "tests" / "data" / "power" / "recorder.c"
    subprocess.run([compiler, "-O1", "-shared", "-fPIC", "-o", library, source], check=True)
    return library


@pytest.fixture
def record(recorder: Path, tmp_path: Path) -> Record:
    def made(broken: str = "") -> Recording:
        folder, acks, log = tmp_path / "data", tmp_path / "acks", tmp_path / "record"
        folder.mkdir()
        environment = {
            **os.environ,
            "LD_PRELOAD": str(recorder),
            "RECORD_FOLDER": str(folder),
            "RECORD_ACKS": str(acks),
            "RECORD_LOG": str(log),
        }
        command = [sys.executable, "-m", "tests.data.power.keeper", folder, acks, *([broken] if broken else [])]
        subprocess.run(command, cwd=ROOT, env=environment, check=True, timeout=60)
        return Recording(str(folder), str(acks), tuple(events(log)))

    return made


def lost_after_cuts(recording: Recording, room: Path, cuts: int, seed: int) -> list[str]:
    """What was promised and is not there, or does not hold, after each of so many cuts and one at the end."""
    chance = random.Random(seed)
    points = [*sorted(chance.choices(range(1, len(recording.events) + 1), k=cuts)), len(recording.events)]
    disk, done = Disk(recording.folder), 0
    found: list[str] = []
    for number, point in enumerate(points):
        for event in recording.events[done:point]:
            if event.path != recording.acks:
                disk.happens(event)
        done = point
        left = room / f"cut-{number}"
        left.mkdir(parents=True)
        disk.after_a_cut(left, chance)
        found += [f"cut {number} at {point}: {what}" for what in lacking(left, recording.promised(point))]
        shutil.rmtree(left)
    return found


def lacking(left: Path, promised: list[str]) -> list[str]:
    """Before the first promise there may be nothing at all."""
    if not promised:
        return []
    try:
        there = {*notes_and_photos(left), *backups(left / "backups")}
        faults = verify(left / "zhiqin.db", left / "photos").faults
    except sqlite3.DatabaseError as error:
        return [str(error)]
    only_look = [what for what in there if what.startswith("not whole")]
    return [*(what[:40] for what in promised if what not in there), *(fault.about for fault in faults), *only_look]


def notes_and_photos(left: Path) -> Iterator[str]:
    """As the house opens it: the log is read back."""
    with closing(sqlite3.connect(left / "zhiqin.db")) as hand:
        hand.execute("PRAGMA user_version").fetchone()
    yield from (f"note {word}" for word in kept(left))
    for (sha256,) in ask(left / "zhiqin.db", "SELECT sha256 FROM evidence WHERE state = 'kept'"):
        yield f"photo {sha256}"


def backups(folder: Path) -> Iterator[str]:
    """Those that look whole, and whether they are."""
    for backup in backups_in(folder):
        sound = backup.whole() and not verify(backup.database, backup.photos).found
        yield f"{'backup' if sound else 'not whole:'} {backup.folder.name}"


def test_nothing_that_was_promised_is_lost_in_a_power_cut(record: Record, tmp_path: Path) -> None:
    recording = record("")
    assert len(recording.promised(len(recording.events))) > 150
    assert lost_after_cuts(recording, tmp_path / "cuts", CUTS, seed=1) == []


@pytest.mark.soak
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", range(2, 6))
def test_nothing_is_lost_in_many_power_cuts(record: Record, tmp_path: Path, seed: int) -> None:
    assert lost_after_cuts(record(""), tmp_path / "cuts", MANY_CUTS, seed) == []


@pytest.mark.parametrize("broken", ["not-synced", "folder-not-synced", "photo-not-synced"])
def test_a_promise_that_is_not_kept_is_found_out(record: Record, tmp_path: Path, broken: str) -> None:
    """Else the test above could not fail."""
    assert lost_after_cuts(record(broken), tmp_path / "cuts", CUTS, seed=1) != []
