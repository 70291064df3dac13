"""Somebody who left asks what is kept, and then that it goes: theirs all of it, of others' nothing, proof stays."""

import asyncio
import io
import shlex
import zipfile
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from bot.commands import main
from storage.verify import verify
from tests.sample import SAMPLE
from tests.stage import Stage, copy_school
from tests.storage.rows import ask
from tests.storage.small_disks import real_disk

Say = Callable[..., Awaitable[tuple[int, str, str]]]
TYPED = ("3号楼201水管漏水,床都湿了", "高中楼厕所水管漏水,在窗户下面", "一食堂有煤气味!快来", "这条还没报完的话")
NAMES = ("裴思远", "裴老师", "700053")


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Say:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ZHIQIN_TOKEN", raising=False)

    async def typed(*words: str | Path) -> tuple[int, str, str]:
        capsys.readouterr()
        code = await asyncio.to_thread(main, [str(word) for word in words])
        return code, *capsys.readouterr()

    return typed


def everything(folder: Path) -> bytes:
    """Every byte that is kept."""
    return b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def found(folder: Path, texts: tuple[str, ...]) -> list[str]:
    kept = everything(folder)
    return [text for text in texts if text.encode() in kept]


def columns_with(folder: Path, number: int) -> list[tuple[str, str]]:
    """Where this number is kept as a number, which no search for text finds."""
    columns = ask(
        folder / "zhiqin.db",
        """SELECT t.name, c.name FROM sqlite_schema AS t, pragma_table_info(t.name) AS c
           WHERE t.type = 'table' AND c.type = 'INTEGER'""",
    )
    with_it = f'SELECT 1 FROM {{0}} WHERE "{{1}}" = {number} LIMIT 1'
    return [it for it in columns if ask(folder / "zhiqin.db", with_it.format(*it))]


async def live(stage: Stage) -> None:
    """The teacher reports, adds to somebody's ticket, raises an alarm, leaves a form open; others speak of her."""
    plumber, teacher, head, clerk = [await stage.person(it) for it in ("P14", "P53", "P03", "P54")]
    await teacher.sends("leaking-pipe", caption=TYPED[0])
    await teacher.taps("对,报上")
    await plumber.taps("接单")
    await plumber.taps("修好,拍照")
    await plumber.sends("tidy-room")
    await teacher.taps("好了,谢谢")
    await clerk.says("高中楼厕所水管漏水,裴思远也看见了")
    await clerk.taps("对,报上")
    await teacher.says(TYPED[1])
    await teacher.taps("对,报上")
    await teacher.taps("是,算我一个")
    await teacher.says(TYPED[2])
    await head.taps("误报")
    await teacher.says(TYPED[3])
    await stage.stop_bot()


def data(folder: Path) -> tuple[str, Path]:
    return "--data", folder


def of_summaries(folder: Path) -> list[list[tuple[object, ...]]]:
    """What figures are counted by."""
    counted = (
        """SELECT kind, person, item, said_at, arrived_at, place FROM record
           WHERE kind NOT IN ('record.erased', 'person.erased')""",
        """SELECT kind, json_extract(body, '$.was'), json_extract(body, '$.state') FROM record
           WHERE kind LIKE 'ticket.%' ORDER BY seq""",
        "SELECT state, category, urgency, place, reporter, assignee, reported_at FROM ticket",
        "SELECT state, danger, place, reporter, raised_at, closed_at FROM alarm",
        "SELECT day, figures FROM summary",
        "SELECT person, kind, role, said_at, size, sha256 FROM evidence",
    )
    return [ask(folder / "zhiqin.db", sql) for sql in counted]


async def test_a_person_takes_everything_of_theirs_along_and_nothing_of_others(stage: Stage, say: Say) -> None:
    await live(stage)
    code, said, _ = await say("person", "裴思远", "--export", "裴.zip", *data(stage.folder))
    assert (code, said.splitlines()[0]) == (0, "已写到 裴.zip:只有裴思远自己的资料。请当面交给本人,交完删掉。")
    with zipfile.ZipFile("裴.zip") as archive:
        files = [name for name in archive.namelist() if name.startswith("文件/")]
        assert archive.read(files[0])[:2] == b"\xff\xd8"
        book = CalamineWorkbook.from_filelike(io.BytesIO(archive.read("数据.xlsx")))
    sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    whole = str(sheets)
    assert len(files) == 1
    assert [text for text in TYPED if text not in whole] == []
    assert "700053" in whole
    assert "裴思远也看见了" not in str(sheets["记录"]) + str(sheets["工单"])
    assert "700014" not in whole
    assert sheets["记录"][1][1] == "2026-11-23 06:45:00"
    assert "已报,1号,派给" in str(sheets["消息"])
    assert (await say("person", "P92", "--export", "emma.zip", *data(stage.folder)))[0] == 0
    with zipfile.ZipFile("emma.zip") as archive:
        assert "everything that is kept about" in archive.read("README.txt").decode()
        book = CalamineWorkbook.from_filelike(io.BytesIO(archive.read("data.xlsx")))
    heads = [book.get_sheet_by_name(name).to_python()[0] for name in book.sheet_names]
    assert str([book.sheet_names, heads]).isascii()


async def test_an_erasure_is_tried_first_and_changes_nothing(stage: Stage, say: Say) -> None:
    await live(stage)
    before = (
        ask(stage.folder / "zhiqin.db", "SELECT * FROM record"),
        ask(stage.folder / "zhiqin.db", "SELECT * FROM outbox"),
    )
    erase = ("person", "裴思远", "--erase", "--by", "卢建国", *data(stage.folder))
    assert (await say(*erase))[2].startswith("裴思远还在岗")
    code, said, _ = await say(*erase, "--even-in-service")
    assert code == 0
    assert said.startswith("裴思远(P53),注销会删掉:")
    assert "没有改动;真的注销请加 --yes" in said
    assert before == (
        ask(stage.folder / "zhiqin.db", "SELECT * FROM record"),
        ask(stage.folder / "zhiqin.db", "SELECT * FROM outbox"),
    )


async def test_after_an_erasure_no_byte_of_the_person_is_left_and_the_proof_stands(stage: Stage, say: Say) -> None:
    await live(stage)
    folder, counted = stage.folder, of_summaries(stage.folder)
    assert found(folder, (*NAMES, *TYPED)) == [*NAMES, *TYPED]
    assert ("account", "user_id") in columns_with(folder, 700053)
    photo = str(ask(folder / "zhiqin.db", "SELECT file_id FROM evidence WHERE person = 'P53'")[0][0])
    sha256 = str(ask(folder / "zhiqin.db", "SELECT sha256 FROM evidence WHERE person = 'P53'")[0][0])
    assert (folder / "photos" / sha256[:2] / sha256[2:]).exists()
    erase = ("person", "裴思远", "--erase", "--by", "卢建国", "--even-in-service", "--yes", *data(folder))
    code, said, _ = await say(*erase)
    assert code == 0
    assert said.startswith("裴思远(P53)已注销:")
    assert found(folder, (*NAMES, *TYPED, photo)) == []
    assert not (folder / "photos" / sha256[:2] / sha256[2:]).exists()
    assert columns_with(folder, 700053) == []
    assert of_summaries(folder) == counted
    assert "高中楼厕所水管漏水" in everything(folder).decode(errors="ignore")
    report = verify(folder / "zhiqin.db", folder / "photos")
    assert [(it.about, it.facts) for it in report.faults] == []
    assert report.counts["photos"] == 1
    assert ask(folder / "zhiqin.db", "SELECT person FROM record WHERE kind = 'person.erased'") == [("P03",)]
    again = await say("person", "P53", *erase[2:])
    assert (again[0], again[1].splitlines()[0]) == (0, "已注销(P53)已注销:")
    for yes in ((), ("--yes",)):
        code, shown, no = await say("import", SAMPLE, *yes, *data(folder))
        assert (code, shown) == (1, "")
        assert no == "P53已经注销,编号不能再用:请在工作簿里删掉这一行,新来的人用新编号\n"


async def test_what_is_open_and_who_may_not_are_told_in_a_sentence(stage: Stage, say: Say) -> None:
    await live(stage)
    of = data(stage.folder)
    assert (await say("person", "裴思远", "--erase", *of))[2] == "注销要有一位管理员确认,请加 --by 姓名\n"
    assert (await say("person", "裴思远", "--erase", "--by", "P14", *of))[2].endswith(
        "要有「管理人员」权限,而且不是本人\n"
    )
    assert (
        "还有没办完的:2号单。" in (await say("person", "P54", "--erase", "--by", "卢建国", "--even-in-service", *of))[2]
    )
    assert (await say("person", "裴思原", *of))[2] == "没有找到「裴思原」,是不是「裴思远」(P53)?\n"


async def test_an_erasure_tells_of_backups_wherever_they_are_kept(stage: Stage, say: Say, tmp_path: Path) -> None:
    await stage.stop_bot()
    folder, stick = stage.folder, tmp_path / "stick"
    (tmp_path / "config.toml").write_text(f'data = "{folder}"\n[backup]\nfolder = "{stick}"\n', encoding="utf-8")
    erase = ("person", "P53", "--erase", "--by", "卢建国", "--even-in-service", "--yes")
    assert f"  备份文件夹 {stick}: 现在看不到,里面的旧备份没有列出来" in (await say(*erase))[1].splitlines()
    made = (await say("backup"))[1]
    (stick / "photos").mkdir(exist_ok=True)
    assert f"已备份到 {stick}" in made
    told = (await say(*erase))[1].splitlines()
    (copy,) = stick.rglob("zhiqin.db")
    assert f"  旧备份 {copy}" in told
    assert f"  备份的照片 {stick / 'photos'}: 原件都还在,旧备份到期换掉才清" in told
    assert not [line for line in told if line.endswith(str(folder / "zhiqin.db"))]


async def test_an_erasure_that_finds_no_room_stands_and_says_what_to_repeat(
    stage: Stage, say: Say, tmp_path: Path
) -> None:
    await stage.stop_bot()
    with real_disk(tmp_path / "disk", "16m") as disk:
        if disk is None:
            pytest.skip("a disk of one's own needs root")
        copy_school(stage.folder, disk.folder)
        disk.fill_at_once((disk.folder / "zhiqin.db").stat().st_size // 2)
        erase = ("person", "P53", "--erase", "--by", "卢建国", "--even-in-service", "--yes", *data(disk.folder))
        code, said, complained = await say(*erase)
        again = f'python -m bot person P53 --erase --data "{disk.folder}" --by "卢建国" --yes'
        assert (code, said.splitlines()[0]) == (1, "裴思远(P53)已注销:")
        assert complained == (
            "注销已经做完,撤不回了;但旧的字节还在文件里,没能清掉(磁盘满了)。清出地方再运行一次: " + again + "\n"
        )
        assert "  工作簿:请把这个人的行删掉,不然再导入会被拒绝" in said.splitlines()
        assert ask(disk.folder / "zhiqin.db", "SELECT name FROM person WHERE id = 'P53'") == [("已注销",)]
        await disk.clear()
        assert (await say(*shlex.split(again)[3:]))[::2] == (0, "")
        assert found(disk.folder, NAMES[:2]) == []
