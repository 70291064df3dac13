"""The sheet 设置: the keys the house reads, each with its reader; every other key is kept as text."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from domain import certificates, draw_plans, samples, service_rules
from domain.calendar import COOLING_SETTING, WORKS_SETTING, dated_spans, yearly_spans
from domain.dorms import Dwellers
from domain.reminders import WRITTEN, row_of
from domain.retention import A_YEAR, DUTIES, MESSAGES, PHOTOS
from domain.reviews import NEVER, UNLESS_SAID, WEEKLY, weekly_at
from domain.school import Settings
from storage.workbook.cells import code, line, listed, number, one_of, text
from storage.workbook.entries import Entry, Table
from storage.workbook.faults import Fault, Wrong, nearest
from storage.workbook.grid import Raw
from storage.workbook.sheets import BY_DWELLERS, GROUP, LANGUAGES
from storage.workbook.times import clock, window, zone
from words.sentence import Sentence


def misspellings(raw: Raw) -> dict[str, str]:
    """漏点=漏电、冒炎=冒烟: the wrong word and the right one."""
    pairs: dict[str, str] = {}
    for wrong, right in listed(_pair)(raw):
        if pairs.setdefault(wrong, right) != right:
            raise Wrong(Sentence("有两个正写"), value=wrong)
    return pairs


def _pair(raw: Raw) -> tuple[str, str]:
    wrong, _, right = (part.strip() for part in line(raw).replace("\uff1d", "=").partition("="))
    if not (wrong and right) or "=" in right:
        raise Wrong(Sentence("不是「错写=正写」"))
    return wrong, right


MOST = 100_000
"""Our own judgement: a greater number is a slip of the finger."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the sheet and the field of Settings that it fills; `empty` is what an empty cell means, if anything."""

    key: str
    field: str
    read: Callable[[Raw], Any]
    empty: Any = None


KEYS = (
    Key("学校名称", "school", line),
    Key("时区", "zone", zone),
    Key("语言", "language", one_of("语言", LANGUAGES)),
    Key("夜间时段", "night", window),
    Key("静默时段", "quiet", window),
    Key("日报时间", "summary_at", clock),
    Key("紧急词", "urgent_words", listed(line)),
    Key("紧急词错写", "urgent_misspellings", misspellings, {}),
    Key("否定词", "negations", listed(line), ()),
    Key("非否定短语", "not_negations", listed(line), ()),
)


def group(raw: Raw) -> str:
    """宿舍类型=教工, or places with 、 between."""
    said = code(raw)
    if said.startswith(BY_DWELLERS):
        kinds = [f"{BY_DWELLERS}{dwellers}" for dwellers in Dwellers]
        if said not in kinds:
            raise Wrong(Sentence("不是宿舍类型"), nearest(said, kinds))
        return said
    return "、".join(listed(code)(raw))


def spans(read: Callable[[str], object], written: str) -> Callable[[Raw], str]:
    """A span's text as it stands, once it can be read."""

    def check(raw: Raw) -> str:
        said = unicodedata.normalize("NFKC", line(raw))
        try:
            read(said)
        except ValueError:
            raise Wrong(Sentence("要像「{written}」这样写", written=written)) from None
        return said

    return check


def reminder(key: str) -> Callable[[Raw], str]:
    """T+10 同班, 关窗+10 班组长."""

    def check(raw: Raw) -> str:
        said = " ".join(unicodedata.normalize("NFKC", line(raw)).split())
        try:
            row_of(key, said)
        except ValueError:
            written = next(text for family, text in WRITTEN.items() if key.startswith(family))
            raise Wrong(Sentence("要像「{written}」这样写", written=written)) from None
        return said

    return check


def of_repairs(key: str) -> Callable[[Raw], str]:
    """T+2小时 响应, 工作日 08:00-18:00, T+3工作日 关闭, 第3次 主管."""

    def check(raw: Raw) -> str:
        said = " ".join(unicodedata.normalize("NFKC", line(raw)).split())
        try:
            service_rules.written(key, said)
        except ValueError as wrong:
            raise Wrong(f"要像「{wrong}」这样写") from None
        return said

    return check


def of_certificates(raw: Raw) -> str:
    """T-30天 本人、班长; T-0 停排班."""
    said = " ".join(unicodedata.normalize("NFKC", line(raw)).split())
    try:
        certificates.row_of(said)
    except ValueError:
        raise Wrong(Sentence("要像「{written}」这样写", written=certificates.WRITTEN)) from None
    return said


def of_samples(raw: Raw) -> str:
    """T+44小时 留样员."""
    said = " ".join(unicodedata.normalize("NFKC", line(raw)).split())
    try:
        samples.row_of(said)
    except ValueError:
        raise Wrong(Sentence("要像「{written}」这样写", written=samples.WRITTEN)) from None
    return said


def counted(raw: Raw) -> str:
    return f"{number(raw, most=MOST):g}"


def whole(raw: Raw) -> str:
    """A count, at least 1."""
    found = int(number(raw, most=MOST, whole=True))
    if found < 1:
        raise Wrong(Sentence("至少写1"))
    return str(found)


def days(raw: Raw, least: int = 1) -> str:
    count = int(number(raw, most=MOST, whole=True))
    if count < least:
        raise Wrong(Sentence("至少{least}天,空着是一直保留", least=least))
    return str(count)


CHECKED: Mapping[str, Callable[[Raw], str]] = {
    COOLING_SETTING: spans(yearly_spans, "06-01~09-30"),
    WORKS_SETTING: spans(dated_spans, "2026-11-16~2026-12-18"),
    "窗口提前分": counted,
    "窗口准时宽限分": counted,
    "窗口迟报分": counted,
    "合并报修小时": counted,
    PHOTOS: days,
    DUTIES: lambda raw: days(raw, A_YEAR.days),
    MESSAGES: days,
    WEEKLY: spans(weekly_at, f"{UNLESS_SAID}」「{NEVER}"),
    draw_plans.WEEKS: whole,
    draw_plans.TOGETHER: whole,
    draw_plans.MOST_A_SHIFT: whole,
}
"""Settings that are kept as text, and how each must be written where it is."""


def settings_from(table: Table, faults: list[Fault]) -> Settings | None:
    """None when anything is wrong or missing, which is then among the faults."""
    if not table.grid.letters.keys() >= {"键", "值"}:
        return None
    entries: dict[str, Entry] = {}
    for entry in table.entries:
        entries.setdefault(entry.get("键") or "", entry)
    wanted = {key.key for key in KEYS}
    rest = {key: _rest(key, entry, faults) for key, entry in entries.items() if key and key not in wanted}
    values = {key.field: _value(key, entries, rest, faults) for key in KEYS}
    _wrong_right_words(entries, values, faults)
    return None if None in values.values() else Settings(**values, rest=rest)


def _value(key: Key, entries: Mapping[str, Entry], rest: Mapping[str, str], faults: list[Fault]) -> Any:
    entry = entries.get(key.key)
    if entry is None:
        likely = nearest(key.key, list(rest), alike=0.6)
        if likely is None:
            faults.append(Fault("设置", "", "", Sentence("缺少「{key}」这一行", key=key.key)))
        else:
            faults.append(entries[likely].fault("键", Sentence("不是设置的名字"), key.key))
        return None
    raw = entry.row.cells["值"]
    value: Any = None
    try:
        value = (key.read(raw) if raw != "" else ()) or key.empty
        if value is None:
            raise Wrong(Sentence("{key}不能空着", key=key.key))
    except* Wrong as wrongs:
        faults.extend(entry.faults("值", wrongs))
    return value


def _rest(key: str, entry: Entry, faults: list[Fault]) -> str:
    raw = entry.row.cells["值"]
    read = group if key.startswith(GROUP) else CHECKED.get(key, text)
    read = of_repairs(key) if key.startswith(service_rules.SHEET) else read
    read = of_certificates if key.startswith(certificates.ROWS) else read
    read = of_samples if key.startswith(samples.ROWS) else read
    read = reminder(key) if key.startswith(tuple(WRITTEN)) else read
    try:
        return read(raw) if raw != "" else ""
    except* Wrong as wrongs:
        faults.extend(entry.faults("值", wrongs))
    return ""


def _wrong_right_words(entries: Mapping[str, Entry], values: Mapping[str, Any], faults: list[Fault]) -> None:
    """A misspelling must stand for one of the urgent words, or it would never raise an alarm."""
    urgent = values["urgent_words"]
    for wrong, right in (values["urgent_misspellings"] or {}).items():
        if urgent and right not in urgent:
            said = f"{wrong}={right}"
            faults.append(entries["紧急词错写"].fault("值", Sentence("右边不是紧急词"), nearest(right, urgent), said))
