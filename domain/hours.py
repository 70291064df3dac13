"""Hours of the day in the school's zone: windows that may run over midnight."""

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum


class Hours(StrEnum):
    """The column 时段 of 派单 and 升级链."""

    ALWAYS = "全天"
    DAY = "白天"
    NIGHT = "夜间"


@dataclass(frozen=True, slots=True)
class Window:
    """From `starts` (inclusive) to `ends` (exclusive), local times; over midnight when it ends before it starts."""

    starts: time
    ends: time

    def holds(self, moment: datetime) -> bool:
        """Whether the local, aware `moment` lies inside; equal start and end mean the whole day."""
        clock = moment.timetz().replace(tzinfo=None)
        if self.starts == self.ends:
            return True
        if self.starts < self.ends:
            return self.starts <= clock < self.ends
        return clock >= self.starts or clock < self.ends


def applies(hours: Hours, night: Window, moment: datetime) -> bool:
    """Whether a row marked with `hours` is in force at the local `moment`."""
    return hours is Hours.ALWAYS or (hours is Hours.NIGHT) == night.holds(moment)
