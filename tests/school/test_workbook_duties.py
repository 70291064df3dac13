"""Wrong cells of checklists, plans, calendar and dorms are told like all others: sheet, cell, what was meant."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.plans import Manner, Quiet, Slot, Weekdays
from storage.workbook import WorkbookErrors, read_school
from storage.workbook.faults import Wrong
from storage.workbook.slots import manner_of, peaks, slots, weekdays
from storage.workbook.times import moment
from tests.school.small_school import Sheets, busy_school, put, small_school, written

SPOILED: list[tuple[str, str, Any, tuple[str, ...]]] = [
    ("设置", "B13", "夏天", ("设置!B13: 「夏天」要像「06-01~09-30」这样写",)),
    ("设置", "A13", "维修时间.一般", ("设置!B13: 「06-01~09-30」要像「工作日 08:00-18:00」这样写",)),
    ("设置", "A13", "提醒.较急.2", ("设置!B13: 「06-01~09-30」要像「T+2小时 响应」这样写",)),
    ("设置", "A13", "提醒.验收.1", ("设置!B13: 「06-01~09-30」要像「T+3工作日 关闭」这样写",)),
    ("设置", "B14", "A、C9", ("设置!B14: 「C9」不是地点编码,是不是「CX」?",)),
    ("设置", "B15", "宿舍类型=教师", ("设置!B15: 「宿舍类型=教师」不是宿舍类型,是不是「宿舍类型=教工」?",)),
    ("设置", "A14", "组:看着", ("计划!D4: 「组:看的」不是路线编号、地点编码或组,是不是「组:看着」?",)),
    (
        "检查项",
        "A2",
        "C1",
        (
            "检查项!A2: 「C1」不是检查表编号,是不是「C01」?",
            "检查项!B3: 「2」序号要从1连续,是不是「1」?",
        ),
    ),
    (
        "检查项",
        "B3",
        3,
        (
            "检查项!B3: 「3」序号要从1连续,是不是「2」?",
            "检查项!A4: 「C01、3」检查表编号、序号重复,第3行已经有了",
        ),
    ),
    ("检查项", "B4", 5, ("检查项!B4: 「5」序号要从1连续,是不是「3」?",)),
    (
        "检查项",
        "D2",
        "是非",
        ("检查项!D2: 「是非」不是类型(是否、选项、数字、计数、文本、照片、时间),是不是「是否」?",),
    ),
    ("检查项", "E2", "完好", ("检查项!E2: 「完好」是否项的合格写「是」或「否」,是不是「是」?",)),
    ("检查项", "E3", "无|有", ("检查项!E3: 「无|有」没有一个选项带星号,合格的要带,是不是「无*|有」?",)),
    ("检查项", "E4", "是", ("检查项!E4: 「是」文本项的合格要空着",)),
    ("检查项", "E6", "==3", ("检查项!E6: 「==3」要等于本表另一项数字或计数的序号,是不是「==1」?",)),
    ("检查项", "E6", "==2", ("检查项!E6: 「==2」要等于本表另一项数字或计数的序号,是不是「==1」?",)),
    (
        "检查项",
        "E6",
        "≥3",
        (("检查项!E6: 「≥3」不是合格的写法(像 >=5、<=37.2、0..8、==1 这样写,只记录就空着),是不是「>=3」?"),),
    ),
    ("检查项", "C5", "卫生(满分90)", ("检查项!C5: 「卫生(满分90)」这张表各项的满分加起来是90,要正好100",)),
    ("检查项", "C4", "卫生(满分100)", ("检查项!D4: 「文本」打分的项(写了满分)要写「数字」,是不是「数字」?",)),
    ("检查项", "F2", "严重", ("检查项!F2: 「严重」不是不合格级别(紧急、较急、一般、记录)",)),
    ("检查项", "G2", "冬天", ("检查项!G2: 「冬天」不是适用(全年、供暖期、供冷期、有工程时)",)),
    (
        "检查项",
        "H3",
        "大楼、教学楼A",
        (
            "检查项!H3: 「大楼」不是地点编码或地点类型",
            "检查项!H3: 「教学楼A」不是地点编码或地点类型,是不是「A」?",
        ),
    ),
    ("检查项", "H1", "使用点位", ("检查项!H1: 「使用点位」不是列名,是不是「适用点位」?",)),
    ("路线", "C2", "M-S、A、M-S", ("路线!C2: 「M-S」写了两次",)),
    ("路线", "C2", "M-S、A9", ("路线!C2: 「A9」不是地点编码",)),
    ("路线", "D2", "随意", ("路线!D2: 「随意」不是顺序(固定、自由)",)),
    (
        "路线",
        "A2",
        "A",
        (
            "路线!A2: 「A」也是一个地点的编码,计划里分不清",
            "计划!D2: 「L01」不是路线编号、地点编码或组",
        ),
    ),
    ("路线", "E2", "-1", ("路线!E2: 「-1」不是0到1440的数字",)),
    ("计划", "C2", "校园巡查", ("计划!C2: 「校园巡查」不是检查表编号,是不是「C01」?",)),
    ("计划", "D2", "L02", ("计划!D2: 「L02」不是路线编号、地点编码或组,是不是「L01」?",)),
    ("计划", "D4", "组:看得", ("计划!D4: 「组:看得」不是路线编号、地点编码或组,是不是「组:看的」?",)),
    ("计划", "E2", "早班", ("计划!E2: 「早班」不是人员编号、角色代码或班次代码,是不是「G1」?",)),
    ("计划", "E3", "曹志强", ("计划!E3: 「曹志强」不是人员编号、角色代码或班次代码,是不是「P02」?",)),
    ("计划", "F2", "时点", ("计划!F2: 「时点」和时间的写法不合,时间写的是时间窗,是不是「时间窗」?",)),
    ("计划", "F2", "间隔", ("计划!F2: 「间隔」和时间的写法不合,时间写的是时间窗,是不是「时间窗」?",)),
    ("计划", "G2", "08:00-08:50、10:00", ("计划!G2: 「08:00-08:50、10:00」时间窗的时间要像「06:40-07:50」这样写",)),
    ("计划", "G2", "08:00—08:50、10点-11点", ("计划!G2: 「10点-11点」不是时间(像 06:40 这样写)",)),
    ("计划", "G2", "08:00-08:50、08:30-09:00", ("计划!G2: 「08:00-08:50、08:30-09:00」两段时间重叠",)),
    ("计划", "G2", "08:00-08:50、08:00-08:50", ("计划!G2: 「08:00-08:50」写了两次",)),
    ("计划", "G2", "08:00-08:00", ("计划!G2: 「08:00-08:00」开始和结束一样",)),
    ("计划", "G2", "08:00-24:30", ("计划!G2: 「08:00-24:30」不是时间(像 06:40 这样写)",)),
    ("计划", "G3", "24:00", ("计划!G3: 「24:00」只能作结束时间,是不是「00:00」?",)),
    ("计划", "G4", "每0分钟 23:00-05:40", ("计划!G4: 「每0分钟 23:00-05:40」间隔要在5分钟到24小时之间",)),
    (
        "计划",
        "G4",
        "每2分钟 23:00-05:40",
        ("计划!G4: 「每2分钟 23:00-05:40」间隔要在5分钟到24小时之间,是不是「每2小时 23:00-05:40」?",),
    ),
    (
        "计划",
        "G4",
        "每半小时 23:00-05:40",
        (
            (
                "计划!G4: 「每半小时 23:00-05:40」不是间隔(像「每2小时 07:00-13:00」这样写),是不是「每30"
                "分钟 23:00-05:40」?"
            ),
        ),
    ),
    (
        "计划",
        "G4",
        "每1.5小时 23:00-05:40",
        (
            (
                "计划!G4: 「每1.5小时 23:00-05:40」不是间隔(像「每2小时 07:00-13:00」这样写),是不是「每90"
                "分钟 23:00-05:40」?"
            ),
        ),
    ),
    (
        "计划",
        "G4",
        "每隔2小时 23:00-05:40",
        (
            (
                "计划!G4: 「每隔2小时 23:00-05:40」不是间隔(像「每2小时 07:00-13:00」这样写),是不是「每2"
                "小时 23:00-05:40」?"
            ),
        ),
    ),
    ("计划", "G4", "每2小时", ("计划!G4: 「每2小时」后面要写时间段(像 07:00-13:00 这样写)",)),
    ("计划", "G4", "每2小时 23:00", ("计划!G4: 「每2小时 23:00」后面要写时间段(像 07:00-13:00 这样写)",)),
    (
        "计划",
        "G5",
        "每周0次 08:00-11:30",
        ("计划!G5: 「每周0次 08:00-11:30」每周至少1次,是不是「每周1次 08:00-11:30」?",),
    ),
    ("计划", "G5", "每周 08:00-11:30", ("计划!G5: 「每周 08:00-11:30」不是抽取(像「每周5次 08:00-11:30」这样写)",)),
    ("计划", "G3", "07:00", ("计划!G3: 「07:00」关键任务落在岗位的高峰静默里(06:50-07:40)",)),
    ("计划", "G3", "06:50", ("计划!G3: 「06:50」关键任务落在岗位的高峰静默里(06:50-07:40)",)),
    ("计划", "H2", "上课日", ("计划!H2: 「上课日」不是日类型代码",)),
    ("计划", "H2", "每日", ("计划!H2: 「每日」不是日类型代码",)),
    (
        "计划",
        "I3",
        "周六、周日",
        (
            (
                "计划!I3: 「周六、周日」不是星期例外(像「除周五、周六」「仅周一」「仅每月首周周二」这样写"
                "),是不是「仅周六、周日」?"
            ),
        ),
    ),
    ("计划", "I3", "除周六、周末", ("计划!I3: 「周末」不是星期几",)),
    (
        "计划",
        "I3",
        "除每月首周周二",
        (("计划!I3: 「除每月首周周二」不是星期例外(像「除周五、周六」「仅周一」「仅每月首周周二」这样写)"),),
    ),
    (
        "计划",
        "I3",
        "除周一、周二、周三、周四、周五、周六、周日",
        ("计划!I3: 「除周一、周二、周三、周四、周五、周六、周日」七天都除去了,一天也没有",),
    ),
    ("计划", "K2", "紧极", ("计划!K2: 「紧极」不是升级链的链代码",)),
    ("计划", "L2", "重要", ("计划!L2: 「重要」不是等级(关键、普通)",)),
    ("计划", "M2", "是的", ("计划!M2: 「是的」要写「是」或「否」,是不是「是」?",)),
    ("岗位", "C2", "南门", ("岗位!C2: 「南门」不是地点编码,是不是「M-S」?",)),
    ("岗位", "E2", "06:50~07:40、16点", ("岗位!E2: 「16点」不是时间段(像 22:00-06:30 这样写)",)),
    ("值班表", "D2", "NM、XX", ("值班表!D2: 「XX」不是岗位代码",)),
    (
        "日类型",
        "A3",
        "上课日",
        (
            "计划!H2: 「教学日」不是日类型代码,是不是「上课日」?",
            ("日类型!A3: 「上课日」机器人不会算这种日子(会算每天、教学日、住宿日、供餐日、供暖期、工作日)"),
        ),
    ),
    ("校历", "B2", "2026-08-01", ("校历!B2: 「2026-08-01」要在开始日期之后",)),
    (
        "校历",
        "C2",
        "学期一",
        ("校历!C2: 「学期一」不是类型(学期、假期、考试、供暖期、调课上班、放假),是不是「学期」?",),
    ),
    ("校历", "C2", "考试", ("计划!H2: 「教学日」校历里没有学期,这种日子一天也没有",)),
    (
        "宿舍",
        "C3",
        "P02",
        (
            "宿舍!C3: 「P02」学生寝室不写任何人名,空着",
            "宿舍!C3: 「P02」不住在这间,宿舍成员里没有",
        ),
    ),
    ("宿舍", "D2", "P02", ("宿舍!D2: 「P02」不能和寝室长是同一个人",)),
    ("宿舍", "C2", "P01", ("宿舍!C2: 「P01」不住在这间,宿舍成员里没有",)),
    ("宿舍", "E2", 1, ("宿舍成员!C3: 「2」这间只有1到1号床",)),
    ("宿舍", "G2", "2026-01-01", ("宿舍!G2: 「2026-01-01」要在任期起之后",)),
    (
        "宿舍成员",
        "A3",
        "B-202",
        (
            "宿舍!D2: 「P03」不住在这间,宿舍成员里没有",
            "宿舍成员!A3: 「B-202」是学生寝室,只有教工寝室写住的人",
        ),
    ),
    ("宿舍成员", "C3", 1, ("宿舍成员!A3: 「B-201、1」房间编码、床位重复,第2行已经有了",)),
    ("宿舍成员", "C3", 5, ("宿舍成员!C3: 「5」这间只有1到4号床",)),
    (
        "宿舍成员",
        "B3",
        "P02",
        (
            "宿舍!D2: 「P03」不住在这间,宿舍成员里没有",
            "宿舍成员!B3: 「P02」人员编号重复,第2行已经有了",
        ),
    ),
    ("请假留观", "B2", "B-201", ("请假留观!B2: 「B-201」是教工寝室,晚点名不点",)),
    ("请假留观", "C2", 7, ("请假留观!C2: 「7」这间只有1到6号床",)),
    (
        "请假留观",
        "D2",
        "2026-11-23",
        (("请假留观!D2: 「2026-11-23」不是日期和时间(像 2026-11-23 16:30 这样写),是不是「2026-11-23 00:00」?"),),
    ),
    ("请假留观", "E2", "2026-11-23 16:30", ("请假留观!E2: 「2026-11-23 16:30」要在开始之后",)),
    ("请假留观", "D2", "昨天", ("请假留观!D2: 「昨天」不是日期和时间(像 2026-11-23 16:30 这样写)",)),
]


def faults_of(path: Path) -> tuple[str, ...]:
    with pytest.raises(WorkbookErrors) as told:
        read_school(path)
    return tuple(str(told.value).splitlines())


def without(sheets: Sheets, *names: str) -> Sheets:
    return {name: rows for name, rows in sheets.items() if name not in names}


@pytest.mark.parametrize(("sheet", "cell", "value", "told"), SPOILED)
def test_a_wrong_cell_is_told(tmp_path: Path, sheet: str, cell: str, value: Any, told: tuple[str, ...]) -> None:
    assert faults_of(written(tmp_path / "school.xlsx", put(busy_school(), sheet, cell, value))) == told


def test_a_school_without_plans_is_a_school(tmp_path: Path) -> None:
    found = read_school(written(tmp_path / "small.xlsx", small_school()))
    assert (found.plans, found.checklists, found.posts, found.dorms) == ((), (), (), ())


def test_plans_want_the_lists_that_they_name(tmp_path: Path) -> None:
    path = written(tmp_path / "school.xlsx", without(busy_school(), "检查表", "日类型"))
    assert faults_of(path) == (
        "检查表: 工作簿里没有这张表,「计划」要用它",
        "日类型: 工作簿里没有这张表,「计划」要用它",
    )


def test_a_sheet_called_almost_right_is_not_passed_over(tmp_path: Path) -> None:
    sheets = busy_school()
    renamed = {"计划表" if name == "计划" else name: rows for name, rows in sheets.items()}
    assert faults_of(written(tmp_path / "school.xlsx", renamed)) == ("计划: 工作簿里没有这张表,是不是「计划表」?",)


def test_a_column_that_came_later_may_be_missing(tmp_path: Path) -> None:
    sheets = busy_school()
    for row in sheets["检查项"]:
        del row[7]
    found = read_school(written(tmp_path / "school.xlsx", sheets))
    assert {item.where for checklist in found.checklists for item in checklist.items} == {()}


def test_a_plan_copied_under_another_number_is_told(tmp_path: Path) -> None:
    sheets = busy_school()
    sheets["计划"].append(["J09", "日巡又一份", *sheets["计划"][1][2:]])
    assert faults_of(written(tmp_path / "school.xlsx", sheets)) == (
        "计划!A6: 「J09」和J01一样(检查表、对象、执行、时间和日子都相同),留一行",
    )


def test_a_checklist_without_items_is_told(tmp_path: Path) -> None:
    sheets = busy_school()
    sheets["检查表"].append(["C03", "空的", "", "无", "1.0", ""])
    assert faults_of(written(tmp_path / "school.xlsx", sheets)) == ("检查表!A4: 「C03」这张检查表一项也没有",)


def test_a_key_plan_of_a_shift_is_in_a_peak_only_when_everybody_is(tmp_path: Path) -> None:
    sheets = put(put(busy_school(), "计划", "L2", "关键"), "计划", "G2", "07:00-07:30")
    sheets["值班表"] += [["2026-11-23", "G1", "P02", "XK"]]
    assert read_school(written(tmp_path / "free.xlsx", sheets)).plans[0].slots == (Slot(time(7), time(7, 30)),)
    put(sheets, "岗位", "E3", "07:00-08:00")
    assert faults_of(written(tmp_path / "busy.xlsx", sheets)) == (
        "计划!G2: 「07:00-07:30」关键任务落在岗位的高峰静默里(06:50-07:40)",
    )


def test_what_spreadsheets_do_to_cells_is_read(tmp_path: Path) -> None:
    sheets = put(busy_school(), "计划", "G2", " 08:00—08:50 、10:00〜10:50,22:30到24:00")
    put(sheets, "计划", "I2", "除星期五、礼拜天")
    put(sheets, "计划", "B2", "\u3000日 巡\u3000")
    put(sheets, "检查项", "E3", "无*|有")

    def draw(book: Any, drawn: dict[str, Any]) -> None:
        clock = book.add_format({"num_format": "hh:mm"})
        drawn["计划"].write_datetime("G3", time(6, 30), clock)
        drawn["检查项"].merge_range("A2:A4", "C01")
        drawn["请假留观"].write_datetime(
            "D2", datetime.fromisoformat("2026-11-23 16:30"), book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        )

    found = read_school(written(tmp_path / "school.xlsx", sheets, draw))
    assert found.plans[0].slots[1:] == (Slot(time(10), time(10, 50)), Slot(time(22, 30), time(0)))
    assert found.plans[0].weekdays == Weekdays(frozenset({1, 2, 3, 4, 6}))
    assert found.plans[0].name == "日 巡"
    assert found.plans[1].slots == (Slot(time(6, 30)),)
    assert len(found.checklists[0].items) == 3
    assert found.absences[0].starts == datetime.fromisoformat("2026-11-23 16:30")


def test_a_million_empty_rows_cost_little(tmp_path: Path) -> None:
    """A cell in the last row that is only coloured is nothing; a stray blank there is told with its place."""

    def draw(book: Any, drawn: dict[str, Any]) -> None:
        drawn["计划"].write_blank("A1048576", None, book.add_format({"bold": True}))

    assert len(read_school(written(tmp_path / "school.xlsx", busy_school(), draw)).plans) == 4
    with pytest.raises(WorkbookErrors, match="计划!A1048576: 太长了,最多60000行"):
        read_school(
            written(tmp_path / "stray.xlsx", busy_school(), lambda _, drawn: drawn["计划"].write("A1048576", " "))
        )


def test_a_formula_is_read_as_what_it_shows(tmp_path: Path) -> None:
    def draw(_: Any, drawn: dict[str, Any]) -> None:
        drawn["路线"].write_formula("E2", "=1+2", None, 3)

    found = read_school(written(tmp_path / "school.xlsx", busy_school(), draw))
    assert found.routes[0].least_gap == timedelta(minutes=3)


TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))


@given(TIMES, TIMES, st.integers(5, 1440))
def test_steps_are_read_over_midnight_too(starts: time, ends: time, every: int) -> None:
    if starts == ends:
        return
    (found,) = slots(f"每{every}分钟 {starts:%H:%M}-{ends:%H:%M}")
    assert found == Slot(starts, ends, timedelta(minutes=every))
    assert manner_of(found) is Manner.EVERY


@given(st.text("每周次小时分钟0123456789:-、 ", max_size=20))
def test_no_text_breaks_the_reader_of_times(said: str) -> None:
    for read in (slots, peaks, weekdays, moment):
        try:
            read(said)
        except* Wrong:
            pass


@given(st.sets(st.integers(1, 7), min_size=1, max_size=6))
def test_only_these_days_and_all_but_the_others_are_the_same(days: set[int]) -> None:
    def named(some: set[int]) -> str:
        return "、".join("周" + "一二三四五六日"[day - 1] for day in sorted(some))

    assert weekdays(f"仅{named(days)}") == weekdays(f"除{named(set(range(1, 8)) - days)}") == Weekdays(frozenset(days))


def test_the_whole_day_is_a_window_when_it_is_written_so() -> None:
    assert slots("00:00-24:00") == (Slot(time(0), time(0)),)
    assert peaks("06:50-07:40") == (Quiet(time(6, 50), time(7, 40)),)
    assert moment("2026-11-23 16:30").date() == date(2026, 11, 23)


def test_a_room_that_no_roll_call_counts_and_a_level_without_rooms_are_told(tmp_path: Path) -> None:
    sheets = busy_school()
    sheets["宿舍"] = [[*row, level] for row, level in zip(sheets["宿舍"], ("学段", "", ""), strict=True)]
    levels = ("学段", "高中", *("" for _ in sheets["计划"][2:]))
    sheets["计划"] = [[*row, level] for row, level in zip(sheets["计划"], levels, strict=True)]
    sheets["计划"][1][3] = "B"
    told = faults_of(written(tmp_path / "school.xlsx", sheets))
    assert [it for it in told if "学段" in it] == [
        "计划!N2: 「高中」学生寝室里没有这个学段",
        "宿舍!H3: 这栋楼按学段点名,这间要写学段,不然点不到",
    ]
