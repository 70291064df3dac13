"""What the workbook says of draws: which plans are drawn, when they may be, how often, and how long a cycle is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time

from domain.calendar import TEACHING, WORKDAY
from domain.plans import Manner, Plan

WEEKS, TOGETHER, MOST_A_SHIFT = "抽检周期周", "抽检每次间数", "抽检每人每班上限"
EARLIEST = 6 * 60
"""Minutes of the day. Until then staff add numbers, so nothing is drawn before."""
LEAST_RATIO = 1.5
"""Draws of a cycle for each target of the pool."""
MOST_LUCK = 3.0
"""How many times better than blind guessing somebody may name the next target who knows everything but the key."""
SCHOOL_WEEK = frozenset(range(1, 6))


@dataclass(frozen=True, slots=True)
class DrawSettings:
    """Of the school (sheet 设置): `weeks` of a cycle, targets drawn `together`, prompts a person may get in a shift."""

    weeks: int = 8
    together: int = 1
    most_a_shift: int = 2


def draw_settings(rest: Mapping[str, str]) -> DrawSettings:
    said = {field: rest.get(key, "") for field, key in
            (("weeks", WEEKS), ("together", TOGETHER), ("most_a_shift", MOST_A_SHIFT))}  # fmt: skip
    return DrawSettings(**{field: int(text) for field, text in said.items() if text.isdecimal() and int(text) > 0})


def is_drawn(plan: Plan) -> bool:
    return plan.manner is Manner.DRAWN


def per_week(plan: Plan) -> int:
    """每周70次 holds for all the windows of the plan together."""
    return max((slot.per_week or 0 for slot in plan.slots), default=0)


def days_a_week(plan: Plan) -> int:
    """On how many days of an ordinary week the plan holds; at least one."""
    days = plan.weekdays.days & SCHOOL_WEEK if plan.day_kind in (TEACHING, WORKDAY) else plan.weekdays.days
    return max(1, len(days))


def windows(plan: Plan) -> tuple[tuple[int, int], ...]:
    """Minutes of the day in which the plan may draw, earliest first; none before 06:00 and none over midnight."""
    spans = sorted((_minute(slot.starts), _end(slot.ends)) for slot in plan.slots if slot.ends is not None)
    return tuple((max(starts, EARLIEST), ends) for starts, ends in spans if ends > max(starts, EARLIEST))


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _end(clock: time) -> int:
    return _minute(clock) or 24 * 60
