"""What was entered is proven from the records, kept for its days, and goes with whoever wrote it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from domain.erasing import WORDS
from storage.person_rows import person_data
from storage.verify import verify
from tests.entries.test_visitors import let_in
from tests.posts.test_gates import at_the_south_gate
from tests.stage import Stage
from tests.storage.rows import ask


def changed(path: Path, sql: str) -> list[str]:
    """What verify finds in a copy into whose table somebody wrote by hand."""
    copy = path.with_name("by-hand.db")
    copy.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as beside:
        beside.execute("VACUUM INTO ?", (str(copy),))
    with closing(sqlite3.connect(copy)) as hand:
        hand.execute(sql)
        hand.commit()
    return [" ".join(filter(None, (it.about, it.facts.get("column")))) for it in verify(copy, None).faults]


async def test_an_entry_changed_by_hand_is_found_and_its_words_go_with_their_writer(stage: Stage) -> None:
    await stage.until("10:00")
    guard = await at_the_south_gate(stage)
    await let_in(guard, "王师傅 修空调 找卢主任 证件1234")
    await guard.taps("走了")
    path = stage.folder / "zhiqin.db"
    assert verify(path, None).faults == []
    assert changed(path, "UPDATE entry SET due = '2026-11-23T09:00:00.000000+00:00' WHERE number = 9") == [
        "row.says due"
    ]
    assert changed(path, "UPDATE entry SET state = 'open' WHERE number = 9") == ["row.differs"]
    assert changed(path, "UPDATE entry SET host = 'P02', how = 'void' WHERE number = 9") == [
        "row.says host",
        "row.says how",
    ]
    assert changed(path, "DELETE FROM entry WHERE number = 9") == ["row.gone"]
    assert verify(path, None).faults == []
    own = person_data(stage.folder, "P21").tables["登记"][1]
    assert [row[5] for row in own] == ["王师傅 修空调"]
    assert [row[5] for row in person_data(stage.folder, "P03").tables["登记"][1]] == [None]
    person = await stage.rows(lambda tx: tx.school.people["P21"])
    await stage.rows(lambda tx: tx.erasure.erase_own_rows(person, [800_000], stage.clock.now()))
    assert ask(path, "SELECT words, document, host FROM entry WHERE number = 9") == [(WORDS, "", "P03")]
