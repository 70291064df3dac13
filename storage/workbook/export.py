"""A school written as the workbook that would be read as the very same school."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from domain.school import School
from storage.moments import to_text
from storage.unread import Cell, Unread
from storage.workbook.layout import LAYOUTS, setting_cells
from storage.workbook.left import key_of
from storage.workbook.sheets import REVISION, ROSTER, SETTINGS, SHEETS
from storage.workbook.writing import written

NUMBERS = frozenset({"级", "等待分", "提前接班分", "序号", "最短间隔分", "预计分钟", "床位数", "床位"})
NARROWEST, WIDEST = 8, 60
"""Widths of columns in signs; a Han character takes two."""
HAN = 0x2E80
"""Unicode: CJK Radicals Supplement, where signs of double width begin."""
HEADING = {"bold": True, "bg_color": "#D9E8F5", "border": 1, "valign": "top"}
WORDS = {"num_format": "@", "valign": "top", "text_wrap": True}
Rows = list[list[Cell]]


def write_workbook(path: Path, school: School, unread: Sequence[Unread], exported_at: datetime) -> None:
    """Everything that was imported, sheets and columns that the house does not read included.

    Each row of the roster carries `exported_at`, so that an import knows what its office had seen. Values only: what a
    spreadsheet computes, colours and merges is not kept.
    """
    kept = {each.sheet: each for each in unread}
    read = _sheets(school, to_text(exported_at))
    wanted = [sheet.name for sheet in SHEETS if read[sheet.name] or not sheet.optional]
    names = list(dict.fromkeys([*kept, *wanted]))
    import xlsxwriter  # a twentieth of the bot's start, and few starts write a workbook

    # In memory first: on a full disk the library would leave half a file, and complain where nobody can catch it.
    content, options = BytesIO(), {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(content, options) as book:
        book.set_properties(
            {"title": school.settings.school, "created": exported_at.astimezone(UTC).replace(tzinfo=None)}
        )
        heading, words = book.add_format(HEADING), book.add_format(WORDS)
        for name in names:
            rows = _with_unread(name, read[name], kept.get(name)) if name in read else list(map(list, kept[name].lines))
            _write(book.add_worksheet(name), rows, heading, words)
    path.write_bytes(content.getvalue())


def _sheets(school: School, revision: str) -> dict[str, list[dict[str, str]]]:
    """The cells of each sheet that is read, by their heads."""
    found = {SETTINGS.name: [{"键": key, "值": value} for key, value in setting_cells(school)]}
    for layout in LAYOUTS:
        found[layout.sheet] = [layout.cells(row) for row in layout.rows(school)]
    for row in found[ROSTER]:
        row[REVISION] = revision
    return found


def _with_unread(name: str, rows: list[dict[str, str]], unread: Unread | None) -> Rows:
    """Columns and rows in the order in which they came; those that came later last."""
    sheet = next(sheet for sheet in SHEETS if sheet.name == name)
    heads = list(dict.fromkeys([*(unread.heads if unread else ()), *(column.head for column in sheet.columns)]))
    more: Mapping[str, Mapping[str, Cell]] = unread.rows if unread else {}
    place = {key: number for number, key in enumerate(more)}
    keyed = [(key_of(row[head] for head in sheet.unique[0]), row) for row in rows]
    found: Rows = [list(heads)]
    for key, row in sorted(keyed, key=lambda one: place.get(one[0], len(place))):
        beside = more.get(key, {})
        found.append([_number(head, row[head]) if head in row else beside.get(head, "") for head in heads])
    return found


def _number(head: str, said: str) -> Cell:
    return float(said) if head in NUMBERS and said else said


def _write(sheet: Any, rows: Rows, heading: Any, words: Any) -> None:
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            _put(sheet, number, column, cell, words if number else heading)
    for column, cells in enumerate(_columns(rows)):
        sheet.set_column(column, column, min(max([NARROWEST, *(_width(cell) for cell in cells)]), WIDEST), words)
    if len(rows) > 1:
        sheet.freeze_panes(1, 0)


def _put(sheet: Any, row: int, column: int, cell: Cell, form: Any) -> None:
    """What people typed is text, whatever it begins with: `=1` is no formula."""
    if isinstance(cell, str):
        if cell:
            sheet.write_string(row, column, cell, form)
    else:
        sheet.write(row, column, cell)


def _columns(rows: Rows) -> Iterable[list[Cell]]:
    widest = max(map(len, rows), default=0)
    return ([row[column] for row in rows if column < len(row)] for column in range(widest))


def _width(cell: Cell) -> int:
    said = written(cell)
    return max(sum(2 if ord(sign) >= HAN else 1 for sign in line) for line in said.split("\n")) + 1
