"""A small school as sheets of cells, so that a test can spoil one of them."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import xlsxwriter

SAMPLE = Path(__file__).parents[2] / "rehearsal" / "school" / "sample_school.xlsx"
Sheets = dict[str, list[list[Any]]]


def small_school() -> Sheets:
    """Two buildings, three people, a night shift: the least that is right."""
    return {
        "设置": [
            ["键", "值", "说明"],
            ["学校名称", "小学校", ""],
            ["时区", "Asia/Shanghai", ""],
            ["语言", "zh", ""],
            ["日报时间", "20:30", ""],
            ["静默时段", "22:00-06:30", ""],
            ["夜间时段", "22:00-06:30", ""],
            ["紧急词", "着火、漏电", ""],
            ["紧急词错写", "着伙=着火、漏点=漏电", ""],
            ["否定词", "没有、无", ""],
            ["非否定短语", "不断", ""],
            ["照片保留天数", 180, ""],
        ],
        "角色": [
            ["角色代码", "名称", "是否管理员", "可做"],
            ["head", "校长", "是", "报修、查看日报、管理人员"],
            ["electrician", "电工", "否", "报修、受理"],
            ["guard", "保安", "否", "报修、巡查、签字"],
        ],
        "人员": [
            ["编号", "姓名", "角色", "学部", "上级编号", "语言", "状态", "备注", "称呼", "手机"],
            ["P01", "沈砚秋", "head", "全校", "", "zh", "在岗", "校长", "沈校长", "自己"],
            ["P02", "曹志强", "electrician", "全校", "P01", "zh", "在岗", "", "曹师傅", "自己"],
            ["P03", "孟庆彪", "guard、electrician", "小学部", "P02", "en", "在岗", "", "孟师傅", "岗位机"],
        ],
        "地点": [
            ["编码", "名称", "别名", "类型", "上级编码", "学部", "责任人编号", "总阀", "电闸", "气阀"],
            ["CX", "小学校", "学校、校园", "校区", "", "全校", "P01", "", "", ""],
            ["A", "教学楼A", "A楼、高中楼", "楼", "CX", "小学部", "P02", "楼梯下", "大厅", "无"],
            ["B", "教学楼B", "B楼", "楼", "CX", "小学部", "P02", "", "", "无"],
            ["A-101", "教学楼A-101", "A101", "房间", "A", "小学部", "", "", "", ""],
        ],
        "派单": [
            ["区域", "类别", "首选", "备选", "说明", "时段", "首响", "先做什么"],
            ["全校", "水暖", "electrician", "P01", "", "白天", "electrician", "先关水阀"],
            ["A", "水暖", "P02", "guard", "", "夜间", "guard", "先关水阀"],
        ],
        "升级链": [
            ["链代码", "级", "角色代码", "等待分", "时段"],
            ["紧急", 0, "首响", 0, "全天"],
            ["紧急", 0, "管理群", 0, "全天"],
            ["紧急", 1, "head", 10, "全天"],
        ],
        "班次": [
            ["班次代码", "名称", "开始", "结束"],
            ["G1", "早班", "06:30", "14:30"],
            ["G3", "夜班", "22:30", "06:30"],
        ],
        "值班表": [
            ["日期", "班次代码", "人员编号", "岗位代码"],
            ["2026-11-23", "G1", "P03", "NM、XK"],
            ["2026-11-24", "G3", "P03", ""],
        ],
    }


def put(sheets: Sheets, sheet: str, cell: str, value: Any) -> Sheets:
    """`value` where the spreadsheet says `C12`; a row or column that is not there is added."""
    letters, row = re.fullmatch(r"([A-Z])(\d+)", cell).groups()
    column, line = ord(letters) - ord("A"), int(row) - 1
    rows = sheets[sheet]
    rows.extend([] for _ in range(line + 1 - len(rows)))
    rows[line].extend("" for _ in range(column + 1 - len(rows[line])))
    rows[line][column] = value
    return sheets


def written(path: Path, sheets: Sheets, draw: Callable[..., None] | None = None) -> Path:
    """The sheets as an .xlsx; `draw(book, worksheets)` does what only a spreadsheet program can."""
    with xlsxwriter.Workbook(path, {"in_memory": True}) as book:
        drawn = {title: book.add_worksheet(title) for title in sheets}
        for title, rows in sheets.items():
            for number, row in enumerate(rows):
                drawn[title].write_row(number, 0, row)
        if draw:
            draw(book, drawn)
    return path
