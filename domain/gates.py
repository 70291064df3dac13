"""Gates: somebody is there, gone and locked, or gone and not locked; only the last one is an alarm."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.dangers import DANGERS

DANGER = DANGERS["gate"]
GUARDS = frozenset({"guard", "guard_lead"})
"""Roles that stand at gates: they say how any of them is, and their keyboard has a key for it."""
LOCK = "锁"
"""A gate's duty whose name says so ends in the lock (北门落锁); any other in somebody who is there (南门岗交接)."""


class GateState(StrEnum):
    """门岗三态."""

    STAFFED = "在岗"
    LOCKED = "离岗已锁"
    OPEN = "离岗未锁"


@dataclass(frozen=True, slots=True)
class Gate:
    """What was last said of a gate: by whom (`person`), since when (UTC), with which photo; `alarm` while OPEN."""

    place: str
    state: GateState
    since: datetime
    person: str | None
    evidence: int | None
    alarm: int | None


def state_after(duty_name: str) -> GateState:
    """What a gate's duty, done without a fault, says of the gate."""
    return GateState.LOCKED if LOCK in duty_name else GateState.STAFFED
