"""Stopping: step by step, whatever the step before it said."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

LOG = logging.getLogger(__name__)
STEP_WITHIN = 10.0
"""Seconds for each step of stopping: a supervisor that has to kill us would not wait much longer either."""


async def in_order(*steps: Callable[[], Awaitable[None]]) -> None:
    """Every step is tried, for at most STEP_WITHIN; what fails is logged."""
    for step in steps:
        try:
            async with asyncio.timeout(STEP_WITHIN):
                await step()
        except Exception:
            LOG.exception("stop.step_failed")
