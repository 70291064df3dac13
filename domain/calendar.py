"""Which kind of day it is: the school's own calendar over the country's holidays and make-up workdays."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import chinese_calendar

from domain.checklists import Season
from domain.plans import CalendarEntry, CalendarKind

EVERY_DAY = "每天"
TEACHING = "教学日"
BOARDING = "住宿日"
MEALS = "供餐日"
HEATING = "供暖期"
WORKDAY = "工作日"
DAY_KINDS = (EVERY_DAY, TEACHING, BOARDING, MEALS, HEATING, WORKDAY)
COOLING_SETTING = "供冷期"
WORKS_SETTING = "有工程时段"
SATURDAY = 5
BETWEEN = re.compile(r"[~〜~至到]")
SEPARATORS = re.compile(r"[、,,;;]")


@dataclass(frozen=True, slots=True)
class YearlySpan:
    """From one month and day to another, both included, every year; over the new year when it ends before it starts."""

    first: tuple[int, int]
    last: tuple[int, int]

    def holds(self, day: date) -> bool:
        at = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= at <= self.last
        return at >= self.first or at <= self.last


@dataclass(frozen=True, slots=True)
class DatedSpan:
    """Both days included."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


Span = TypeVar("Span", YearlySpan, DatedSpan)


def yearly_spans(text: str) -> tuple[YearlySpan, ...]:
    """06-01~09-30, several with 、 between. Raises ValueError for anything else."""
    return tuple(YearlySpan(_month_day(first), _month_day(last)) for first, last in _pairs(text))


def dated_spans(text: str) -> tuple[DatedSpan, ...]:
    """2026-11-16~2026-12-18, several with 、 between. Raises ValueError for anything else."""
    spans = tuple(DatedSpan(date.fromisoformat(first), date.fromisoformat(last)) for first, last in _pairs(text))
    if any(span.last < span.first for span in spans):
        raise ValueError(text)
    return spans


class SchoolCalendar:
    """Built once from the workbook's 校历 and settings. A row of the workbook wins over the country's calendar.

    Where rows overlap, 调课上班 wins over 放假 and 假期: whoever writes a single day means it.
    """

    def __init__(self, entries: Iterable[CalendarEntry], settings: Mapping[str, str]) -> None:
        self._entries = tuple(entries)
        self._cooling = _readable(yearly_spans, settings.get(COOLING_SETTING, ""))
        self._works = _readable(dated_spans, settings.get(WORKS_SETTING, ""))
        self._known: dict[date, frozenset[str]] = {}

    def kinds(self, day: date) -> frozenset[str]:
        """Every kind that the local `day` is of, by the codes of the sheet 日类型."""
        if day not in self._known:
            self._known[day] = self._kinds(day)
        return self._known[day]

    def season(self, season: Season, day: date) -> bool:
        """Whether items of this season are asked on the local `day`."""
        match season:
            case Season.HEATING:
                return HEATING in self.kinds(day)
            case Season.COOLING:
                return any(span.holds(day) for span in self._cooling)
            case Season.BUILDING_WORK:
                return any(span.holds(day) for span in self._works)
        return True

    def unannounced(self, year: int) -> bool:
        """Whether nobody has said which days of the year are off, the school itself included: then weekdays decide."""
        own = any(
            entry.kind is CalendarKind.OFF and entry.first.year <= year <= entry.last.year for entry in self._entries
        )
        return not own and not _announced(year)

    def _kinds(self, day: date) -> frozenset[str]:
        said = {entry.kind for entry in self._entries if entry.first <= day <= entry.last}
        made_up = CalendarKind.MAKE_UP in said
        off = not made_up and (CalendarKind.OFF in said or _is_off(day))
        works = made_up or (not off and (day.weekday() < SATURDAY or _is_made_up(day)))
        here = CalendarKind.TERM in said and not off and (made_up or CalendarKind.HOLIDAY not in said)
        return frozenset(
            code
            for code, holds in (
                (EVERY_DAY, True),
                (TEACHING, here and works),
                (BOARDING, here),
                (MEALS, here),
                (HEATING, CalendarKind.HEATING in said),
                (WORKDAY, works),
            )
            if holds
        )


def _readable(read: Callable[[str], tuple[Span, ...]], text: str) -> tuple[Span, ...]:
    """A workbook that was imported before these were checked may say anything; it must not stop the house."""
    try:
        return read(text)
    except ValueError:
        return ()


def _announced(year: int) -> bool:
    try:
        chinese_calendar.is_workday(date(year, 1, 1))
    except NotImplementedError:
        return False
    return True


def _is_off(day: date) -> bool:
    """A public holiday, with the weekend that belongs to it; an ordinary weekend is none."""
    return day in chinese_calendar.holidays


def _is_made_up(day: date) -> bool:
    return day in chinese_calendar.workdays


def _pairs(text: str) -> Iterable[tuple[str, str]]:
    for part in filter(None, (part.strip() for part in SEPARATORS.split(text))):
        ends = [end.strip() for end in BETWEEN.split(part)]
        if len(ends) != 2:
            raise ValueError(part)
        yield ends[0], ends[1]


def _month_day(text: str) -> tuple[int, int]:
    leap = date.fromisoformat(f"2000-{text}")
    return leap.month, leap.day
