"""Photos whose days are over go and leave their proof; who needs one keeps it, and no crash in between does harm."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from actions.prune import begin_pruning
from bot.shelves import remove
from tests.chain import faults_of
from tests.phones import Someone
from tests.stage import Stage
from tests.storage.rows import ask
from tests.trouble.props import forges

LONG_AGO = 1_000_000_000
EARLY = "2026-11-22T00:00:00.000000+00:00"
PHOTOS = "SELECT state, length(sha256), size > 0, person, gone_at IS NOT NULL, file_id FROM evidence ORDER BY id"


def files(stage: Stage) -> list[Path]:
    return sorted(path for path in (stage.folder / "photos").rglob("*") if path.is_file())


def look(stage: Stage, sql: str) -> list[tuple[object, ...]]:
    return ask(stage.folder / "zhiqin.db", sql)


def age(stage: Stage) -> None:
    """The files are as old as the school's clock will make them."""
    for path in files(stage):
        os.utime(path, (LONG_AGO, LONG_AGO))


async def repaired(stage: Stage) -> tuple[Someone, Someone]:
    """A ticket with a photo before and one after, closed."""
    plumber, teacher = await stage.person("P14"), await stage.person("P53")
    await teacher.sends("leaking-pipe", caption="3号楼201水管漏水")
    await teacher.taps("对,报上")
    await plumber.taps("接单")
    await plumber.taps("修好,拍照")
    await plumber.sends("tidy-room")
    await teacher.taps("好了,谢谢")
    age(stage)
    return plumber, teacher


async def test_a_photo_goes_when_its_days_are_over_and_its_proof_stays(stage: Stage) -> None:
    await repaired(stage)
    await stage.outage(days=179)
    assert len(files(stage)) == 2
    await stage.outage(days=3)
    assert files(stage) == []
    assert look(stage, PHOTOS) == [("pruned", 64, 1, "P53", 1, ""), ("pruned", 64, 1, "P14", 1, "")]
    assert look(stage, "SELECT count(*) FROM record WHERE kind = 'evidence.pruned'") == [(1,)]
    assert await stage.rows(faults_of) == []


async def test_a_card_says_when_its_photos_went_and_which_they_were(stage: Stage) -> None:
    plumber, _teacher = await repaired(stage)
    before, _after = [str(row[0]) for row in look(stage, "SELECT substr(sha256, 1, 12) FROM evidence ORDER BY id")]
    await stage.outage(days=182)
    await forges(plumber, "v:1")
    assert "照片或语音2个已按规定在2027-05-24清理,指纹 " in await plumber.last()
    assert before in await plumber.last()
    assert (await plumber.messages())[-1].get("photo") is None


async def test_what_is_not_closed_keeps_its_photo_however_long_it_takes(stage: Stage) -> None:
    teacher = await stage.person("P53")
    await teacher.sends("leaking-pipe", caption="3号楼201水管漏水")
    await teacher.taps("对,报上")
    age(stage)
    await stage.outage(days=400)
    assert look(stage, "SELECT state FROM evidence") == [("kept",)]
    assert len(files(stage)) == 1


async def test_files_that_a_crash_left_behind_go_after_a_day(stage: Stage) -> None:
    await repaired(stage)
    shelf = files(stage)[0].parent
    for name, when in (("0" * 62, LONG_AGO), ("1" * 62, None), (f"{'2' * 62}.part", LONG_AGO)):
        (shelf / name).write_bytes(b"nobody's")
        os.utime(shelf / name, when and (when, when))
    await stage.rows(lambda tx: begin_pruning(tx, stage.clock.now()))
    await stage.settle()
    assert sorted(path.name for path in shelf.iterdir() if len(set(path.name)) < 3) == ["1" * 62]
    assert len(files(stage)) == 3


@pytest.mark.parametrize("step", ["decided", "removed"])
async def test_a_crash_between_the_decision_and_the_file_is_made_good(stage: Stage, step: str) -> None:
    """The row says pruned and the file is there; or the file is gone and the sweep does not know it yet."""
    await repaired(stage)
    await stage.stop_bot()
    with closing(sqlite3.connect(stage.folder / "zhiqin.db")) as beside, beside:
        beside.execute("UPDATE evidence SET state = 'pruned', gone_at = '2026-11-23', file_id = '' WHERE id = 1")
        beside.execute("INSERT INTO due (at, verb, subject, facts) VALUES (?, 'pictures.sweep', 'all', '{}')", (EARLY,))
    (shas,) = zip(*look(stage, "SELECT sha256 FROM evidence ORDER BY id"), strict=True)
    pruned, kept = (stage.folder / "photos" / str(sha)[:2] / str(sha)[2:] for sha in shas)
    remove([pruned] * (step == "removed"))
    await stage.start_bot()
    await stage.settle()
    assert (pruned.exists(), kept.exists()) == (False, True)
    assert look(stage, "SELECT count(*) FROM due WHERE verb = 'pictures.sweep'") == [(0,)]
