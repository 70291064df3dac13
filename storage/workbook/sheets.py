"""The format: every sheet the house needs, its columns, how each is read and what it refers to."""

from datetime import timedelta
from functools import partial

from domain.escalation import BACKUP, FIRST_RESPONDER, MANAGERS_GROUP
from domain.hours import Hours
from domain.people import Permission, Phone, Presence
from domain.places import WHOLE_SCHOOL
from domain.tickets import CATEGORIES
from storage.workbook.cells import LONGEST_PERSON, code, key, line, listed, member_of, name, number, one_of, yes_no
from storage.workbook.columns import PERSON, PLACE, ROLE, ROLE_OR_PERSON, SHIFT, Column, Reference, Sheet
from storage.workbook.duty_sheets import DORM_SHEETS, DUTY_SHEETS, PLACE_KINDS
from storage.workbook.times import clock, day, ending, exported_at, minutes

LONGEST_WAIT = 366 * 24 * 60
"""Minutes."""
SECTIONS = ("幼儿园", "小学部", "中学部", WHOLE_SCHOOL)
LANGUAGES = ("zh", "en")


POST = Reference("岗位代码", ("岗位",))
AREA = Reference("楼编码或全校", ("地点",), (WHOLE_SCHOOL,))
RUNG_TARGET = Reference("角色代码", ("角色",), (FIRST_RESPONDER, BACKUP, MANAGERS_GROUP))

LEFT_ALONE = frozenset({"说明", "纬度", "经度", "系统", "频次说明", "谁", "出处"})
"""Columns of the format that stand in these sheets for others to read."""
GROUP = "组:"
"""What the settings that name a group of places begin with."""
BY_DWELLERS = "宿舍类型="
ROSTER = "值班表"
REVISION = "版本"
"""The column of the roster in which an export says when it was made."""
SETTINGS = Sheet("设置", (Column("键", code), Column("值", lambda raw: raw, "")), unique=(("键",),))
SHEETS = (
    SETTINGS,
    Sheet(
        "角色",
        (
            Column("角色代码", code),
            Column("名称"),
            Column("是否管理员", yes_no),
            Column("可做", listed(member_of("可做的事", Permission)), ()),
        ),
        unique=(("角色代码",),),
        key="角色代码",
        labels=("名称",),
    ),
    Sheet(
        "人员",
        (
            Column("编号", partial(key, most=LONGEST_PERSON)),
            Column("姓名", name),
            Column("角色", listed(code), refers=ROLE),
            Column("学部", one_of("学部", SECTIONS)),
            Column("上级编号", code, None, PERSON),
            Column("语言", one_of("语言", LANGUAGES)),
            Column("状态", member_of("状态", Presence)),
            Column("备注", line, ""),
            Column("称呼", name),
            Column("手机", member_of("手机", Phone)),
            Column("证件", line, "", added=True),
            Column("证件到期", day, None, added=True),
        ),
        unique=(("编号",), ("称呼",)),
        key="编号",
        labels=("姓名", "称呼"),
    ),
    Sheet(
        "地点",
        (
            Column("编码", key),
            Column("名称"),
            Column("别名", listed(line), ()),
            Column("类型", one_of("类型", PLACE_KINDS)),
            Column("上级编码", code, None, PLACE),
            Column("学部", one_of("学部", SECTIONS)),
            Column("责任人编号", code, None, PERSON),
            Column("总阀", line, ""),
            Column("电闸", line, ""),
            Column("气阀", line, ""),
        ),
        unique=(("编码",),),
        key="编码",
        labels=("名称", "别名"),
    ),
    Sheet(
        "派单",
        (
            Column("区域", code, refers=AREA),
            Column("类别", one_of("类别", CATEGORIES)),
            Column("首选", code, refers=ROLE_OR_PERSON),
            Column("备选", code, refers=ROLE_OR_PERSON),
            Column("时段", member_of("时段", Hours)),
            Column("首响", code, refers=ROLE_OR_PERSON),
            Column("先做什么"),
        ),
        unique=(("区域", "类别", "时段"),),
    ),
    Sheet(
        "升级链",
        (
            Column("链代码", code),
            Column("级", partial(number, most=99, whole=True)),
            Column("角色代码", code, refers=RUNG_TARGET),
            Column("等待分", partial(number, most=LONGEST_WAIT)),
            Column("时段", member_of("时段", Hours)),
        ),
        unique=(("链代码", "级", "角色代码", "时段"),),
        key="链代码",
    ),
    Sheet(
        "班次",
        (
            Column("班次代码", code),
            Column("名称"),
            Column("开始", clock),
            Column("结束", ending),
            Column("提前接班分", minutes, timedelta(0), added=True),
        ),
        unique=(("班次代码",),),
        key="班次代码",
        labels=("名称",),
        may_be_empty=True,
    ),
    Sheet(
        ROSTER,
        (
            Column("日期", day),
            Column("班次代码", code, refers=SHIFT),
            Column("人员编号", code, refers=PERSON),
            Column("岗位代码", listed(code), (), POST),
            Column(REVISION, exported_at, None, added=True),
        ),
        unique=(("日期", "班次代码", "人员编号"),),
        may_be_empty=True,
    ),
    *DUTY_SHEETS,
    *DORM_SHEETS,
)
OPTIONAL = frozenset(sheet.name for sheet in SHEETS if sheet.optional)
