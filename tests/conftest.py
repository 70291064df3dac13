"""What every test may ask for: a school, and a stage with the real bot on it."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

os.environ.setdefault("PTB_TIMEDELTA", "true")

from tests.stage import Stage, copy_school, made_school


@pytest.fixture(scope="session")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the sample school, made once."""
    return made_school(tmp_path_factory.mktemp("school"))


@pytest.fixture
async def stage(school: Path, tmp_path: Path) -> AsyncIterator[Stage]:
    here = Stage(copy_school(school, tmp_path / "data"))
    await here.open()
    yield here
    await here.close()
