"""What holds between rows: nothing twice, nothing that points nowhere, nothing that goes round in a loop."""

from collections.abc import Iterator, Mapping

from storage.workbook.cells import text
from storage.workbook.columns import Column
from storage.workbook.entries import Entry, Table
from storage.workbook.faults import Fault, fold, nearest
from storage.workbook.sheets import GROUP, OPTIONAL
from words.sentence import Sentence

Tables = Mapping[str, Table]
LIKE_A_CODE = 0.6
"""Codes are short, so what is less alike is another code."""


def entries(tables: Tables, name: str) -> tuple[Entry, ...]:
    """The sheet's rows; none where there is no such sheet."""
    return tables[name].entries if name in tables else ()


def repeated(tables: Tables) -> Iterator[Fault]:
    for table in tables.values():
        for heads in table.sheet.unique:
            seen: dict[tuple[str, ...], int] = {}
            for entry in table.entries:
                if any(entry.get(head) is None for head in heads):
                    continue
                said = tuple(text(entry.row.cells[head]) for head in heads)
                first = seen.setdefault(tuple(map(fold, said)), entry.row.number)
                if first != entry.row.number:
                    problem = Sentence("{heads}重复,第{first}行已经有了", heads=tuple(heads), first=first)
                    yield entry.fault(heads[0], problem, value="、".join(said))


def unknown(tables: Tables) -> Iterator[Fault]:
    for table in tables.values():
        for column in table.sheet.columns:
            yield from _unknown_in(table, column, tables)


def _unknown_in(table: Table, column: Column, tables: Tables) -> Iterator[Fault]:
    if column.refers is None:
        return
    known: set[str] = set(column.refers.also)
    if column.refers.groups:
        known |= {entry.get("键") for entry in entries(tables, "设置") if (entry.get("键") or "").startswith(GROUP)}
    meant: dict[str, str] = {}
    there = [name for name in column.refers.sheets if name in tables or name not in OPTIONAL]
    if not there:
        return
    for name in there:
        codes = tables[name].codes() if name in tables else None
        if codes is None:
            return
        known |= codes
        meant.update(tables[name].names())
    meant.update((word, word) for word in sorted(known))
    for entry in table.entries:
        said = entry.get(column.head) or ()
        for value in (said,) if isinstance(said, str) else said:
            if value not in known:
                likely = nearest(value, meant, LIKE_A_CODE)
                yield entry.fault(column.head, Sentence("不是{what}", what=Sentence(column.refers.what)), likely, value)


def missing_sheets(tables: Tables) -> Iterator[Fault]:
    """A sheet with rows wants the sheets that explain them."""
    wanted = {name: table.sheet.name for table in tables.values() if table.entries for name in table.sheet.needs}
    for name, by in wanted.items():
        if name not in tables:
            yield Fault(name, "", "", Sentence("工作簿里没有这张表,「{by}」要用它", by=by))


def loops(tables: Tables) -> Iterator[Fault]:
    """Each loop once, at its first row."""
    for name, up in (("人员", "上级编号"), ("地点", "上级编码")):
        if name in tables:
            yield from _loops_in(tables[name], up)


def _loops_in(table: Table, up: str) -> Iterator[Fault]:
    key = table.sheet.key or ""
    above: dict[str, str] = {}
    for entry in table.entries:
        if entry.get(key) and entry.get(up):
            above.setdefault(entry.get(key), entry.get(up))
    told: set[str] = set()
    for entry in table.entries:
        path: list[str] = []
        at: str | None = entry.get(key)
        while at in above and at not in path:
            path.append(at)
            at = above[at]
        if at == entry.get(key) and path and at not in told:
            told.update(path)
            yield entry.fault(up, Sentence("绕成了圈({way})", way="→".join([*path, path[0]])))


def two_places(tables: Tables) -> Iterator[Fault]:
    """Names, aliases and codes by which people could mean more than one place."""
    places = tables["地点"].entries if "地点" in tables else ()
    # Codes first: a name that is another place's code is a fault of the name. That a code stands twice is `repeated`.
    owner = {fold(code): place for place in reversed(places) for code in _labels(place, "编码")}
    for place in places:
        for head in ("名称", "别名"):
            for label in _labels(place, head):
                first = owner.setdefault(fold(label), place)
                if first is not place:
                    where = first.get("编码") or Sentence("第{row}行", row=first.row.number)
                    already = Sentence("也是「{where}」的叫法,一个叫法只能指一处", where=where)
                    yield place.fault(head, already, value=label)


def _labels(place: Entry, head: str) -> tuple[str, ...]:
    """What stands in one cell: a word, or several."""
    said = place.get(head) or ()
    return (said,) if isinstance(said, str) else tuple(said)
