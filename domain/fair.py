"""Whose turn it is: the one who was free longest of that kind of day; nights and days of rest go round by themselves.

Who was away is not made to catch up: they come first once, and then their turns are as everybody's.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

FOREVER = 10**6
"""Days since the last turn of somebody who never had one."""


class Kind(StrEnum):
    PLAIN = "平日"
    REST = "休息日"
    NIGHT = "夜班"


@dataclass(frozen=True, slots=True)
class Done:
    """A turn that somebody has, before the day in question or after it."""

    day: date
    kind: Kind
    person: str


def longest_free(day: date, kind: Kind, able: Sequence[str], done: Iterable[Done]) -> str | None:
    """One of the `able`, None when there is nobody; the first of them among equals.

    Nobody has two days running while somebody else is there.
    """
    same, every = dict.fromkeys(able, FOREVER), dict.fromkeys(able, FOREVER)
    for it in done:
        if it.person in every:
            gap = abs((day - it.day).days)
            every[it.person] = min(every[it.person], gap)
            if it.kind is kind:
                same[it.person] = min(same[it.person], gap)
    return max(able, key=lambda it: (every[it] > 1, same[it], every[it]), default=None)
