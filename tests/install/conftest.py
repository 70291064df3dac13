"""What an operator has: a folder of their own, a command line, and a Telegram that answers."""

import asyncio
import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from rehearsal import Rehearsal


@pytest.fixture
def telegram() -> Iterator[Rehearsal]:
    """Telegram, in a thread of its own: a command has its own loop."""
    loop, there = asyncio.new_event_loop(), Rehearsal(clock=lambda: datetime.now(UTC))
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    asyncio.run_coroutine_threadsafe(there.start(), loop).result(10)
    yield there
    asyncio.run_coroutine_threadsafe(there.stop(), loop).result(10)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()
