"""The minutes of a duty's reminders are the school's: rows of the sheet 设置."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.ladder import Kind, ladder
from domain.plans import Grade
from domain.reminders import AS_USUAL, POINT, WINDOW, Reminders, reminders, row_of
from storage.workbook import WorkbookErrors, read_school
from tests.duties.drafts import ZONE, point, window
from tests.sample import sample
from tests.school.small_school import small_school, written

MINUTES = st.integers(1, 600)


def clocks(duty: object, by: Reminders) -> dict[str, str]:
    """The first step of each kind, by its clock."""
    steps = ladder(duty, by=by)  # type: ignore[arg-type]
    return {step.kind: f"{step.at.astimezone(ZONE):%H:%M}" for step in reversed(steps)}


def test_the_sample_school_says_what_is_usual() -> None:
    assert reminders(sample().settings.rest) == reminders({}) == AS_USUAL


def test_a_more_patient_school_is_heard() -> None:
    by = reminders(
        {
            f"{POINT}1": "T-20 本人", f"{POINT}2": "T-0 本人", f"{POINT}3": "T+8 本人", f"{POINT}4": "T+12 同班",
            f"{POINT}5": "T+25 班组长", f"{POINT}6": "T+45 主管", f"{POINT}10": "T+75 主管",
            f"{WINDOW}3": "关窗前15 本人", f"{WINDOW}4": "关窗+5 同班", f"{WINDOW}5": "关窗+20 班组长",
            f"{WINDOW}6": "关窗+40 主管", "提醒.催单.1": "T+4小时 报修人可催",
        }
    )  # fmt: skip
    early = clocks(point("07:10", grade=Grade.KEY), by)
    assert [early[kind] for kind in (Kind.BEFORE, Kind.NOW, Kind.AFTER, Kind.COVER, Kind.LEAD, Kind.MANAGER)] == [
        "06:50", "07:10", "07:18", "07:22", "07:35", "07:55"
    ]  # fmt: skip
    later = clocks(window("08:00", "08:50", grade=Grade.KEY), by)
    assert [later[kind] for kind in (Kind.TEN_LEFT, Kind.COVER, Kind.LEAD, Kind.MANAGER)] == [
        "08:35", "08:55", "09:10", "09:30"
    ]  # fmt: skip


def test_what_cannot_be_read_stays_as_usual_in_a_workbook_of_before() -> None:
    assert reminders({f"{POINT}1": "半小时前叫一声", f"{WINDOW}3": ""}) == AS_USUAL


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (f"{POINT}1", "提前30分"),
        (f"{POINT}5", "T+15 校长"),
        (f"{POINT}5", "T+9999 班组长"),
        (f"{WINDOW}4", "T+10 同班"),
    ],
)
def test_what_is_no_row_is_refused(key: str, text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        row_of(key, text)


def test_a_row_that_cannot_be_read_is_named_by_its_cell(tmp_path: Path) -> None:
    sheets = small_school()
    sheets["设置"].append([f"{POINT}1", "提前30分", ""])
    with pytest.raises(WorkbookErrors) as found:
        read_school(written(tmp_path / "school.xlsx", sheets))
    (fault,) = found.value.faults
    assert str(fault).startswith(f"设置!B{len(sheets['设置'])}")
    assert "要像「T+10 同班」这样写" in str(fault)


@given(before=MINUTES, after=MINUTES, cover=MINUTES, lead=MINUTES, manager=MINUTES)
def test_whatever_the_minutes_a_ladder_is_in_order_and_ends_the_duty_once(**minutes: int) -> None:
    by = Reminders(**{name: timedelta(minutes=number) for name, number in minutes.items()})
    steps = ladder(point("07:10", grade=Grade.KEY), by=by)
    assert [step.at for step in steps] == sorted(step.at for step in steps)
    kinds = [step.kind for step in steps]
    assert kinds.count(Kind.CLOSE) == kinds.count(Kind.OPEN) == kinds.count(Kind.LEAD) == 1
