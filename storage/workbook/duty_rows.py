"""Rows of the sheets about duties and dorms, as values; what they say was read and checked before."""

from collections.abc import Callable, Iterable
from typing import Any

from domain.checklists import Checklist, Item
from domain.dorms import Absence, Bed, Dorm
from domain.plans import CalendarEntry, DayKind, Plan, Post, Route
from storage.workbook.entries import Entry

Rows = Callable[[str], Iterable[Entry]]


def duties_from(rows: Rows) -> dict[str, Any]:
    """The fields of a School that these sheets fill."""
    return {
        "checklists": tuple(_checklist(row, rows("检查项")) for row in rows("检查表")),
        "routes": tuple(map(_route, rows("路线"))),
        "plans": tuple(map(_plan, rows("计划"))),
        "posts": tuple(map(_post, rows("岗位"))),
        "day_kinds": tuple(DayKind(row.get("代码"), row.get("名称")) for row in rows("日类型")),
        "calendar": tuple(map(_calendar_entry, rows("校历"))),
        "dorms": tuple(map(_dorm, rows("宿舍"))),
        "beds": tuple(map(_bed, rows("宿舍成员"))),
        "absences": tuple(map(_absence, rows("请假留观"))),
    }


def _checklist(row: Entry, items: Iterable[Entry]) -> Checklist:
    mine = (_item(item) for item in items if item.get("检查表编号") == row.get("编号"))
    return Checklist(
        code=row.get("编号"),
        name=row.get("名称"),
        evidence=row.get("凭证"),
        version=row.get("版本"),
        items=tuple(sorted(mine, key=lambda item: item.number)),
    )


def _item(row: Entry) -> Item:
    return Item(
        number=int(row.get("序号")),
        text=row.get("内容"),
        kind=row.get("类型"),
        accept=row.get("合格"),
        severity=row.get("不合格级别"),
        season=row.get("适用"),
        where=row.get("适用点位"),
    )


def _route(row: Entry) -> Route:
    return Route(
        code=row.get("编号"),
        name=row.get("名称"),
        points=row.get("点位编码"),
        fixed=row.get("顺序") == "固定",
        least_gap=row.get("最短间隔分"),
        expected=row.get("预计分钟"),
    )


def _plan(row: Entry) -> Plan:
    return Plan(
        code=row.get("编号"),
        name=row.get("名称"),
        checklist=row.get("检查表编号"),
        target=row.get("对象"),
        who=row.get("执行"),
        manner=row.get("方式"),
        slots=row.get("时间"),
        day_kind=row.get("日类型"),
        weekdays=row.get("星期例外"),
        evidence=row.get("凭证"),
        chain=row.get("升级链"),
        grade=row.get("等级"),
        trial=row.get("试行"),
        level=row.get("学段"),
    )


def _post(row: Entry) -> Post:
    return Post(
        code=row.get("岗位代码"),
        name=row.get("名称"),
        place=row.get("地点编码"),
        phone=row.get("岗位机"),
        peaks=row.get("高峰静默"),
    )


def _calendar_entry(row: Entry) -> CalendarEntry:
    return CalendarEntry(
        first=row.get("开始日期"), last=row.get("结束日期"), kind=row.get("类型"), name=row.get("名称")
    )


def _dorm(row: Entry) -> Dorm:
    return Dorm(
        place=row.get("房间编码"),
        dwellers=row.get("类型"),
        leader=row.get("寝室长编号"),
        deputy=row.get("副寝室长编号"),
        beds=int(row.get("床位数")),
        since=row.get("任期起"),
        until=row.get("任期止"),
        level=row.get("学段"),
    )


def _bed(row: Entry) -> Bed:
    return Bed(place=row.get("房间编码"), person=row.get("人员编号"), number=int(row.get("床位")))


def _absence(row: Entry) -> Absence:
    return Absence(
        kind=row.get("类型"),
        place=row.get("房间编码"),
        bed=int(row.get("床位")),
        starts=row.get("开始"),
        ends=row.get("结束"),
        by=row.get("登记人编号"),
    )
