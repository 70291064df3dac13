"""Plans: which duty arises where, when, on which kind of day, for whom, and with what evidence."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from domain.checklists import EvidenceRule


class Manner(StrEnum):
    """The column 方式."""

    WINDOW = "时间窗"
    POINT = "时点"
    EVERY = "间隔"
    DRAWN = "抽取"


class Grade(StrEnum):
    """关键 climbs live beyond the team's lead; 普通 ends there and stands in the summary."""

    KEY = "关键"
    ORDINARY = "普通"


class Switch(StrEnum):
    """Whether a plan chases. 试行 records and does not chase; a paused plan is not planned."""

    ON = "on"
    TRIAL = "trial"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Slot:
    """One entry of the column 时间, local times. A point and the steps of 间隔 have `starts`; a window both.

    `every` is the step of 间隔 (points from `starts` to `ends`, both included; over midnight when it ends before it
    starts, and then all belong to the day on which it starts). `per_week` belongs to 抽取.
    """

    starts: time
    ends: time | None = None
    every: timedelta | None = None
    per_week: int | None = None


@dataclass(frozen=True, slots=True)
class Weekdays:
    """The column 星期例外: ISO weekdays (1 is Monday) on which a plan holds; `week` is 首 or 末 of the month."""

    days: frozenset[int] = frozenset(range(1, 8))
    week: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A row of 计划. `target` is a route, a place or a group (组:教工寝室); `who` a person, a role or a shift.

    `trial` is what the workbook says; whether the plan chases now stands in the table plan_switch.
    """

    code: str
    name: str
    checklist: str
    target: str
    who: str
    manner: Manner
    slots: tuple[Slot, ...]
    day_kind: str
    weekdays: Weekdays
    evidence: EvidenceRule
    chain: str
    grade: Grade
    trial: bool
    level: str = ""


@dataclass(frozen=True, slots=True)
class Route:
    """A row of 路线: `points` are place codes; `fixed` when they are walked in order."""

    code: str
    name: str
    points: tuple[str, ...]
    fixed: bool
    least_gap: timedelta
    expected: timedelta


@dataclass(frozen=True, slots=True)
class Quiet:
    """A span of peak quiet, local times, the end excluded."""

    starts: time
    ends: time


@dataclass(frozen=True, slots=True)
class Post:
    """A row of 岗位: where somebody stands; `phone` when the post has a phone of its own (岗位机)."""

    code: str
    name: str
    place: str
    phone: bool
    peaks: tuple[Quiet, ...] = ()


class CalendarKind(StrEnum):
    """The column 类型 of 校历."""

    TERM = "学期"
    HOLIDAY = "假期"
    EXAM = "考试"
    HEATING = "供暖期"
    MAKE_UP = "调课上班"
    OFF = "放假"


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """A row of 校历, both days included."""

    first: date
    last: date
    kind: CalendarKind
    name: str = ""


@dataclass(frozen=True, slots=True)
class DayKind:
    """A row of 日类型: a code that plans name (教学日)."""

    code: str
    name: str
