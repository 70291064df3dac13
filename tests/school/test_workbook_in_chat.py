"""The school's workbook sent in the chat: seen first, taken with a tap, while everybody else goes on."""

import base64
from dataclasses import replace
from pathlib import Path
from typing import Any

from domain.people import Presence
from domain.school import School
from storage.verify import verify
from storage.workbook import write_workbook
from tests.sample import sample
from tests.stage import MONDAY_QUARTER_TO_SEVEN, Someone, Stage

GONE = "P101"
NAME = "学校.xlsx"


def book(school: School, folder: Path) -> bytes:
    write_workbook(folder / "out.xlsx", school, (), MONDAY_QUARTER_TO_SEVEN)
    return (folder / "out.xlsx").read_bytes()


async def sends_file(who: Someone, content: bytes, name: str = NAME, **more: Any) -> None:
    document = {"base64": base64.b64encode(content).decode(), "file_name": name}
    await who.stage.post("say", user=who.user, document=document, **more)
    await who.stage.settle()


def with_newcomer(school: School) -> School:
    """方小圆 comes, GONE goes."""
    teacher = next(it for it in school.people if it.id == "P53")
    new = replace(teacher, id="P999", name="方小圆", address="方老师")
    return replace(school, people=(*(it for it in school.people if it.id != GONE), new))


async def test_a_manager_sends_the_workbook_sees_what_changes_and_taps(stage: Stage, tmp_path: Path) -> None:
    chief, deputy = await stage.person("P03"), await stage.person("P02")
    await sends_file(chief, book(with_newcomer(sample()), tmp_path))
    shown = await chief.last()
    assert "P101 路得福(转为离职" in shown
    assert "+ P999 方小圆" in shown
    assert (await stage.rows(lambda tx: tx.school.people))["P101"].presence is not Presence.LEFT
    assert await chief.taps("照这个改") == "好,正在改"
    people = await stage.rows(lambda tx: tx.school.people)
    assert (people["P999"].name, people["P101"].presence) == ("方小圆", Presence.LEFT)
    assert "已经照学校.xlsx改好" in await chief.last()
    assert await deputy.last() == "📗 卢建国照新工作簿改了学校的数据:人员2处"
    await chief.taps("给新来的发链接")
    assert "方小圆" in await chief.last()
    report = verify(stage.folder / "zhiqin.db", stage.folder / "photos")
    assert report.faults == []
