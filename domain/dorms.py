"""Dorm rooms: who leads them, who sleeps where, and which beds are known to be empty tonight."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Dwellers(StrEnum):
    """The column 类型 of 宿舍. Pupils have no phone in school and no name here."""

    STAFF = "教工"
    PUPILS = "学生"


@dataclass(frozen=True, slots=True)
class Dorm:
    """A row of 宿舍; `leader` and `deputy` only in staff rooms; the rotation counts from `since`.
    `level` is the column 学段 of pupils' rooms: which roll call of the house counts them."""

    place: str
    dwellers: Dwellers
    leader: str | None
    deputy: str | None
    beds: int
    since: date | None = None
    until: date | None = None
    level: str = ""


@dataclass(frozen=True, slots=True)
class Bed:
    """A row of 宿舍成员."""

    place: str
    person: str
    number: int


class AbsenceKind(StrEnum):
    LEAVE = "请假"
    SICKBAY = "留观"


@dataclass(frozen=True, slots=True)
class Absence:
    """A row of 请假留观: a bed that is known to be empty, local naive moments of the school's zone."""

    kind: AbsenceKind
    place: str
    bed: int
    starts: datetime
    ends: datetime
    by: str
