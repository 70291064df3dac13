"""When a plan holds, as people write it: windows, points, steps, draws, and the weekdays that are left out."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import time, timedelta
from typing import TypeVar

from domain.hours import Window
from domain.plans import Manner, Quiet, Slot, Weekdays
from storage.workbook.cells import SEPARATORS, code, text
from storage.workbook.faults import Wrong, nearest
from storage.workbook.grid import Raw
from storage.workbook.times import BETWEEN, clock, window
from words.sentence import Sentence

T = TypeVar("T")
MINUTES = {"小时": 60, "分钟": 1}
STEP = re.compile(r"每(\d{1,4})(小时|分钟)(.*)")
STEP_LIKE = re.compile(r"每隔?(半|\d+(?:\.\d+)?)?个?(小时|分钟|钟头|时|分)(.*)")
DRAWN = re.compile(r"每周(\d{1,4})次(.*)")
LEAST_STEP = timedelta(minutes=5)
"""Nobody walks a round more often; a step of minutes where hours were meant would flood everybody."""
MOST_STEP = timedelta(hours=24)
"""A round that is walked less often than daily is a plan of its own."""
WEEK = "一二三四五六日"
EVERY_DAY = frozenset(range(1, 8))
WEEKDAYS = re.compile(r"(除|仅)(每月([首末])周)?(.+)")
WRITTEN_LIKE = {
    Manner.WINDOW: "06:40-07:50",
    Manner.POINT: "07:10",
    Manner.EVERY: "每2小时 07:00-13:00",
    Manner.DRAWN: "每周5次 08:00-11:30",
}


def slots(raw: Raw) -> tuple[Slot, ...]:
    """The column 时间. 每周70次 and 每2小时 hold for the windows after them too, until another is written."""
    return _each(raw, _slots)


def manner_of(slot: Slot) -> Manner:
    """What the way it is written says."""
    if slot.per_week is not None:
        return Manner.DRAWN
    if slot.every is not None:
        return Manner.EVERY
    return Manner.POINT if slot.ends is None else Manner.WINDOW


def peaks(raw: Raw) -> tuple[Quiet, ...]:
    """The column 高峰静默."""
    return _each(raw, lambda parts: (_peak(part) for part in parts))


def weekdays(raw: Raw) -> Weekdays:
    """The column 星期例外: empty, 除周五、周六, 仅周一, 仅每月首周周二."""
    said = code(raw).replace("星期", "周").replace("礼拜", "周").replace("周天", "周日")
    if not said:
        return Weekdays()
    found = WEEKDAYS.fullmatch(said)
    if found is None or (found[1] == "除" and found[3]):
        likely = f"仅{said}" if set(said) <= set(f"周{WEEK}、") else None
        raise Wrong(Sentence("不是星期例外(像「除周五、周六」「仅周一」「仅每月首周周二」这样写)"), likely)
    days: set[int] = set()
    for part in filter(None, SEPARATORS.split(found[4])):
        day = part.removeprefix("周")
        if len(day) != 1 or day not in WEEK:
            raise Wrong(Sentence("不是星期几"), nearest(part, [f"周{name}" for name in WEEK], alike=0.6), part)
        days.add(WEEK.index(day) + 1)
    named = frozenset(days)
    if found[1] == "除" and named == EVERY_DAY:
        raise Wrong(Sentence("七天都除去了,一天也没有"))
    return Weekdays(EVERY_DAY - named if found[1] == "除" else named, found[3] or "")


def _each(raw: Raw, read: Callable[[list[str]], Iterator["T | Wrong"]]) -> tuple[T, ...]:
    """Everything in a cell, or an ExceptionGroup of everything that is wrong in it."""
    parts = [part for part in map(str.strip, SEPARATORS.split(text(raw))) if part]
    values: dict[T, None] = {}
    wrongs: list[Wrong] = []
    for part, value in zip(parts, read(parts), strict=True):
        if isinstance(value, Wrong):
            wrongs.append(Wrong(value.problem, value.nearest, part))
        elif value in values:
            wrongs.append(Wrong(Sentence("写了两次"), value=part))
        else:
            values[value] = None
    if wrongs:
        raise ExceptionGroup("several in a cell", wrongs)
    return tuple(values)


def _slots(parts: list[str]) -> "Iterator[Slot | Wrong]":
    prefix = Slot(time())
    for part in parts:
        said = code(part)
        try:
            prefix, rest = _prefix(said, prefix)
            yield _slot(rest, prefix)
        except Wrong as wrong:
            yield wrong


def _prefix(said: str, before: Slot) -> tuple[Slot, str]:
    """What 每… says of the windows that follow it, and the window itself."""
    if drawn := DRAWN.fullmatch(said):
        if not int(drawn[1]):
            raise Wrong(Sentence("每周至少1次"), f"每周1次 {drawn[2]}")
        return Slot(time(), per_week=int(drawn[1])), drawn[2]
    if step := STEP.fullmatch(said):
        every = timedelta(minutes=int(step[1]) * MINUTES[step[2]])
        if not LEAST_STEP <= every <= MOST_STEP:
            likely = f"每{step[1]}小时 {step[3]}" if LEAST_STEP > every > timedelta(0) else None
            raise Wrong(Sentence("间隔要在5分钟到24小时之间"), likely)
        return Slot(time(), every=every), step[3]
    if said.startswith("每周"):
        raise Wrong(Sentence("不是抽取(像「{like}」这样写)", like=WRITTEN_LIKE[Manner.DRAWN]))
    if said.startswith("每"):
        raise Wrong(Sentence("不是间隔(像「{like}」这样写)", like=WRITTEN_LIKE[Manner.EVERY]), _likely_step(said))
    return before, said


def _slot(said: str, prefix: Slot) -> Slot:
    if BETWEEN.search(said) is None:
        if prefix.every or prefix.per_week:
            raise Wrong(Sentence("后面要写时间段(像 07:00-13:00 这样写)"))
        return Slot(clock(said))
    found = _span(said)
    return replace(prefix, starts=found.starts, ends=found.ends)


def _peak(part: str) -> "Quiet | Wrong":
    try:
        found = _span(code(part))
    except Wrong as wrong:
        return wrong
    return Quiet(found.starts, found.ends)


def _span(said: str) -> Window:
    found = window(said)
    if found.starts == found.ends and not said.endswith("24:00"):
        raise Wrong(Sentence("开始和结束一样"), "00:00-24:00" if found.starts == time() else None)
    return found


def _likely_step(said: str) -> str | None:
    found = STEP_LIKE.fullmatch(said)
    if found is None:
        return None
    count = 0.5 if found[1] == "半" else float(found[1] or 1)
    minutes = round(count * MINUTES["小时" if found[2] in ("小时", "钟头", "时") else "分钟"])
    hours, rest = divmod(minutes, 60)
    return f"每{minutes}分钟 {found[3]}" if rest else f"每{hours}小时 {found[3]}"
