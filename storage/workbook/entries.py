"""Rows read by the format: the values that fit, and a fault for each that does not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from storage.workbook.cells import text
from storage.workbook.columns import REQUIRED, Column, Sheet
from storage.workbook.faults import Fault, Wrong, nearest
from storage.workbook.grid import Grid, Row
from storage.workbook.sheets import LEFT_ALONE
from words.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Entry:
    """One row; a value that is missing from `values` is one that a fault was made of."""

    grid: Grid
    row: Row
    values: Mapping[str, Any]

    def get(self, head: str) -> Any:
        """The value; None when it is empty and may be, or was wrong."""
        return self.values.get(head)

    def faults(self, head: str, wrongs: ExceptionGroup[Wrong]) -> Iterator[Fault]:
        for wrong in wrongs.exceptions:
            if isinstance(wrong, Wrong):
                yield self.fault(head, wrong.problem, wrong.nearest, wrong.value)
            else:
                yield from self.faults(head, wrong)

    def fault(self, head: str, problem: str, nearest: str | None = None, value: str | None = None) -> Fault:
        said = text(self.row.cells[head]) if value is None else value
        return Fault(self.grid.name, f"{self.grid.letters[head]}{self.row.number}", said, problem, nearest)


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet as read. A column that is missing has no values in any entry and one fault for all."""

    sheet: Sheet
    grid: Grid
    entries: tuple[Entry, ...]

    def codes(self) -> frozenset[str] | None:
        """Every code that other cells may name; None when the sheet's column of codes is missing."""
        key = self.sheet.key or ""
        if key not in self.grid.letters:
            return None
        return frozenset(entry.get(key) for entry in self.entries if entry.get(key))

    def names(self) -> Iterator[tuple[str, str]]:
        """Every name by which people call a row, and its code; the codes themselves last."""
        for head in (*self.sheet.labels, self.sheet.key or ""):
            for entry in self.entries:
                said = entry.get(head) or ()
                for label in (said,) if isinstance(said, str) else said:
                    yield label, entry.get(self.sheet.key or "") or label


def read_table(sheet: Sheet, grid: Grid, faults: list[Fault]) -> Table:
    if grid.letters:
        faults.extend(_missing_columns(sheet, grid))
    if not grid.letters or not (grid.rows or sheet.may_be_empty):
        faults.append(Fault(sheet.name, "", "", Sentence("这张表是空的")))
    return Table(sheet, grid, tuple(_entry(sheet, grid, row, faults) for row in grid.rows))


def _missing_columns(sheet: Sheet, grid: Grid) -> Iterator[Fault]:
    wanted = {column.head for column in sheet.columns}
    strange = [head for head in grid.letters if head not in wanted | LEFT_ALONE]
    for column in sheet.columns:
        if column.head in grid.letters:
            continue
        wrong = nearest(column.head, strange)
        if wrong is None and not column.added:
            yield Fault(sheet.name, "", "", Sentence("缺少「{head}」这一列", head=column.head))
        elif wrong is not None:
            strange.remove(wrong)
            at = f"{grid.letters[wrong]}{grid.head}"
            yield Fault(sheet.name, at, wrong, Sentence("不是列名"), column.head)


def _entry(sheet: Sheet, grid: Grid, row: Row, faults: list[Fault]) -> Entry:
    values: dict[str, Any] = {}
    entry = Entry(grid, row, values)
    for column in sheet.columns:
        if column.head not in row.cells:
            if column.added:
                values[column.head] = column.default
            continue
        try:
            values[column.head] = _value(column, row)
        except* Wrong as wrongs:
            faults.extend(entry.faults(column.head, wrongs))
    return entry


def _value(column: Column, row: Row) -> Any:
    raw = row.cells[column.head]
    value = column.read(raw) if raw != "" else ()
    if value != ():
        return value
    if column.default is REQUIRED:
        raise Wrong(Sentence("{head}不能空着", head=column.head))
    return column.default
