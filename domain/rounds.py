"""Rounds: which point comes next, which are challenged, and what makes a check-in worth a second look."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from domain.duties import Duty, Reached

CODE, PICKED, BROKEN, NO_SIGNAL = "码", "点选", "码坏了", "没信号"
"""How a point was checked in; the column `how`."""
ONE_IN = 4
"""One point in so many is challenged: a picture of the place beside the one of its poster."""
LATE = timedelta(minutes=5)
"""A photo that is so much older than its arrival was taken where there was no signal, or is an old one."""
MANY, WITHIN = 8, timedelta(minutes=10)
"""More points than that within this time is faster than anybody walks."""


def challenges(duty: Duty) -> dict[str, int]:
    """Points of the duty that want a second picture, with the number to show with the fingers (1 to 9).

    The same for each reader of the same duty, another for each duty, at least one from four points on, never all.
    """
    drawn = sorted(duty.points, key=lambda point: _drawn(duty, point))[: len(duty.points) // ONE_IN]
    return {point: 1 + _drawn(duty, f"{point}|fingers")[0] % 9 for point in drawn}


def _drawn(duty: Duty, what: str) -> bytes:
    return sha256(f"{duty.key}|{what}".encode()).digest()


def open_points(duty: Duty, reached: Sequence[Reached]) -> tuple[str, ...]:
    """What is still to be reached, in the route's order; the first is the next."""
    there = {point.point for point in reached}
    return tuple(point for point in duty.points if point not in there)


@dataclass(frozen=True, slots=True)
class Pace:
    """What a route says of walking it; a place that is no route is walked in no order at all."""

    fixed: bool = False
    least_gap: timedelta = timedelta(0)


def flags(
    duty: Duty,
    reached: Sequence[Reached],
    point: str,
    *,
    pace: Pace,
    said_at: datetime,
    arrived_at: datetime,
    forwarded: bool,
    seen_before: bool,
) -> tuple[str, ...]:
    """Reasons to look twice at a check-in, in words of ours; a flag is a question and blocks nothing."""
    gap = min((abs(said_at - before.said_at) for before in reached), default=timedelta.max)
    lately = sum(abs(said_at - before.said_at) <= WITHIN for before in reached)
    found = {
        "forwarded": forwarded,
        "seen_before": seen_before,
        "too_fast": gap < pace.least_gap or lately >= MANY,
        "out_of_order": pace.fixed and open_points(duty, reached)[:1] != (point,),
        "late": arrived_at - said_at > LATE,
    }
    return tuple(flag for flag, holds in found.items() if holds)
