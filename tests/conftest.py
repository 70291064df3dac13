"""What every test may ask for: a school, and a stage with the real bot on it."""

import gc
import logging
import os
import shutil
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from xdist.remote import Producer
from xdist.scheduler.loadscope import LoadScopeScheduling

os.environ.setdefault("PTB_TIMEDELTA", "true")
# Compiled once, whatever the environment says: hundreds of tests start a program of ours, and each would compile it.
os.environ["PYTHONDONTWRITEBYTECODE"] = ""

from bot.logs import NOT_BELOW
from domain.school import School
from tests.commands import say
from tests.listening import Ear, listening
from tests.sample import sample
from tests.stage import Stage, copy_school, made_school

os.environ.pop("LC_ALL", None)
os.environ["LC_MESSAGES"] = "zh_CN.UTF-8"
"""Whoever runs the tests, their terminal is read in Chinese."""

__all__ = ["say"]
sys.dont_write_bytecode = False
MEMORY = Path("/dev/shm")
ENOUGH = 4 << 30
"""Bytes: the folders of a whole run, more than twice over."""
OBJECTS = 50_000
"""So many new objects before Python looks for garbage; with its own 700, looking takes a seventh of the whole run."""

gc.set_threshold(OBJECTS)
if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH:
    # No test asks the disk whether it kept its word (tests/data/power asks a disk of our own), so none waits for one.
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))

TOGETHER = {
    "the played days": ("tests/day/",),
    "aiogram, imported": tuple(
        f"tests/rehearsal/test_rehearsal_{about}.py"
        for about in ("errors", "groups", "libraries", "sending", "webhook")
    ),
}


class FileByFile(LoadScopeScheduling):  # type: ignore[misc]
    """A worker takes a whole file; files that share something dear go to one worker, so that it is made once.

    (xdist's own groups write into pytest's node ids, which pytest 9 no longer lets them do.)
    """

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return next((shared for shared, files in TOGETHER.items() if file.startswith(files)), file)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> FileByFile:
    config.option.loadscopereorder = False
    return FileByFile(config, log)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One more than there are cores: a third of a story is waiting, for a browser or for a process that starts."""
    return len(os.sched_getaffinity(0)) + 1


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def ear(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ear]:
    """Hears every log line of the session; at its end none of them may hold a secret or somebody's words."""
    ear = Ear()
    close = listening(ear, tmp_path_factory.mktemp("stderr"))
    yield ear
    close()
    leaks = list(ear.found())
    assert not leaks, f"{len(leaks)} log lines tell what they should not:\n" + "\n".join(leaks[:20])


@pytest.fixture(autouse=True)
def everything_is_logged() -> Iterator[None]:
    """Each test begins at the level at which a school's machine writes most."""
    root = logging.getLogger()
    level = root.level
    root.setLevel(logging.DEBUG)
    for name, least in NOT_BELOW.items():
        logging.getLogger(name).setLevel(least)
    yield
    root.setLevel(level)


@pytest.fixture(scope="session", name="sample")
def the_sample() -> School:
    return sample()


@pytest.fixture(scope="session")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the sample school at rest (every plan is paused), made once."""
    return made_school(tmp_path_factory.mktemp("school"))


@pytest.fixture(scope="session")
def working_school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with the plans as the workbook has them: 关键 and the like chase, 试行 only records."""
    return made_school(tmp_path_factory.mktemp("working-school"), at_rest=False)


@pytest.fixture
async def stage(school: Path, tmp_path: Path) -> AsyncIterator[Stage]:
    here = Stage(copy_school(school, tmp_path / "data"))
    await here.open()
    yield here
    await here.close()


@pytest.fixture
async def school_day(working_school: Path, tmp_path: Path) -> AsyncIterator[Stage]:
    """A stage on which the day's duties arise, from Monday 06:45 on."""
    here = Stage(copy_school(working_school, tmp_path / "data"))
    await here.open()
    yield here
    await here.close()
