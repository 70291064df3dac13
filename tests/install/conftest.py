"""What an operator has: a folder of their own, a command line, and a Telegram that answers."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.commands import main
from rehearsal import Rehearsal

Say = Callable[..., tuple[int, str, str]]


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Say:
    """Types a command; gives the exit code, what was printed and what was complained."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ZHIQIN_TOKEN", raising=False)

    def typed(*words: str | Path) -> tuple[int, str, str]:
        code = main([str(word) for word in words])
        return code, *capsys.readouterr()

    return typed


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
