"""Service rules: how long a repair of each urgency may wait to be taken, answered and done, as the sheet 设置 says."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import time, timedelta
from enum import StrEnum
from functools import lru_cache, partial
from itertools import accumulate
from typing import TypeVar

from domain.calendar import DAY_KINDS, EVERY_DAY, WORKDAY
from domain.service_hours import ALWAYS, Hours
from domain.spans import HOUR, MINUTE
from domain.tickets import Urgency


class Step(StrEnum):
    """What somebody waits for, in its order."""

    SEEN = "收到"
    TAKEN = "接单"
    ANSWERED = "响应"
    DONE = "完成"


@dataclass(frozen=True, slots=True)
class Rule:
    """When the clock runs, and how long it runs until each step is due. A ticket keeps the rule it began with.

    `limits` is what the sheet says; by `due_after` no step is due before one that is ahead of it.
    """

    hours: Hours
    limits: Mapping[Step, timedelta]
    due_after: Mapping[Step, timedelta] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        said = [(step, self.limits[step]) for step in Step if step in self.limits]
        latest = accumulate((limit for _, limit in said), max)
        object.__setattr__(self, "due_after", {step: at for (step, _), at in zip(said, latest, strict=True)})


Read = TypeVar("Read")
Rows = tuple[tuple[str, str], ...]
SOON = Hours(EVERY_DAY, time(6, 30), time(22))
WORK = Hours(WORKDAY, time(8), time(18))
AS_USUAL: Mapping[Urgency, Rule] = {
    Urgency.URGENT: Rule(ALWAYS, {Step.TAKEN: 15 * MINUTE, Step.ANSWERED: 15 * MINUTE, Step.DONE: 24 * HOUR}),
    Urgency.SOON: Rule(
        SOON, {Step.SEEN: 30 * MINUTE, Step.TAKEN: HOUR, Step.ANSWERED: 2 * HOUR, Step.DONE: SOON.a_day}
    ),
    Urgency.NORMAL: Rule(WORK, {Step.TAKEN: 2 * HOUR, Step.ANSWERED: WORK.a_day, Step.DONE: 3 * WORK.a_day}),
    Urgency.PLANNED: Rule(WORK, {Step.TAKEN: WORK.a_day, Step.DONE: 7 * WORK.a_day}),
}


@dataclass(frozen=True, slots=True)
class Asking:
    """好用吗: asked again after so long, closed as 未评价 after so long; 返修 for so long after it was closed."""

    hours: Hours = WORK
    again: timedelta = WORK.a_day
    lapses: timedelta = 3 * WORK.a_day
    reopens: timedelta = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Chasing:
    """催单: so long lies between two of one ticket; every so many are told to a manager as well."""

    again: timedelta = timedelta(hours=4)
    to_manager: int = 3


HOURS = "维修时间."
"""维修时间.较急: 每天 06:30-22:00."""
LIMITS = "提醒."
"""提醒.较急.2: T+2小时 响应."""
FAMILIES = tuple(f"{LIMITS}{urgency}." for urgency in Urgency)
ROW = re.compile(r"T\+(?P<n>\d{1,3})(?P<unit>分钟?|小时|天|工作日)? *(?P<step>收到|接单|响应|到场|完成)")
OPENING = re.compile(rf"(?P<days>{'|'.join(DAY_KINDS)}) *(?P<from>\d\d?:\d\d)-(?P<to>\d\d?:\d\d)")
ASKING = "提醒.验收."
ASKING_ROW = re.compile(r"T\+(?P<n>\d{1,2})(?P<unit>天|工作日) *(?P<step>再问|关闭|返修)")
ASKING_WRITTEN = "T+3工作日 关闭"
CHASING = "提醒.催单."
AGAIN = re.compile(r"T\+(?P<n>\d{1,2})小时 *报修人可催")
TO_MANAGER = re.compile(r"第(?P<n>\d)次 *主管")
CHASING_WRITTEN = "T+4小时 报修人可催"
OTHERS = re.compile(r"T[+-]\d{1,3} *(同时|本人|上一级)")
"""Rows of 提醒.紧急 that are about alarms."""
WRITTEN = "T+2小时 响应"
HOURS_WRITTEN = "工作日 08:00-18:00"


def hours_of(text: str) -> Hours:
    """ValueError for what cannot be read."""
    found = OPENING.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    starts, ends = (time.fromisoformat(found[it].zfill(5)) for it in ("from", "to"))
    return Hours(found["days"], starts, ends)


def limit_of(text: str, hours: Hours) -> tuple[Step, timedelta] | None:
    """One row; None for a row about alarms, ValueError for what cannot be read.

    A whole day (24小时, 1天, 1工作日) is one of the rule's days; what is less runs in its hours.
    """
    found = ROW.fullmatch(text.strip())
    if found is None:
        if OTHERS.fullmatch(text.strip()):
            return None
        raise ValueError(text)
    count, unit = int(found["n"]), found["unit"] or "分"
    if count < 1:
        raise ValueError(text)
    step = Step.ANSWERED if found["step"] == "到场" else Step(found["step"])
    if unit in ("天", "工作日"):
        return step, count * hours.a_day
    days, rest = divmod(count * (HOUR if unit == "小时" else MINUTE), 24 * HOUR)
    return step, days * hours.a_day + rest


def rule_of(urgency: Urgency, rest: Mapping[str, str]) -> Rule:
    """As the sheet says now; what it does not say, or says in a way that cannot be read, is as usual."""
    return _rule(urgency, _about_repairs(rest))


def _about_repairs(rest: Mapping[str, str]) -> Rows:
    """The sheet's rows that are read here, in order. A sheet is read once, however many cards are shown."""
    return tuple(sorted(row for row in rest.items() if row[0].startswith(SHEET)))


@lru_cache(maxsize=64)
def _rule(urgency: Urgency, rows: Rows) -> Rule:
    rest = dict(rows)
    usual = AS_USUAL[urgency]
    hours = _readable(hours_of, rest.get(f"{HOURS}{urgency}", "")) or usual.hours
    whole = usual.hours.a_day
    limits = {step: limit // whole * hours.a_day + limit % whole for step, limit in usual.limits.items()}
    texts = [text for key, text in sorted(rest.items()) if key.startswith(f"{LIMITS}{urgency}.")]
    said = [it for it in (_readable(partial(limit_of, hours=hours), text) for text in texts) if it is not None]
    return replace(usual, hours=hours, limits=limits | dict(said))


def asking_row(text: str, hours: Hours = WORK) -> tuple[str, timedelta]:
    """ValueError for what cannot be read. For 返修 a day is a day of the calendar, for the others one of work."""
    found = ASKING_ROW.fullmatch(text.strip())
    if found is None or int(found["n"]) < 1:
        raise ValueError(text)
    name = {"再问": "again", "关闭": "lapses", "返修": "reopens"}[found["step"]]
    return name, int(found["n"]) * (timedelta(days=1) if name == "reopens" else hours.a_day)


def asking_of(rest: Mapping[str, str]) -> Asking:
    """As the sheet says now, on the days on which ordinary repairs are done."""
    return _asking(_about_repairs(rest))


@lru_cache(maxsize=16)
def _asking(rows: Rows) -> Asking:
    rest = dict(rows)
    hours = rule_of(Urgency.NORMAL, rest).hours
    read = partial(asking_row, hours=hours)
    said = [_readable(read, text) for key, text in sorted(rest.items()) if key.startswith(ASKING)]
    times = {"again": hours.a_day, "lapses": 3 * hours.a_day} | dict(it for it in said if it is not None)
    return Asking(hours, **times)


def chasing_row(text: str) -> tuple[str, timedelta | int]:
    """ValueError for what cannot be read."""
    again, manager = AGAIN.fullmatch(text.strip()), TO_MANAGER.fullmatch(text.strip())
    found = again or manager
    if found is None or int(found["n"]) < 1:
        raise ValueError(text)
    return ("again", int(found["n"]) * HOUR) if again else ("to_manager", int(found["n"]))


def chasing_of(rest: Mapping[str, str]) -> Chasing:
    """As the sheet says now; what it does not say, or says in a way that cannot be read, is as usual."""
    return _chasing(_about_repairs(rest))


@lru_cache(maxsize=16)
def _chasing(rows: Rows) -> Chasing:
    rest = dict(rows)
    said = dict(filter(None, (_readable(chasing_row, rest[key]) for key in sorted(rest) if key.startswith(CHASING))))
    usual = Chasing()
    return Chasing(said.get("again", usual.again), said.get("to_manager", usual.to_manager))  # type: ignore[arg-type]


def written(key: str, text: str) -> None:
    """ValueError, with how it should be written, for a row about repairs that cannot be read."""
    for family, read, example in ROWS_OF:
        if key.startswith(family):
            try:
                read(text)
            except ValueError:
                raise ValueError(example) from None


@dataclass(frozen=True, slots=True)
class ServiceRules:
    """What the sheet 设置 says of service, read once."""

    by_urgency: Mapping[Urgency, Rule]
    asking: Asking
    chasing: Chasing


def service_rules(rest: Mapping[str, str]) -> ServiceRules:
    return ServiceRules({urgency: rule_of(urgency, rest) for urgency in Urgency}, asking_of(rest), chasing_of(rest))


def _readable(read: Callable[[str], Read], text: str) -> Read | None:
    try:
        return read(text) if text else None
    except ValueError:
        return None


ROWS_OF: tuple[tuple[str, Callable[[str], object], str], ...] = (
    (HOURS, hours_of, HOURS_WRITTEN),
    *((family, partial(limit_of, hours=WORK), WRITTEN) for family in FAMILIES),
    (ASKING, asking_row, ASKING_WRITTEN),
    (CHASING, chasing_row, CHASING_WRITTEN),
)
"""Which rows of the sheet are about repairs, how each is read, and how one looks."""
SHEET = tuple(family for family, _, _ in ROWS_OF)
