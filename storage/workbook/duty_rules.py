"""What holds between the rows of duties: lists that can be judged, plans that can be kept, times that run forwards."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from domain.acceptance import SameAs, Unreadable, rule
from domain.calendar import BOARDING, DAY_KINDS, MEALS, TEACHING
from domain.checklists import ItemKind
from domain.plans import CalendarKind, Grade, Manner, Quiet, Slot
from domain.scores import FULL, points_in
from storage.workbook.cells import code, listed
from storage.workbook.entries import Entry
from storage.workbook.faults import Fault, nearest
from storage.workbook.references import Tables, entries
from storage.workbook.sheets import BY_DWELLERS, GROUP
from storage.workbook.slots import WRITTEN_LIKE, manner_of
from words.sentence import Sentence

DAY = 24 * 60
COUNTED = (ItemKind.NUMBER, ItemKind.COUNT)
TERM_DAYS = frozenset({TEACHING, BOARDING, MEALS})
FORWARDS = (
    ("校历", "开始日期", "结束日期"),
    ("宿舍", "任期起", "任期止"),
    ("请假留观", "开始", "结束"),
)
SAME_PLAN = ("检查表编号", "对象", "执行", "时间", "日类型", "星期例外", "学段")


def items_out_of_order(tables: Tables) -> Iterator[Fault]:
    """Numbers run from 1 without a gap, so that ==n and a spoken number mean the same for ever."""
    for entries_of_list in _items(tables).values():
        for expected, entry in enumerate(sorted(entries_of_list, key=lambda entry: int(entry.get("序号"))), start=1):
            if entry.get("序号") != expected:
                yield entry.fault("序号", Sentence("序号要从1连续"), str(expected))
                break


def lists_without_items(tables: Tables) -> Iterator[Fault]:
    asked = {entry.get("检查表编号") for entry in entries(tables, "检查项")}
    for entry in entries(tables, "检查表"):
        if "检查项" in tables and entry.get("编号") and entry.get("编号") not in asked:
            yield entry.fault("编号", Sentence("这张检查表一项也没有"))


def answers_that_cannot_be_judged(tables: Tables) -> Iterator[Fault]:
    for entries_of_list in _items(tables).values():
        kinds = {int(entry.get("序号")): entry.get("类型") for entry in entries_of_list}
        for entry in entries_of_list:
            if entry.get("类型") is None or entry.get("合格") is None:
                continue
            try:
                found = rule(entry.get("类型"), entry.get("合格"))
            except Unreadable as wrong:
                yield entry.fault("合格", Sentence(wrong.problem), wrong.nearest)
                continue
            if isinstance(found, SameAs) and (found.item == entry.get("序号") or kinds.get(found.item) not in COUNTED):
                counted = [f"=={n}" for n, kind in kinds.items() if kind in COUNTED and n != entry.get("序号")]
                yield entry.fault(
                    "合格", Sentence("要等于本表另一项数字或计数的序号"), nearest(entry.get("合格"), counted)
                )


def points_that_make_no_hundred(tables: Tables) -> Iterator[Fault]:
    """A list that is scored (满分20) is scored of a hundred, and in numbers."""
    for entries_of_list in _items(tables).values():
        scored = [(entry, points_in(entry.get("内容") or "")) for entry in entries_of_list]
        scored = [(entry, points) for entry, points in scored if points]
        for entry, _ in scored:
            if entry.get("类型") not in (None, ItemKind.NUMBER):
                yield entry.fault("类型", Sentence("打分的项(写了满分)要写「数字」"), ItemKind.NUMBER)
        total = sum(points for _, points in scored)
        if scored and total != FULL:
            yield scored[0][0].fault(
                "内容", Sentence("这张表各项的满分加起来是{total},要正好{full}", total=total, full=FULL)
            )


def times_of_another_manner(tables: Tables) -> Iterator[Fault]:
    for entry in entries(tables, "计划"):
        manner, slots = entry.get("方式"), entry.get("时间") or ()
        written = {manner_of(slot) for slot in slots}
        if manner is None or not written or written == {manner}:
            continue
        if len(written) == 1:
            (likely,) = written
            yield entry.fault("方式", Sentence("和时间的写法不合,时间写的是{likely}", likely=likely), likely)
        else:
            yield entry.fault(
                "时间", Sentence("{manner}的时间要像「{like}」这样写", manner=manner, like=WRITTEN_LIKE[manner])
            )


def times_that_overlap(tables: Tables) -> Iterator[Fault]:
    """One plan never asks twice for the same minutes."""
    for entry in entries(tables, "计划"):
        slots = [slot for slot in entry.get("时间") or () if slot.ends is not None]
        if any(_meet(_span(a), _span(b)) for n, a in enumerate(slots) for b in slots[n + 1 :]):
            yield entry.fault("时间", Sentence("两段时间重叠"))


def plans_twice(tables: Tables) -> Iterator[Fault]:
    """The same list, place, people, times and days under another number: everybody would be asked twice."""
    first: dict[tuple[Any, ...], Entry] = {}
    for entry in entries(tables, "计划"):
        said = tuple(entry.get(head) for head in SAME_PLAN)
        if None in said:
            continue
        same = first.setdefault(said, entry)
        if same is not entry and same.get("编号") != entry.get("编号"):
            yield entry.fault(
                "编号", Sentence("和{other}一样(检查表、对象、执行、时间和日子都相同),留一行", other=same.get("编号"))
            )


def key_plans_in_a_peak(tables: Tables) -> Iterator[Fault]:
    """What must not be missed is not asked for while its person has both hands full.

    The post is the one at the plan's place, else those where its shift stands; one that is quiet then is enough.
    """
    peaks = {entry.get("岗位代码"): entry.get("高峰静默") or () for entry in entries(tables, "岗位")}
    at_place = {entry.get("地点编码"): entry.get("岗位代码") for entry in entries(tables, "岗位")}
    stands: dict[str, dict[tuple[str, ...], None]] = defaultdict(dict)
    for row in entries(tables, "值班表"):
        stands[row.get("班次代码")][row.get("岗位代码") or ()] = None
    for entry in entries(tables, "计划"):
        if entry.get("等级") is not Grade.KEY or entry.get("方式") is Manner.DRAWN:
            continue
        here = at_place.get(entry.get("对象"))
        crews = {(here,): None} if here else stands.get(entry.get("执行"), {})
        for slot in entry.get("时间") or ():
            busy = [
                [peak for post in posts for peak in peaks.get(post, ()) if _falls_in(slot, peak)] for posts in crews
            ]
            if busy and all(busy):
                peak = busy[0][0]
                shown = f"{peak.starts:%H:%M}-{peak.ends:%H:%M}"
                yield entry.fault("时间", Sentence("关键任务落在岗位的高峰静默里({shown})", shown=shown))
                break


def days_unknown_to_the_house(tables: Tables) -> Iterator[Fault]:
    for entry in entries(tables, "日类型"):
        if entry.get("代码") and entry.get("代码") not in DAY_KINDS:
            problem = Sentence("机器人不会算这种日子(会算{kinds})", kinds=tuple(DAY_KINDS))
            yield entry.fault("代码", problem, nearest(entry.get("代码"), DAY_KINDS))


def days_without_a_term(tables: Tables) -> Iterator[Fault]:
    if any(entry.get("类型") in (CalendarKind.TERM, None) for entry in entries(tables, "校历")):
        return
    for entry in entries(tables, "计划"):
        if entry.get("日类型") in TERM_DAYS:
            yield entry.fault("日类型", Sentence("校历里没有学期,这种日子一天也没有"))
            return


def backwards(tables: Tables) -> Iterator[Fault]:
    for sheet, first, last in FORWARDS:
        for entry in entries(tables, sheet):
            starts, ends = entry.get(first), entry.get(last)
            if starts is None or ends is None:
                continue
            if ends < starts or (isinstance(starts, datetime) and ends == starts):
                yield entry.fault(last, Sentence("要在{first}之后", first=first))


def routes_called_like_places(tables: Tables) -> Iterator[Fault]:
    places = {entry.get("编码") for entry in entries(tables, "地点")}
    for entry in entries(tables, "路线"):
        if entry.get("编号") in places:
            yield entry.fault("编号", Sentence("也是一个地点的编码,计划里分不清"))


def places_of_groups(tables: Tables) -> Iterator[Fault]:
    """A group that names places names those that there are."""
    known = tables["地点"].codes() if "地点" in tables else None
    if known is None:
        return
    for entry in entries(tables, "设置"):
        said = code(entry.row.cells.get("值", ""))
        if not (entry.get("键") or "").startswith(GROUP) or said.startswith(BY_DWELLERS):
            continue
        for place in listed(code)(said):
            if place not in known:
                yield entry.fault("值", Sentence("不是地点编码"), nearest(place, dict(tables["地点"].names())), place)


def _items(tables: Tables) -> dict[str, list[Entry]]:
    """The rows of each list, those whose number was wrong left out."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries(tables, "检查项"):
        if entry.get("检查表编号") and entry.get("序号") is not None:
            found[entry.get("检查表编号")].append(entry)
    return found


def _span(span: Slot | Quiet) -> tuple[int, int]:
    """Minutes from the day's midnight; the end lies on the next day when it comes at or before the start."""
    starts = span.starts.hour * 60 + span.starts.minute
    ends = starts if span.ends is None else span.ends.hour * 60 + span.ends.minute
    over_midnight = span.ends is not None and ends <= starts
    return starts, ends + DAY if over_midnight else ends


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two spans share a minute, on whichever day; to touch is not to meet."""
    return any(one[0] < other[1] + shift and other[0] + shift < one[1] for shift in (-DAY, 0, DAY))


def _falls_in(slot: Slot, peak: Quiet) -> bool:
    """A window that shares a minute with the peak, or a point or a step that lies in it."""
    starts, ends = _span(slot)
    if slot.ends is not None and slot.every is None:
        return _meet((starts, ends), _span(peak))
    step = int((slot.every or timedelta(days=2)) / timedelta(minutes=1))
    return any(_meet((at, at + 1), _span(peak)) for at in range(starts, ends + 1, step))
