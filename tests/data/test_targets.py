"""A command that writes a file never takes the place of something else, and renews no code that it cannot print."""

import os
from pathlib import Path

import pytest

from bot.clock import SystemClock
from tests.commands import Say
from tests.storage.rows import ask
from tests.storage.small_disks import real_disk

POSTERS, EXPORT, PERSON = ("posters", "{}", "X-FIRE"), ("export", "{}"), ("person", "P53", "--export", "{}")
ENDS = {POSTERS: ".pdf", EXPORT: ".xlsx", PERSON: ".zip"}
KEPT = "留着的"


def typed(command: tuple[str, ...], path: Path | str, folder: Path) -> list[str]:
    return [*(word.format(path) for word in command), "--data", str(folder)]


def bytes_of(*folders: Path) -> dict[Path, bytes]:
    found = (path for folder in folders for path in folder.rglob("*"))
    return {path: path.read_bytes() for path in found if path.is_file() and not path.name.endswith(("-shm", "-wal"))}


@pytest.mark.parametrize("command", [POSTERS, EXPORT, PERSON])
def test_what_is_no_place_for_it_is_refused_in_a_sentence_and_stays(
    command: tuple[str, ...], folder: Path, tmp_path: Path, say: Say
) -> None:
    end, out = ENDS[command], tmp_path / "out"
    (out / f"folder{end}").mkdir(parents=True)
    (out / f"there{end}").write_text(KEPT)
    (out / f"device{end}").symlink_to("/dev/full")
    (out / "other.doc").write_text(KEPT)
    (out / f"data{end}").symlink_to(folder / "zhiqin.db")
    wrong = {
        out / f"there{end}": "换个名字,或加 --overwrite",
        out / "other.doc": f"文件名要以 {end} 结尾",
        out / "消防通道(南环)": f"文件名要以 {end} 结尾",
        out / f"none/x{end}": f"没有「{out / 'none'}」这个文件夹",
        out / f"folder{end}": "是文件夹,请在后面写上文件名",
        out / f"device{end}": "不是普通文件",
        Path("/dev/full"): "不是普通文件",
        out / f"data{end}": "机器人自己放数据的地方",
        folder / "zhiqin.db": "机器人自己放数据的地方",
        folder / f"zhiqin.db-wal{end}": "机器人自己放数据的地方",
        folder / "lock": "机器人自己放数据的地方",
        folder / f"photos/x{end}": "机器人自己放数据的地方",
        folder / f"backups/2026-11-23_024000/x{end}": "机器人自己放数据的地方",
    }
    before = bytes_of(folder, out)
    for path, sentence in wrong.items():
        overwrite = () if "--overwrite" in sentence else ("--overwrite",)
        code, _, complained = say(*typed(command, path, folder), *overwrite)
        assert (path, code, complained.count("\n")) == (path, 1, 1)
        assert sentence in complained
        assert ("--overwrite" in complained) == ("--overwrite" in sentence)
    assert bytes_of(folder, out) == before
    assert say(*typed(command, out / f"there{end}", folder), "--overwrite")[0] == 0
    assert (out / f"there{end}").read_bytes()[:4] in (b"%PDF", b"PK\x03\x04")
    assert sorted(path.name for path in out.iterdir() if path.name.startswith(".")) == []


def codes(folder: Path) -> list[tuple[object, ...]]:
    return ask(folder / "zhiqin.db", "SELECT * FROM place_token")


def test_no_code_is_renewed_where_the_posters_cannot_be_written(folder: Path, tmp_path: Path, say: Say) -> None:
    assert say(*typed(POSTERS, "first.pdf", folder))[0] == 0
    before = codes(folder)
    for path in ("first.pdf", "none/x.pdf", "x", "/proc/x.pdf"):
        code, _, complained = say(*typed(POSTERS, path, folder), "--renew")
        assert (code, "码已经换了" in complained) == (1, False)
    assert codes(folder) == before


def test_who_renewed_and_then_had_no_room_reads_how_to_print_them(folder: Path, tmp_path: Path, say: Say) -> None:
    with real_disk(tmp_path / "disk") as disk:
        if disk is None:
            pytest.skip("a disk of one's own needs root")
        disk.fill_at_once()
        before = codes(folder)
        code, printed, complained = say(*typed(POSTERS, disk.folder / "x.pdf", folder), "--renew")
        assert (code, printed, codes(folder) != before) == (1, "", True)
        told = complained.splitlines()
        assert told[0].startswith("码已经换了,墙上的旧海报作废,新的没有写成:同一条命令去掉 --renew")
        assert told[1] == f"磁盘满了,没有写成「{disk.folder / 'x.pdf'}」。请清出地方再运行一次"


def test_what_a_killed_command_was_writing_goes_with_the_next_one(folder: Path, tmp_path: Path, say: Say) -> None:
    """Slips that were begun hold links with which anybody could pass for somebody."""
    left, under_way, foreign = (tmp_path / name for name in (".zhiqin-0123abcd", ".zhiqin-4567cdef", ".zhiqin-notes"))
    for path in (left, under_way, foreign):
        path.write_text("/start HFVLRJOqs8FVapiypjxm25nl")
    two_hours_ago = SystemClock().now().timestamp() - 7200
    os.utime(left, (two_hours_ago, two_hours_ago))
    os.utime(foreign, (two_hours_ago, two_hours_ago))
    assert say(*typed(EXPORT, tmp_path / "out.xlsx", folder))[0] == 0
    assert sorted(path.name for path in tmp_path.glob(".zhiqin*")) == [under_way.name, foreign.name]
