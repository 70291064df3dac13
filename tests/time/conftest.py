"""Stages whose bot lives by the clock of a machine."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.stage import MONDAY_QUARTER_TO_SEVEN, copy_school
from tests.time.machines import Machine, OnAMachine

MakeStage = Callable[..., Awaitable[OnAMachine]]


@pytest.fixture
async def machine_day(working_school: Path, tmp_path: Path) -> AsyncIterator[MakeStage]:
    """Makes a stage with the day's duties, on Monday `at` 06:45, on a machine whose clock is ahead by `off`."""
    made: list[OnAMachine] = []

    async def make(
        off: timedelta = timedelta(), *, elsewhere: bool = True, at: datetime = MONDAY_QUARTER_TO_SEVEN
    ) -> OnAMachine:
        folder = copy_school(working_school, tmp_path / f"data{len(made)}")
        machine = Machine(at.astimezone(UTC), off)
        here = OnAMachine(folder, at, machine=machine, elsewhere=elsewhere)
        await here.open()
        made.append(here)
        return here

    yield make
    for here in made:
        await here.close()
