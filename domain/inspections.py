"""Inspections: one unannounced look at one place, what came of it, and who looked again."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.scores import Movement, Signature, score


class Kind(StrEnum):
    """Why somebody looked."""

    DRAWN = "抽检"
    AGAIN = "回头看"
    """14 to 30 days later, by somebody else."""
    BLIND = "盲查"
    """The same day, by somebody who does not know the first score."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a duty of inspecting found. `signature` compares with the sign-off `signed_duty` of that day.

    `again_of` is the inspection (its duty) that this one looks at again. The score follows from the movements.
    """

    duty: int
    place: str
    checklist: str
    version: str
    inspector: str
    said_at: datetime
    signature: Signature
    signed_duty: int | None
    kind: Kind
    again_of: int | None
    moved: tuple[Movement, ...] = ()

    @property
    def score(self) -> int:
        return score(self.moved)


@dataclass(frozen=True, slots=True)
class FirstLook:
    """An inspection that may be looked at again: its duty, who looked, when, by which plan at what."""

    duty: int
    inspector: str
    said_at: datetime
    plan: str
    target: str
