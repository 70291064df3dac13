"""Ladders: who hears of an alarm at once, and who after how many minutes of nobody going."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.hours import Hours, Window, applies

FIRST_RESPONDER = "首响"
BACKUP = "备选"
MANAGERS_GROUP = "管理群"
URGENT_CHAIN = "紧急"


@dataclass(frozen=True, slots=True)
class Rung:
    """A row of 升级链: `after` counts from the alarm's raising; `target` is a role code or one of the three words."""

    chain: str
    level: int
    target: str
    after: timedelta
    hours: Hours


def rungs_at(rungs: Iterable[Rung], chain: str, level: int, night: Window, moment: datetime) -> tuple[Rung, ...]:
    """The rungs of one level that are in force at the local `moment`, in the workbook's order."""
    return tuple(r for r in rungs if r.chain == chain and r.level == level and applies(r.hours, night, moment))


def levels(rungs: Iterable[Rung], chain: str) -> tuple[tuple[int, timedelta], ...]:
    """Each level of the chain with the wait after which it is told, lowest first."""
    waits: dict[int, timedelta] = {}
    for rung in rungs:
        if rung.chain == chain:
            waits[rung.level] = min(rung.after, waits.get(rung.level, rung.after))
    return tuple(sorted(waits.items()))
