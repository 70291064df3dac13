"""A school that has lived a day: made once, copied for each test that spoils it."""

import asyncio
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.commands import main
from tests.data.lived import live_a_day
from tests.stage import copy_school

Say = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="session")
def lived(working_school: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The data folder, and the last line of the evening's summary."""
    folder = copy_school(working_school, tmp_path_factory.mktemp("lived"))
    return folder, asyncio.run(live_a_day(folder))


@pytest.fixture
def folder(lived: tuple[Path, str], tmp_path: Path) -> Path:
    """A copy that may be spoilt."""
    return Path(shutil.copytree(lived[0], tmp_path / "data"))


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Say:
    """A command as somebody types it: its exit code, what it says, and what it complains of."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ZHIQIN_TOKEN", raising=False)

    def typed(*words: str | Path) -> tuple[int, str, str]:
        code = main([str(word) for word in words])
        return code, *capsys.readouterr()

    return typed
