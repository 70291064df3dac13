"""The list for the inside of the door: one page of A4 a room, printed while the bot runs."""

import asyncio
from pathlib import Path

import pytest

from bot.commands import main
from reports.printing import pages_of
from reports.rooms import SHEET, data_of
from tests.stage import Stage


async def test_a_room_is_printed_with_its_leaders_and_thirty_days(
    stage: Stage, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ZHIQIN_TOKEN", raising=False)

    async def types(*words: object) -> tuple[int, str]:
        capsys.readouterr()
        given = ["rooms", *map(str, words), "--data", str(stage.folder), "--from", "2026-11-23"]
        code = await asyncio.to_thread(main, given)
        said = capsys.readouterr()
        return code, said.out + said.err

    out = tmp_path / "rooms.pdf"
    code, said = await types(out, "R3-201", "3号教工宿舍楼-204")
    assert (code, said) == (0, f"澄溪实验学校(虚构): 2间寝室的值日表已写到 {out},一间一页,贴在门后。\n")
    assert out.read_bytes().startswith(b"%PDF")
    code, said = await types(tmp_path / "no.pdf", "R9-999")
    assert code == 1
    assert "没有教工寝室「R9-999」" in said
    assert not (tmp_path / "no.pdf").exists()


def test_a_page_holds_thirty_one_days_and_says_where_nobody_is() -> None:
    days = [(f"2026-12-{n:02}", (n + 1) % 7 + 1, "" if n == 9 else "欧阳清") for n in range(1, 32)]
    room = {
        "name": "3号教工宿舍楼-204", "leader": "侯国庆", "deputy": "", "since": "2026-09-01", "until": "2027-01-22",
        "days": days, "rest": [weekday > 5 for _, weekday, _ in days],
    }  # fmt: skip
    data = data_of("澄溪实验学校", [room, room], "2026-11-30 08:00")
    page = data["rooms"][0]  # type: ignore[index]
    assert page["term"] == "2026年9月1日—2027年1月22日"
    assert (page["first"], page["last"], page["deputy"]) == ("2026年12月1日", "2026年12月31日", "—")
    assert page["days"][8]["name"] == ""
    assert len(pages_of(SHEET, data)) == 2
