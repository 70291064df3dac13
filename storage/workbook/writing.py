"""Values as the workbook writes them: what a cell reader reads, the other way round."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from domain.hours import Window
from domain.people import Permission
from domain.plans import Quiet, Slot, Weekdays
from domain.spans import HOUR, MINUTE

WEEK = "一二三四五六日"
DAYS_OF_A_WEEK = frozenset(range(1, 8))
PERMISSIONS = tuple(Permission)


def written(value: Any) -> str:
    """A field as a cell says it; times of a tuple of slots as one list."""
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case frozenset():
            return "、".join(sorted(value, key=PERMISSIONS.index))
        case (Slot(), *_):
            return "、".join(_slots(value))
        case tuple():
            return "、".join(map(written, value))
        case dict():
            return "、".join(f"{wrong}={right}" for wrong, right in value.items())
        case Weekdays():
            return _weekdays(value)
        case Window() | Quiet():
            return _span(value.starts, value.ends)
        case time():
            return f"{value:%H:%M}"
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
        case timedelta():
            return f"{value / MINUTE:g}"
        case ZoneInfo():
            return value.key
    return str(value)


def _slots(slots: Iterable[Slot]) -> Iterable[str]:
    """每… once for all windows after it."""
    before = ""
    for slot in slots:
        prefix = _prefix(slot)
        span = f"{slot.starts:%H:%M}" if slot.ends is None else _span(slot.starts, slot.ends)
        yield f"{prefix} {span}" if prefix and prefix != before else span
        before = prefix


def _prefix(slot: Slot) -> str:
    if slot.per_week is not None:
        return f"每周{slot.per_week}次"
    if slot.every is None:
        return ""
    return f"每{slot.every // HOUR}小时" if slot.every % HOUR == timedelta(0) else f"每{slot.every / MINUTE:g}分钟"


def _span(starts: time, ends: time) -> str:
    """The whole day ends at 24:00, or nobody could tell it from none."""
    return f"{starts:%H:%M}-{'24:00' if starts == ends == time() else f'{ends:%H:%M}'}"


def _weekdays(weekdays: Weekdays) -> str:
    if weekdays == Weekdays():
        return ""
    only = weekdays.week or len(weekdays.days) <= len(DAYS_OF_A_WEEK) // 2
    named = weekdays.days if only else DAYS_OF_A_WEEK - weekdays.days
    week = f"每月{weekdays.week}周" if weekdays.week else ""
    return f"{'仅' if only else '除'}{week}{'、'.join(f'周{WEEK[day - 1]}' for day in sorted(named))}"
