"""The command line in the reader's language: what an operator who reads no Chinese meets, from --help to verify."""

import ast
import re
from pathlib import Path

import pytest

from bot.commands import load
from bot.commands.reader import Reader, read_in, tell
from domain.tickets import CATEGORIES
from tests.commands import Say
from tests.school.small_school import put, small_school, written

COMMANDS = Path(__file__).parents[2] / "bot" / "commands"
SHEETS = ("班次", "检查表", "检查项", "校历", "宿舍", "计划", "岗位")
HAN = re.compile("[一-鿿]+")


@pytest.fixture(autouse=True)
def an_english_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_MESSAGES", "en_GB.UTF-8")


@pytest.fixture(autouse=True)
def the_next_reads_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Reader, "say", staticmethod(str))


def test_how_a_command_is_typed_is_said_in_the_readers_language_too(
    say: Say, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SystemExit):
        say("frob")
    assert "usage: " in (english := capsys.readouterr().err)
    assert "invalid choice: 'frob'" in english
    monkeypatch.setenv("LC_MESSAGES", "zh_CN.UTF-8")
    with pytest.raises(SystemExit):
        say()
    chinese = capsys.readouterr().err
    assert "用法: python -m bot" in chinese
    assert "还要写上: 命令" in chinese
    assert not re.search("usage|error|required", chinese)
    with pytest.raises(SystemExit):
        say("summary", "--help")
    assert "看这段说明" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("terminal", "settings", "well"),
    [
        ({}, "", "一切都好"),
        ({"LANG": "C.UTF-8"}, "", "一切都好"),
        ({"LANG": "POSIX"}, "", "一切都好"),
        ({"LANG": "zh_TW.UTF-8"}, "", "一切都好"),
        ({"LANG": "en_US.UTF-8"}, "", "all is well"),
        ({"LANG": "de_DE"}, "", "all is well"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_US"}, "", "all is well"),
        ({"LC_ALL": "zh_CN.UTF-8", "LC_MESSAGES": "en_US", "LANG": "en_US"}, "", "一切都好"),
        ({"LANG": "zh_CN.UTF-8"}, 'language = "en"', "all is well"),
        ({"LANG": "en_US.UTF-8"}, 'language = "zh"\n[telegram]\npoll_timeout = "wrong"', "一切都好"),
        ({"LANG": "en_US.UTF-8"}, 'language = "fr"', "all is well"),
        ({"LANG": "en_US.UTF-8"}, 'language = "zh', "all is well"),
    ],
)
def test_the_settings_choose_the_language_else_the_terminal(
    tmp_path: Path, terminal: dict[str, str], settings: str, well: str
) -> None:
    file = tmp_path / "config.toml"
    file.write_text(settings, encoding="utf-8")
    read_in(["health", "--config", str(file)], terminal)
    assert tell("一切都好") == well
    read_in(["health", f"--config={file}"], terminal)
    assert tell("一切都好") == well


def test_an_office_that_reads_english_meets_no_chinese_but_its_own(say: Say, tmp_path: Path) -> None:
    sheets = small_school()
    own = {str(cell) for sheet, rows in sheets.items() for row in ((sheet,), *rows) for cell in row}
    book = written(tmp_path / "school.xlsx", sheets)
    code, printed, _ = say("init", book)
    assert code == 0
    assert "小学校: 3 people, 4 places, 2 rows of the roster imported" in printed
    told = [printed]
    for line in (
        "check",
        "check school.xlsx",
        "health",
        "verify",
        "verify draws",
        "invite P02",
        "person P02",
        "person P02 --erase --by P01",
        "export out.xlsx",
        "import school.xlsx",
        "backup",
    ):
        _, printed, complained = say(*line.split())
        assert printed + complained
        told += [printed, complained]
    known = "\n".join((*own, *CATEGORIES, *SHEETS, "离职"))
    assert [run for text in told for run in HAN.findall(text) if run not in known] == []


def test_what_is_wrong_is_said_in_english_with_the_cell_and_what_was_meant(say: Say, tmp_path: Path) -> None:
    sheets = small_school()
    put(sheets, "派单", "C3", "P99")
    put(sheets, "班次", "C3", "25点")
    book = written(tmp_path / "school.xlsx", sheets)
    (tmp_path / "config.toml").write_text('[telegram]\npol_timeout = 5\n[log]\njson = "yes"\n', encoding="utf-8")
    code, _, complained = say("check")
    assert (code, complained) == (1, "")
    assert say("init", book)[2].splitlines() == [
        "config.toml: Unknown setting telegram.pol_timeout; did you mean telegram.poll_timeout?",
        "config.toml: log.json must be true or false",
    ]
    (tmp_path / "config.toml").unlink()
    faults = say("init", book)[2].splitlines()
    assert faults[-1] == "2 faults to mend; nothing was imported"
    assert "“P99” is no role code or person's number" in faults[0]
    assert faults[1].endswith("“25点” is no time of day (written like 06:40)")
    assert say("invite", "P01")[2] == "There is no school yet. Run this first: python -m bot init school.xlsx\n"
    (tmp_path / "folder.xlsx").mkdir()
    assert "“folder.xlsx” is not an Excel workbook that can be read" in say("init", "folder.xlsx")[2]


def test_every_command_explains_itself_in_english(say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    for module in load():
        name = module.__name__.rpartition(".")[2].removesuffix("_school").replace("_", "-")
        with pytest.raises(SystemExit):
            say(name, "--help")
        assert HAN.findall(capsys.readouterr().out) == []


def test_no_command_says_a_sentence_that_cannot_be_translated() -> None:
    spoken = [path for path in COMMANDS.rglob("*.py") if path.name != "person_zip.py"]
    glued = [
        f"{path.name}:{node.lineno}"
        for path in spoken
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.JoinedStr)
        and any(isinstance(it, ast.Constant) and HAN.search(it.value) for it in node.values)
    ]
    assert glued == [], 'say tell("…{name}", name=…)'
