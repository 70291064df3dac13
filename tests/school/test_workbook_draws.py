"""A plan that is drawn is refused when its draws are too few, guessable, or at times at which nothing is drawn."""

from pathlib import Path

import pytest

from storage.workbook import WorkbookErrors, read_school
from tests.school.small_school import busy_school, written


def asked(tmp_path: Path, places: int, times: str, weeks: str = "") -> Path:
    """The small school with so many more rooms, all of them drawn."""
    sheets = busy_school()
    codes = [f"A-{number}" for number in range(200, 200 + places)]
    sheets["地点"] += [[code, f"教学楼{code}", "", "房间", "A", "小学部", "", "", "", ""] for code in codes]
    sheets["设置"] += [["组:抽的", "、".join(codes), ""], ["抽检周期周", weeks, ""]]
    plan = next(row for row in sheets["计划"] if "抽取" in row)
    plan[3], plan[6] = "组:抽的", times
    return written(tmp_path / "drawn.xlsx", sheets)


def faults(path: Path) -> list[str]:
    with pytest.raises(WorkbookErrors) as told:
        read_school(path)
    return [str(fault) for fault in told.value.faults]


def test_under_one_and_a_half_draws_a_target_in_a_cycle_a_plan_is_refused_with_that_reason(tmp_path: Path) -> None:
    assert faults(asked(tmp_path, 172, "每周64次 08:00-11:30", "4")) == [
        "计划!G5: 「每周64次 08:00-11:30」172处、4周一轮,要抽1.5遍才看不出期限,每周至少65次;现在一轮只有256次"
    ]


def test_a_plan_that_can_be_guessed_three_times_too_well_is_refused_and_told_what_helps(tmp_path: Path) -> None:
    assert faults(asked(tmp_path, 172, "每周70次 08:00-11:30", "4")) == [
        "计划!G5: 「每周70次 08:00-11:30」172处、4周一轮、每周70次:记着账的人猜中下一处的机会会超过均匀的3倍;"
        "请加次数,或把设置里的抽检周期周写成7"
    ]
    assert read_school(asked(tmp_path, 172, "每周70次 08:00-11:30", "7")).plans
    assert read_school(asked(tmp_path, 172, "每周70次 08:00-11:30")).plans


def test_a_pool_of_one_is_drawn_whenever_it_is_drawn(tmp_path: Path) -> None:
    assert read_school(asked(tmp_path, 1, "每周1次 08:00-11:30", "2")).plans


def test_nothing_is_drawn_before_six_or_over_midnight(tmp_path: Path) -> None:
    told = "抽取只能在06:00到24:00之间,不能跨零点"
    assert faults(asked(tmp_path, 5, "每周5次 05:00-11:30")) == [f"计划!G5: 「每周5次 05:00-11:30」{told}"]
    assert faults(asked(tmp_path, 5, "每周5次 22:00-02:00")) == [f"计划!G5: 「每周5次 22:00-02:00」{told}"]
