"""What differs between two schools, sheet by sheet, in the workbook's own words."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from domain.hours import Window
from domain.people import Presence
from domain.school import School

MINUTE = timedelta(minutes=1)
LONGEST_SHOWN = 30
"""Characters of a field in a line."""


@dataclass(frozen=True, slots=True)
class Change:
    """One row: added (`before` is None), removed (`after` is None) or changed; fields by the heads of their columns."""

    row: str
    before: Mapping[str, str] | None
    after: Mapping[str, str] | None

    def fields(self) -> dict[str, tuple[str, str]]:
        """What changed: column to old and new text."""
        old, new = self.before or {}, self.after or {}
        return {head: (old.get(head, ""), new.get(head, "")) for head in new if old.get(head) != new.get(head)}

    def __str__(self) -> str:
        if self.before is None:
            return f"+ {self.row}"
        if self.after is None:
            return f"- {self.row}"
        return f"~ {self.row}: {','.join(f'{head} {_shown(a)}→{_shown(b)}' for head, (a, b) in self.fields().items())}"


@dataclass(frozen=True, slots=True)
class SheetChanges:
    sheet: str
    added: tuple[Change, ...]
    removed: tuple[Change, ...]
    changed: tuple[Change, ...]

    def lines(self, most: int) -> Iterator[str]:
        """A heading and at most `most` rows; what goes first is what people would miss most."""
        counts = (("新增", self.added), ("删除", self.removed), ("改动", self.changed))
        yield f"{self.sheet}: {'、'.join(f'{word}{len(rows)}' for word, rows in counts if rows)}"
        rows = (*self.removed, *self.changed, *self.added)
        yield from (f"  {row}" for row in rows[:most])
        if len(rows) > most:
            yield f"  还有{len(rows) - most}行"


@dataclass(frozen=True, slots=True)
class Changes:
    """False when nothing differs."""

    sheets: tuple[SheetChanges, ...]

    def __bool__(self) -> bool:
        return bool(self.sheets)

    def lines(self, most: int = 5) -> tuple[str, ...]:
        return tuple(line for sheet in self.sheets for line in sheet.lines(most))

    def counts(self) -> dict[str, list[int]]:
        """Added, removed and changed rows of each sheet that differs."""
        return {s.sheet: [len(s.added), len(s.removed), len(s.changed)] for s in self.sheets}


@dataclass(frozen=True, slots=True)
class Compared:
    """How one sheet is compared: what makes a row the same row, and the column head of each field that may differ.

    A row is called by `same` and `name`; `removed` says what becomes of one that is no longer there.
    """

    sheet: str
    rows: Callable[[School], tuple[Any, ...]]
    same: tuple[str, ...]
    heads: Mapping[str, str]
    name: tuple[str, ...] = ()
    removed: str = ""


COMPARED = (
    Compared("角色", lambda school: school.roles, ("code",), {
        "name": "名称", "manager": "是否管理员", "permissions": "可做",
    }, name=("name",)),
    Compared("人员", lambda school: school.people, ("id",), {
        "name": "姓名", "address": "称呼", "roles": "角色", "section": "学部", "superior": "上级编号",
        "language": "语言", "presence": "状态", "phone": "手机", "note": "备注",
    }, name=("name",), removed="(转为离职,姓名和记录保留)"),
    Compared("地点", lambda school: school.places, ("code",), {
        "name": "名称", "aliases": "别名", "kind": "类型", "parent": "上级编码", "section": "学部",
        "owner": "责任人编号", "water": "总阀", "power": "电闸", "gas": "气阀",
    }, name=("name",)),
    Compared("派单", lambda school: school.dispatch, ("area", "category", "hours"), {
        "first": "首选", "backup": "备选", "responder": "首响", "first_aid": "先做什么",
    }),
    Compared("升级链", lambda school: school.rungs, ("chain", "level", "target", "hours"), {"after": "等待分"}),
    Compared("班次", lambda school: school.shifts, ("code",), {
        "name": "名称", "starts": "开始", "ends": "结束",
    }, name=("name",)),
    Compared("值班表", lambda school: school.roster, ("day", "shift", "person"), {"posts": "岗位代码"}),
)  # fmt: skip
SETTINGS = {
    "school": "学校名称",
    "zone": "时区",
    "language": "语言",
    "night": "夜间时段",
    "quiet": "静默时段",
    "summary_at": "日报时间",
    "urgent_words": "紧急词",
    "urgent_misspellings": "紧急词错写",
    "negations": "否定词",
    "not_negations": "非否定短语",
}


def changes(before: School | None, after: School) -> Changes:
    """Everything that differs; a person who is no longer listed counts as removed once, not again and again."""
    sheets = (_settings(before, after), *(_compare(compared, before, after) for compared in COMPARED))
    return Changes(tuple(sheet for sheet in sheets if sheet.added or sheet.removed or sheet.changed))


def _compare(compared: Compared, before: School | None, after: School) -> SheetChanges:
    old, new = _keyed(compared, before), _keyed(compared, after)
    gone = [row for key, row in old.items() if key not in new and getattr(row, "presence", None) is not Presence.LEFT]
    changed = [(old[key], row) for key, row in new.items() if old.get(key, row) != row]

    def called(row: Any) -> str:
        return " ".join(_text(getattr(row, name)) for name in (*compared.same, *compared.name))

    def texts(row: Any) -> dict[str, str]:
        return {head: _text(getattr(row, name)) for name, head in compared.heads.items()}

    return SheetChanges(
        compared.sheet,
        added=tuple(Change(called(row), None, texts(row)) for key, row in new.items() if key not in old),
        removed=tuple(Change(called(row) + compared.removed, texts(row), None) for row in gone),
        changed=tuple(Change(called(row), texts(was), texts(row)) for was, row in changed),
    )


def _settings(before: School | None, after: School) -> SheetChanges:
    old, new = ({key: {"值": text} for key, text in _setting_texts(school)} for school in (before, after))
    return SheetChanges(
        "设置",
        added=tuple(Change(key, None, row) for key, row in new.items() if key not in old),
        removed=tuple(Change(key, row, None) for key, row in old.items() if key not in new),
        changed=tuple(Change(key, old[key], row) for key, row in new.items() if old.get(key, row) != row),
    )


def _setting_texts(school: School | None) -> Iterator[tuple[str, str]]:
    if school is None:
        return
    for field in fields(school.settings):
        if field.name in SETTINGS:
            yield SETTINGS[field.name], _text(getattr(school.settings, field.name))
    yield from school.settings.rest.items()


def _keyed(compared: Compared, school: School | None) -> dict[Any, Any]:
    rows = compared.rows(school) if school else ()
    return {tuple(getattr(row, name) for name in compared.same): row for row in rows}


def _text(value: Any) -> str:
    """A field as the workbook would write it."""
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case frozenset():
            return "、".join(sorted(value))
        case tuple():
            return "、".join(value)
        case dict():
            return "、".join(f"{wrong}={right}" for wrong, right in value.items())
        case Window():
            return f"{_text(value.starts)}-{_text(value.ends)}"
        case time():
            return value.isoformat(timespec="minutes")
        case date():
            return value.isoformat()
        case timedelta():
            return f"{value / MINUTE:g}"
        case ZoneInfo():
            return value.key
    return str(value)


def _shown(text: str) -> str:
    short = text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
    return f"「{short}」" if short else "空"
