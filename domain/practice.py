"""A practice round: which steps somebody walks through, by what their work will ask of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from domain.people import Permission

LASTS = timedelta(minutes=10)
"""After so long without an answer it is over by itself: what is said then is meant."""


class By(StrEnum):
    """What answers a step."""

    SAYING = "saying"
    """A photo, a voice note or a sentence."""
    PHOTO = "photo"
    TAP = "tap"


@dataclass(frozen=True, slots=True)
class Step:
    """`taps` are the buttons that answer it, in their order."""

    name: str
    by: By
    taps: tuple[str, ...] = ()


SEND = Step("send", By.SAYING)
GUESS = Step("guess", By.TAP, ("file",))
TAKE = Step("take", By.TAP, ("take",))
REPAIRED = Step("repaired", By.PHOTO)
POINT = Step("point", By.PHOTO)
SIGN = Step("sign", By.PHOTO)
ALARM = Step("alarm", By.TAP, ("go", "know"))
URGENT = Step("urgent", By.TAP, ("mind",))

TRACKS: Mapping[str, tuple[Step, ...]] = {
    "report": (SEND, GUESS, URGENT),
    "sign": (SEND, GUESS, SIGN, URGENT),
    "round": (SEND, GUESS, POINT, URGENT),
    "repair": (SEND, GUESS, TAKE, REPAIRED, ALARM, URGENT),
    "manage": (SEND, GUESS, ALARM, URGENT),
}
"""Everybody reports and learns where the red button is; what stands between is their own work."""


@dataclass(frozen=True, slots=True)
class Practice:
    """Where somebody stands in it."""

    track: str
    number: int = 0

    @property
    def steps(self) -> tuple[Step, ...]:
        return TRACKS[self.track]

    @property
    def step(self) -> Step:
        return self.steps[self.number]

    def after(self) -> "Practice | None":
        """One step further; None at the end."""
        return Practice(self.track, self.number + 1) if self.number + 1 < len(self.steps) else None


def track_of(permissions: frozenset[Permission]) -> str:
    """The track of whoever may do these things: of several the one whose mistakes cost most."""
    if Permission.MANAGE_PEOPLE in permissions:
        return "manage"
    if Permission.TAKE in permissions and Permission.SIGN not in permissions:
        return "repair"
    if Permission.PATROL in permissions:
        return "round"
    return "sign" if Permission.SIGN in permissions else "report"
