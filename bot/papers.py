"""The workbooks that lie on the desk of a rehearsal: one with changes that are wanted, one with mistakes in it."""

import asyncio
import tempfile
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import aiohttp

from domain.people import Person, Phone
from domain.school import School
from storage.unread import Unread
from storage.workbook import Workbook, write_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LABELS = {
    "changed": ("学校的工作簿,改过的", "The school's workbook, changed"),
    "wrong": ("学校的工作簿,有写错的", "The school's workbook, with mistakes"),
}


async def lay_out(url: str, workbook: Workbook, now: datetime) -> None:
    """Put where each phone finds them among its files."""
    async with aiohttp.ClientSession() as session:
        for name, content in _papers(workbook.school):
            label, label_en = LABELS[name]
            written = await asyncio.to_thread(_written, content, workbook.unread, now)
            fields: dict[str, Any] = {
                "name": name, "label": label, "label_en": label_en, "file_name": f"{content.settings.school}.xlsx",
                "mime_type": XLSX, "base64": b64encode(written).decode(),
            }  # fmt: skip
            async with session.post(f"{url}/stage/papers", json=fields) as answer:
                answer.raise_for_status()


def _papers(school: School) -> Iterator[tuple[str, School]]:
    teacher = next(it for it in school.people if it.phone is Phone.OWN and it.holds("teacher"))
    new = replace(
        teacher, id="P201", name="方小圆", address="方老师", note="新来的", certificate="", roles=("teacher",)
    )
    rest = {**school.settings.rest, "提醒.较急.4": "T+30 接单"}
    yield "changed", replace(school, settings=replace(school.settings, rest=rest), people=(*school.people, new))
    yield "wrong", replace(school, people=(*map(_mistaken, school.people[:12]), *school.people[12:]))


def _mistaken(person: Person) -> Person:
    """As an office mistypes it."""
    return replace(person, section=f"{person.section[:2]}不", roles=tuple(role[:-1] for role in person.roles))


def _written(school: School, unread: tuple[Unread, ...], now: datetime) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "school.xlsx"
        write_workbook(path, school, unread, now)
        return path.read_bytes()
