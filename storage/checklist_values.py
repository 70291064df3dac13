"""Checklists with their items as rows and back."""

import json
from collections.abc import Iterator

from domain.checklists import Checklist, EvidenceRule, Item, ItemKind, Season, Severity
from domain.school import School
from storage.rows import Row, Select, row_of, to_json

TABLES = ("checklist_item", "checklist")
INSERT_CHECKLIST = "INSERT INTO checklist (code, name, evidence, version) VALUES (:code, :name, :evidence, :version)"
INSERT_ITEM = """
    INSERT INTO checklist_item (checklist, number, text, kind, accept, severity, season, places)
    VALUES (:checklist, :number, :text, :kind, :accept, :severity, :season, :places)"""


def writes(school: School) -> Iterator[tuple[str, list[Row]]]:
    """One statement a table with all its rows; the tables must be empty."""
    yield INSERT_CHECKLIST, [row_of(checklist) for checklist in school.checklists]
    yield INSERT_ITEM, [row for checklist in school.checklists for row in _from_items(checklist)]


def checklists_from(select: Select) -> tuple[Checklist, ...]:
    """In the workbook's order."""
    items: dict[str, list[Item]] = {}
    for row in select("SELECT * FROM checklist_item ORDER BY checklist, number"):
        items.setdefault(row["checklist"], []).append(_item(row))
    rows = select("SELECT * FROM checklist ORDER BY rowid")
    return tuple(_checklist(row, tuple(items.get(row["code"], ()))) for row in rows)


def _from_items(checklist: Checklist) -> Iterator[Row]:
    for item in checklist.items:
        yield row_of(item, checklist=checklist.code, places=to_json(item.where))


def _checklist(row: Row, items: tuple[Item, ...]) -> Checklist:
    return Checklist(row["code"], row["name"], EvidenceRule(row["evidence"]), row["version"], items)


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
