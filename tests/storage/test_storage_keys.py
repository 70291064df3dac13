"""A code that stands behind a button must fit behind it: the workbook says so before anybody presses it."""

from pathlib import Path

import pytest

from handlers.buttons import LONGEST, press
from storage.workbook import WorkbookErrors, read_school
from storage.workbook.cells import LONGEST_KEY
from tests.school.small_school import put, small_school, written

LARGEST_NUMBER = 10**12 - 1


@pytest.mark.parametrize(("sheet", "cell"), [("地点", "A5"), ("人员", "A5")])
def test_a_code_that_is_too_long_for_a_button_is_told_by_its_cell(tmp_path: Path, sheet: str, cell: str) -> None:
    sheets = put(small_school(), sheet, cell, "高中部东区三号教学楼实验室一")
    with pytest.raises(WorkbookErrors, match=f"{sheet}!{cell}: .*太长了,按钮放不下"):
        read_school(written(tmp_path / "too_long.xlsx", sheets))


def test_the_longest_code_fits_behind_the_longest_button() -> None:
    assert len(press("d", LARGEST_NUMBER, "category", "x" * LONGEST_KEY).encode()) <= LONGEST
