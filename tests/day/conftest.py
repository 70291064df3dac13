"""Two played days, each played once: a busy one by the script, and one on which everybody does everything in time."""

import asyncio
from pathlib import Path

import pytest

from tests.day.played import NEXT_MORNING, NEXT_SUMMARY, Played, play
from tests.day.script import DAY


@pytest.fixture(scope="session")
def busy_day(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """From Monday 06:15 until Tuesday's summary has gone out."""
    return asyncio.run(play(_folder(tmp_path_factory, "busy"), DAY, scripted=True, end=NEXT_SUMMARY))


@pytest.fixture(scope="session")
def quiet_day(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """From Monday 06:15 to Tuesday 06:15."""
    return asyncio.run(play(_folder(tmp_path_factory, "quiet"), (), scripted=False, end=NEXT_MORNING))


def _folder(tmp_path_factory: pytest.TempPathFactory, name: str) -> Path:
    folder = tmp_path_factory.mktemp(name) / "data"
    folder.mkdir()
    return folder
