"""A draw: which slot hit, what it chose, who could have gone and who was chosen; how is told in docs/draws.md."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Why(StrEnum):
    """Why a slot was drawn: by chance, or because the target's secret minute had come."""

    HIT = "hit"
    DUE = "due"


class Outcome(StrEnum):
    """What became of a slot that hit. Only `drawn` sends somebody; the others are kept so that no slot is missing."""

    DRAWN = "drawn"
    BLOCKED = "blocked"
    """Something urgent was going on."""
    NOBODY = "nobody"
    """No inspector was left: caps, own rooms, leave."""
    LATE = "late"
    """The bot was down or its clock had jumped; what is ten minutes old sends nobody."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """`slot` is a minute of the local day (605 is 10:05), `number` counts what one slot drew, from 0."""

    day: date
    plan: str
    slot: int
    number: int
    kind: Why
    outcome: Outcome
    target: str | None
    drawn_at: datetime
    why: str = ""
    candidates: tuple[str, ...] = ()
    inspector: str | None = None
    duty: int | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """How a target was drawn last: on which day and who was sent."""

    day: date
    inspector: str | None
