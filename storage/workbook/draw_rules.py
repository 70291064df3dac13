"""What a plan that is drawn has to allow for: enough draws for its pool, and times at which anything can be drawn."""

from collections.abc import Iterator
from itertools import count

from domain.draw_plans import EARLIEST, LEAST_RATIO, MOST_LUCK, WEEKS, DrawSettings
from domain.draw_rules import luck
from domain.plans import Manner
from storage.workbook.cells import code
from storage.workbook.entries import Entry
from storage.workbook.faults import Fault
from storage.workbook.references import Tables, entries
from storage.workbook.sheets import BY_DWELLERS, GROUP
from words.sentence import Sentence

MOST_WEEKS = 52
"""A year: a longer cycle is none."""


def draws_that_are_too_few(tables: Tables) -> Iterator[Fault]:
    """Under 1.5 draws a target there would be a deadline to be read off; and nobody may guess three times too well."""
    said = _said(tables)
    weeks = _whole(said.get(WEEKS), DrawSettings().weeks)
    for entry in _drawn(tables):
        pool, slots = _pool(tables, said, entry.get("对象")), entry.get("时间") or ()
        per_week = max((slot.per_week or 0 for slot in slots), default=0)
        if not pool or not per_week:
            continue
        if per_week * weeks < LEAST_RATIO * pool:
            enough = -(-int(LEAST_RATIO * pool * 2) // (2 * weeks))
            yield entry.fault(
                "时间",
                Sentence(
                    "{pool}处、{weeks}周一轮,要抽{least}遍才看不出期限,每周至少{enough}次;现在一轮只有{now}次",
                    pool=pool,
                    weeks=weeks,
                    least=LEAST_RATIO,
                    enough=enough,
                    now=per_week * weeks,
                ),
            )
        elif luck(pool, per_week * weeks) > MOST_LUCK:
            longer = next((n for n in count(weeks) if luck(pool, per_week * n) <= MOST_LUCK), MOST_WEEKS)
            yield entry.fault(
                "时间",
                Sentence(
                    "{pool}处、{weeks}周一轮、每周{per_week}次:记着账的人猜中下一处的机会会超过均匀的{most:g}倍;请加次数,或把设置里的{key}写成{longer}",
                    pool=pool,
                    weeks=weeks,
                    per_week=per_week,
                    most=MOST_LUCK,
                    key=WEEKS,
                    longer=longer,
                ),
            )


def draws_at_impossible_times(tables: Tables) -> Iterator[Fault]:
    """Staff add numbers until 06:00, and a day of draws is one local day."""
    for entry in _drawn(tables):
        for slot in entry.get("时间") or ():
            if slot.ends is None:
                continue
            starts, ends = slot.starts.hour * 60 + slot.starts.minute, slot.ends.hour * 60 + slot.ends.minute
            if starts < EARLIEST or (ends or 24 * 60) <= starts:
                yield entry.fault("时间", Sentence("抽取只能在06:00到24:00之间,不能跨零点"))
                break


def _drawn(tables: Tables) -> Iterator[Entry]:
    return (entry for entry in entries(tables, "计划") if entry.get("方式") is Manner.DRAWN)


def _said(tables: Tables) -> dict[str, str]:
    return {entry.get("键") or "": code(entry.row.cells.get("值", "")) for entry in entries(tables, "设置")}


def _pool(tables: Tables, said: dict[str, str], target: str | None) -> int:
    """How many places the plan can draw; 0 when that cannot be told here."""
    if not target:
        return 0
    if not target.startswith(GROUP):
        return 1
    named = said.get(target, "")
    if named.startswith(BY_DWELLERS):
        return sum(entry.get("类型") == named.removeprefix(BY_DWELLERS) for entry in entries(tables, "宿舍"))
    return len([place for place in named.split("、") if place])


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and int(text) else otherwise
