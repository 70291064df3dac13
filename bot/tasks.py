"""Everything that runs in the background has one owner: nothing fails unheard, nothing outlives the program."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from bot.logs import event

log = logging.getLogger(__name__)

T = TypeVar("T")


class Tasks:
    """Starts background work, keeps hold of it, and says when a piece of it fails."""

    def __init__(self, on_failure: Callable[[str, BaseException], None]) -> None:
        """`on_failure` is told the name of the task and what it died of, after the log was."""
        self._on_failure = on_failure
        self._running: set[asyncio.Task[Any]] = set()

    def __len__(self) -> int:
        return len(self._running)

    def start(self, coro: Coroutine[Any, Any, T], name: str) -> asyncio.Task[T]:
        task = asyncio.create_task(coro, name=name)
        self._running.add(task)
        task.add_done_callback(self._finished)
        return task

    async def stop(self) -> None:
        """Cancels all of them and waits until each is gone. May be called by one of them: that one is spared."""
        caller = asyncio.current_task()
        while others := self._running - {caller}:
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)

    def _finished(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if task.cancelled() or (died := task.exception()) is None:
            return
        event(log, "task.failed", logging.ERROR, died, task=task.get_name(), error=type(died).__name__)
        self._on_failure(task.get_name(), died)
