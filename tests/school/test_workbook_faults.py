"""Every wrong cell is told by sheet and cell, with what was probably meant."""

from pathlib import Path
from typing import Any

import pytest

from storage.workbook import Fault, WorkbookErrors, read_school
from tests.school.small_school import SAMPLE, put, small_school, written

SPOILED: list[tuple[str, str, Any, tuple[str, ...]]] = [
    ("设置", "B3", "Asia/Shanghi",
     ("设置!B3: 「Asia/Shanghi」不是时区(像 Asia/Shanghai 这样写),是不是「Asia/Shanghai」?",)),
    ("设置", "B3", "北京时间", ("设置!B3: 「北京时间」不是时区(像 Asia/Shanghai 这样写),是不是「Asia/Shanghai」?",)),
    ("设置", "B3", "../../etc", ("设置!B3: 「../../etc」不是时区(像 Asia/Shanghai 这样写)",)),
    ("设置", "B4", "cn", ("设置!B4: 「cn」不是语言(zh、en),是不是「en」?",)),
    ("设置", "B5", "20点30", ("设置!B5: 「20点30」不是时间(像 06:40 这样写),是不是「20:30」?",)),
    ("设置", "B5", "24:00", ("设置!B5: 「24:00」只能作结束时间,是不是「00:00」?",)),
    ("设置", "B6", "22:00", ("设置!B6: 「22:00」不是时间段(像 22:00-06:30 这样写)",)),
    ("设置", "B6", "22:00-25:00", ("设置!B6: 「22:00-25:00」不是时间(像 06:40 这样写)",)),
    ("设置", "B2", "", ("设置!B2: 学校名称不能空着",)),
    ("设置", "B8", "", ("设置!B8: 紧急词不能空着",)),
    ("设置", "B8", "、", ("设置!B8: 「、」紧急词不能空着",)),
    ("设置", "B9", "着伙着火", ("设置!B9: 「着伙着火」不是「错写=正写」",)),
    ("设置", "B9", "着伙=着水", ("设置!B9: 「着伙=着水」右边不是紧急词,是不是「着火」?",)),
    ("设置", "B9", "着伙=着火、着伙=漏电", ("设置!B9: 「着伙」有两个正写",)),
    ("设置", "A5", "日报时刻", ("设置!A5: 「日报时刻」不是设置的名字,是不是「日报时间」?",)),
    ("设置", "A6", "", ("设置: 缺少「静默时段」这一行", "设置!A6: 键不能空着")),
    ("设置", "A12", "时区", ("设置!A12: 「时区」键重复,第3行已经有了",)),
    ("角色", "A1", "代码", ("角色!A1: 「代码」不是列名,是不是「角色代码」?",)),
    ("角色", "C3", "不", ("角色!C3: 「不」要写「是」或「否」",)),
    ("角色", "C3", "Y", ("角色!C3: 「Y」要写「是」或「否」",)),
    (
        "角色",
        "D2",
        "报修、查看日抱",
        (
            "角色!D2: 「查看日抱」不是可做的事"
            "(报修、巡查、签字、受理、派单、验收、抽检、查看日报、管理人员、审批),是不是「查看日报」?",
        ),
    ),
    ("角色", "A4", "electrician", ("角色!A4: 「electrician」角色代码重复,第3行已经有了",
     "人员!C4: 「guard」不是角色代码",
     "派单!D3: 「guard」不是角色代码或人员编号",
     "派单!G3: 「guard」不是角色代码或人员编号")),
    ("人员", "B3", "", ("人员!B3: 姓名不能空着",)),
    ("人员", "B3", "\u3000 ", ("人员!B3: 姓名不能空着",)),
    ("人员", "C3", "electrican", ("人员!C3: 「electrican」不是角色代码,是不是「electrician」?",)),
    ("人员", "C3", "电工", ("人员!C3: 「电工」不是角色代码,是不是「electrician」?",)),
    ("人员", "C4", "guard、xyz", ("人员!C4: 「xyz」不是角色代码",)),
    ("人员", "D3", "小学", ("人员!D3: 「小学」不是学部(幼儿园、小学部、中学部、全校),是不是「小学部」?",)),
    ("人员", "E3", "沈校长", ("人员!E3: 「沈校长」不是人员编号,是不是「P01」?",)),
    ("人员", "E2", "P03", ("人员!E2: 「P03」绕成了圈(P01→P03→P02→P01)",)),
    ("人员", "E3", "P02", ("人员!E3: 「P02」绕成了圈(P02→P02)",)),
    ("人员", "F3", "中文", ("人员!F3: 「中文」不是语言(zh、en)",)),
    ("人员", "G3", "在职", ("人员!G3: 「在职」不是状态(在岗、请假、离职),是不是「在岗」?",)),
    ("人员", "I3", "沈校长", ("人员!I3: 「沈校长」称呼重复,第2行已经有了",)),
    ("人员", "J3", "岗位", ("人员!J3: 「岗位」不是手机(自己、岗位机、无),是不是「岗位机」?",)),
    ("人员", "A4", "P02", ("人员!A4: 「P02」编号重复,第3行已经有了",
     "值班表!C2: 「P03」不是人员编号,是不是「P01」?",
     "值班表!C3: 「P03」不是人员编号,是不是「P01」?")),
    ("人员", "I1", "称谓", ("人员!I1: 「称谓」不是列名,是不是「称呼」?",)),
    ("人员", "I1", "", ("人员: 缺少「称呼」这一列",)),
    ("人员", "K1", "姓名", ("人员!K1: 「姓名」这个列名写了两次",)),
    ("人员", "G2", "离职", ("人员: 没有一个管理员(角色表里「是否管理员」写是的人),没有人能收到第一个链接",)),
    ("地点", "C4", "A楼", ("地点!C4: 「A楼」也是「A」的叫法,一个叫法只能指一处",)),
    ("地点", "C4", "a楼", ("地点!C4: 「a楼」也是「A」的叫法,一个叫法只能指一处",)),
    ("地点", "B4", "教学楼A", ("地点!B4: 「教学楼A」也是「A」的叫法,一个叫法只能指一处",)),
    ("地点", "C4", "A-101", ("地点!C4: 「A-101」也是「A-101」的叫法,一个叫法只能指一处",)),
    ("地点", "D4", "大楼", ("地点!D4: 「大楼」不是类型"
     "(校区、楼、层、房间、点位、岗亭、功能室、食堂、设备间、户外),是不是「楼」?",)),
    ("地点", "E5", "教学楼A", ("地点!E5: 「教学楼A」不是地点编码,是不是「A」?",)),
    ("地点", "E3", "A-101", ("地点!E3: 「A-101」绕成了圈(A→A-101→A)",)),
    ("地点", "E5", "", ("地点!E5: 上级编码不能空着,只有校区可以",)),
    ("地点", "E2", "B", ("地点!E2: 「B」绕成了圈(CX→B→CX)", "地点!E2: 「B」校区的上级编码要空着")),
    ("地点", "G3", "P2", ("地点!G3: 「P2」不是人员编号,是不是「P02」?",)),
    ("派单", "A3", "A-101", ("派单!A3: 「A-101」不是楼,派单按楼写,是不是「A」?",)),
    ("派单", "A3", "CX", ("派单!A3: 「CX」不是楼,派单按楼写,是不是「全校」?",)),
    ("派单", "A3", "Z", ("派单!A3: 「Z」不是楼编码或全校",)),
    ("派单", "C3", "P20", ("派单!C3: 「P20」不是角色代码或人员编号,是不是「P02」?",)),
    ("派单", "D3", "", ("派单!D3: 备选不能空着",)),
    ("派单", "F3", "晚上", ("派单!F3: 「晚上」不是时段(全天、白天、夜间)",)),
    ("派单", "G3", "首响", ("派单!G3: 「首响」不是角色代码或人员编号",)),
    ("升级链", "B4", "一", ("升级链!B4: 「一」不是整数",)),
    ("升级链", "B4", 1.5, ("升级链!B4: 「1.5」不是0到99的整数",)),
    ("升级链", "B4", -1, ("升级链!B4: 「-1」不是0到99的整数",)),
    ("升级链", "C4", "管理裙", ("升级链!C4: 「管理裙」不是角色代码,是不是「管理群」?",)),
    ("升级链", "C4", "校长", ("升级链!C4: 「校长」不是角色代码,是不是「head」?",)),
    ("升级链", "D2", 5, ("升级链!D2: 「5」第0级立刻通知,等待分写0,是不是「0」?",)),
    ("升级链", "D4", "10分钟", ("升级链!D4: 「10分钟」不是数字,是不是「10」?",)),
    ("升级链", "D4", True, ("升级链!D4: 「是」不是数字",)),
    ("班次", "C2", "6点半", ("班次!C2: 「6点半」不是时间(像 06:40 这样写)",)),
    ("班次", "C2", "24:00", ("班次!C2: 「24:00」只能作结束时间,是不是「00:00」?",)),
    ("班次", "C2", 0.2708333333, ("班次!C2: 「0.2708333333」不是时间(像 06:40 这样写),是不是「06:30」?",)),
    ("班次", "D2", "24:01", ("班次!D2: 「24:01」不是时间(像 06:40 这样写)",)),
    ("值班表", "A2", "2026-11-31", ("值班表!A2: 「2026-11-31」不是日期(像 2026-11-23 这样写)",)),
    ("值班表", "A2", "11/23/2026", ("值班表!A2: 「11/23/2026」不是日期(像 2026-11-23 这样写),是不是「2026-11-23」?",)),
    ("值班表", "A2", 46349, ("值班表!A2: 「46349」不是日期(像 2026-11-23 这样写),是不是「2026-11-23」?",)),
    ("值班表", "A2", 20261123, ("值班表!A2: 「20261123」不是日期(像 2026-11-23 这样写),是不是「2026-11-23」?",)),
    ("值班表", "A2", "1026-11-23", ("值班表!A2: 「1026-11-23」不是日期(像 2026-11-23 这样写)",)),
    ("值班表", "B2", "早班", ("值班表!B2: 「早班」不是班次代码,是不是「G1」?",)),
    ("值班表", "C2", "P99", ("值班表!C2: 「P99」不是人员编号",)),
    ("值班表", "C2", "孟庆标", ("值班表!C2: 「孟庆标」不是人员编号,是不是「P03」?",)),
]  # fmt: skip


def faults_of(path: Path) -> tuple[str, ...]:
    with pytest.raises(WorkbookErrors) as told:
        read_school(path)
    return tuple(str(told.value).splitlines())


@pytest.mark.parametrize(("sheet", "cell", "value", "sentences"), SPOILED)
def test_a_wrong_cell_is_told_with_the_nearest_right_value(
    tmp_path: Path, sheet: str, cell: str, value: Any, sentences: tuple[str, ...]
) -> None:
    assert faults_of(written(tmp_path / "school.xlsx", put(small_school(), sheet, cell, value))) == sentences


def test_several_faults_are_told_at_once_in_the_workbooks_order(tmp_path: Path) -> None:
    sheets = small_school()
    put(sheets, "值班表", "C2", "P9")
    put(sheets, "人员", "J3", "本人")
    put(sheets, "人员", "C3", "electrican")
    put(sheets, "地点", "E5", "AA")
    put(sheets, "设置", "B5", "晚上")
    assert faults_of(written(tmp_path / "school.xlsx", sheets)) == (
        "设置!B5: 「晚上」不是时间(像 06:40 这样写)",
        "人员!C3: 「electrican」不是角色代码,是不是「electrician」?",
        "人员!J3: 「本人」不是手机(自己、岗位机、无)",
        "地点!E5: 「AA」不是地点编码",
        "值班表!C2: 「P9」不是人员编号",
    )


def test_both_wrong_parts_of_one_cell_are_told(tmp_path: Path) -> None:
    sheets = put(small_school(), "人员", "C4", "gard、electrican")
    put(sheets, "设置", "B9", "着伙、漏点")
    assert faults_of(written(tmp_path / "school.xlsx", sheets)) == (
        "设置!B9: 「着伙」不是「错写=正写」",
        "设置!B9: 「漏点」不是「错写=正写」",
        "人员!C4: 「gard」不是角色代码,是不是「guard」?",
        "人员!C4: 「electrican」不是角色代码,是不是「electrician」?",
    )


def test_a_fault_says_where_what_and_what_was_meant(tmp_path: Path) -> None:
    with pytest.raises(WorkbookErrors) as told:
        read_school(written(tmp_path / "school.xlsx", put(small_school(), "人员", "C3", "electrican")))
    assert told.value.faults == (Fault("人员", "C3", "electrican", "不是角色代码", "electrician"),)


def test_a_missing_sheet_is_told_with_the_sheet_that_may_be_it(tmp_path: Path) -> None:
    sheets = small_school()
    sheets["人员表"] = sheets.pop("人员")
    del sheets["班次"]
    assert faults_of(written(tmp_path / "school.xlsx", sheets)) == (
        "人员: 工作簿里没有这张表,是不是「人员表」?",
        "班次: 工作簿里没有这张表",
    )


def test_an_empty_sheet_is_told_unless_it_may_be_empty(tmp_path: Path) -> None:
    sheets = small_school() | {"派单": [], "升级链": small_school()["升级链"][:1], "班次": small_school()["班次"][:1]}
    sheets["值班表"] = sheets["值班表"][:1]
    assert faults_of(written(tmp_path / "school.xlsx", sheets)) == ("派单: 这张表是空的", "升级链: 这张表是空的")


@pytest.mark.parametrize(("sheet", "cell", "told"), [
    ("角色", "A1", "角色: 缺少「角色代码」这一列"),
    ("人员", "A1", "人员: 缺少「编号」这一列"),
    ("人员", "C1", "人员: 缺少「角色」这一列"),
    ("地点", "A1", "地点: 缺少「编码」这一列"),
    ("设置", "B1", "设置: 缺少「值」这一列"),
    ("升级链", "A1", "升级链: 缺少「链代码」这一列"),
])  # fmt: skip
def test_a_missing_column_is_told_once_and_not_again_for_each_row(
    tmp_path: Path, sheet: str, cell: str, told: str
) -> None:
    assert faults_of(written(tmp_path / "school.xlsx", put(small_school(), sheet, cell, ""))) == (told,)


@pytest.mark.parametrize("missing", ["设置", "角色", "人员", "地点", "派单", "升级链", "班次", "值班表"])
def test_a_missing_sheet_is_told_once_and_not_again_for_each_row_that_needs_it(tmp_path: Path, missing: str) -> None:
    sheets = small_school()
    del sheets[missing]
    assert faults_of(written(tmp_path / "school.xlsx", sheets)) == (f"{missing}: 工作簿里没有这张表",)


def test_what_stands_beside_the_table_is_no_row(tmp_path: Path) -> None:
    sheets = put(small_school(), "人员", "M20", "制表: 总务处")
    assert len(read_school(written(tmp_path / "school.xlsx", sheets)).people) == 3


def test_a_school_without_an_urgent_ladder_is_refused(tmp_path: Path) -> None:
    sheets = small_school()
    sheets["升级链"] = [sheets["升级链"][0], ["较急", 0, "head", 0, "全天"]]
    assert faults_of(written(tmp_path / "school.xlsx", sheets)) == (
        "升级链: 没有「紧急」这条链的第0级,紧急时谁也不会收到",
    )


def test_a_row_given_twice_is_told(tmp_path: Path) -> None:
    sheets = small_school()
    sheets["值班表"].append(["2026-11-23", "G1", "P03", ""])
    sheets["升级链"].append(["紧急", 1, "head", 20, "全天"])
    assert faults_of(written(tmp_path / "school.xlsx", sheets)) == (
        "升级链!A5: 「紧急、1、head、全天」链代码、级、角色代码、时段重复,第4行已经有了",
        "值班表!A4: 「2026-11-23、G1、P03」日期、班次代码、人员编号重复,第2行已经有了",
    )


def test_a_file_that_is_no_workbook_gives_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "names.xlsx").write_text("编号,姓名\nP01,沈砚秋\n", encoding="utf-8")
    sentence = "「names.xlsx」不是能读的 Excel 工作簿,请在表格软件里另存为 .xlsx 再试"
    assert faults_of(tmp_path / "names.xlsx") == (sentence,)


def test_half_a_workbook_gives_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "half.xlsx").write_bytes(SAMPLE.read_bytes()[:20_000])
    sentence = "「half.xlsx」不是能读的 Excel 工作簿,请在表格软件里另存为 .xlsx 再试"
    assert faults_of(tmp_path / "half.xlsx") == (sentence,)


def test_a_file_that_is_not_there_gives_one_sentence(tmp_path: Path) -> None:
    assert faults_of(tmp_path / "school.xlsx") == ("「school.xlsx」这个文件没有找到",)


def test_a_folder_gives_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "school").mkdir()
    assert faults_of(tmp_path / "school") == ("「school」不是能读的 Excel 工作簿,请在表格软件里另存为 .xlsx 再试",)
