"""Swaps and leave stand in the tables as the history tells them, and a row changed by hand is found."""

import sqlite3
from contextlib import closing
from pathlib import Path

from storage.store import FILE
from storage.verify import verify
from tests.stage import Stage


def by_hand(folder: Path, sql: str) -> None:
    with closing(sqlite3.connect(folder / FILE)) as connection:
        connection.execute(sql)
        connection.commit()


async def test_swaps_and_leave_are_proven_from_the_records(stage: Stage) -> None:
    await stage.until("10:00")
    asker, other, manager = await stage.person("P54"), await stage.person("P55"), await stage.person("P03")
    await stage.person("P07")
    for back in ("11-25 中学晚值班教师", "不用还"):
        await asker.says("/swap")
        for label in ("11-24 中学晚值班教师", "费晓东", back):
            await asker.taps(label)
    await other.taps("同意")
    await other.taps("想换回来")
    await manager.says("/off 韩卫东")
    for label in ("明天", "3天", "骆晓芸"):
        await manager.taps(label)
    assert await stage.rows(lambda tx: [tx.swaps.get(n).state for n in (1, 2)]) == ["withdrawn", "back_asked"]
    await stage.stop_bot()
    assert verify(stage.folder / FILE, None).faults == []
    by_hand(stage.folder, "UPDATE swap SET other = 'P56' WHERE id = 2")
    by_hand(stage.folder, "UPDATE staff_leave SET last = '2026-12-24', state = 'undone'")
    wrong = {(fault.facts["table"], fault.facts["column"]) for fault in verify(stage.folder / FILE, None).faults}
    assert wrong == {("swap", "other"), ("staff_leave", "last"), ("staff_leave", "state")}
    await stage.start_bot()
