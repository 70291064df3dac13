"""Verify says what is wrong, where, and whose it was; and nothing where nothing is."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.safekeeping import arriving, keep
from storage import Store, Transaction
from storage.history import _content, digest
from storage.verify import verify
from tests.commands import Say
from tests.stage import Stage
from tests.storage.rows import ask

GUARDS = ("DROP TRIGGER record_is_never_changed;", "DROP TRIGGER record_is_never_removed;")


def spoil(folder: Path, *sql: str) -> None:
    """What somebody with the file in hand can do."""
    with closing(sqlite3.connect(folder / "zhiqin.db", isolation_level=None)) as hand:
        hand.executescript("\n".join(sql))


def guarded(folder: Path, *sql: str) -> None:
    """The same, with the guards put back as they were."""
    guards = "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'record'"
    kept = [row[0] + ";" for row in ask(folder / "zhiqin.db", guards)]
    spoil(folder, *GUARDS, *sql, *kept)


def photo_in(folder: Path) -> Path:
    return next((folder / "photos").glob("??/*"))


def seq_of(folder: Path, kind: str) -> int:
    return int(ask(folder / "zhiqin.db", f"SELECT min(seq) FROM record WHERE kind = '{kind}'")[0][0])


def test_a_school_that_nobody_touched_is_found_sound(folder: Path, say: Say) -> None:
    code, said, complained = say("verify", "--data", folder)
    assert (code, complained) == (0, "")
    assert [line[0] for line in said.splitlines()] == ["✓", "✓", "✓", "✓", "现"]
    assert "日报印的校验码: 1个,都对得上" in said
    assert "照片和录音: 1个原件都在" in said
    assert "单1、警报1、任务" in said


async def test_it_may_be_asked_while_the_bot_runs(stage: Stage, say: Say) -> None:
    teacher = await stage.person("P53")
    await teacher.says("3号楼201水管漏水")
    await teacher.taps("对")
    assert say("verify", "--data", stage.folder)[0] == 0


def test_a_changed_word_is_told_with_record_date_and_person(folder: Path, say: Say) -> None:
    seq = seq_of(folder, "ticket.reported")
    guarded(folder, f"UPDATE record SET body = replace(body, '漏水', '滴水') WHERE seq = {seq};")
    code, said, _ = say("verify", "--data", folder)
    assert code == 1
    (name,) = ask(folder / "zhiqin.db", "SELECT name FROM person WHERE id = 'P53'")[0]
    assert f"✗ 第{seq}条记录(2026年11月23日 08:10,{name},1号单,ticket.reported):内容被改过" in said
    assert said.count("✗") == 1


def test_a_changed_time_is_told(folder: Path, say: Say) -> None:
    seq = seq_of(folder, "ticket.reported")
    guarded(folder, f"UPDATE record SET said_at = replace(said_at, 'T00:', 'T01:') WHERE seq = {seq};")
    assert f"✗ 第{seq}条记录" in say("verify", "--data", folder)[1]


def test_a_removed_record_is_told(folder: Path, say: Say) -> None:
    guarded(folder, "DELETE FROM record WHERE seq = 5;")
    code, said, _ = say("verify", "--data", folder)
    assert code == 1
    assert "✗ 第5条记录(2026年11月23日 06:45之前)不见了" in said


def test_a_removed_record_whose_neighbours_closed_up_is_told(folder: Path, say: Say) -> None:
    guarded(folder, "DELETE FROM record WHERE seq = 5;", "UPDATE record SET seq = seq - 1 WHERE seq > 5;")
    said = say("verify", "--data", folder)[1]
    assert "✗ 第5条记录" in said
    assert "接不上前一条" in said


def test_a_cut_tail_is_told_by_the_summary(folder: Path, say: Say) -> None:
    anchor = ask(folder / "zhiqin.db", "SELECT records FROM summary")[0][0]
    guarded(folder, f"DELETE FROM record WHERE seq >= {anchor};")
    said = say("verify", "--data", folder)[1]
    assert f"2026-11-23的日报说有{anchor:,}条记录,现在只有{anchor - 1:,}条:后面的被剪掉了" in said


def test_a_tail_cut_with_its_summary_is_told_by_the_summary_in_the_chat(folder: Path, say: Say) -> None:
    records, head = ask(folder / "zhiqin.db", "SELECT records, head FROM summary")[0]
    guarded(folder, f"DELETE FROM record WHERE seq >= {records};", "DELETE FROM summary;")
    printed = f"记录{records:,}条 {head[:16]}"
    said = say("verify", "--data", folder, "--anchor", printed)[1]
    assert f"您给的校验码说有{records:,}条记录,现在只有{records - 1:,}条" in said


def test_a_history_written_anew_is_told_by_the_summary(folder: Path, say: Say) -> None:
    """Whoever can reckon hashes can make a chain that holds; not one that ends as the summary said."""
    path = folder / "zhiqin.db"
    seq = seq_of(folder, "ticket.reported")
    spoil(folder, *GUARDS)
    with closing(sqlite3.connect(path, isolation_level=None)) as hand:
        hand.row_factory = sqlite3.Row
        rewrite(hand, seq)
    _, said, _ = say("verify", "--data", folder)
    assert "2026-11-23的日报印的是" in said
    assert "内容被改过" not in said


def rewrite(hand: sqlite3.Connection, seq: int) -> None:
    before = hand.execute("SELECT hash FROM record WHERE seq = ?", (seq - 1,)).fetchone()[0]
    for row in hand.execute("SELECT * FROM record WHERE seq >= ? ORDER BY seq", (seq,)).fetchall():
        new = {**dict(row), "before": before, "body": row["body"].replace("漏水", "滴水")}
        new["content"] = _content(new["salt"], new["body"])
        before = digest(new)
        hand.execute(
            "UPDATE record SET body = :body, content = :content, before = :before, hash = :hash WHERE seq = :seq",
            {**new, "hash": before},
        )


@pytest.mark.parametrize("written", ["记录{0:,}条 {1}", "{0}:{1}", "{0:,} records {1}", "记录{0:,}条 …{1}", "{0},{1}"])
def test_an_anchor_is_copied_as_it_stands(folder: Path, say: Say, written: str) -> None:
    records, head = ask(folder / "zhiqin.db", "SELECT records, head FROM summary")[0]
    right = say("verify", "--data", folder, "--anchor", written.format(records, head[:16]))
    assert right[0] == 0
    assert "日报印的校验码: 2个" in right[1]
    code, said, _ = say("verify", "--data", folder, "--anchor", written.format(records, "0123456789abcdef"))
    assert code == 1
    assert f"您给的校验码印的是{records:,}条 0123456789abcdef,现在第{records:,}条是 {head[:16]}" in said


def test_an_anchor_that_is_none_is_said(folder: Path, say: Say) -> None:
    code, _, complained = say("verify", "--data", folder, "--anchor", "上周五的")
    assert code == 1
    assert "看不懂「上周五的」" in complained


def test_an_anchor_as_short_as_the_first_ones_holds_and_is_called_weak(folder: Path, say: Say) -> None:
    records, head = ask(folder / "zhiqin.db", "SELECT records, head FROM summary")[0]
    code, said, _ = say("verify", "--data", folder, "--anchor", f"{records}:{head[:6]}")
    assert code == 0
    assert "只有6位,太短" in said


def test_the_summary_prints_what_verify_takes(lived: tuple[Path, str], folder: Path, say: Say) -> None:
    _, printed = lived
    assert len(printed.split()[-1]) == 16
    code, said, _ = say("verify", "--data", folder, "--anchor", printed)
    assert code == 0
    assert "日报印的校验码: 2个,都对得上" in said


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("unlink", "1号照片(2026年11月23日 08:10"),
        ("byte", "原件的内容变了,和收到时不一样"),
    ],
)
def test_a_photo_that_is_gone_or_changed_is_told(folder: Path, say: Say, what: str, words: str) -> None:
    photo = photo_in(folder)
    SPOILT[what](photo)
    code, said, _ = say("verify", "--data", folder)
    assert code == 1
    assert words in said
    assert said.count("✗") == 1


def change_a_byte(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


SPOILT = {"unlink": Path.unlink, "byte": change_a_byte}


def test_another_photo_put_in_its_place_is_told(folder: Path, say: Say) -> None:
    came = arriving(folder / "photos", 1)
    came.write_bytes(b"another picture")
    other = keep(folder / "photos", came).sha256
    came.unlink()
    spoil(folder, f"UPDATE evidence SET sha256 = '{other}' WHERE sha256 IS NOT NULL;")
    code, said, _ = say("verify", "--data", folder)
    assert code == 1
    assert "这张照片的登记被换过,和历史里的不是同一张" in said
    assert "有1个文件没有登记" in said


async def test_a_photo_that_was_pruned_is_no_fault(folder: Path) -> None:
    def prune(tx: Transaction) -> None:
        now = datetime(2030, 1, 1, tzinfo=UTC)
        (photo,) = tx.evidence.of_item("ticket:1")
        tx.keeping.pruned([photo.id], now)
        body = {"evidence": [photo.id], "sha256": [photo.sha256]}
        tx.history.append("evidence.pruned", now, person=None, said_at=now, body=body)

    photo_in(folder).unlink()
    store = await Store.open(folder)
    await store.run(prune)
    await store.close()
    assert verify(folder / "zhiqin.db", folder / "photos").faults == []


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("DELETE FROM evidence;", "第1号照片的登记不见了"),
        ("UPDATE evidence SET state = 'pruned', gone_at = '2026-11-23';", "登记写的是「pruned」,历史里没有这一步"),
        ("UPDATE evidence SET state = 'lost', sha256 = NULL;", "登记写的是「lost」,历史里没有这一步"),
        ("UPDATE evidence SET sha256 = NULL;", "这张照片的登记被换过"),
        ("UPDATE evidence SET item = 'alarm:1';", "历史里它不属于这一件"),
        ("UPDATE evidence SET person = 'P35';", "第1号照片登记的人和历史里的不一样"),
    ],
)
def test_a_photo_that_went_with_its_row_is_told(folder: Path, say: Say, sql: str, words: str) -> None:
    photo_in(folder).unlink()
    spoil(folder, sql)
    code, said, _ = say("verify", "--data", folder)
    assert code == 1
    assert words in said


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("UPDATE duty SET state = 'done' WHERE id = (SELECT min(id) FROM duty WHERE state = 'missed');",
         "表里写的是「done」,历史里是「missed」"),
        ("UPDATE ticket SET state = '已关闭';", "1号单:表里写的是「已关闭」,历史里是「处理中」"),
        ("UPDATE alarm SET state = 'open';", "警报1:表里写的是「open」,历史里是「false_alarm」"),
        ("UPDATE ticket SET reporter = 'P35';", "1号单:表里写的人是"),
        ("DELETE FROM service;", "1号单,ticket.reported):表里没有这一件了"),
        ("DELETE FROM alarm_told; DELETE FROM alarm;", "警报1,alarm.raised):表里没有这一件了"),
        ("UPDATE ticket SET assignee = 'P53';", "1号单:表里的派给谁和历史里的不一样"),
        ("UPDATE ticket SET words = '没事';", "1号单:表里的内容和历史里的不一样"),
        ("UPDATE ticket SET place = NULL;", "1号单:表里的地点和历史里的不一样"),
        ("UPDATE ticket SET category = '木工';", "1号单:表里的类别和历史里的不一样"),
        ("UPDATE ticket SET reported_at = '2026-11-24T00:10:00.000000+00:00';", "1号单:表里的报的时间和历史里的不一样"),
        ("UPDATE service SET paused = 3600;", "1号单:表里的停了多久和历史里的不一样"),
        ("UPDATE service SET rating = '好';", "1号单:表里的评价和历史里的不一样"),
        ("UPDATE alarm SET owner = 'P35';", "警报1:表里的谁在处理和历史里的不一样"),
        ("UPDATE alarm SET reporter = 'P35';", "警报1:表里的报的人和历史里的不一样"),
        ("DELETE FROM duty_told; DELETE FROM duty WHERE id = (SELECT min(id) FROM duty WHERE state = 'missed');",
         "duty.missed):表里没有这一件了"),
        ("UPDATE duty SET plan = 'J99' WHERE id = (SELECT min(id) FROM duty WHERE state = 'missed');",
         "表里的哪项计划和历史里的不一样"),
        ("UPDATE duty SET reason = '病了' WHERE id = (SELECT min(id) FROM duty WHERE state = 'missed');",
         "表里的原因和历史里的不一样"),
        ("PRAGMA foreign_keys = OFF; UPDATE account SET person = 'P999' WHERE person = 'P53';", "account表第"),
        ("DROP TRIGGER record_is_never_removed;", "保护历史的机关「record_is_never_removed」被拆掉了"),
        ("DROP INDEX record_of_item;", "数据库里的index「record_of_item」和程序建的不一样"),
    ],
)  # fmt: skip
def test_a_table_changed_by_hand_is_told(folder: Path, say: Say, sql: str, words: str) -> None:
    spoil(folder, sql)
    code, said, _ = say("verify", "--data", folder)
    assert code == 1
    assert words in said
    assert said.count("✗") == 1


def test_a_repair_deleted_by_hand_is_told_with_its_clocks(folder: Path, say: Say) -> None:
    spoil(folder, "DELETE FROM service; DELETE FROM ticket;")
    code, said, _ = say("verify", "--data", folder)
    assert (code, said.count("✗")) == (1, 2)
    assert "1号单,ticket.reported):表里没有这一件了" in said


def test_a_page_that_was_overwritten_is_told(folder: Path, say: Say) -> None:
    path = folder / "zhiqin.db"
    (root,) = ask(path, "SELECT rootpage FROM sqlite_schema WHERE name = 'duty'")[0]
    with path.open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\xa5" * 4096)
    code, said, complained = say("verify", "--data", folder)
    assert code == 1
    assert "数据库文件坏了" in said
    assert "Traceback" not in said + complained


def test_many_faults_are_counted_and_the_first_told(folder: Path, say: Say) -> None:
    guarded(folder, "UPDATE record SET kind = kind || 'x';")
    said = say("verify", "--data", folder)[1]
    assert said.count("✗") == 21
    assert "处不对。请先另存一份现在的数据" in said


def test_a_machine_reads_it_as_json(folder: Path, say: Say) -> None:
    guarded(folder, "DELETE FROM record WHERE seq = 11;")
    code, said, _ = say("verify", "--data", folder, "--json")
    found = json.loads(said)
    assert (code, found["holds"], found["found"]) == (1, False, 1)
    (fault,) = found["faults"]
    assert (fault["about"], fault["first"], fault["last"]) == ("record.removed", 11, 11)


def test_where_nothing_is_it_says_so(tmp_path: Path, say: Say) -> None:
    assert "还没有学校的数据" in say("verify", "--data", tmp_path / "nowhere")[2]
