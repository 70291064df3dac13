"""What an inspection left behind can be proven: points, notices and appeals stand in the history as in the rows."""

import sqlite3
from contextlib import closing

from storage.verify import verify
from tests.scores.dirty import HEAD, INSPECTOR, LEADER, MEMBER, found_dirty, inspection, signed
from tests.stage import Stage

TAMPERED = {
    "points": "UPDATE score_move SET points = 0 WHERE id = 1",
    "deadline": "UPDATE notice SET deadline = '2027-01-01T00:00:00.000000+00:00'",
    "words": "UPDATE notice SET words = '都好'",
    "decided_by": "UPDATE appeal SET decided_by = 'P02'",
    "state": "UPDATE notice SET state = '销号'",
    "standing": "UPDATE assessment SET standing = '不从重'",
}


async def test_what_was_scored_is_proven_and_what_somebody_changes_in_the_rows_is_found(stage: Stage) -> None:
    people = [await stage.person(one) for one in (LEADER, MEMBER, INSPECTOR, HEAD)]
    await signed(stage)
    await inspection(stage)
    await stage.until("07:40")
    await found_dirty(stage)
    await people[1].taps("有意见")
    await people[1].says("地上是刚打的水")
    await people[3].taps("维持")
    await people[0].taps("去改")
    await stage.stop_bot()
    database = stage.folder / "zhiqin.db"
    report = verify(database, None)
    assert report.faults == []
    assert (report.counts["inspection"], report.counts["notice"], report.counts["appeal"]) == (1, 1, 1)
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("DROP TRIGGER score_move_is_never_changed")
        for tampering in TAMPERED.values():
            connection.execute(tampering)
        connection.commit()
    found = {(fault.about, fault.facts.get("column")) for fault in verify(database, None).faults}
    assert {("row.says", name) for name in ("points", "deadline", "words", "decided_by")} <= found
    assert ("row.differs", None) in found
    assert ("schema.differs", None) in found
    await stage.start_bot()


async def test_points_are_never_overwritten_nor_removed(stage: Stage) -> None:
    await inspection(stage)
    await stage.until("07:40")
    await found_dirty(stage)
    await stage.stop_bot()
    refused = []
    with closing(sqlite3.connect(stage.folder / "zhiqin.db")) as connection:
        for sql in ("UPDATE score_move SET points = 0", "DELETE FROM score_move"):
            try:
                connection.execute(sql)
            except sqlite3.IntegrityError as error:
                refused.append(str(error))
    assert refused == ["points are movements"] * 2
    await stage.start_bot()
