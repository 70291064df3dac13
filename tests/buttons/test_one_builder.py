"""One place makes callback data, and what a school calls its places and people cannot make it too long."""

import ast
from pathlib import Path

import pytest

from handlers.buttons import LONGEST, press
from storage.workbook import WorkbookErrors, read_school
from storage.workbook.cells import LONGEST_KEY, LONGEST_PERSON
from tests.buttons.table import Row, rows
from tests.school.small_school import put, small_school, written

ROOT = Path(__file__).parent.parent.parent
PRODUCT = [path for room in ("actions", "bot", "domain", "handlers", "reports", "schedules", "storage", "words")
           for path in (ROOT / room).rglob("*.py")]  # fmt: skip
LARGEST = 10**9 - 1
"""A school of a thousand people that fills in a hundred thousand forms a day gets there in 27 years."""
LONGEST_CODES: dict[str, object] = {
    **dict.fromkeys(("draft", "ticket", "alarm", "duty", "summary", "change"), LARGEST),
    **dict.fromkeys(("n", "page"), 999),
    **dict.fromkeys(("place", "plan"), "门" * (LONGEST_KEY // 3)),
    "person": "门" * (LONGEST_PERSON // 3),
    "category": "网络多媒体",
    "danger": "structure",
}


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.shape)
def test_the_longest_codes_and_numbers_fit_behind_every_button(row: Row) -> None:
    assert len(row.filled(**LONGEST_CODES).encode()) <= LONGEST


@pytest.mark.parametrize(
    ("sheet", "cell", "code", "why"),
    [
        ("地点", "A5", "高中部东区三号教学楼化学实验室", "太长了,按钮放不下.*汉字10个"),
        ("地点", "A5", "高" * 40, "太长了,按钮放不下.*汉字10个"),
        ("人员", "A5", "高中部行政办公室", "太长了,按钮放不下.*汉字7个"),
        ("地点", "A5", "M:S", "不能有 : 和 >"),
        ("人员", "A5", "P1>P2", "不能有 : 和 >"),
    ],
)
def test_a_code_that_no_button_can_carry_is_told_by_its_cell(
    tmp_path: Path, sheet: str, cell: str, code: str, why: str
) -> None:
    sheets = put(small_school(), sheet, cell, code)
    with pytest.raises(WorkbookErrors, match=f"{sheet}!{cell}: .*{why}"):
        read_school(written(tmp_path / "code.xlsx", sheets))


@pytest.mark.parametrize(
    "parts",
    [("d", "1", "place"), ("t", "take"), ("t", "take", ""), ("t", "ta:ke", "1"), ("z", "1"), ("h", "门" * 21)],
)
def test_what_telegram_would_refuse_or_nobody_would_answer_cannot_be_built(parts: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="no button can carry"):
        press(*parts)


def test_a_code_of_an_older_school_may_hold_a_colon_at_the_end() -> None:
    """The import has refused it only since buttons were pinned; such a school's buttons go on working."""
    assert press("g", "here", "M:S") == "g:here:M:S"


def test_nothing_but_the_builder_makes_callback_data() -> None:
    """`Button` takes nothing but `Data` (mypy), `Data` is made in one place, and one place hands it to Telegram."""
    assert _calls("Data") == ["handlers/buttons.py"]
    assert _calls("InlineKeyboardButton") == []
    assert [str(path.relative_to(ROOT)) for path in PRODUCT if '"callback_data"' in path.read_text("utf-8")] == [
        "bot/letters.py"
    ]


def _calls(name: str) -> list[str]:
    """The modules that call something of that name."""
    return [
        str(path.relative_to(ROOT))
        for path in PRODUCT
        if name in (text := path.read_text("utf-8"))
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and name in (getattr(node.func, "id", ""), getattr(node.func, "attr", ""))
    ]
