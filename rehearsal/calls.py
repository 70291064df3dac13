"""The log of every Bot API call: what was asked, when, and what came of it."""

import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from rehearsal.events import Events
from rehearsal.shapes import Json

KEPT = 20_000


@dataclass
class Call:
    """`at` and `took` are monotonic seconds, `clock` is the school's time. `outcome` is None while it is answered."""

    number: int
    method: str
    params: Json
    at: float
    clock: datetime
    took: float | None = None
    outcome: Json | None = None

    def as_json(self) -> Json:
        return {
            "number": self.number,
            "method": self.method,
            "params": self.params,
            "at": self.at,
            "clock": self.clock.isoformat(),
            "took": self.took,
            "outcome": self.outcome,
        }


class CallLog:
    """The last calls, and how many of all were `answered`.

    A getUpdates that waits is not counted as being answered: waiting is its rest.
    """

    def __init__(self, clock: Callable[[], datetime], events: Events, touched: Callable[[], None]) -> None:
        self._clock = clock
        self._events = events
        self._touched = touched
        self._calls: deque[Call] = deque(maxlen=KEPT)
        self._number = 0
        self.in_flight = 0
        self.answered = 0

    def since(self, number: int) -> list[Json]:
        return [call.as_json() for call in self._calls if call.number > number]

    @contextmanager
    def record(self, method: str, params: Json) -> Iterator[Call]:
        self._number += 1
        call = Call(self._number, method, params, time.monotonic(), self._clock())
        self._calls.append(call)
        rests = method == "getUpdates"
        self.in_flight += not rests
        self._touched()
        try:
            yield call
        finally:
            call.took = round(time.monotonic() - call.at, 6)
            call.outcome = call.outcome or {"ok": False, "description": "the client went away"}
            self.in_flight -= not rests
            self.answered += not rests
            self._touched()
            if not rests or not call.outcome["ok"]:
                self._events.tell("call", {"number": call.number, "method": method, "outcome": _brief(call.outcome)})


def _brief(outcome: Json) -> Json:
    return {key: outcome[key] for key in ("ok", "error_code", "description", "fault") if key in outcome}
