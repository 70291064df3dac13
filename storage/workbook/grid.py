"""The file as sheets of rows: heads found, merged areas filled downwards, empty rows left out."""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from storage.workbook.faults import Fault, WorkbookErrors, nearest
from storage.workbook.package import NO_WORKBOOK, PASSWORD, look_through
from words.plain import visible
from words.sentence import Sentence

NO_SHEET = Sentence("工作簿里没有这张表")
MOST_LINES = 20_000
"""Rows of a sheet that the house does not read, beyond which it is not kept."""
Raw = str | float | int | bool | date | datetime | time | timedelta
Line = tuple[Raw, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """`number` as the spreadsheet counts; cells by the head of their column."""

    number: int
    cells: Mapping[str, Raw]


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet; `letters` are the columns by their heads, in the sheet's order; `head` is the number of their row."""

    name: str
    head: int
    letters: Mapping[str, str]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """`grids` are the sheets that are read, `others` the rows of all other sheets, `order` the names of all sheets.

    Of other sheets the longest are left out (`too_long`); they are neither read nor kept. `formulas` are cells of read
    sheets that say nothing: what they say instead and what is wrong, by sheet and cell.
    """

    grids: dict[str, Grid]
    others: dict[str, tuple[Line, ...]]
    order: tuple[str, ...]
    too_long: tuple[str, ...]
    faults: list[Fault]
    formulas: Mapping[str, Mapping[str, tuple[str, str]]] = field(default_factory=dict)
    macros: bool = False


def open_book(path: Path, names: Iterable[str], optional: Iterable[str] = ()) -> Book:
    """A fault for each named sheet that is not there. Raises WorkbookErrors for no workbook.

    An optional one may be missing, unless a sheet stands there that is called almost like it.
    """
    may_miss = frozenset(optional)
    wanted = (*names, *may_miss)
    found = Book({}, {}, (), (), [])
    try:
        package = look_through(path, wanted, _name)
        with CalamineWorkbook.from_path(path) as book:
            readable = [name for name in book.sheet_names if _name(name) not in package.too_large]
            sheets = {_name(name): book.get_sheet_by_name(name) for name in readable}
    except WorkbookErrors:
        raise
    except BaseException as error:  # what the reader's own language calls a panic is no Exception
        if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit):
            raise
        raise WorkbookErrors([_no_workbook(path, error)]) from error
    others = [name for name in sheets if name not in wanted]
    for name in wanted:
        if name in sheets:
            found.grids[name] = _grid(name, sheets[name], found.faults)
        elif (likely := nearest(name, others)) or name not in may_miss:
            found.faults.append(Fault(name, "", "", NO_SHEET, likely))
    too_long = [name for name in others if sheets[name].total_height > MOST_LINES]
    kept = {name: _lines(sheets[name]) for name in others if name not in too_long}
    left_out = (*too_long, *sorted(package.too_large))
    return replace(
        found, others=kept, order=tuple(sheets), too_long=left_out, formulas=package.formulas, macros=package.macros
    )


def _name(sheet: str) -> str:
    return str(clean(sheet))


def clean(raw: Raw) -> Raw:
    """Without the spaces around it, whatever their width, and without signs that nobody can see or turn the line."""
    if not isinstance(raw, str):
        return raw
    shown = raw if raw.isprintable() else "\n".join(map(visible, raw.splitlines()))
    return "".join(" " if unicodedata.category(c) == "Zs" else c for c in shown).strip()


def letter(column: int) -> str:
    """0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _grid(name: str, sheet: CalamineSheet, faults: list[Fault]) -> Grid:
    left = sheet.start[1] if sheet.start else 0
    lines: dict[int, dict[int, Raw]] = {}
    for number, values in enumerate(sheet.iter_rows()):
        if not any(map(bool, values)) and all(value == "" for value in values):
            continue
        cells = {column: clean(raw) for column, raw in enumerate(values, left)}
        if any(raw != "" for raw in cells.values()):
            lines[number] = cells
    if not lines:
        return Grid(name, 1, {}, ())
    head_line = min(lines)
    heads: dict[int, str] = {}
    for column, raw in lines.pop(head_line).items():
        head = unicodedata.normalize("NFKC", "".join(str(raw).split()))
        if head and head in heads.values():
            faults.append(Fault(name, f"{letter(column)}{head_line + 1}", head, Sentence("这个列名写了两次")))
        elif head:
            heads[column] = head
    _fill_downwards(sheet, lines)
    letters = {head: letter(column) for column, head in heads.items()}
    return Grid(name, head_line + 1, letters, tuple(_rows(heads, lines)))


def _lines(sheet: CalamineSheet) -> tuple[Line, ...]:
    """All rows as they stand, without the empty ends of rows and of the sheet."""
    lines = [tuple(values) for values in sheet.to_python(skip_empty_area=False)]
    while lines and all(raw == "" for raw in lines[-1]):
        lines.pop()
    return tuple(lines)


def _fill_downwards(sheet: CalamineSheet, lines: dict[int, dict[int, Raw]]) -> None:
    """A merged area says the same in each of its rows; sideways it says nothing about the other columns."""
    numbers = sorted(lines)
    for (first, column), (last, _) in sheet.merged_cell_ranges or ():
        said = lines.get(first, {}).get(column, "")
        for number in numbers[bisect_right(numbers, first) : bisect_right(numbers, last)]:
            lines[number][column] = said


def _rows(heads: dict[int, str], lines: dict[int, dict[int, Raw]]) -> Iterator[Row]:
    for number, cells in lines.items():
        row = {head: cells.get(column, "") for column, head in heads.items()}
        if any(raw != "" for raw in row.values()):
            yield Row(number + 1, row)


def _no_workbook(path: Path, error: BaseException) -> Fault:
    match error:
        case PasswordError():
            problem = PASSWORD
        case CalamineError() | IsADirectoryError():
            problem = NO_WORKBOOK
        case OSError() if not path.exists():
            problem = Sentence("这个文件没有找到")
        case _:
            problem = Sentence("这个文件打不开")
    return Fault("", "", path.name, problem)
