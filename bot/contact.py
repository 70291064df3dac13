"""When Telegram was last heard: what is missed is decided only by a house that people can reach."""

import time
from collections.abc import Callable
from datetime import datetime

from domain.clock import Clock
from domain.outages import Outage, outage_since

KEEP_EVERY = 30.0
"""Seconds of real time between two stamps in the database; with a long poll of half a minute it is never a lie."""


class Contact:
    """The time of the last answer to a poll, by the house's clock.

    A played clock that is turned takes the time along (`turned`): nobody waited. Only one that jumps in an outage of
    the rehearsal does not.
    """

    def __init__(self, clock: Clock, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._monotonic = monotonic
        self._last: datetime | None = None
        self._kept_at = -KEEP_EVERY
        self._jumped = False
        self.clock_jumped = False
        """Whether the machine's clock jumped forward since Telegram was last heard."""
        self.came_back: Callable[[], None] = lambda: None

    def remember(self, last: datetime | None) -> None:
        """What the process before this one knew; None at the very first start."""
        self._last = last or self._clock.now()

    @property
    def outage(self) -> Outage | None:
        """The outage that would end if somebody were heard now; None while all is well."""
        return outage_since(self._last, self._clock.now())

    def answered(self) -> bool:
        """A poll was answered; False when that ends an outage, which has to be dealt with first."""
        if self.outage is not None:
            return False
        self._last = self._clock.now()
        return True

    def turned(self) -> None:
        if not self._jumped:
            self._last = self._clock.now()

    def jumped(self) -> None:
        self._jumped = True

    def back(self) -> None:
        """Everything that waited was fetched, and what was missed is decided."""
        self._last, self._jumped, self.clock_jumped = self._clock.now(), False, False
        self.came_back()

    def wants_a_stamp(self) -> bool:
        """Whether it is time to keep the moment in the database again."""
        due = self._monotonic() - self._kept_at >= KEEP_EVERY
        if due:
            self._kept_at = self._monotonic()
        return due
