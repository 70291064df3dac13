"""Gaps: days on which a shift, or a room, has nobody; found long before they come, and told once."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from domain.spans import DAY

AHEAD = 30
"""Days that are looked through."""


@dataclass(frozen=True, slots=True)
class Run:
    """Days that follow one another, both included."""

    first: date
    last: date


def missing(needed: Mapping[date, Collection[str]], there: Mapping[date, Collection[str]]) -> dict[str, list[date]]:
    """Which codes have nobody on which of the days on which they are needed, the days in their order."""
    found: dict[str, list[date]] = {}
    for day in sorted(needed):
        for code in needed[day]:
            if code not in there.get(day, ()):
                found.setdefault(code, []).append(day)
    return found


def runs(days: Iterable[date]) -> list[Run]:
    """The same days as few spans."""
    found: list[Run] = []
    for day in sorted(set(days)):
        if found and found[-1].last + DAY == day:
            found[-1] = Run(found[-1].first, day)
        else:
            found.append(Run(day, day))
    return found
