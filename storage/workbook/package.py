"""A workbook file looked through before it is read: what it is, and whether it says little enough to be read.

A spreadsheet of two cells, one in A1 and one in the last corner, is a kilobyte and seventeen thousand million cells;
the reader would ask for memory for all of them. Here the parts are unpacked piece by piece and only counted.
"""

import zipfile
import zlib
from collections.abc import Callable, Collection, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

from storage.workbook.faults import Fault, WorkbookErrors
from storage.workbook.reach import AT_A_TIME, BOUND, Counted, odd
from words import _
from words.sentence import Sentence

LARGEST_FILE = 50 * 1024 * 1024
"""Bytes (50 MB); our own judgement: the sample school takes an eighth of one, and pictures in a sheet are not for
us."""
LARGEST_PART = 64 * 1024 * 1024
"""Bytes of one part unpacked: a sheet of 60,000 rows has 40 million."""
LARGEST_TOGETHER = 256 * 1024 * 1024
SMALL_PART = 1024 * 1024
MOST_PARTS = 2_000
"""Entries of the zip and sheets of the book; our own judgement: a zip made to be endless has more."""
MOST_SHEETS = 200
OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
LOCKED = "EncryptedPackage".encode("utf-16-le")
LOCKED_ENTRY = 1
"""Bit 0 of the general purpose flag (PKWARE APPNOTE, 4.4.4)."""
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
NO_WORKBOOK = Sentence("不是能读的 Excel 工作簿,请在表格软件里另存为 .xlsx 再试")
ENDINGS = frozenset({".xlsx", ".xlsm"})
OTHER = Sentence("不是 .xlsx 工作簿,请在表格软件里另存为 .xlsx 再试")
OLD = Sentence("是旧格式的表格(.xls),请在表格软件里另存为 .xlsx 再试")
PASSWORD = Sentence("加了密码,请去掉密码再存一份")
TOO_LARGE = _("太大了(展开后超过{most}MB),请只留学校的表,再存一份")
DAMAGED = Sentence("坏了,请在表格软件里打开,另存为 .xlsx 再试")
STRANGE = Sentence("不是表格软件存的,请在表格软件里打开,另存为 .xlsx 再试")
LONGEST_NAME = 31
"""Signs that Excel takes for the name of a sheet."""
NOT_IN_A_NAME = frozenset("[]:*?/\\")
BAD_NAME = Sentence("不能做表名(最多{most}个字,不能有 [ ] : * ? / \\),请改一个", most=LONGEST_NAME)
TWICE = Sentence("有两张表叫这个名字,请改掉一张")


@dataclass(frozen=True, slots=True)
class Package:
    """`too_large` are the sheets that nobody has to read and that nobody can; `formulas` are cells of the others that
    say nothing: by sheet and cell, what is wrong with them."""

    too_large: frozenset[str] = frozenset()
    formulas: dict[str, dict[str, tuple[str, str]]] = field(default_factory=dict)
    macros: bool = False


def look_through(path: Path, wanted: Collection[str], named: Callable[[str], str] = str) -> Package:
    """What is in the file; `named` is how a sheet's name is read.

    Raises WorkbookErrors with one sentence when it cannot be read in bounded memory and time, for a wanted sheet with
    the sheet and the cell.
    """
    try:
        return _look(path, frozenset(wanted), named)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ElementTree.ParseError) as error:
        raise _refused(path, DAMAGED) from error
    except (KeyError, ValueError, RuntimeError) as error:
        raise _refused(path, NO_WORKBOOK) from error


def _look(path: Path, wanted: frozenset[str], named: Callable[[str], str]) -> Package:
    _check_kind(path)
    with zipfile.ZipFile(path) as package:
        parts = package.infolist()
        if any(part.flag_bits & LOCKED_ENTRY for part in parts):
            raise _refused(path, PASSWORD)
        if len(parts) > MOST_PARTS or len({part.filename.lower() for part in parts}) < len(parts):
            raise _refused(path, STRANGE)
        sheets = {part: named(name) for part, name in _sheets(package)}
        _check_names(sheets.values())
        beside = {part for part, name in sheets.items() if name not in wanted}
        large = {sheets[part] for part in beside if _size(package, part) > LARGEST_PART}
        read = [part for part in parts if part.filename.lower().endswith((".xml", ".rels"))]
        read = [part for part in read if sheets.get(part.filename, "") not in large]
        if sum(part.file_size for part in read) > LARGEST_TOGETHER or any(it.file_size > LARGEST_PART for it in read):
            raise _refused(path, Sentence(TOO_LARGE, most=LARGEST_PART >> 20))
        formulas = {}
        for part in read:
            name = sheets.get(part.filename, "")
            try:
                with closing(_pieces(package, part)) as pieces:
                    found = _formulas(path, name, pieces)
            except WorkbookErrors:
                if part.filename not in beside:
                    raise
                large.add(name)
            else:
                formulas[name] = found if part.filename not in beside else {}
    macros = any(part.filename.lower().endswith("vbaproject.bin") for part in parts)
    return Package(frozenset(large), {name: found for name, found in formulas.items() if name and found}, macros)


def _check_kind(path: Path) -> None:
    if path.is_file() and path.suffix.lower() not in ENDINGS:
        raise _refused(path, OTHER)
    with path.open("rb") as file:
        if file.read(len(OLD_OFFICE)) == OLD_OFFICE:
            raise _refused(path, PASSWORD if LOCKED in file.read(LARGEST_FILE) else OLD)
    if not zipfile.is_zipfile(path):
        raise _refused(path, NO_WORKBOOK)
    if path.stat().st_size > LARGEST_FILE:
        raise _refused(path, Sentence(TOO_LARGE, most=LARGEST_FILE >> 20))


def _check_names(names: Collection[str]) -> None:
    """Two of one name would hide one of them; one that no spreadsheet takes could never be exported."""
    seen: set[str] = set()
    for name in names:
        if name.lower() in seen:
            raise WorkbookErrors([Fault(name, "", "", TWICE)])
        if not name or len(name) > LONGEST_NAME or set(name) & NOT_IN_A_NAME or "'" in (name[0], name[-1]):
            raise WorkbookErrors([Fault("", "", name, BAD_NAME)])
        seen.add(name.lower())


def _formulas(path: Path, sheet: str, pieces: Iterable[bytes]) -> dict[str, tuple[str, str]]:
    """The part to its end; of a sheet what is wrong with its formulas, by cell."""
    counted = Counted()
    for piece in pieces:
        if b"<!DOCTYPE" in piece or b"<!ENTITY" in piece or piece.startswith(UTF_16) or odd(piece):
            raise _refused(path, STRANGE)
        if (fault := counted.add(piece)) is not None:
            raise WorkbookErrors([Fault(sheet, fault[0], "", fault[1])]) if sheet else _refused(path, STRANGE)
    return counted.formulas


def _size(package: zipfile.ZipFile, part: str) -> int:
    return package.getinfo(part).file_size


def _pieces(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> Generator[bytes, None, None]:
    """The part unpacked, each piece with the end of the one before. Never more than the part says it has: one that says
    too little does not fit its checksum."""
    end = b""
    with package.open(part) as opened:
        while piece := opened.read(AT_A_TIME):
            yield end + piece
            end = (end + piece)[-BOUND:]
    yield end


def _sheets(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Each sheet's part and name, in the workbook's order."""
    book, relations = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
    if max(_size(package, book), _size(package, relations)) > SMALL_PART:
        raise ValueError("a list of sheets as long as a book")
    found = (package.read(book), package.read(relations))
    if any(b"<!DOCTYPE" in it or b"<!ENTITY" in it for it in found):
        raise ValueError("a list of sheets that declares entities")
    listed, related = map(ElementTree.fromstring, found)
    targets = {it.get("Id"): it.get("Target", "") for it in related}
    sheets = [it for it in listed.iter() if it.tag.rpartition("}")[2] == "sheet"]
    if len(sheets) > MOST_SHEETS:
        raise ValueError("more sheets than anybody can look at")
    for sheet in sheets:
        relation = next((value for key, value in sheet.items() if key.rpartition("}")[2] == "id"), "")
        target = targets.get(relation, "")
        part = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
        if part in package.namelist():
            yield part, sheet.get("name", "")


def _refused(path: Path, sentence: str) -> WorkbookErrors:
    return WorkbookErrors([Fault("", "", path.name, sentence)])
