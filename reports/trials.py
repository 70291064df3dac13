"""Plans on trial: which of them have run so well that they could chase."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.tally import tally_of
from storage import Transaction

LOOK_BACK = timedelta(days=14)
"""Of a plan on trial; our own judgement: each weekday twice."""
ENOUGH = 5
"""Duties; fewer say nothing about a plan."""
GOOD = 90.0
"""Per cent done by those who were never reminded."""


@dataclass(frozen=True, slots=True)
class Trial:
    plan: str
    name: str
    duties: int
    completion: float


def ready_to_chase(tx: Transaction, now: datetime, names: Mapping[str, str]) -> tuple[Trial, ...]:
    """Plans on trial that went well in the last two weeks, the best first."""
    found = []
    for plan, counts in tx.figures.trials(now - LOOK_BACK, now).items():
        counted = tally_of(counts)
        percent = counted.completion
        if percent is not None and counted.due - counted.excused >= ENOUGH and percent >= GOOD and plan in names:
            found.append(Trial(plan, names[plan], counted.due, percent))
    return tuple(sorted(found, key=lambda trial: (-trial.completion, trial.plan)))
