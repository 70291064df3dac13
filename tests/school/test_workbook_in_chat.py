"""The school's workbook sent in the chat: seen first, taken with a tap, while everybody else goes on."""

import base64
from dataclasses import replace
from pathlib import Path
from typing import Any

from actions.offers import accept
from domain.people import Presence
from domain.school import School
from storage import Transaction
from storage.verify import verify
from storage.workbook import write_workbook
from tests.sample import sample
from tests.stage import MONDAY_QUARTER_TO_SEVEN, Someone, Stage
from tests.trouble.props import arrives, message_of

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
    await stage.rows(lambda tx: tx._connection.execute("UPDATE offer SET person = 'P02', state = 'dropped'"))
    report = verify(stage.folder / "zhiqin.db", stage.folder / "photos")
    assert {(fault.facts["table"], fault.facts["column"]) for fault in report.faults} == {
        ("offer", "person"),
        ("offer", "state"),
    }


async def test_faults_are_told_by_cell_and_the_whole_list_is_a_file(stage: Stage, tmp_path: Path) -> None:
    """And what is no workbook, or too large, or somebody else's, is told or reported like anything else."""
    chief, teacher = await stage.person("P03"), await stage.person("P53")
    school = sample()
    spoilt = tuple(replace(it, section=f"{it.section}不") for it in school.people)
    await sends_file(chief, book(replace(school, people=spoilt), tmp_path))
    told = await chief.last()
    assert "有102处不对" in told
    assert "人员!D2: 「全校不」不是学部" in told
    assert "是不是「全校」?" in told
    assert len(told.splitlines()) == 10
    assert (await downloaded(chief)).decode("utf-8-sig").count("\r\n") == 102
    await sends_file(chief, b"name,role\r\n", "人员.csv")
    assert "请在表格软件里另存为 .xlsx" in await chief.last()
    huge = {"file_id": "a" * 24, "file_unique_id": "huge", "file_name": NAME, "file_size": 20 * 1024 * 1024 + 1}
    await arrives(stage, message=message_of(chief, document=huge))
    assert "超过20MB" in await chief.last()
    await sends_file(teacher, b"PK\x03\x04 a price list", "报价单.xlsx")
    await sends_file(chief, b"PK\x03\x04 a price list", "报价单.xlsx", caption="3号楼201水管漏水")
    assert "这是?" in await teacher.last()
    assert "3号楼201" in await chief.last()
    assert len(await stage.rows(lambda tx: tx.offers.open_of("P03"))) == 0
    report = verify(stage.folder / "zhiqin.db", stage.folder / "photos")
    assert report.faults == []


async def test_the_present_one_comes_as_a_file_and_goes_back_from_practice(stage: Stage, tmp_path: Path) -> None:
    """Sent back as it is it changes nothing; a kill between the tap and its effect loses neither."""
    chief = await stage.person("P03")
    await chief.says("/workbook")
    assert "手机上换的班也在里面" in await chief.last()
    present = await downloaded(chief)
    assert b"file" not in await stage.rows(_kept_of_the_file)
    await chief.taps("练一遍")
    await sends_file(chief, present)
    assert "没有要改的" in await chief.last()
    await sends_file(chief, book(with_newcomer(sample()), tmp_path))
    await stage.house.store.run(_tapped, stage)
    await stage.restart()
    await stage.settle()
    assert "已经照学校.xlsx改好" in await chief.reads()
    assert (await stage.rows(lambda tx: tx.school.people))["P999"].name == "方小圆"


async def downloaded(who: Someone) -> bytes:
    """The file in the newest message."""
    address = (await who.messages())[-1]["document"]["url"]
    async with who.stage.session.get(f"{who.stage.rehearsal.url}{address}") as answer:
        return await answer.read()


def _kept_of_the_file(tx: Transaction) -> bytes:
    row = tx._connection.execute("SELECT facts FROM outbox WHERE about = 'workbook.file'").fetchone()
    return str(row["facts"]).encode()


def _tapped(tx: Transaction, stage: Stage) -> None:
    """照这个改 is kept; the bot dies before anything comes of it."""
    accept(tx, stage.clock.now(), "P03", tx.offers.open_of("P03")[0].number, stage.clock.now())
    stage.house.workbooks.stop()
