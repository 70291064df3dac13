"""What a workbook holds besides what is read: other sheets, other columns; kept so that an export gives them back."""

from collections.abc import Iterable, Iterator, Mapping

from storage.unread import Cell, Unread
from storage.workbook.cells import text
from storage.workbook.entries import Entry, Table
from storage.workbook.grid import Line, Raw
from storage.workbook.writing import written


def left_beside(
    tables: Mapping[str, Table], others: Mapping[str, tuple[Line, ...]], order: Iterable[str]
) -> Iterator[Unread]:
    """Every sheet in the workbook's order."""
    for name in order:
        if name in tables:
            yield _columns(tables[name])
        elif name in others:
            yield Unread(name, lines=tuple(tuple(map(_cell, line)) for line in others[name]))


def key_of(cells: Iterable[object]) -> str:
    """How a row is found again: what makes it unique, as an export writes it."""
    return "\n".join(f"{cell:g}" if isinstance(cell, float) else written(cell) for cell in cells)


def _columns(table: Table) -> Unread:
    read = {column.head for column in table.sheet.columns}
    more = [head for head in table.grid.letters if head not in read]
    rows = {_key(table, entry): _cells(entry, more) for entry in table.entries} if more else {}
    return Unread(table.sheet.name, tuple(table.grid.letters), rows)


def _key(table: Table, entry: Entry) -> str:
    return key_of(entry.get(head) for head in table.sheet.unique[0])


def _cells(entry: Entry, heads: Iterable[str]) -> dict[str, Cell]:
    return {head: _cell(entry.row.cells[head]) for head in heads if entry.row.cells[head] != ""}


def _cell(raw: Raw) -> Cell:
    return raw if isinstance(raw, str | float | bool) else text(raw)
