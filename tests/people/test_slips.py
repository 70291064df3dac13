"""Slips of paper, posters and the wall's sheet: printed on A4, and what a camera reads from them is what was meant."""

import re
import sqlite3
import stat
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from bot.commands import main
from domain.reading import Vocabulary, reader_of
from reports import posters, slips, wall
from reports.posters import Poster
from reports.printing import SHEETS, pages_of
from reports.slips import Slip
from tests.sample import sample

BOT = "chengxi_zhiqin_bot"
A4 = {(1191, 1684), (1684, 1191), (1190, 1684), (1684, 1190)}
"""At 144 dots an inch, upright or lying."""


def read(pages: list[bytes]) -> list[set[str]]:
    """What the codes of each page say to a camera."""
    pictures = [Image.open(BytesIO(page)) for page in pages]
    assert {picture.size for picture in pictures} <= A4
    return [{it.text for it in zxingcpp.read_barcodes(picture)} for picture in pictures]


def slip(number: int, name: str = "欧阳建国") -> Slip:
    return Slip(f"P{number}", name, "宿管", "11月30日", f"https://t.me/{BOT}?start={number:024}")


def test_nine_slips_are_two_sheets_and_a_camera_reads_every_one() -> None:
    made = [slip(number) for number in range(8)] + [slip(8, '#image("x") *一个 $很长$ 的名字\n🔥')]
    found = read(pages_of(slips.SHEET, slips.data_of("澄溪实验学校", made), [it.holds for it in made]))
    assert found == [{it.holds for it in made[:8]}, {made[8].holds}]


def test_posters_are_two_to_a_sheet_and_the_walls_code_only_opens_the_chat() -> None:
    made = [
        Poster(f"X{n}", "消防通道", "学校", f"https://t.me/{BOT}?start=token-of-place-{n}", ("看灯",)) for n in range(3)
    ]
    found = read(pages_of(posters.SHEET, posters.data_of(made), [it.holds for it in made]))
    assert found == [{it.holds for it in made[:2]}, {made[2].holds}]
    assert read(pages_of(wall.SHEET, wall.data_of("学校", BOT), [f"https://t.me/{BOT}"])) == [{f"https://t.me/{BOT}"}]
    assert read(pages_of(wall.SHEET, wall.data_of("学校", ""))) == [set()]


def test_what_the_wall_says_to_shout_in_danger_is_an_alarm_each() -> None:
    school = sample()
    reader = reader_of(Vocabulary(school.places, school.settings))
    line = next(it for it in (SHEETS / wall.SHEET).read_text("utf-8").splitlines() if "着火了" in it)
    said = re.findall("「(.+?)」", line)
    assert len(said) == 6
    assert [words for words in said if not reader.read(words).alarm] == []


def invitations(data: Path) -> list[tuple[str, bool]]:
    """Who was invited, in the order of the links, and whether the link still holds."""
    with closing(sqlite3.connect(data / "zhiqin.db")) as rows:
        found = rows.execute("SELECT coalesce(person, post), void_at IS NULL FROM invitation ORDER BY rowid")
        return [(whose, bool(holds)) for whose, holds in found]


def test_slips_are_printed_for_everybody_without_a_phone_and_anew_for_whom_one_names(
    school: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, out = tmp_path / "data", tmp_path / "条.pdf"
    data.mkdir()
    (data / "zhiqin.db").write_bytes((school / "zhiqin.db").read_bytes())
    command, one = (["posters", str(out), *who, "--invites", "--data", str(data)] for who in ((), ("裴思远",)))
    assert main(command) == 1
    assert "请加 --bot-name" in capsys.readouterr().err
    for wrong in ("zhi qin/?x=1", "zhiqin", "bot", "学校的bot", "a" * 30 + "bot"):
        assert main([*command, "--bot-name", wrong]) == 1
        assert "--bot-name 要写机器人的用户名" in capsys.readouterr().err
    assert not out.exists()
    assert main([*command, "--bot-name", BOT]) == 0
    everybody = invitations(data)
    assert f"{len(everybody)}人的二维码条" in capsys.readouterr().out
    assert {"P53", "P20", "NM"} <= {whose for whose, _ in everybody}
    assert out.read_bytes().startswith(b"%PDF")
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert main([*one, "--bot-name", BOT]) == 1
    assert invitations(data) == everybody
    assert main([*one, "--overwrite", "--bot-name", BOT]) == 0
    assert "给的是: P53 裴思远\n" in capsys.readouterr().out
    assert [it for it in invitations(data) if it[0] == "P53"] == [("P53", False), ("P53", True)]
    assert len(invitations(data)) == len(everybody) + 1


def test_the_sheet_for_the_wall_is_printed_also_without_a_bots_name_and_is_nobodys_own(
    school: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["posters", str(tmp_path / "墙.pdf"), "雷振山", "--wall", "--data", str(school)]) == 1
    assert capsys.readouterr().err.startswith("--wall 是全校的一张,后面不写地点和姓名")
    assert main(["posters", str(tmp_path / "墙.pdf"), "--wall", "--data", str(school)]) == 0
    assert (tmp_path / "墙.pdf").read_bytes().startswith(b"%PDF")
