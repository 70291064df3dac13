"""A school as a value: everything the workbook says that the house needs, checked before it is kept."""

from dataclasses import dataclass
from datetime import time
from zoneinfo import ZoneInfo

from domain.checklists import Checklist
from domain.dispatch import DispatchRule, Rostered, Shift
from domain.dorms import Absence, Bed, Dorm
from domain.escalation import Rung
from domain.hours import Window
from domain.people import Person, Role
from domain.places import Place
from domain.plans import CalendarEntry, DayKind, Plan, Post, Route


@dataclass(frozen=True, slots=True)
class Settings:
    """The sheet 设置 as far as the house reads it; every other key is kept word for word in `rest`."""

    school: str
    zone: ZoneInfo
    language: str
    night: Window
    quiet: Window
    summary_at: time
    urgent_words: tuple[str, ...]
    urgent_misspellings: dict[str, str]
    negations: tuple[str, ...]
    not_negations: tuple[str, ...]
    rest: dict[str, str]


@dataclass(frozen=True, slots=True)
class School:
    settings: Settings
    roles: tuple[Role, ...]
    people: tuple[Person, ...]
    places: tuple[Place, ...]
    dispatch: tuple[DispatchRule, ...]
    rungs: tuple[Rung, ...]
    shifts: tuple[Shift, ...]
    roster: tuple[Rostered, ...]
    checklists: tuple[Checklist, ...] = ()
    routes: tuple[Route, ...] = ()
    plans: tuple[Plan, ...] = ()
    posts: tuple[Post, ...] = ()
    calendar: tuple[CalendarEntry, ...] = ()
    day_kinds: tuple[DayKind, ...] = ()
    dorms: tuple[Dorm, ...] = ()
    beds: tuple[Bed, ...] = ()
    absences: tuple[Absence, ...] = ()
