"""A workbook read as a School: everything in it checked, everything wrong in it told at once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from domain.dispatch import DispatchRule, Rostered, Shift
from domain.escalation import Rung
from domain.people import Person, Role
from domain.places import Place
from domain.roster_merge import Group, Seen
from domain.school import School, Settings
from storage.asides import Aside
from storage.workbook.duty_rows import duties_from
from storage.workbook.entries import Entry, read_table
from storage.workbook.faults import Fault, WorkbookErrors
from storage.workbook.grid import Book, open_book
from storage.workbook.left import left_beside
from storage.workbook.references import Tables, entries
from storage.workbook.rules import RULES
from storage.workbook.settings import settings_from
from storage.workbook.sheets import OPTIONAL, REVISION, ROSTER, SETTINGS, SHEETS

CELL = re.compile(r"([A-Z]+)(\d+)")


@dataclass(frozen=True, slots=True)
class Workbook:
    """`seen` is when its roster was exported; `asides` is what it holds besides, without sheets that are `too_long`.

    `macros`: it has some; they are never run and not kept.
    """

    school: School
    seen: Seen
    asides: tuple[Aside, ...]
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
    asides = tuple(left_beside(tables, book.others, book.order))
    return Workbook(_school(settings, tables), _seen(tables), asides, book.too_long, book.macros)


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
    return School(
        settings=settings,
        roles=tuple(map(_role, entries(tables, "角色"))),
        people=tuple(sorted(map(_person, entries(tables, "人员")), key=lambda person: (len(person.id), person.id))),
        places=tuple(map(_place_of, entries(tables, "地点"))),
        dispatch=tuple(map(_dispatch_rule, entries(tables, "派单"))),
        rungs=tuple(map(_rung, entries(tables, "升级链"))),
        shifts=tuple(map(_shift, entries(tables, "班次"))),
        roster=tuple(
            sorted(map(_rostered, entries(tables, "值班表")), key=lambda row: (row.day, row.shift, row.person))
        ),
        **duties_from(partial(entries, tables)),
    )


def _place(fault: Fault) -> tuple[int, int, int, str]:
    sheets = [sheet.name for sheet in SHEETS]
    found = CELL.fullmatch(fault.cell)
    row, letters = (int(found[2]), found[1]) if found else (0, "")
    return (sheets.index(fault.sheet) if fault.sheet in sheets else -1, row, len(letters), letters)


def _role(row: Entry) -> Role:
    can = frozenset(row.get("可做"))
    return Role(code=row.get("角色代码"), name=row.get("名称"), manager=row.get("是否管理员"), permissions=can)


def _person(row: Entry) -> Person:
    return Person(
        id=row.get("编号"),
        name=row.get("姓名"),
        address=row.get("称呼"),
        roles=row.get("角色"),
        section=row.get("学部"),
        superior=row.get("上级编号"),
        language=row.get("语言"),
        presence=row.get("状态"),
        phone=row.get("手机"),
        note=row.get("备注"),
        certificate=row.get("证件"),
        certificate_until=row.get("证件到期"),
    )


def _place_of(row: Entry) -> Place:
    return Place(
        code=row.get("编码"),
        name=row.get("名称"),
        aliases=row.get("别名"),
        kind=row.get("类型"),
        parent=row.get("上级编码"),
        section=row.get("学部"),
        owner=row.get("责任人编号"),
        water=row.get("总阀"),
        power=row.get("电闸"),
        gas=row.get("气阀"),
    )


def _dispatch_rule(row: Entry) -> DispatchRule:
    return DispatchRule(
        area=row.get("区域"),
        category=row.get("类别"),
        first=row.get("首选"),
        backup=row.get("备选"),
        hours=row.get("时段"),
        responder=row.get("首响"),
        first_aid=row.get("先做什么"),
    )


def _rung(row: Entry) -> Rung:
    return Rung(
        chain=row.get("链代码"),
        level=int(row.get("级")),
        target=row.get("角色代码"),
        after=timedelta(minutes=row.get("等待分")),
        hours=row.get("时段"),
    )


def _shift(row: Entry) -> Shift:
    return Shift(
        code=row.get("班次代码"),
        name=row.get("名称"),
        starts=row.get("开始"),
        ends=row.get("结束"),
        early=row.get("提前接班分"),
    )


def _rostered(row: Entry) -> Rostered:
    return Rostered(
        day=row.get("日期"), shift=row.get("班次代码"), person=row.get("人员编号"), posts=row.get("岗位代码")
    )
