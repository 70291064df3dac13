"""Cells as spreadsheet programs and tired people leave them still mean what they mean."""

import re
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.hours import Window
from domain.school import School
from storage.workbook import Fault, WorkbookErrors, read_school
from storage.workbook.cells import code, line, listed, name
from storage.workbook.times import clock, day, ending, window
from tests.school.small_school import put, small_school, written

TIMES = st.builds(time, st.integers(0, 23), st.integers(0, 59))
WIDE = str.maketrans({chr(sign): chr(sign + 0xFEE0) for sign in range(0x21, 0x7F)})
"""Every sign of a keyboard in full width."""


def test_numbers_that_were_codes_come_back_as_codes(tmp_path: Path) -> None:
    sheets = small_school()
    put(sheets, "人员", "A4", 13812345678.0)
    put(sheets, "值班表", "C2", 13812345678)
    put(sheets, "值班表", "C3", "13812345678")
    school = read_school(written(tmp_path / "school.xlsx", sheets))
    assert [person.id for person in school.people] == ["P01", "P02", "13812345678"]
    assert {row.person for row in school.roster} == {"13812345678"}


def test_spaces_of_any_width_round_a_value_are_nothing(tmp_path: Path, small: School) -> None:
    sheets = small_school()
    put(sheets, "人员", "A1", " 编号\u3000")
    put(sheets, "人员", "A3", "\u3000P02 \u200b")
    put(sheets, "人员", "B3", "曹 志\u3000强")
    put(sheets, "人员", "C4", " guard 、\u3000electrician、")
    put(sheets, "人员", "G3", "在\u00a0岗")
    assert read_school(written(tmp_path / "school.xlsx", sheets)) == small


def test_a_name_of_several_words_keeps_its_spaces() -> None:
    assert name(" Emma  Clarke ") == "Emma Clarke"


def test_full_width_signs_mean_what_half_width_ones_mean(tmp_path: Path, small: School) -> None:
    sheets = small_school()
    put(sheets, "设置", "B5", "20:30".translate(WIDE))
    put(sheets, "设置", "B6", "22:00~06:30".translate(WIDE))
    put(sheets, "设置", "B9", "着伙=着火,漏点=漏电".translate(WIDE))
    put(sheets, "角色", "D4", "报修,巡查;签字".translate(WIDE))
    put(sheets, "人员", "A3", "P02".translate(WIDE))
    put(sheets, "人员", "F3", "zh".translate(WIDE))
    put(sheets, "值班表", "A2", "2026/11/23".translate(WIDE))
    assert read_school(written(tmp_path / "school.xlsx", sheets)) == small


def test_real_dates_and_times_mean_what_text_ones_mean(tmp_path: Path, small: School) -> None:
    sheets = small_school()

    def draw(book: Any, sheet: dict[str, Any]) -> None:
        of_day, of_date = book.add_format({"num_format": "hh:mm"}), book.add_format({"num_format": "yyyy/m/d"})
        sheet["设置"].write_datetime("B5", time(20, 30), of_day)
        sheet["班次"].write_datetime("C2", time(6, 30), of_day)
        sheet["班次"].write_number("D2", 14.5 / 24, book.add_format({"num_format": "[h]:mm"}))
        sheet["值班表"].write_datetime("A2", date(2026, 11, 23), of_date)
        sheet["值班表"].write_datetime(
            "A3", datetime.combine(date(2026, 11, 24), time()), book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        )

    assert read_school(written(tmp_path / "school.xlsx", sheets, draw)) == small


def test_a_setting_nobody_reads_yet_shows_its_time_as_text(tmp_path: Path) -> None:
    def draw(book: Any, sheet: dict[str, Any]) -> None:
        sheet["设置"].write("A12", "校门几点开")
        sheet["设置"].write_datetime("B12", time(7, 5), book.add_format({"num_format": "hh:mm"}))

    school = read_school(written(tmp_path / "school.xlsx", small_school(), draw))
    assert school.settings.rest == {"校门几点开": "07:05"}


@pytest.mark.parametrize(
    ("key", "said", "wrong"),
    [
        ("照片保留天数", "半年", "设置!B12: 「半年」不是整数"),
        ("照片保留天数", 0, "设置!B12: 「0」至少1天,空着是一直保留"),
        ("巡查记录保留天数", 180, "设置!B12: 「180」至少365天,空着是一直保留"),
    ],
)
def test_days_that_cannot_be_kept_to_are_told_with_their_cell(
    tmp_path: Path, key: str, said: object, wrong: str
) -> None:
    def draw(book: Any, sheet: dict[str, Any]) -> None:
        sheet["设置"].write("A12", key)
        sheet["设置"].write("B12", said)

    with pytest.raises(WorkbookErrors, match=re.escape(wrong)):
        read_school(written(tmp_path / "school.xlsx", small_school(), draw))


def test_a_date_with_an_hour_is_told_with_its_date(tmp_path: Path) -> None:
    def draw(book: Any, sheet: dict[str, Any]) -> None:
        moment = datetime.combine(date(2026, 11, 23), time(6, 30))
        sheet["值班表"].write_datetime("A2", moment, book.add_format({"num_format": "yyyy-mm-dd hh:mm"}))

    with pytest.raises(WorkbookErrors, match=r"^值班表!A2: 「2026-11-23 06:30」不是日期.*是不是「2026-11-23」\?$"):
        read_school(written(tmp_path / "school.xlsx", small_school(), draw))


@pytest.mark.parametrize("midnight", ["24:00", "00:00", "0:00"])
def test_a_shift_may_end_at_midnight(tmp_path: Path, midnight: str) -> None:
    school = read_school(written(tmp_path / "school.xlsx", put(small_school(), "班次", "D2", midnight)))
    assert school.shifts[0].ends == time(0)


def test_a_shift_may_end_at_a_real_midnight(tmp_path: Path) -> None:
    def draw(book: Any, sheet: dict[str, Any]) -> None:
        sheet["班次"].write_number("D2", 1, book.add_format({"num_format": "hh:mm"}))
        sheet["班次"].write_number("D3", 1, book.add_format({"num_format": "[h]:mm"}))

    school = read_school(written(tmp_path / "school.xlsx", small_school(), draw))
    assert [shift.ends for shift in school.shifts] == [time(0), time(0)]


def test_a_date_merged_over_rows_is_the_date_of_each(tmp_path: Path) -> None:
    sheets = small_school()
    sheets["值班表"] += [["", "G1", "P02", ""], ["", "G3", "P02", ""]]

    def draw(book: Any, sheet: dict[str, Any]) -> None:
        sheet["值班表"].merge_range("A3:A9", "2026-11-24")

    school = read_school(written(tmp_path / "school.xlsx", sheets, draw))
    assert [(row.day.day, row.shift, row.person) for row in school.roster] == [
        (23, "G1", "P03"),
        (24, "G1", "P02"),
        (24, "G3", "P02"),
        (24, "G3", "P03"),
    ]


def test_a_cell_merged_sideways_does_not_fill_its_neighbour(tmp_path: Path) -> None:
    sheets = put(small_school(), "人员", "I3", "")

    def draw(book: Any, sheet: dict[str, Any]) -> None:
        sheet["人员"].merge_range("H3:I3", "备注写宽了")

    with pytest.raises(WorkbookErrors, match=r"^人员!I3: 称呼不能空着$"):
        read_school(written(tmp_path / "school.xlsx", sheets, draw))


def test_a_formula_is_its_value(tmp_path: Path, small: School) -> None:
    def draw(book: Any, sheet: dict[str, Any]) -> None:
        sheet["值班表"].write_formula("C2", '="P"&"03"', None, "P03")
        sheet["升级链"].write_formula("D4", "=5*2", None, 10)

    assert read_school(written(tmp_path / "school.xlsx", small_school(), draw)) == small


def test_empty_rows_inside_and_after_are_left_out(tmp_path: Path, small: School) -> None:
    sheets = small_school()
    sheets["人员"].insert(2, ["", " ", "\u3000"])
    put(sheets, "值班表", "D60", " ")

    def draw(book: Any, sheet: dict[str, Any]) -> None:
        sheet["派单"].write_blank("A30", None, book.add_format({"bold": True}))

    assert read_school(written(tmp_path / "school.xlsx", sheets, draw)) == small


def test_a_table_that_begins_lower_and_further_right_keeps_its_cells(tmp_path: Path) -> None:
    sheets = small_school()
    sheets["班次"] = [[], [], *(["", "", *row] for row in sheets["班次"])]
    put(sheets, "班次", "E4", "六点")
    with pytest.raises(WorkbookErrors, match=r"^班次!E4: 「六点」不是时间"):
        read_school(written(tmp_path / "school.xlsx", sheets))


def test_columns_may_stand_in_any_order_and_others_beside_them(tmp_path: Path, small: School) -> None:
    sheets = small_school()
    sheets["人员"] = [[*reversed(row), "随便"] for row in sheets["人员"]]
    assert read_school(written(tmp_path / "school.xlsx", sheets)) == small


@given(
    TIMES, st.sampled_from(["{0}:{1:02}", "{0:02}:{1:02}", " {0:02} : {1:02} ", "{0:02}:{1:02}:00", "{0:02}∶{1:02}"])
)
def test_a_time_is_read_however_it_is_written(moment: time, form: str) -> None:
    said = form.format(moment.hour, moment.minute)
    assert clock(said) == clock(said.translate(WIDE)) == ending(said) == moment


@given(TIMES)
def test_a_real_time_is_read_to_the_minute(moment: time) -> None:
    almost = datetime.combine(date(2026, 1, 2), moment) - timedelta(milliseconds=3)
    assert clock(moment) == moment
    assert ending(almost.time()) == moment


@given(TIMES, TIMES, st.sampled_from(["-", "–", "—", "~", "至", "到", " - ", "--", "~"]))
def test_a_window_is_read_with_any_dash(starts: time, ends: time, dash: str) -> None:
    assert window(f"{starts:%H:%M}{dash}{ends:%H:%M}") == Window(starts, ends)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_date_is_read_with_the_year_first_in_any_form(moment: date) -> None:
    forms = (f"{moment:%Y-%m-%d}", f"{moment:%Y/%m/%d}", f"{moment.year}年{moment.month}月{moment.day}日")
    assert {day(form) for form in forms} == {day(moment), day(datetime.combine(moment, time()))} == {moment}


@given(st.lists(st.text("甲乙丙丁ab1", min_size=1), unique=True), st.sampled_from("、,;\uff0c\uff1b\n"))
def test_a_list_is_read_with_any_separator(words: list[str], separator: str) -> None:
    assert listed(line)(f" {separator} ".join(words)) == tuple(words)


@given(st.text())
def test_a_code_reads_as_itself_again(said: str) -> None:
    assert code(code(said)) == code(said)


CELLS = [
    (sheet, f"{chr(ord('A') + column)}{row + 1}")
    for sheet, rows in small_school().items()
    for row, cells in enumerate(rows)
    for column in range(len(cells))
]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(CELLS),
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"])) | st.floats(-1e300, 1e300) | st.booleans(),
)
def test_whatever_stands_in_a_cell_is_taken_or_told(tmp_path: Path, at: tuple[str, str], value: Any) -> None:
    path = written(tmp_path / "school.xlsx", put(small_school(), *at, value))
    assert len(faults_in(path)) < 10


def faults_in(path: Path) -> tuple[Fault, ...]:
    try:
        read_school(path)
    except WorkbookErrors as told:
        return told.faults
    return ()
