"""Duties for tests: a window or a point on Monday 2026-11-23, in the school's zone."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from domain.checklists import EvidenceRule
from domain.duties import Draft, Shape, Task
from domain.plans import Grade

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = date(2026, 11, 23)


def at(clock: str, day: date = MONDAY, zone: ZoneInfo = ZONE) -> datetime:
    """That local time of day, UTC."""
    return datetime.combine(day, time.fromisoformat(clock), zone).astimezone(UTC)


def window(starts: str, ends: str, **other: Any) -> Draft:
    opens, due = at(starts), at(ends)
    return _draft(Shape.WINDOW, opens, due, opens, due, due + timedelta(minutes=15), other)


def point(starts: str, **other: Any) -> Draft:
    moment = at(starts)
    opens, due, closes = (moment + timedelta(minutes=by) for by in (-15, 5, 15))
    return _draft(Shape.POINT, moment, moment, opens, due, closes, other)


def _draft(
    shape: Shape,
    starts: datetime,
    ends: datetime,
    opens: datetime,
    due: datetime,
    closes: datetime,
    other: dict[str, Any],
) -> Draft:
    plain: dict[str, Any] = {
        "key": f"{other.get('plan', 'T01')}:{starts.isoformat()}:{other.get('target', 'L01')}",
        "plan": "T01",
        "name": "校园安全日巡",
        "task": Task.ROUND,
        "checklist": "C01",
        "version": "1.0",
        "target": "L01",
        "place": None,
        "points": ("M-S", "M-N"),
        "day": MONDAY,
        "grade": Grade.ORDINARY,
        "evidence": EvidenceRule.WHEN_WRONG,
        "chain": "漏报-保安",
        "owner": "P21",
        "post": None,
        "trial": False,
    }
    other = other | {"grade": Grade(other.get("grade", Grade.ORDINARY))}
    return Draft(**(plain | other), shape=shape, starts=starts, ends=ends, opens=opens, due=due, closes=closes)
