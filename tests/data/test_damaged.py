"""A damaged file is never written into again: one clear sentence says what to do, and a restore makes it good."""

import asyncio
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.commands.border import in_one_sentence
from storage import Store
from storage.backup import back_up
from storage.damage import Damaged, NotKept
from tests.stage import Stage
from tests.storage.rows import NOW, ask, note
from tests.trouble.props import soon, will_read

PAGE = 4096


def overwrite(path: Path, table: str, content: bytes = b"\xa5" * PAGE) -> None:
    """Garbage over the first page of a table."""
    (root,) = ask(path, f"SELECT rootpage FROM sqlite_schema WHERE name = '{table}'")[0]
    with path.open("r+b") as file:
        file.seek((root - 1) * PAGE)
        file.write(content)


def everything_but_the_header(folder: Path) -> None:
    size = (folder / "zhiqin.db").stat().st_size
    with (folder / "zhiqin.db").open("r+b") as file:
        file.seek(PAGE)
        file.write(b"\xa5" * (size - PAGE))


def header(folder: Path) -> None:
    with (folder / "zhiqin.db").open("r+b") as file:
        file.write(b"this was a photo")


def emptied(folder: Path) -> None:
    (folder / "zhiqin.db").write_bytes(b"")


def halved(folder: Path) -> None:
    os.truncate(folder / "zhiqin.db", (folder / "zhiqin.db").stat().st_size // 2)


def log_without_its_file(folder: Path) -> None:
    (folder / "zhiqin.db").rename(folder / "zhiqin.db-wal")


def gone(folder: Path) -> None:
    """A careless hand, or a disk that was not mounted: the photos say that there was a school."""
    (folder / "zhiqin.db").unlink()
    (folder / "photos" / "ab").mkdir(parents=True, exist_ok=True)


def another_program(folder: Path) -> None:
    (folder / "zhiqin.db").unlink()
    with closing(sqlite3.connect(folder / "zhiqin.db")) as other:
        other.executescript("CREATE TABLE record (song TEXT); PRAGMA user_version = 0;")


def a_folder(folder: Path) -> None:
    (folder / "zhiqin.db").unlink()
    (folder / "zhiqin.db").mkdir()


WRONG: dict[str, tuple[Callable[[Path], None], str]] = {
    "header": (header, "数据库坏了(file is not a database)"),
    "emptied": (emptied, "数据库坏了(0 bytes)"),
    "halved": (halved, "数据库坏了(database disk image is malformed)"),
    "log only": (log_without_its_file, "数据库坏了(no zhiqin.db)"),
    "gone": (gone, "数据库坏了(no zhiqin.db)"),
    "another program": (another_program, "是别的程序的"),
    "a folder": (a_folder, "数据库打不开、写不了(unable to open database file)"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_cannot_be_opened_is_said_in_one_sentence_and_left_as_it_is(folder: Path, what: str) -> None:
    spoil, sentence = WRONG[what]
    spoil(folder)
    before = contents(folder)
    complained = start(folder)
    assert sentence in complained
    assert "\n" not in complained
    assert contents(folder) == before


def start(folder: Path) -> str:
    """What `run` says when it opens it; nothing when it can."""
    try:
        asyncio.run(closed(folder))
    except Exception as error:
        return in_one_sentence(error)
    return ""


async def closed(folder: Path) -> None:
    await (await Store.open(folder)).close()


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("zhiqin*") if path.is_file()}


def test_a_missing_index_of_the_log_is_made_again(folder: Path) -> None:
    """The -shm file holds nothing of its own."""
    (folder / "zhiqin.db-shm").write_bytes(b"\xa5" * 32768)
    assert start(folder) == ""
    (folder / "zhiqin.db-shm").unlink(missing_ok=True)
    assert start(folder) == ""


@pytest.mark.parametrize("left", [0, 10, 5000, 30_000])
def test_a_log_that_was_cut_or_spoilt_gives_what_was_whole_and_nothing_else(tmp_path: Path, left: int) -> None:
    """What stood in the spoilt part is gone, and only an anchor can tell; what is there holds together."""
    data = tmp_path / "data"
    data.mkdir()
    asyncio.run(notes(data))
    log = data / "zhiqin.db-wal"
    content = log.read_bytes()
    log.write_bytes(content[:left] + b"\xa5" * 3000)
    assert start(data) == ""
    words = ask(data / "zhiqin.db", "SELECT count(*), max(seq) FROM record")
    assert words[0][0] == (words[0][1] or 0)


async def notes(folder: Path) -> None:
    store = await Store.open(folder)
    for number in range(20):
        await store.run(note, str(number))
    log = (folder / "zhiqin.db-wal").read_bytes()
    base = (folder / "zhiqin.db").read_bytes()
    await store.close()
    (folder / "zhiqin.db").write_bytes(base)
    (folder / "zhiqin.db-wal").write_bytes(log)


async def test_damage_met_while_it_runs_fails_all_that_wait_and_nothing_is_written_any_more(folder: Path) -> None:
    overwrite(folder / "zhiqin.db", "ticket")
    store = await Store.open(folder)
    heard: list[Damaged] = []
    store.on_damage = heard.append
    before = ask(folder / "zhiqin.db", "SELECT count(*) FROM record")
    asked = [store.run(note, "a"), store.run(lambda tx: tx.tickets.get(1)), store.run(note, "b")]
    answers = await asyncio.gather(*asked, return_exceptions=True)
    assert [type(answer) for answer in answers] == [Damaged] * 3
    with pytest.raises(Damaged):
        await store.run(note, "c")
    assert heard
    await store.close()
    assert ask(folder / "zhiqin.db", "SELECT count(*) FROM record") == before


async def test_damage_under_the_running_bot_stops_it_and_the_operator_reads_what_to_do(stage: Stage) -> None:
    operator, teacher = await stage.person("P100"), await stage.person("P53")
    await stage.restart()
    everything_but_the_header(stage.folder)
    await stage.post("say", user=teacher.user, text="3号楼201水管漏水")
    await will_read(operator, "数据库坏了,程序已停下,没有再往里写。请用备份恢复。")

    async def gave_up() -> bool:
        return bool(stage.gave_up)

    await soon(stage, gave_up)
    assert "数据库坏了" in stage.gave_up[0]
    assert (stage.folder / "damaged").exists()
    assert (await operator.reads()).count("数据库坏了") == 1


async def test_what_was_damaged_does_not_start_until_it_is_restored(stage: Stage, tmp_path: Path) -> None:
    teacher = await stage.person("P53")
    made = await asyncio.to_thread(back_up, stage.folder, tmp_path / "stick", NOW)
    await stage.stop_bot()
    overwrite(stage.folder / "zhiqin.db", "ticket")
    (stage.folder / "damaged").touch()
    with pytest.raises(Damaged):
        await stage.start_bot()
    shutil.copy(made.database, stage.folder / "zhiqin.db")
    await stage.start_bot()
    assert not (stage.folder / "damaged").exists()
    await teacher.says("/help")
    assert "不用记命令" in await teacher.last()


async def test_a_page_that_nobody_reads_is_found_soon_after_the_start(stage: Stage) -> None:
    operator = await stage.person("P100")
    await stage.stop_bot()
    overwrite(stage.folder / "zhiqin.db", "gate_state")
    await stage.start_bot()
    await will_read(operator, "数据库坏了")
    assert "数据库坏了" in stage.gave_up[0]


def test_rights_that_are_missing_are_named(folder: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may do everything")
    folder.chmod(0o500)
    try:
        with pytest.raises(NotKept):
            asyncio.run(closed(folder))
    finally:
        folder.chmod(0o700)
