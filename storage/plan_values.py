"""Routes, plans, posts and the calendar as rows and back."""

import json
from collections.abc import Iterator
from datetime import date, time
from typing import Any

from domain.checklists import EvidenceRule
from domain.plans import CalendarEntry, CalendarKind, DayKind, Grade, Manner, Plan, Post, Quiet, Route, Slot, Weekdays
from domain.school import School
from domain.spans import MINUTE
from storage.rows import Row, Select, clock_text, row_of, to_json

TABLES = ("route", "plan", "post", "calendar_entry", "day_kind")
INSERT_ROUTE = """
    INSERT INTO route (code, name, points, fixed, least_gap, expected)
    VALUES (:code, :name, :points, :fixed, :least_gap, :expected)"""
INSERT_PLAN = """
    INSERT INTO plan (code, name, checklist, target, who, manner, slots, day_kind, weekdays, evidence, chain, grade,
        trial, level, position)
    VALUES (:code, :name, :checklist, :target, :who, :manner, :slots, :day_kind, :weekdays, :evidence, :chain, :grade,
        :trial, :level, :position)"""
INSERT_POST = """
    INSERT INTO post (code, name, place, phone, peaks, position)
    VALUES (:code, :name, :place, :phone, :peaks, :position)"""
INSERT_CALENDAR = "INSERT INTO calendar_entry (first, last, kind, name) VALUES (:first, :last, :kind, :name)"
INSERT_DAY_KIND = "INSERT INTO day_kind (code, name, position) VALUES (:code, :name, :position)"


def writes(school: School) -> Iterator[tuple[str, list[Row]]]:
    """One statement a table with all its rows; the tables must be empty."""
    yield INSERT_ROUTE, [_from_route(route) for route in school.routes]
    yield INSERT_PLAN, [_from_plan(plan, position) for position, plan in enumerate(school.plans)]
    yield INSERT_POST, [_from_post(post, position) for position, post in enumerate(school.posts)]
    yield INSERT_CALENDAR, [_from_entry(entry) for entry in school.calendar]
    yield INSERT_DAY_KIND, [row_of(kind, position=position) for position, kind in enumerate(school.day_kinds)]


def plans_from(select: Select) -> dict[str, Any]:
    """The fields of a School that these rows fill, in the workbook's order."""
    return {
        "routes": tuple(map(_route, select("SELECT * FROM route ORDER BY rowid"))),
        "plans": tuple(map(_plan, select("SELECT * FROM plan ORDER BY position"))),
        "posts": tuple(map(_post, select("SELECT * FROM post ORDER BY position"))),
        "calendar": tuple(map(_entry, select("SELECT * FROM calendar_entry ORDER BY id"))),
        "day_kinds": tuple(map(_day_kind, select("SELECT * FROM day_kind ORDER BY position"))),
    }


def _from_route(route: Route) -> Row:
    gap, expected = route.least_gap / MINUTE, route.expected / MINUTE
    return row_of(route, points=to_json(route.points), least_gap=gap, expected=expected)


def _from_plan(plan: Plan, position: int) -> Row:
    weekdays = to_json([sorted(plan.weekdays.days), plan.weekdays.week])
    return row_of(plan, slots=to_json([_from_slot(slot) for slot in plan.slots]), weekdays=weekdays, position=position)


def _from_slot(slot: Slot) -> list[Any]:
    every = slot.every and slot.every / MINUTE
    return [clock_text(slot.starts), slot.ends and clock_text(slot.ends), every, slot.per_week]


def _from_post(post: Post, position: int) -> Row:
    peaks = to_json([[clock_text(peak.starts), clock_text(peak.ends)] for peak in post.peaks])
    return row_of(post, peaks=peaks, position=position)


def _from_entry(entry: CalendarEntry) -> Row:
    return row_of(entry, first=entry.first.isoformat(), last=entry.last.isoformat())


def _route(row: Row) -> Route:
    return Route(
        code=row["code"],
        name=row["name"],
        points=tuple(json.loads(row["points"])),
        fixed=bool(row["fixed"]),
        least_gap=row["least_gap"] * MINUTE,
        expected=row["expected"] * MINUTE,
    )


def _plan(row: Row) -> Plan:
    days, week = json.loads(row["weekdays"])
    return Plan(
        code=row["code"],
        name=row["name"],
        checklist=row["checklist"],
        target=row["target"],
        who=row["who"],
        manner=Manner(row["manner"]),
        slots=tuple(_slot(*slot) for slot in json.loads(row["slots"])),
        day_kind=row["day_kind"],
        weekdays=Weekdays(frozenset(days), week),
        evidence=EvidenceRule(row["evidence"]),
        chain=row["chain"],
        grade=Grade(row["grade"]),
        trial=bool(row["trial"]),
        level=row["level"],
    )


def _slot(starts: str, ends: str | None, every: float | None, per_week: int | None) -> Slot:
    until = None if ends is None else time.fromisoformat(ends)
    return Slot(time.fromisoformat(starts), until, None if every is None else every * MINUTE, per_week)


def _post(row: Row) -> Post:
    spans = json.loads(row["peaks"])
    peaks = tuple(Quiet(time.fromisoformat(starts), time.fromisoformat(ends)) for starts, ends in spans)
    return Post(row["code"], row["name"], row["place"], bool(row["phone"]), peaks)


def _entry(row: Row) -> CalendarEntry:
    first, last = date.fromisoformat(row["first"]), date.fromisoformat(row["last"])
    return CalendarEntry(first, last, CalendarKind(row["kind"]), row["name"])


def _day_kind(row: Row) -> DayKind:
    return DayKind(row["code"], row["name"])
