"""`python -m bot read` answers every line, blank ones too, with one line of JSON."""

import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest

from bot.commands.written_in import lines_of

ROOT = Path(__file__).parent.parent.parent
KEYS = {"category", "urgency", "alarm", "danger", "place", "place_code", "is_repair", "reasons"}


def test_each_line_is_answered_by_a_line() -> None:
    lines = "1号楼312水龙头坏了\n\n一食堂有煤气味\r\n312\n\udcff".encode("utf-8", "surrogateescape")
    done = subprocess.run(
        [sys.executable, "-m", "bot", "read"], input=lines, capture_output=True, check=True, cwd=ROOT, timeout=60
    )
    assert "第5行" in done.stderr.decode("utf-8")
    answers = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    assert [set(answer) for answer in answers] == [KEYS] * 5
    assert (answers[0]["place"], answers[0]["place_code"]) == ("1号宿舍楼-312", "R1-312")
    assert (answers[1]["category"], answers[1]["place"]) == ("非报修", None)
    assert (answers[2]["alarm"], answers[2]["danger"], answers[2]["urgency"]) == (True, "gas", "紧急")
    assert answers[3]["place"] is None


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_lines_are_read_in_what_windows_writes_them(coding: str) -> None:
    unreadable: list[int] = []
    written = BytesIO("\n一食堂有煤气味\r\nB305 灯坏了".encode(coding))
    assert list(lines_of(written, unreadable.append)) == ["", "一食堂有煤气味", "B305 灯坏了"]
    assert unreadable == []
