"""A school that has lived a day: made once, copied for each test that spoils it."""

import asyncio
import shutil
from pathlib import Path

import pytest

from tests.data.lived import live_a_day
from tests.stage import copy_school


@pytest.fixture(scope="session")
def lived(working_school: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The data folder, and the last line of the evening's summary."""
    folder = copy_school(working_school, tmp_path_factory.mktemp("lived"))
    return folder, asyncio.run(live_a_day(folder))


@pytest.fixture
def folder(lived: tuple[Path, str], tmp_path: Path) -> Path:
    """A copy that may be spoilt."""
    return Path(shutil.copytree(lived[0], tmp_path / "data"))
