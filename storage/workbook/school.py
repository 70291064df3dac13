"""A workbook read as a School: everything in it checked, everything wrong in it told at once."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from domain.checklists import Checklist
from domain.roster_merge import Group, Seen
from domain.school import School, Settings
from storage.unread import Unread
from storage.workbook.entries import read_table
from storage.workbook.faults import Fault, WorkbookErrors
from storage.workbook.grid import Book, open_book
from storage.workbook.layout import OF_SHEET, ListedItem
from storage.workbook.left import left_beside
from storage.workbook.references import Tables, entries
from storage.workbook.rules import RULES
from storage.workbook.settings import settings_from
from storage.workbook.sheets import OPTIONAL, REVISION, ROSTER, SETTINGS, SHEETS

CELL = re.compile(r"([A-Z]+)(\d+)")


@dataclass(frozen=True, slots=True)
class Workbook:
    """`seen` is when its roster was exported; `unread` is what it holds besides, without sheets that are `too_long`.

    `macros`: it has some; they are never run and not kept.
    """

    school: School
    seen: Seen
    unread: tuple[Unread, ...]
    too_long: tuple[str, ...]
    macros: bool = False


def read_school(path: Path) -> School:
    """The school that the workbook describes. Raises WorkbookErrors with every fault, in the workbook's order."""
    return read_workbook(path).school


def read_workbook(path: Path) -> Workbook:
    """Everything in the file. Raises WorkbookErrors with every fault, in the workbook's order."""
    book = open_book(path, [sheet.name for sheet in SHEETS if not sheet.optional], OPTIONAL)
    grids, faults = book.grids, book.faults
    tables = {sheet.name: read_table(sheet, grids[sheet.name], faults) for sheet in SHEETS if sheet.name in grids}
    settings = settings_from(tables[SETTINGS.name], faults) if SETTINGS.name in tables else None
    for rule in RULES:
        faults.extend(rule(tables))
    faults = list(_formulas_first(book, tables, faults))
    if faults or settings is None:
        raise WorkbookErrors(sorted(dict.fromkeys(faults), key=_place))
    unread = tuple(left_beside(tables, book.others, book.order))
    return Workbook(_school(settings, tables), _seen(tables), unread, book.too_long, book.macros)


def _formulas_first(book: Book, tables: Tables, faults: list[Fault]) -> Iterator[Fault]:
    """A cell whose formula says nothing is told as that, and not as a cell that was left empty; beside what is read it
    may say what it likes."""
    told = set()
    for name, cells in book.formulas.items():
        letters = {table.grid.letters.get(column.head) for table in [tables[name]] for column in table.sheet.columns}
        for cell, (value, problem) in cells.items():
            if cell.rstrip("0123456789") in letters:
                told.add((name, cell))
                yield Fault(name, cell, value, problem)
    yield from (fault for fault in faults if (fault.sheet, fault.cell) not in told)


def _seen(tables: Tables) -> Seen:
    groups: dict[Group, datetime] = {}
    for row in entries(tables, ROSTER):
        if moment := row.get(REVISION):
            group = (row.get("日期"), row.get("班次代码"))
            groups[group] = max(moment, groups.get(group, moment))
    return Seen(groups)


def _school(settings: Settings, tables: Tables) -> School:
    """People come in the order of their numbers, the roster by date; all else as the workbook has it."""

    def rows(sheet: str) -> tuple[Any, ...]:
        return tuple(OF_SHEET[sheet].row(entry.get) for entry in entries(tables, sheet))

    items = rows("检查项")
    return School(
        settings=settings,
        roles=rows("角色"),
        people=tuple(sorted(rows("人员"), key=lambda person: (len(person.id), person.id))),
        places=rows("地点"),
        dispatch=rows("派单"),
        rungs=rows("升级链"),
        shifts=rows("班次"),
        roster=tuple(sorted(rows("值班表"), key=lambda row: (row.day, row.shift, row.person))),
        checklists=tuple(_with_items(checklist, items) for checklist in rows("检查表")),
        routes=rows("路线"),
        plans=rows("计划"),
        posts=rows("岗位"),
        day_kinds=rows("日类型"),
        calendar=rows("校历"),
        dorms=rows("宿舍"),
        beds=rows("宿舍成员"),
        absences=rows("请假留观"),
    )


def _with_items(checklist: Checklist, items: Iterable[ListedItem]) -> Checklist:
    mine = sorted((it for it in items if it.checklist == checklist.code), key=lambda it: it.number)
    return replace(checklist, items=tuple(it.item for it in mine))


def _place(fault: Fault) -> tuple[int, int, int, str]:
    sheets = [sheet.name for sheet in SHEETS]
    found = CELL.fullmatch(fault.cell)
    row, letters = (int(found[2]), found[1]) if found else (0, "")
    return (sheets.index(fault.sheet) if fault.sheet in sheets else -1, row, len(letters), letters)
