"""A workbook is read or refused in one sentence, in little memory and time, and never by half."""

import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.workbook import WorkbookErrors, read_school, read_workbook, write_workbook
from tests.content.hostile_books import BOOK, ROLES, STRINGS, cell, changed, lying, million, sheet
from tests.school.small_school import small_school, written

ROOT = Path(__file__).parent.parent.parent
NOT_READ = "不是能读的 Excel 工作簿,请在表格软件里另存为 .xlsx 再试"
ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def raw(content: bytes) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        path = folder / "hostile.xlsx"
        path.write_bytes(content)
        return path

    return make


def locked(folder: Path) -> Path:
    """As a spreadsheet keeps a workbook with a password."""
    return raw(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + "EncryptedPackage".encode("utf-16-le"))(folder)


FAR = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
RELATIONS = "xl/_rels/workbook.xml.rels"


def elsewhere(relations: bytes) -> bytes:
    return relations.replace(b"worksheets/sheet2.xml", b"worksheets/SHEET2.XML")


def in_gbk(words: bytes) -> bytes:
    return words.decode().replace("UTF-8", "GBK").encode("gbk", "ignore")


HOSTILE: dict[str, tuple[Callable[[Path], Path], str]] = {
    "nothing": (raw(b""), f"「hostile.xlsx」{NOT_READ}"),
    "a list with commas": (raw("编号,姓名\nP01,沈砚秋\n".encode()), f"「hostile.xlsx」{NOT_READ}"),
    "the same in another encoding": (raw("编号,姓名\nP01,沈砚秋\n".encode("gbk")), f"「hostile.xlsx」{NOT_READ}"),
    "a password": (locked, "「hostile.xlsx」加了密码,请去掉密码再存一份"),
    "an old one": (raw(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)), "「hostile.xlsx」是旧格式的表格(.xls)"),
    "any other zip": (lambda folder: changed(folder, {BOOK: lambda _: b"<html/>"}), "「hostile.xlsx」"),
    "words in another encoding": (
        lambda folder: changed(folder, {STRINGS: in_gbk}),
        f"「hostile.xlsx」{NOT_READ}",
    ),
    "words in two bytes each": (
        lambda folder: changed(folder, {ROLES: lambda it: b"\xff\xfe" + it.decode().encode("utf-16-le")}),
        "「hostile.xlsx」不是表格软件存的",
    ),
    "entities": (
        lambda folder: changed(folder, {ROLES: lambda it: it.replace(b"<worksheet", ENTITIES + b"<worksheet", 1)}),
        "「hostile.xlsx」不是表格软件存的",
    ),
    "entities in the list of sheets": (
        lambda folder: changed(folder, {BOOK: lambda it: it.replace(b"<workbook", ENTITIES + b"<workbook", 1)}),
        f"「hostile.xlsx」{NOT_READ}",
    ),
    "two sheets of one name": (
        lambda folder: changed(folder, {BOOK: lambda it: it.replace('"地点"'.encode(), '"人员 "'.encode())}),
        "人员: 有两张表叫这个名字,请改掉一张",
    ),
    "a sheet's name that cannot be": (
        lambda folder: changed(folder, {BOOK: lambda it: it.replace('"地点"'.encode(), '"地/点"'.encode())}),
        "「地/点」不能做表名",
    ),
    "a sheet that says ten bytes": (lambda folder: lying(changed(folder, {})), "「hostile.xlsx」坏了"),
    "a cell in the last corner": (
        lambda folder: changed(folder, {ROLES: sheet(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')}),
        "角色!XFD1048576: 太长了,最多60000行",
    ),
    "a row beyond all": (
        lambda folder: changed(folder, {ROLES: sheet(b"<row r='999999999'><x:c><v>1</v></x:c></row>")}),
        "角色!A999999999: 太长了",
    ),
    "ten thousand columns": (
        lambda folder: changed(folder, {ROLES: sheet(b'<row r="3"><c r="NTP3"><v>1</v></c></row>')}),
        "角色!NTP3: 太宽了,最多300列",
    ),
    "a few cells far apart": (
        lambda folder: changed(folder, {ROLES: sheet(b'<row r="50000"><c r="GR50000"><v>1</v></c></row>')}),
        "角色!GR50000: 离别的格子太远",
    ),
    "a cell hidden behind an attribute": (
        lambda folder: changed(folder, {ROLES: sheet(b'<row r="9"><c x=">" r="XFD1048576"><v>1</v></c></row>')}),
        "「hostile.xlsx」不是表格软件存的",
    ),
    "a cell under another name": (
        lambda folder: changed(folder, {ROLES: sheet(b'<row r="9"><a-b:c r="XFD1048576"><v>1</v></a-b:c></row>')}),
        "角色!XFD1048576: 太长了",
    ),
    "a sheet in another place": (
        lambda folder: changed(folder, {RELATIONS: elsewhere, ROLES: sheet(FAR)}),
        "「hostile.xlsx」不是表格软件存的",
    ),
    "rows without a number": (
        lambda folder: changed(folder, {ROLES: sheet(b"<row><c><v>1</v></c></row>" * 70_000)}),
        "角色: 太长了,最多60000行",
    ),
    "a million cells in a row": (
        lambda folder: changed(folder, {ROLES: sheet(b"<row>" + b"<c/>" * 1_100_000 + b"</row>")}),
        "角色: 格子太多了,最多100万格",
    ),
    "beginnings of cells": (
        lambda folder: changed(folder, {ROLES: sheet(b"<c r <f " * 99_000 + b"<c" + b' r="A1" t="e"' * 50_000)}),
        "「hostile.xlsx」不是表格软件存的",
    ),
    "merged without end": (
        lambda folder: changed(folder, {ROLES: lambda it: it.replace(
            b"</sheetData>", b"</sheetData><mergeCells>" + b'<mergeCell ref="A1:A9"/>' * 21_000 + b"</mergeCells>")}),
        "角色: 合并的格子太多了",
    ),
    "seventy megabytes of spaces": (
        lambda folder: changed(folder, {ROLES: sheet(b" " * (70 << 20))}),
        "「hostile.xlsx」太大了(展开后超过64MB)",
    ),
    "a formula nobody reckoned": (
        lambda folder: changed(folder, {ROLES: cell(b"B3", b'<c r="B3"><f>A3&amp;"x"</f></c>')}),
        "角色!B3: 是还没算出来的公式,请在表格软件里打开、保存一次再导入",
    ),
    "a formula that failed": (
        lambda folder: changed(folder, {ROLES: cell(b"B3", b'<c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c>')}),
        "角色!B3: 「#DIV/0!」是算错的公式,请改好",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_workbook_is_refused_in_one_sentence(tmp_path: Path, name: str) -> None:
    make, sentence = HOSTILE[name]
    with pytest.raises(WorkbookErrors) as refused:
        read_workbook(make(tmp_path))
    assert str(refused.value).split("\n")[0].startswith(sentence)
    assert len(str(refused.value)) < 200


def test_a_formula_beside_the_table_may_say_what_it_likes(tmp_path: Path) -> None:
    formula = b'<c r="H3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    path = changed(tmp_path, {ROLES: lambda it: re.sub(rb'(<row r="3".*?)</row>', rb"\g<1>" + formula, it, count=1)})
    assert read_school(path) == read_school(tmp_path / "plain.xlsx")


def test_macros_are_not_run_and_told_of_and_links_are_not_followed(tmp_path: Path) -> None:
    link = b'<Relationships><Relationship Id="r1" Target="http://x.y/x.xlsx" TargetMode="External"/></Relationships>'
    more = {"xl/vbaProject.bin": b"Sub Auto_Open()", "xl/externalLinks/_rels/externalLink1.xml.rels": link}
    path = changed(tmp_path, {}, more)
    workbook = read_workbook(path)
    assert workbook.macros
    assert workbook.school == read_school(tmp_path / "plain.xlsx")


def test_a_sheet_nobody_reads_may_be_of_any_size_and_is_left_out(tmp_path: Path) -> None:
    sheets = {**small_school(), "旧记录": [["日期"]]}
    plain, path = written(tmp_path / "plain.xlsx", sheets), tmp_path / "long.xlsx"
    part = f"xl/worksheets/sheet{list(sheets).index('旧记录') + 1}.xml"
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, sheet(million(last=200_000))(content) if name == part else content)
    workbook = read_workbook(path)
    assert workbook.too_long == ("旧记录",)
    assert workbook.school == read_school(plain)


def test_a_hidden_sheet_is_read_like_any_other(tmp_path: Path) -> None:
    hidden = 'name="人员" state="veryHidden"'.encode()
    path = changed(tmp_path, {BOOK: lambda it: it.replace('name="人员"'.encode(), hidden)})
    assert read_school(path) == read_school(tmp_path / "plain.xlsx")


def test_dates_counted_from_1904_are_the_same_days(tmp_path: Path) -> None:
    heads = ["人员编号", "日期"]
    days = []
    for since_1904 in (False, True):
        path = tmp_path / f"{since_1904}.xlsx"
        with xlsxwriter.Workbook(path, {"date_1904": since_1904}) as book:
            for name, rows in {**small_school(), "别的": [heads]}.items():
                page = book.add_worksheet(name)
                for number, row in enumerate(rows):
                    page.write_row(number, 0, row)
            page.write_datetime(1, 1, date(2026, 11, 23), book.add_format({"num_format": "yyyy-mm-dd"}))
        days.append(read_workbook(path).unread[-1].lines[1][1])
    assert days == ["2026-11-23", "2026-11-23"]


GROWTH = """
import resource, sys, time
from pathlib import Path
from storage.workbook import WorkbookErrors, read_workbook
read_workbook(Path(sys.argv[1]))
before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
for path in sys.argv[2:]:
    try:
        read_workbook(Path(path))
    except WorkbookErrors:
        pass
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024, time.process_time() - began)
"""


def test_bombs_cost_neither_memory_nor_time(tmp_path: Path) -> None:
    """In a child: megabytes more than for a school's own workbook. One cell in the last corner ended the program."""
    names = (
        "a cell in the last corner",
        "seventy megabytes of spaces",
        "a million cells in a row",
        "merged without end",
        "beginnings of cells",
    )
    paths = []
    for number, name in enumerate(names):
        (tmp_path / str(number)).mkdir()
        paths.append(str(HOSTILE[name][0](tmp_path / str(number))))
    command = [sys.executable, "-c", GROWTH, str(tmp_path / "0" / "plain.xlsx"), *paths]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    megabytes, seconds = map(float, done.stdout.split())
    assert megabytes < 40
    assert seconds < 20


@given(
    part=st.sampled_from([ROLES, BOOK, STRINGS, "xl/styles.xml"]),
    wrong=st.lists(st.tuples(st.floats(0, 0.999), st.binary(min_size=1, max_size=4)), min_size=1, max_size=6),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_part_is_read_or_refused_and_never_a_crash(
    tmp_path: Path, part: str, wrong: list[tuple[float, bytes]]
) -> None:
    def spoil(data: bytes) -> bytes:
        for place, piece in wrong:
            at = int(place * len(data))
            data = data[:at] + piece + data[at + len(piece) :]
        return data

    path = changed(tmp_path, {part: spoil})
    try:
        read_workbook(path)
    except WorkbookErrors as refused:
        said = str(refused)
    else:
        said = "read"
    assert said


NAMES = [
    "=1+1",
    '=HYPERLINK("http://x","y")',
    "+86",
    "-2",
    "@SUM(A1)",
    "\tTab",
    "{=1}",
    "https://x.y",
    "'一",
    "<b>&amp;",
]


def test_what_begins_like_a_formula_is_exported_as_text(tmp_path: Path) -> None:
    sheets = small_school()
    for row, name in zip([*sheets["人员"][1:], *sheets["地点"][1:]], NAMES, strict=False):
        row[1] = name
    sheets["别的"] = [[name] for name in NAMES]
    before = read_workbook(written(tmp_path / "before.xlsx", sheets))
    write_workbook(tmp_path / "after.xlsx", before.school, before.unread, datetime(2026, 11, 23, tzinfo=UTC))
    with zipfile.ZipFile(tmp_path / "after.xlsx") as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert not any(b"<f>" in content or b"<f " in content for content in parts.values())
    assert not any(b"hyperlink" in content.lower() for name, content in parts.items() if "worksheets" in name)
    after = read_workbook(tmp_path / "after.xlsx")
    assert after.school.people == before.school.people
    assert [line[0] for line in after.unread[-1].lines] == [line[0] for line in before.unread[-1].lines]


@pytest.mark.parametrize(
    ("written_as", "read_as"),
    [
        ("沈\u202e砚\u2066秋\u2069", "沈砚秋"),
        ("沈\x07砚\u200b秋", "沈砚秋"),
        ("沈砚秋\n✅ 校长", "沈砚秋 ✅ 校长"),
        ("👨\u200d👩\u200d👧老师", None),
    ],
)
def test_a_name_is_read_without_what_nobody_sees(tmp_path: Path, written_as: str, read_as: str | None) -> None:
    sheets = small_school()
    sheets["人员"][1][1] = written_as
    assert read_school(written(tmp_path / "names.xlsx", sheets)).people[0].name == (read_as or written_as)


def test_a_fault_repeats_little_of_what_stands_in_a_cell(tmp_path: Path) -> None:
    sheets = small_school()
    sheets["人员"][1][5] = "\u202e语言\n" + "长" * 10_000
    with pytest.raises(WorkbookErrors) as refused:
        read_workbook(written(tmp_path / "long.xlsx", sheets))
    assert "人员!F2: 「语言 / 长长" in str(refused.value)
    assert len(str(refused.value)) < 200
    assert "\u202e" not in str(refused.value)


def cli(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments], cwd=folder, capture_output=True, text=True, timeout=60, check=False,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
    )  # fmt: skip


def test_nothing_of_a_refused_workbook_is_imported(tmp_path: Path, school: Path) -> None:
    before = (school / "zhiqin.db").read_bytes()
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "zhiqin.db").write_bytes(before)
    path = HOSTILE["a cell in the last corner"][0](tmp_path)
    done = cli("import", str(path), "--yes", "--data", str(tmp_path / "data"), folder=tmp_path)
    assert done.returncode != 0
    assert "角色!XFD1048576: 太长了" in done.stdout + done.stderr
    assert (tmp_path / "data" / "zhiqin.db").read_bytes() == before
