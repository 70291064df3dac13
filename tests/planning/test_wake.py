"""The one timer: moments that come one upon the other are each served at their time, and none is skipped."""

import asyncio
import logging
from datetime import timedelta
from pathlib import Path

import pytest

from actions.draw_numbers import SAID
from bot.clock import SystemClock, machine_time
from bot.tasks import Tasks
from schedules.wake import Wake
from storage import Store, Transaction

MOMENTS = 60
APART = timedelta(milliseconds=4)
IN_TIME = 5.0
"""Seconds. Far less than the safety net, which would hide that a moment was missed."""


class Counting(Wake):
    """Says when everything was served."""

    served = 0
    all_served = asyncio.Event()

    async def serve_what_is_due(self) -> int:
        served = await super().serve_what_is_due()
        self.served += served
        if self.served == MOMENTS:
            self.all_served.set()
        return served


async def test_moments_a_few_milliseconds_apart_are_served_in_time(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store, clock = await Store.open(tmp_path), SystemClock()
    died: list[object] = []

    async def trouble(error: BaseException) -> None:
        died.append(error)

    wake = Counting(store, clock, machine_time, trouble, operators=lambda tx: [])
    tasks = Tasks(lambda name, error: died.append(error))
    first = clock.now() + timedelta(milliseconds=50)

    def put(tx: Transaction) -> None:
        for number in range(MOMENTS):
            tx.due.put(SAID, str(number), first + number * APART)

    with caplog.at_level(logging.WARNING):
        await wake.start()
        tasks.start(wake.tick(), "tick")
        await store.run(put)
        await wake.rearm()
        async with asyncio.timeout(IN_TIME):
            await wake.all_served.wait()
    wake.stop()
    await tasks.stop()
    await store.close()
    assert (died, caplog.records) == ([], [])
