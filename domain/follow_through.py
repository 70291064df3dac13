"""Follow-through: who was asked to check and no longer does. A flag is a question, never a verdict."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

RECENT = timedelta(days=7)
"""With `BEFORE` and the counts below as docs/summary.md tells its readers; our own judgement."""
BEFORE = timedelta(days=28)
ASKED_AT_LEAST = 2
CHECKED_AT_LEAST = 3
"""Whoever checked so often in the four weeks before is somebody who checks."""


@dataclass(frozen=True, slots=True)
class Checking:
    """What somebody was asked to check and did: in the last seven days, and how much was done in the 28 before."""

    person: str
    asked: int
    done: int
    before: int

    @property
    def has_stopped(self) -> bool:
        return self.asked >= ASKED_AT_LEAST and self.done == 0 and self.before >= CHECKED_AT_LEAST


def stopped(found: Iterable[Checking]) -> list[Checking]:
    """Whoever checked before and did nothing of what was asked lately, the most asked first."""
    return sorted((it for it in found if it.has_stopped), key=lambda it: (-it.asked, it.person))
