"""Workbooks that no spreadsheet would save: a right one, with parts of its file changed."""

import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.school.small_school import small_school, written

BOOK, ROLES, STRINGS = "xl/workbook.xml", "xl/worksheets/sheet2.xml", "xl/sharedStrings.xml"
"""Where the small school has its list of sheets, its sheet 角色 and its words."""
Change = Callable[[bytes], bytes]


def changed(folder: Path, changes: Mapping[str, Change], more: Mapping[str, bytes] | None = None) -> Path:
    """The small school with some parts changed and others added."""
    plain, path = written(folder / "plain.xlsx", small_school()), folder / "hostile.xlsx"
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.namelist():
            target.writestr(part, changes.get(part, bytes)(source.read(part)))
        for name, content in (more or {}).items():
            target.writestr(name, content)
    return path


def sheet(rows: bytes) -> Change:
    """More rows at the end of a sheet."""
    return lambda data: data.replace(b"</sheetData>", rows + b"</sheetData>")


def cell(name: bytes, holds: bytes) -> Change:
    """Another cell in the place of one."""
    return lambda data: re.sub(rb'<c r="' + name + rb'"[^>]*>.*?</c>', lambda _: holds, data, count=1, flags=re.DOTALL)


def million(first: int = 2, last: int = 1_000_000) -> bytes:
    return b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (row, row) for row in range(first, last))


def lying(path: Path) -> Path:
    """Its directory says of a sheet that it has ten bytes."""
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02", 0)
    while data[at + 46 : at + 46 + len(ROLES)] != ROLES.encode():
        at = data.index(b"PK\x01\x02", at + 4)
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    path.write_bytes(data)
    return path
