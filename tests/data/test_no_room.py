"""Without room on the disk: one sentence, nothing half done, and everything goes on when there is room again."""

import asyncio
import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from bot.claim import claim
from bot.commands.border import in_one_sentence
from storage import NotKept, Store
from storage.migrate import FOLDER, NotMigrated
from tests.commands import Say
from tests.stage import Stage, copy_school
from tests.storage.rows import ask
from tests.storage.small_disks import RealDisk, real_disk
from tests.trouble.props import will_read
from tests.trouble.test_trouble_start import ENVIRONMENT, Program

FULL = "⚠️ 机器出了问题:磁盘满了,新消息先留在 Telegram,没有丢。请清理磁盘。"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[RealDisk]:
    with real_disk(tmp_path / "disk", "16m") as found:
        if found is None:
            pytest.skip("a disk of one's own needs root")
        yield found


async def test_a_bot_that_finds_no_room_at_its_start_says_so_to_the_operator_and_starts_when_there_is(
    school: Path, disk: RealDisk, tmp_path: Path
) -> None:
    stage = Stage(copy_school(school, disk.folder))
    await stage.open()
    operator, teacher = await stage.person("P100"), await stage.person("P53")
    await stage.stop_bot()
    disk.fill_at_once()
    program = Program(tmp_path, stage.rehearsal.url)
    config = program.config.read_text().replace('data = "data"', f'data = "{disk.folder}"')
    program.config.write_text(config)
    await program.start()
    try:
        assert "磁盘满了" in await program.says("磁盘满了")
        await will_read(operator, FULL)
        await stage.post("say", user=teacher.user, text="/help")
        await disk.clear()
        await will_read(teacher, "不用记命令", within=60)
        assert (await operator.reads()).count("磁盘满了") == 1
        assert await program.stop() == 0
    finally:
        await program.kill()
        await stage.session.close()
        await stage.rehearsal.stop()


async def test_a_bot_that_starts_on_a_disk_become_read_only_says_so_once_and_goes_on_when_it_can_write(
    school: Path, disk: RealDisk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It ended with a line that nobody reads, and left no mark of what it had said."""
    monkeypatch.setitem(ENVIRONMENT, "TMPDIR", str(tmp_path))
    stage = Stage(copy_school(school, disk.folder))
    await stage.open()
    operator, teacher = await stage.person("P100"), await stage.person("P53")
    await stage.stop_bot()
    with claim(disk.folder):
        pass
    disk.become("ro")
    program = Program(tmp_path, stage.rehearsal.url)
    config = program.config.read_text().replace('data = "data"', f'data = "{disk.folder}"')
    program.config.write_text(config)
    await program.start()
    try:
        await program.says("数据文件夹写不了")
        await program.says("数据文件夹写不了")
        await stage.post("say", user=teacher.user, text="/help")
        disk.become("rw")
        await will_read(teacher, "不用记命令", within=60)
        assert (await operator.reads()).count("数据文件夹写不了,新消息先留在 Telegram") == 1
        assert await program.stop() == 0
    finally:
        await program.kill()
        await stage.session.close()
        await stage.rehearsal.stop()


async def test_a_disk_without_inodes_is_full_too(tmp_path: Path) -> None:
    with real_disk(tmp_path / "few", "8m,nr_inodes=12") as few:
        if few is None:
            pytest.skip("a disk of one's own needs root")
        await opened(few.folder)
        for number in range(12):
            with suppress(OSError):
                (few.folder / str(number)).touch()
        with pytest.raises(NotKept, match="full"):
            await Store.open(few.folder)
        (few.folder / "0").unlink()
        (few.folder / "1").unlink()
        await opened(few.folder)


def test_a_claim_needs_no_room(disk: RealDisk) -> None:
    with claim(disk.folder):
        pass
    disk.fill_at_once()
    with claim(disk.folder):
        pass


def test_an_export_without_room_leaves_nothing_and_says_why(folder: Path, disk: RealDisk, say: Say) -> None:
    disk.fill_at_once()
    code, _, complained = say("export", disk.folder / "school.xlsx", "--data", folder)
    assert (code, "磁盘满了" in complained, complained.count("\n")) == (1, True, 1)
    assert [path.name for path in disk.folder.iterdir()] == ["ballast"]


def test_posters_without_room_leave_nothing_and_say_why(folder: Path, disk: RealDisk, say: Say) -> None:
    disk.fill_at_once()
    code, _, complained = say("posters", disk.folder / "posters.pdf", "--data", folder)
    assert (code, "磁盘满了" in complained, complained.count("\n")) == (1, True, 1)
    assert [path.name for path in disk.folder.iterdir()] == ["ballast"]


def test_an_import_without_room_changes_nothing_and_says_why(
    school: Path, disk: RealDisk, tmp_path: Path, say: Say
) -> None:
    copy_school(school, disk.folder)
    say("export", tmp_path / "school.xlsx", "--data", disk.folder)
    disk.fill_at_once()
    code, _, complained = say("import", tmp_path / "school.xlsx", "--yes", "--data", disk.folder)
    assert (code, "磁盘满了" in complained, complained.count("\n")) == (1, True, 1)


@pytest.mark.parametrize("leave", [0, 200_000, 1_500_000])
def test_an_upgrade_without_room_changes_nothing_and_is_done_when_there_is(disk: RealDisk, leave: int) -> None:
    old = disk.folder / "zhiqin.db"
    old_version(old)
    disk.fill_at_once(leave)
    with pytest.raises((NotMigrated, NotKept)) as refused:
        asyncio.run(opened(disk.folder))
    assert "\n" not in in_one_sentence(refused.value)
    assert ask(old, "PRAGMA user_version") == [(1,)]
    assert ask(old, "PRAGMA integrity_check") == [("ok",)]
    asyncio.run(disk.clear())
    asyncio.run(opened(disk.folder))
    assert ask(old, "PRAGMA user_version") != [(1,)]
    assert ask(old, "SELECT count(*) FROM record") == [(300,)]


def old_version(path: Path) -> None:
    """The first version, with a few megabytes in it."""
    with closing(sqlite3.connect(path)) as made:
        made.executescript((FOLDER / "0001_spine.sql").read_text(encoding="utf-8"))
        made.execute("PRAGMA user_version = 1")
        made.executemany(
            """INSERT INTO record (seq, kind, said_at, arrived_at, body, before, hash)
               VALUES (?, 'note', '2026', '2026', ?, '', ?)""",
            [(number, "x" * 8000, str(number)) for number in range(1, 301)],
        )
        made.commit()


async def opened(folder: Path) -> None:
    await (await Store.open(folder)).close()


def test_an_error_without_a_name_is_a_sentence_too() -> None:
    assert "磁盘满了" in in_one_sentence(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
