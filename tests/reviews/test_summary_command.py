"""The office at its machine, beside the running bot: a review in the terminal, as Word, or as a workbook."""

from pathlib import Path

import pytest
from docx import Document
from python_calamine import CalamineWorkbook

from bot.commands import main
from tests.stage import copy_school


@pytest.fixture
def data(school: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    return copy_school(school, tmp_path / "data")


def test_a_review_is_printed_or_written_and_what_cannot_be_is_said_in_a_sentence(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def typed(*words: str) -> tuple[int, str, str]:
        code = main(["summary", "--data", str(data), *words])
        return code, *capsys.readouterr()

    code, said, _ = typed("--language", "zh", "2026-01-07")
    assert code == 0
    assert said.startswith("澄溪实验学校(虚构) 后勤工作周报\n1月5日—1月11日,")
    assert "524处地点,524处有责任人[1]。" in said
    assert "记录从2026-11-23开始" in typed("--month", "2026-11-23", "--language", "zh")[1]
    assert typed("--month", "2026-01-07", "--out", "月报.docx", "--language", "zh")[0] == 0
    assert Document("月报.docx").paragraphs[0].text == "澄溪实验学校(虚构) 后勤工作月报"
    assert typed("--day", "2026-01-07", "--out", "sources.xlsx", "--language", "en")[0] == 0
    assert CalamineWorkbook.from_path("sources.xlsx").sheet_names[0] == "Note"
    assert "docx" in typed("--out", "总结.pdf")[2]
    assert "2099-12-28" in typed("2099-12-31")[2]
    assert "校历" in typed("--term", "2020-01-01")[2]
    with pytest.raises(SystemExit):
        typed("昨天")
    assert "「昨天」不是日期" in capsys.readouterr().err
