"""A person's data as one zip: a workbook to read, what they sent, and a note on what is what, in their language."""

import json
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import xlsxwriter

from bot.commands import person_in_english as english_words
from domain.people import Person
from domain.school import School
from handlers.news import WORDING, render
from storage.evidence import path_of
from storage.person_rows import PersonData, Table

EXTENSIONS = {"photo": "jpg", "voice": "ogg", "video": "mp4"}
WIDEST = 60
NOTE = """{school}:关于{name}留着的全部资料,{at}。

数据.xlsx 每张表是一类;时间都是学校当地的。「记录」里每一行是您做过的一件事;「消息」是发给您的。
文件/ 里是您发来的、现在还留着的照片、语音和文件,文件名里的号就是「照片和语音」表里的号。
已按规定清掉的不在里面,表里有清的时间和指纹。
别人的资料不在这里。要更正、要删除,请找总务处,见 docs/privacy.md。
"""


def write_zip(path: Path, data: PersonData, photos: Path, school: School, person: Person, now: datetime) -> int:
    """Returns how many files of theirs were not where they should be."""
    missing, zone, english = 0, school.settings.zone, _reads_english(data, person)
    named = english_words.FILES if english else {name: name for name in english_words.FILES}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        at = f"{now.astimezone(zone):%Y-%m-%d %H:%M}"
        note = english_words.NOTE if english else NOTE
        archive.writestr(named["说明.txt"], note.format(school=school.settings.school, name=person.name, at=at))
        archive.writestr(named["数据.xlsx"], workbook(data, zone, english=english))
        for number, kind, sha256 in data.files:
            source = path_of(photos, sha256)
            if source.is_file():
                archive.write(source, f"{named['文件']}/{number}.{EXTENSIONS.get(kind, 'bin')}")
            else:
                missing += 1
    return missing


def _reads_english(data: PersonData, person: Person) -> bool:
    """As they chose in the chat, else as the workbook says."""
    heads, accounts = data.tables["账号"]
    chosen = [row[list(heads).index("语言")] for row in accounts]
    return (chosen[-1] if chosen and chosen[-1] else person.language) == "en"


def workbook(data: PersonData, zone: ZoneInfo, *, english: bool = False) -> bytes:
    content = BytesIO()
    with xlsxwriter.Workbook(
        content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        bold = book.add_format({"bold": True})
        for sheet_name, (heads, rows) in {**data.tables, "消息": _messages(data, "en" if english else "zh")}.items():
            if english:
                sheet_name, heads = english_words.SHEETS[sheet_name], [english_words.HEADS[head] for head in heads]
            sheet = book.add_worksheet(sheet_name)
            sheet.write_row(0, 0, heads, bold)
            sheet.freeze_panes(1, 0)
            for number, row in enumerate(rows, start=1):
                sheet.write_row(number, 0, [_shown(cell, zone) for cell in row])
            for column, width in enumerate(_widths(heads, rows)):
                sheet.set_column(column, column, width)
    return content.getvalue()


def _messages(data: PersonData, language: str) -> Table:
    """In the words in which they read them; those whose time is over have none left."""
    rows = [
        (made, closed, state, _worded(about, facts, language)) for made, closed, state, about, facts in data.messages
    ]
    return ("时间", "送达", "状态", "内容"), rows


def _worded(about: str, facts: str, language: str) -> str:
    said = json.loads(facts)
    if about not in WORDING:
        return about
    try:
        return render(about, said, language).text
    except (KeyError, IndexError, TypeError, ValueError):
        return "(内容已到期清理)" if not said else facts


def _shown(cell: str | int | None, zone: ZoneInfo) -> str | int | None:
    """Moments as the school's local time; everything else as it is kept."""
    if isinstance(cell, str) and len(cell) == len("2026-11-22T22:45:00.000000+00:00") and cell.endswith("+00:00"):
        return f"{datetime.fromisoformat(cell).astimezone(zone):%Y-%m-%d %H:%M:%S}"
    return cell


def _widths(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> list[int]:
    widths = [len(head) * 2 + 2 for head in heads]
    for row in rows:
        widths = [max(width, min(WIDEST, len(str(cell or "")) + 2)) for width, cell in zip(widths, row, strict=True)]
    return widths
