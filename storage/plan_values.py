"""Checklists, routes, plans, posts, calendar and dorms as rows and back."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from datetime import date, datetime, time, timedelta
from typing import Any

from domain.checklists import Checklist, EvidenceRule, Item, ItemKind, Season, Severity
from domain.dorms import Absence, AbsenceKind, Bed, Dorm, Dwellers
from domain.plans import CalendarEntry, CalendarKind, DayKind, Grade, Manner, Plan, Post, Quiet, Route, Slot, Weekdays
from domain.school import School

MINUTE = timedelta(minutes=1)
Row = dict[str, Any]
Select = Callable[[str], Iterable[Row]]
TABLES = (
    "checklist_item",
    "checklist",
    "route",
    "plan",
    "post",
    "calendar_entry",
    "day_kind",
    "dorm",
    "bed",
    "absence",
)
"""Emptied in this order before they are written again."""

INSERT_CHECKLIST = "INSERT INTO checklist (code, name, evidence, version) VALUES (:code, :name, :evidence, :version)"
INSERT_ITEM = """
    INSERT INTO checklist_item (checklist, number, text, kind, accept, severity, season, places)
    VALUES (:checklist, :number, :text, :kind, :accept, :severity, :season, :places)"""
INSERT_ROUTE = """
    INSERT INTO route (code, name, points, fixed, least_gap, expected)
    VALUES (:code, :name, :points, :fixed, :least_gap, :expected)"""
INSERT_PLAN = """
    INSERT INTO plan (code, name, checklist, target, who, manner, slots, day_kind, weekdays, evidence, chain, grade,
        trial, position)
    VALUES (:code, :name, :checklist, :target, :who, :manner, :slots, :day_kind, :weekdays, :evidence, :chain, :grade,
        :trial, :position)"""
INSERT_POST = """
    INSERT INTO post (code, name, place, phone, peaks, position)
    VALUES (:code, :name, :place, :phone, :peaks, :position)"""
INSERT_CALENDAR = "INSERT INTO calendar_entry (first, last, kind, name) VALUES (:first, :last, :kind, :name)"
INSERT_DAY_KIND = "INSERT INTO day_kind (code, name, position) VALUES (:code, :name, :position)"
INSERT_DORM = """
    INSERT INTO dorm (place, dwellers, leader, deputy, beds, since, until, position)
    VALUES (:place, :dwellers, :leader, :deputy, :beds, :since, :until, :position)"""
INSERT_BED = "INSERT INTO bed (place, person, number) VALUES (:place, :person, :number)"
INSERT_ABSENCE = """
    INSERT INTO absence (kind, place, bed, starts, ends, by) VALUES (:kind, :place, :bed, :starts, :ends, :by)"""


def writes(school: School) -> Iterator[tuple[str, list[Row]]]:
    """One statement a table with all its rows; the tables must be empty."""
    yield INSERT_CHECKLIST, [_row(checklist) for checklist in school.checklists]
    yield (
        INSERT_ITEM,
        [
            _row(item, checklist=checklist.code, places=_json(item.where))
            for checklist in school.checklists
            for item in checklist.items
        ],
    )
    yield (
        INSERT_ROUTE,
        [
            _row(
                route,
                points=_json(route.points),
                least_gap=route.least_gap / MINUTE,
                expected=route.expected / MINUTE,
            )
            for route in school.routes
        ],
    )
    yield INSERT_PLAN, [_row(plan, **_from_plan(plan), position=at) for at, plan in enumerate(school.plans)]
    yield (
        INSERT_POST,
        [
            _row(post, peaks=_json([[_clock(p.starts), _clock(p.ends)] for p in post.peaks]), position=at)
            for at, post in enumerate(school.posts)
        ],
    )
    yield (
        INSERT_CALENDAR,
        [_row(entry, first=entry.first.isoformat(), last=entry.last.isoformat()) for entry in school.calendar],
    )
    yield INSERT_DAY_KIND, [_row(kind, position=at) for at, kind in enumerate(school.day_kinds)]
    yield (
        INSERT_DORM,
        [
            _row(dorm, since=_iso(dorm.since), until=_iso(dorm.until), position=at)
            for at, dorm in enumerate(school.dorms)
        ],
    )
    yield INSERT_BED, [_row(bed) for bed in school.beds]
    yield (
        INSERT_ABSENCE,
        [_row(row, starts=row.starts.isoformat(), ends=row.ends.isoformat()) for row in school.absences],
    )


def duties_from(select: Select) -> dict[str, Any]:
    """The fields of a School that these rows fill, in the workbook's order."""
    items: dict[str, list[Item]] = {}
    for row in select("SELECT * FROM checklist_item ORDER BY checklist, number"):
        items.setdefault(row["checklist"], []).append(_item(row))
    return {
        "checklists": tuple(
            Checklist(
                row["code"],
                row["name"],
                EvidenceRule(row["evidence"]),
                row["version"],
                tuple(items.get(row["code"], ())),
            )
            for row in select("SELECT * FROM checklist ORDER BY rowid")
        ),
        "routes": tuple(map(_route, select("SELECT * FROM route ORDER BY rowid"))),
        "plans": tuple(map(_plan, select("SELECT * FROM plan ORDER BY position"))),
        "posts": tuple(map(_post, select("SELECT * FROM post ORDER BY position"))),
        "calendar": tuple(map(_calendar_entry, select("SELECT * FROM calendar_entry ORDER BY id"))),
        "day_kinds": tuple(
            DayKind(row["code"], row["name"]) for row in select("SELECT * FROM day_kind ORDER BY position")
        ),
        "dorms": tuple(map(_dorm, select("SELECT * FROM dorm ORDER BY position"))),
        "beds": tuple(
            Bed(row["place"], row["person"], row["number"]) for row in select("SELECT * FROM bed ORDER BY rowid")
        ),
        "absences": tuple(map(_absence, select("SELECT * FROM absence ORDER BY id"))),
    }


def _from_plan(plan: Plan) -> Row:
    slots = [
        [_clock(slot.starts), slot.ends and _clock(slot.ends), slot.every and slot.every / MINUTE, slot.per_week]
        for slot in plan.slots
    ]
    return {"slots": _json(slots), "weekdays": _json([sorted(plan.weekdays.days), plan.weekdays.week])}


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
    )


def _slot(starts: str, ends: str | None, every: float | None, per_week: int | None) -> Slot:
    return Slot(
        time.fromisoformat(starts),
        None if ends is None else time.fromisoformat(ends),
        None if every is None else timedelta(minutes=every),
        per_week,
    )


def _item(row: Row) -> Item:
    return Item(
        number=row["number"],
        text=row["text"],
        kind=ItemKind(row["kind"]),
        accept=row["accept"],
        severity=Severity(row["severity"]),
        season=Season(row["season"]),
        where=tuple(json.loads(row["places"])),
    )


def _route(row: Row) -> Route:
    return Route(
        code=row["code"],
        name=row["name"],
        points=tuple(json.loads(row["points"])),
        fixed=bool(row["fixed"]),
        least_gap=timedelta(minutes=row["least_gap"]),
        expected=timedelta(minutes=row["expected"]),
    )


def _post(row: Row) -> Post:
    spans = json.loads(row["peaks"])
    peaks = tuple(Quiet(time.fromisoformat(starts), time.fromisoformat(ends)) for starts, ends in spans)
    return Post(row["code"], row["name"], row["place"], bool(row["phone"]), peaks)


def _calendar_entry(row: Row) -> CalendarEntry:
    first, last = date.fromisoformat(row["first"]), date.fromisoformat(row["last"])
    return CalendarEntry(first, last, CalendarKind(row["kind"]), row["name"])


def _dorm(row: Row) -> Dorm:
    return Dorm(
        place=row["place"],
        dwellers=Dwellers(row["dwellers"]),
        leader=row["leader"],
        deputy=row["deputy"],
        beds=row["beds"],
        since=_date(row["since"]),
        until=_date(row["until"]),
    )


def _absence(row: Row) -> Absence:
    return Absence(
        kind=AbsenceKind(row["kind"]),
        place=row["place"],
        bed=row["bed"],
        starts=datetime.fromisoformat(row["starts"]),
        ends=datetime.fromisoformat(row["ends"]),
        by=row["by"],
    )


def _row(value: Any, **as_kept: Any) -> Row:
    return {field.name: getattr(value, field.name) for field in fields(value)} | as_kept


def _clock(moment: time) -> str:
    return moment.isoformat(timespec="minutes")


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
