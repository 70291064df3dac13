"""A loop whose time does not pass: when all wait, it jumps to the next timer. Minutes of traffic take milliseconds."""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any


class _Selector(selectors.DefaultSelector):
    """Instead of waiting it tells the loop how long it would have waited."""

    loop: "SimulatedLoop"

    def select(self, timeout: float | None = None) -> Any:
        ready = super().select(0)
        if not ready:
            assert timeout is not None, "everybody waits and no timer is set: this would hang for ever"
            self.loop.passed += timeout
        return ready


class SimulatedLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        selector = _Selector()
        selector.loop = self
        self.passed = 0.0
        super().__init__(selector)

    def time(self) -> float:
        return self.passed


def simulate(main: Coroutine[Any, Any, Any]) -> Any:
    """Runs `main` in simulated time, which starts at 0; `asyncio.get_running_loop().time` is its clock."""
    with asyncio.Runner(loop_factory=SimulatedLoop) as runner:
        return runner.run(main)
