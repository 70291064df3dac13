"""A school of the first version goes on under this program: nothing is lost, and till then nothing changed."""

import asyncio
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from storage import Store
from storage.migrate import migrations, take
from storage.verify import verify
from tests.chain import faults_of
from tests.stage import Stage
from tests.storage.rows import ask

FIRST = Path(__file__).parent / "first_version.sql"
"""Made by the first version itself: a repair, an alarm, a form left open, a follower; each table has a row."""
NEWEST = migrations()[-1][0]
ROOT = Path(__file__).parents[2]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    with closing(sqlite3.connect(tmp_path / "data" / "zhiqin.db", isolation_level=None)) as made:
        made.executescript(FIRST.read_text(encoding="utf-8"))
    return tmp_path / "data"


def counted(path: Path) -> dict[str, int]:
    """How many rows each table has."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as beside:
        tables = beside.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
        return {name: beside.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for (name,) in tables.fetchall()}


async def opened(folder: Path) -> None:
    await (await Store.open(folder)).close()


def test_every_table_of_the_first_version_has_something_in_it(old: Path) -> None:
    assert [name for name, rows in counted(old / "zhiqin.db").items() if not rows] == []


@pytest.mark.parametrize("version", range(1, NEWEST))
def test_from_every_version_everything_is_carried_over_behind_a_copy(old: Path, version: int) -> None:
    path = old / "zhiqin.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as hand:
        take(hand, 1, [(number, sql) for number, sql in migrations() if 1 < number <= version])
    before = counted(path)
    asyncio.run(opened(old))
    after = counted(path)
    assert {name: after[name] for name in before} == before
    assert ask(path, "PRAGMA user_version") == [(NEWEST,)]
    report = verify(path, None)
    assert (report.faults, report.counts["records"]) == ([], before["record"])
    (copy,) = old.glob("*before*")
    assert counted(copy) == before
    assert verify(copy, None).faults == []


async def test_a_school_of_the_first_version_goes_on(old: Path) -> None:
    stage = Stage(old)
    await stage.open()
    teacher = await stage.stranger("P53")
    await teacher.says("/mine")
    assert "3号楼201水管漏水" in await teacher.reads()
    await teacher.says("2号楼灯坏了")
    assert await stage.rows(faults_of) == []
    assert await stage.rows(lambda tx: tx.services.without(10)) == []
    assert verify(old / "zhiqin.db", None).faults == []
    await stage.close()


KILLED = """
import os, signal, sqlite3, sys
from pathlib import Path
from storage.migrate import migrate
path = Path(sys.argv[1])
connection = sqlite3.connect(path, isolation_level=None)
connection.execute("PRAGMA journal_mode = WAL")
connection.set_trace_callback(lambda sql: sys.argv[2] in sql and os.kill(os.getpid(), signal.SIGKILL))
migrate(connection, path)
"""


WHEN = ("VACUUM INTO", "BEGIN IMMEDIATE", "CREATE TABLE duty ", "DROP TABLE account", "COMMIT")


@pytest.mark.parametrize("when", WHEN)
def test_killed_in_the_middle_it_is_the_old_version_and_the_next_start_does_it(old: Path, when: str) -> None:
    path = old / "zhiqin.db"
    before = counted(path)
    ended = subprocess.run([sys.executable, "-c", KILLED, path, when], cwd=ROOT, check=False, timeout=60)
    assert ended.returncode == -signal.SIGKILL
    assert ask(path, "PRAGMA user_version") == [(1,)]
    assert counted(path) == before
    asyncio.run(opened(old))
    assert ask(path, "PRAGMA user_version") == [(NEWEST,)]
    assert list(old.glob("*.part")) == []
    assert verify(path, None).faults == []
