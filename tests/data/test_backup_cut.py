"""A restore that is killed between two of its steps tears nothing of the old data apart, and names it rightly."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from storage.backup import back_up
from storage.restore import REPLACED
from tests.commands import Say
from tests.storage.rows import NOW, ask

KILLED = """
import os, signal, sys
from pathlib import Path
last, rename, moved = int(sys.argv[1]), Path.rename, []
def step(path, to):
    if path.name in ("zhiqin.db", "zhiqin.db-wal", "zhiqin.db-shm", "photos"):
        moved.append(path)
        if len(moved) == last:
            os.kill(os.getpid(), signal.SIGKILL)
    return rename(path, to)
Path.rename = step
from bot.commands import main
sys.exit(main(sys.argv[2:]))
"""


def torn_off(folder: Path, to: Path) -> Path:
    """The data as a kill leaves it: the last unit stands in the log alone."""
    with closing(sqlite3.connect(folder / "zhiqin.db", isolation_level=None)) as hand:
        hand.execute("PRAGMA journal_mode = WAL")
        hand.execute("UPDATE ticket SET words = 'the last that was said'")
        shutil.copytree(folder, to)
    assert set(REPLACED) <= {path.name for path in to.iterdir()}
    return to


def killed_before(step: int, *words: str | Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(step), *map(str, words)],
        cwd=Path(__file__).parents[2], env={**os.environ, "ZHIQIN_TOKEN": ""}, capture_output=True, timeout=60,
    )  # fmt: skip
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()


@pytest.mark.parametrize("step", [2, 3, 5, 6])
def test_a_killed_restore_is_gone_on_with_and_the_old_data_stays_together(
    folder: Path, tmp_path: Path, say: Say, step: int
) -> None:
    made = back_up(folder, tmp_path / "stick", NOW)
    data = torn_off(folder, tmp_path / "school")
    killed_before(step, "restore", made.folder, "--replace", "--data", data)
    for command in ("verify", "check", "backup"):
        code, said, complained = say(command, "--data", data)
        assert (code, "上次恢复备份没有做完" in said + complained) == (1, True), command
    code, said, complained = say("restore", made.folder, "--data", data)
    assert code == 0, complained
    (aside,) = data.glob("replaced-*")
    assert f"原来的数据在 {aside}," in said
    assert len(list((aside / "photos").glob("??/*"))) == 1
    assert ask(aside / "zhiqin.db", "SELECT words FROM ticket") == [("the last that was said",)]
    assert ask(data / "zhiqin.db", "SELECT words FROM ticket") != [("the last that was said",)]
    assert say("verify", "--data", data)[0] == 0


def test_one_killed_before_it_moved_anything_has_changed_nothing(folder: Path, tmp_path: Path, say: Say) -> None:
    made = back_up(folder, tmp_path / "stick", NOW)
    data = torn_off(folder, tmp_path / "school")
    killed_before(1, "restore", made.folder, "--replace", "--data", data)
    assert ask(data / "zhiqin.db", "SELECT words FROM ticket") == [("the last that was said",)]
    code, _, complained = say("restore", made.folder, "--data", data)
    assert (code, "请加 --replace" in complained) == (1, True)
