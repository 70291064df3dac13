"""The format of what is done and when: checklists, routes, plans, posts, calendar; and of the dorms."""

from functools import partial

from domain.checklists import EvidenceRule, ItemKind, Season, Severity
from domain.dorms import AbsenceKind, Dwellers
from domain.plans import CalendarKind, Grade, Manner
from storage.workbook.cells import code, key, line, listed, member_of, number, one_of, yes_no
from storage.workbook.columns import PERSON, PLACE, Column, Reference, Sheet
from storage.workbook.slots import peaks, slots, weekdays
from storage.workbook.times import day, minutes, moment

CAMPUS = "校区"
PLACE_KINDS = (CAMPUS, "楼", "层", "房间", "点位", "岗亭", "功能室", "食堂", "设备间", "户外")
MOST_ITEMS = 99
"""Two digits; our own judgement: a longer list is two lists."""
MOST_BEDS = 99
CHECKLIST = Reference("检查表编号", ("检查表",))
TARGET = Reference("路线编号、地点编码或组", ("路线", "地点"), groups=True)
WHO = Reference("人员编号、角色代码或班次代码", ("人员", "角色", "班次"))
CHAIN = Reference("升级链的链代码", ("升级链",))
DAY_KIND = Reference("日类型代码", ("日类型",))
DORM = Reference("宿舍的房间编码", ("宿舍",))
WHERE = Reference("地点编码或地点类型", ("地点",), PLACE_KINDS)

DUTY_SHEETS = (
    Sheet(
        "检查表",
        (
            Column("编号", key),
            Column("名称"),
            Column("凭证", member_of("凭证", EvidenceRule)),
            Column("版本"),
        ),
        unique=(("编号",),),
        key="编号",
        labels=("名称",),
        may_be_empty=True,
        optional=True,
        needs=("检查项",),
    ),
    Sheet(
        "检查项",
        (
            Column("检查表编号", code, refers=CHECKLIST),
            Column("序号", partial(number, most=MOST_ITEMS, whole=True)),
            Column("内容"),
            Column("类型", member_of("类型", ItemKind)),
            Column("合格", line, ""),
            Column("不合格级别", member_of("不合格级别", Severity)),
            Column("适用", member_of("适用", Season)),
            Column("适用点位", listed(code), (), WHERE, added=True),
        ),
        unique=(("检查表编号", "序号"),),
        may_be_empty=True,
        optional=True,
        needs=("检查表",),
    ),
    Sheet(
        "路线",
        (
            Column("编号", key),
            Column("名称"),
            Column("点位编码", listed(code, once=True), refers=PLACE),
            Column("顺序", one_of("顺序", ("固定", "自由"))),
            Column("最短间隔分", minutes),
            Column("预计分钟", minutes),
        ),
        unique=(("编号",),),
        key="编号",
        labels=("名称",),
        may_be_empty=True,
        optional=True,
    ),
    Sheet(
        "计划",
        (
            Column("编号", key),
            Column("名称"),
            Column("检查表编号", code, refers=CHECKLIST),
            Column("对象", code, refers=TARGET),
            Column("执行", code, refers=WHO),
            Column("方式", member_of("方式", Manner)),
            Column("时间", slots),
            Column("日类型", code, refers=DAY_KIND),
            Column("星期例外", weekdays, weekdays("")),
            Column("凭证", member_of("凭证", EvidenceRule)),
            Column("升级链", code, refers=CHAIN),
            Column("等级", member_of("等级", Grade)),
            Column("试行", yes_no),
            Column("学段", line, "", added=True),
        ),
        unique=(("编号",),),
        key="编号",
        labels=("名称",),
        may_be_empty=True,
        optional=True,
        needs=("检查表", "日类型"),
    ),
    Sheet(
        "岗位",
        (
            Column("岗位代码", key),
            Column("名称"),
            Column("地点编码", code, refers=PLACE),
            Column("岗位机", yes_no),
            Column("高峰静默", peaks, ()),
        ),
        unique=(("岗位代码",),),
        key="岗位代码",
        labels=("名称",),
        may_be_empty=True,
        optional=True,
    ),
    Sheet(
        "日类型",
        (Column("代码", code), Column("名称")),
        unique=(("代码",),),
        key="代码",
        labels=("名称",),
        may_be_empty=True,
        optional=True,
    ),
    Sheet(
        "校历",
        (
            Column("开始日期", day),
            Column("结束日期", day),
            Column("类型", member_of("类型", CalendarKind)),
            Column("名称", line, ""),
        ),
        unique=(("开始日期", "结束日期", "类型"),),
        may_be_empty=True,
        optional=True,
    ),
)
DORM_SHEETS = (
    Sheet(
        "宿舍",
        (
            Column("房间编码", code, refers=PLACE),
            Column("类型", member_of("类型", Dwellers)),
            Column("寝室长编号", code, None, PERSON),
            Column("副寝室长编号", code, None, PERSON),
            Column("床位数", partial(number, most=MOST_BEDS, whole=True)),
            Column("任期起", day, None),
            Column("任期止", day, None),
            Column("学段", line, "", added=True),
        ),
        unique=(("房间编码",),),
        key="房间编码",
        may_be_empty=True,
        optional=True,
    ),
    Sheet(
        "宿舍成员",
        (
            Column("房间编码", code, refers=DORM),
            Column("人员编号", code, refers=PERSON),
            Column("床位", partial(number, most=MOST_BEDS, whole=True)),
        ),
        unique=(("人员编号",), ("房间编码", "床位")),
        may_be_empty=True,
        optional=True,
        needs=("宿舍",),
    ),
    Sheet(
        "请假留观",
        (
            Column("类型", member_of("类型", AbsenceKind)),
            Column("房间编码", code, refers=DORM),
            Column("床位", partial(number, most=MOST_BEDS, whole=True)),
            Column("开始", moment),
            Column("结束", moment),
            Column("登记人编号", code, refers=PERSON),
        ),
        unique=(("类型", "房间编码", "床位", "开始"),),
        may_be_empty=True,
        optional=True,
        needs=("宿舍",),
    ),
)
