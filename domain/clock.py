"""What the house means by a clock: something that is asked for the time. Time itself is always an argument."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """The time, aware, in UTC."""
        ...
