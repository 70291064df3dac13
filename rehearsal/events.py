"""What just happened, told to everybody who listens."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from rehearsal.shapes import Json

Listener = asyncio.Queue[tuple[int, str, Json] | None]


class Events:
    """Events are numbered; None ends a listener's stream."""

    def __init__(self) -> None:
        self._listeners: set[Listener] = set()
        self.number = 0

    def tell(self, name: str, facts: Json) -> None:
        self.number += 1
        for listener in self._listeners:
            listener.put_nowait((self.number, name, facts))

    @contextmanager
    def listen(self) -> Iterator[Listener]:
        listener: Listener = asyncio.Queue()
        self._listeners.add(listener)
        try:
            yield listener
        finally:
            self._listeners.discard(listener)

    def end(self) -> None:
        for listener in self._listeners:
            listener.put_nowait(None)
