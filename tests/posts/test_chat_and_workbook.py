"""What was agreed in a chat and what an office writes in its workbook never undo each other unseen."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from actions.import_school import RosterClash, import_workbook
from actions.roster import effective_roster
from domain.dispatch import Rostered
from domain.roster_merge import real_roster
from domain.school import School
from storage.workbook import read_workbook, write_workbook
from tests.stage import Stage

TUESDAY, WEDNESDAY, THURSDAY = date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 26)
LATE = "DTS"


async def exported(stage: Stage, path: Path) -> Path:
    """As `export` writes it, by the house's clock."""
    school, decided = await stage.rows(lambda tx: (tx.school.listed(), tx.roster_changes.decided()))
    real = replace(school, roster=real_roster(school.roster, decided))
    write_workbook(path, real, await stage.rows(lambda tx: tx.unread.all()), stage.clock.now())
    return path


async def imported(stage: Stage, path: Path, change: dict[date, str] | None = None) -> None:
    """The workbook comes back, with somebody else typed into the late duty of some days."""
    book = read_workbook(path)
    roster = tuple(
        replace(row, person=(change or {})[row.day]) if row.shift == LATE and row.day in (change or {}) else row
        for row in book.school.roster
    )
    book = replace(book, school=replace(book.school, roster=roster))
    await stage.house.store.run(import_workbook, stage.clock.now(), book)


async def late(stage: Stage) -> list[str]:
    """Who has late duty from Tuesday to Thursday."""
    found = await stage.rows(lambda tx: [effective_roster(tx, day) for day in (TUESDAY, WEDNESDAY, THURSDAY)])
    return [" ".join(row.person for row in rows if row.shift == LATE) for rows in found]


async def test_a_swap_and_leave_outlive_the_workbook_and_an_office_that_saw_them_may_decide(
    stage: Stage, tmp_path: Path
) -> None:
    await stage.until("10:00")
    asker, other, manager = await stage.person("P54"), await stage.person("P55"), await stage.person("P03")
    before = await exported(stage, tmp_path / "before.xlsx")
    assert await late(stage) == ["P54", "P55", "P56"]
    await stage.later(minutes=5)
    await asker.says("/swap")
    for label in ("11-24 中学晚值班教师", "费晓东", "11-25 中学晚值班教师"):
        await asker.taps(label)
    await other.taps("同意")
    await manager.says("/off 陆晚晴")
    for label in ("11-26", "2天"):
        await manager.taps(label)
    assert await late(stage) == ["P55", "P54", ""]
    await stage.later(minutes=5)

    await imported(stage, before)
    assert await late(stage) == ["P55", "P54", ""], "an old workbook with nothing new in it changes nothing"
    with pytest.raises(RosterClash) as clash:
        await imported(stage, before, {TUESDAY: "P57"})
    assert {(it["by"], it["out"], it["come"]) for it in clash.value.said} == {
        ("P55 费晓东", "P54 施雅琴", "P55 费晓东")
    }
    assert await late(stage) == ["P55", "P54", ""]

    seen = await exported(stage, tmp_path / "seen.xlsx")
    await stage.later(minutes=5)
    await imported(stage, seen, {TUESDAY: "P57"})
    assert await late(stage) == ["P57", "P54", ""], "the office saw the swap and decided otherwise"
    await asker.taps("想换回来")
    assert await late(stage) == ["P57", "P54", ""], "what the office decided is not undone from a phone"
    await manager.taps("改回来")
    assert await late(stage) == ["P57", "P54", "P56"]


async def test_a_shift_that_the_office_gives_to_somebody_on_leave_is_a_hole_and_no_more(
    stage: Stage, tmp_path: Path
) -> None:
    manager = await stage.person("P03")
    await manager.says("/off 耿亦凡")
    for label in ("明天", "7天"):
        await manager.taps(label)
    path = await exported(stage, tmp_path / "school.xlsx")
    await stage.later(minutes=5)
    await imported(stage, path, {THURSDAY: "P85"})
    assert await late(stage) == ["P54", "P55", ""]
    row = Rostered(THURSDAY, LATE, "P85")
    assert row in await stage.rows(lambda tx: tx.school.rostered(THURSDAY)), "the office's row is kept as it was typed"
    school: School = await stage.rows(lambda tx: tx.school.load())
    assert len(school.roster) > 700
