"""Which field of a school stands in which column of which sheet: read by it, written by it, compared by it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import timedelta
from typing import Any

from domain.checklists import Checklist, Item
from domain.dispatch import DispatchRule, Rostered, Shift
from domain.dorms import Absence, Bed, Dorm
from domain.escalation import Rung
from domain.people import Person, Role
from domain.places import Place
from domain.plans import CalendarEntry, DayKind, Plan, Post, Route
from domain.school import School
from storage.workbook.settings import KEYS
from storage.workbook.writing import written

Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class Layout:
    """`same` are the fields that make a row the same row, `other` those that may differ, each with its column's head.

    A row is a `kind`, and is called by `same` and `name`; `said` writes a field that has words of its own, `heard`
    makes a field of what its column's reader read, where that is not the same.
    """

    sheet: str
    kind: Callable[..., Any]
    rows: Callable[[School], Iterable[Any]]
    same: Mapping[str, str]
    other: Mapping[str, str]
    name: tuple[str, ...] = ()
    said: Mapping[str, Callable[[Any], str]] = field(default_factory=dict)
    heard: Mapping[str, Callable[[Any], Any]] = field(default_factory=dict)

    def row(self, read: Callable[[str], Any]) -> Any:
        """The row that a line of the sheet is; `read` gives what stands under a head."""
        heads = {**self.same, **self.other}
        found = {name: read(head) for name, head in heads.items()}
        return self.kind(**{name: self.heard[name](it) if name in self.heard else it for name, it in found.items()})

    def cells(self, row: Any) -> Cells:
        """Every column, by its head."""
        return self._texts(row, {**self.same, **self.other})

    def differing(self, row: Any) -> Cells:
        return self._texts(row, self.other)

    def key(self, row: Any) -> tuple[Any, ...]:
        return tuple(getattr(row, name) for name in self.same)

    def called(self, row: Any) -> str:
        return " ".join(written(getattr(row, name)) for name in (*self.same, *self.name))

    def _texts(self, row: Any, heads: Mapping[str, str]) -> Cells:
        return {head: self.said.get(name, written)(getattr(row, name)) for name, head in heads.items()}


@dataclass(frozen=True, slots=True)
class ListedItem:
    """An item with the list it belongs to, as the sheet 检查项 has it."""

    checklist: str
    number: int
    text: str
    kind: str
    accept: str
    severity: str
    season: str
    where: tuple[str, ...]

    @property
    def item(self) -> Item:
        return Item(**{it.name: getattr(self, it.name) for it in fields(Item)})


def _minutes(said: float) -> timedelta:
    return timedelta(minutes=said)


def _items(school: School) -> Iterator[ListedItem]:
    for checklist in school.checklists:
        for item in checklist.items:
            yield ListedItem(checklist.code, **{f.name: getattr(item, f.name) for f in fields(item)})


LAYOUTS = (
    Layout("角色", Role, lambda school: school.roles, {"code": "角色代码"}, {
        "name": "名称", "manager": "是否管理员", "permissions": "可做",
    }, name=("name",), heard={"permissions": frozenset}),
    Layout("人员", Person, lambda school: school.people, {"id": "编号"}, {
        "name": "姓名", "address": "称呼", "roles": "角色", "section": "学部", "superior": "上级编号",
        "language": "语言", "presence": "状态", "phone": "手机", "note": "备注",
        "certificate": "证件", "certificate_until": "证件到期",
    }, name=("name",)),
    Layout("地点", Place, lambda school: school.places, {"code": "编码"}, {
        "name": "名称", "aliases": "别名", "kind": "类型", "parent": "上级编码", "section": "学部",
        "owner": "责任人编号", "water": "总阀", "power": "电闸", "gas": "气阀",
    }, name=("name",)),
    Layout("派单", DispatchRule, lambda school: school.dispatch, {
        "area": "区域", "category": "类别", "hours": "时段",
    }, {
        "first": "首选", "backup": "备选", "responder": "首响", "first_aid": "先做什么",
    }),
    Layout("升级链", Rung, lambda school: school.rungs, {
        "chain": "链代码", "level": "级", "target": "角色代码", "hours": "时段",
    }, {"after": "等待分"}, heard={"level": int, "after": _minutes}),
    Layout("班次", Shift, lambda school: school.shifts, {"code": "班次代码"}, {
        "name": "名称", "starts": "开始", "ends": "结束", "early": "提前接班分",
    }, name=("name",)),
    Layout("值班表", Rostered, lambda school: school.roster, {
        "day": "日期", "shift": "班次代码", "person": "人员编号",
    }, {"posts": "岗位代码"}),
    Layout("检查表", Checklist, lambda school: school.checklists, {"code": "编号"}, {
        "name": "名称", "evidence": "凭证", "version": "版本",
    }, name=("name",)),
    Layout("检查项", ListedItem, _items, {"checklist": "检查表编号", "number": "序号"}, {
        "text": "内容", "kind": "类型", "accept": "合格", "severity": "不合格级别", "season": "适用",
        "where": "适用点位",
    }, heard={"number": int}),
    Layout("路线", Route, lambda school: school.routes, {"code": "编号"}, {
        "name": "名称", "points": "点位编码", "fixed": "顺序", "least_gap": "最短间隔分", "expected": "预计分钟",
    }, name=("name",), said={"fixed": lambda fixed: "固定" if fixed else "自由"},
        heard={"fixed": lambda order: order == "固定"}),
    Layout("计划", Plan, lambda school: school.plans, {"code": "编号"}, {
        "name": "名称", "checklist": "检查表编号", "target": "对象", "who": "执行", "manner": "方式", "slots": "时间",
        "day_kind": "日类型", "weekdays": "星期例外", "evidence": "凭证", "chain": "升级链", "grade": "等级",
        "trial": "试行", "level": "学段",
    }, name=("name",)),
    Layout("岗位", Post, lambda school: school.posts, {"code": "岗位代码"}, {
        "name": "名称", "place": "地点编码", "phone": "岗位机", "peaks": "高峰静默",
    }, name=("name",)),
    Layout("日类型", DayKind, lambda school: school.day_kinds, {"code": "代码"}, {"name": "名称"}),
    Layout("校历", CalendarEntry, lambda school: school.calendar, {
        "first": "开始日期", "last": "结束日期", "kind": "类型",
    }, {"name": "名称"}),
    Layout("宿舍", Dorm, lambda school: school.dorms, {"place": "房间编码"}, {
        "dwellers": "类型", "leader": "寝室长编号", "deputy": "副寝室长编号", "beds": "床位数",
        "since": "任期起", "until": "任期止", "level": "学段",
    }, heard={"beds": int}),
    Layout("宿舍成员", Bed, lambda school: school.beds, {"person": "人员编号"}, {
        "place": "房间编码", "number": "床位",
    }, heard={"number": int}),
    Layout("请假留观", Absence, lambda school: school.absences, {
        "kind": "类型", "place": "房间编码", "bed": "床位", "starts": "开始",
    }, {"ends": "结束", "by": "登记人编号"}, heard={"bed": int}),
)  # fmt: skip
OF_SHEET = {layout.sheet: layout for layout in LAYOUTS}


def setting_cells(school: School) -> Iterator[tuple[str, str]]:
    """Keys and values of the sheet 设置: those that the house reads, then all others as they were."""
    for key in KEYS:
        yield key.key, written(getattr(school.settings, key.field))
    yield from school.settings.rest.items()
