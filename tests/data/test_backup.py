"""A backup is whole or not there; restored, the school goes on, and everybody knows what is gone."""

import asyncio
import json
import shutil
import sqlite3
import threading
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from actions.invitations import invite
from bot.commands.restore import restore
from domain.news import News
from domain.refusal import Refusal
from storage import Store, Transaction
from storage.backup import back_up
from storage.backups import Backup, backups_in
from tests.chain import faults_of
from tests.commands import Say
from tests.data.test_verify import change_a_byte, spoil
from tests.stage import Stage, copy_school
from tests.storage.rows import NOW, ask, kept, note
from tests.storage.small_disks import real_disk


def inside(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_backup_says_where_it_is_and_what_is_not_in_it(folder: Path, tmp_path: Path, say: Say) -> None:
    code, said, _ = say("backup", "--data", folder, "--to", tmp_path / "stick")
    assert code == 0
    (made,) = backups_in(tmp_path / "stick")
    assert str(made.folder) in said
    assert f"{made.records:,}条 {made.head[:16]}" in said
    assert "令牌和 config.toml 不在里面" in said
    assert say("verify", made.folder)[0] == 0


def test_nobody_else_may_read_it_and_the_token_is_not_in_it(folder: Path, tmp_path: Path, say: Say) -> None:
    config = tmp_path / "config.toml"
    config.write_text(f'data = "{folder}"\n[telegram]\ntoken = "1234567:not-in-any-backup-at-all-really"\n')
    assert say("backup", "--config", config, "--to", tmp_path / "stick")[0] == 0
    files = [path for path in (tmp_path / "stick").rglob("*") if path.is_file() and path.parent.name != "stick"]
    assert [path for path in files if b"not-in-any-backup" in path.read_bytes()] == []
    (made,) = backups_in(tmp_path / "stick")
    assert made.database.stat().st_mode & 0o077 == 0
    assert made.folder.stat().st_mode & 0o077 == 0


def test_a_backup_that_was_touched_is_told_by_verify_and_not_restored(folder: Path, tmp_path: Path, say: Say) -> None:
    made = back_up(folder, tmp_path / "stick", NOW)
    spoil(made.folder, "UPDATE ticket SET words = '别的';")
    code, said, _ = say("verify", made.folder)
    assert (code, "备份里的 zhiqin.db 和备份时不一样" in said) == (1, True)
    code, _, complained = say("restore", made.folder, "--data", tmp_path / "new")
    assert (code, "这份备份有不对的地方,没有用它" in complained) == (1, True)
    assert not (tmp_path / "new" / "zhiqin.db").exists()


def test_only_what_is_new_of_the_photos_is_taken_again(folder: Path, tmp_path: Path) -> None:
    first = back_up(folder, tmp_path / "stick", NOW)
    (photo,) = first.photos.glob("??/*")
    before = photo.stat().st_mtime_ns
    second = back_up(folder, tmp_path / "stick", NOW + timedelta(days=1))
    assert second.photos == first.photos
    assert [path.stat().st_mtime_ns for path in second.photos.glob("??/*")] == [before]


def test_on_another_disk_photos_are_copied_and_are_whole(folder: Path, tmp_path: Path, say: Say) -> None:
    with real_disk(tmp_path / "stick", "64m") as stick:
        if stick is None:
            pytest.skip("a disk of one's own needs root")
        made = back_up(folder, stick.folder, NOW)
        assert say("verify", made.folder)[0] == 0


def test_of_many_the_newest_stay_and_photos_that_none_of_them_names_go(folder: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    for day in range(3):
        back_up(folder, stick, NOW + timedelta(days=day), keep=2)
    assert [backup.made_at for backup in backups_in(stick)] == [NOW + timedelta(days=1), NOW + timedelta(days=2)]
    assert len(list((stick / "photos").glob("??/*"))) == 1
    spoil(folder, "UPDATE evidence SET state = 'lost';")
    for day in range(3, 5):
        back_up(folder, stick, NOW + timedelta(days=day), keep=2)
    assert list((stick / "photos").glob("??/*")) == []


def test_one_that_was_cut_short_leaves_nothing_that_looks_whole(folder: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    with pytest.raises((InterruptedError, sqlite3.OperationalError)):
        back_up(folder, stick, NOW, stopped=lambda: True)
    assert backups_in(stick) == []
    assert [name for name in inside(stick) if name not in ("lock", "photos")] == []


def test_what_a_kill_left_lying_is_no_backup_and_goes_with_the_next(folder: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    whole = back_up(folder, stick, NOW)
    half = stick / ".part-2026-11-24_041000"
    shutil.copytree(whole.folder, half)
    (half / "manifest.json").unlink()
    assert [backup.folder for backup in backups_in(stick)] == [whole.folder]
    back_up(folder, stick, NOW + timedelta(days=1))
    assert not half.exists()


def test_without_room_it_says_how_much_is_needed_and_takes_none(folder: Path, tmp_path: Path, say: Say) -> None:
    with real_disk(tmp_path / "stick", "4m") as stick:
        if stick is None:
            pytest.skip("a disk of one's own needs root")
        code, _, complained = say("backup", "--data", folder, "--to", stick.folder)
        assert code == 1
        assert "放不下:还剩" in complained
        assert inside(stick.folder) == ["lock"]


def test_two_at_a_time_do_not_disturb_each_other(folder: Path, tmp_path: Path) -> None:
    refused: list[str] = []
    turn = threading.Event()

    def second() -> bool:
        if not turn.is_set():
            turn.set()
            with pytest.raises(Refusal, match=r"backup\.running"):
                back_up(folder, tmp_path / "stick", NOW)
            refused.append("yes")
        return False

    back_up(folder, tmp_path / "stick", NOW, stopped=second)
    assert refused == ["yes"]
    assert len(backups_in(tmp_path / "stick")) == 1


async def test_while_much_is_written_it_is_one_moment_of_it(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    store = await Store.open(data)
    writing = asyncio.gather(*(store.run(note, str(number)) for number in range(3000)))
    made = await asyncio.to_thread(back_up, data, tmp_path / "stick", NOW)
    await writing
    await store.close()
    words = kept(made.folder)
    assert words == [str(number) for number in range(len(words))]
    assert made.records == len(words)


def test_restoring_needs_an_empty_folder_or_a_word(folder: Path, tmp_path: Path, say: Say) -> None:
    made = back_up(folder, tmp_path / "stick", NOW)
    code, _, complained = say("restore", made.folder, "--data", folder)
    assert (code, "请加 --replace" in complained) == (1, True)
    spoil(folder, "DELETE FROM follower;", "UPDATE ticket SET words = 'since then';")
    code, said, _ = say("restore", tmp_path / "stick", "--replace", "--data", folder)
    assert code == 0, said
    (aside,) = folder.glob("replaced-*")
    assert ask(aside / "zhiqin.db", "SELECT words FROM ticket") == [("since then",)]
    assert ask(folder / "zhiqin.db", "SELECT words FROM ticket") != [("since then",)]
    assert str(aside) in said
    assert say("verify", "--data", folder)[0] == 0


def test_after_it_the_summaries_between_do_not_agree_and_verify_says_why(
    folder: Path, tmp_path: Path, say: Say
) -> None:
    made = back_up(folder, tmp_path / "stick", NOW)
    restore(made, tmp_path / "new", NOW + timedelta(hours=6))
    code, said, _ = say("verify", "--data", tmp_path / "new", "--anchor", f"{made.records}:{made.head[:16]}")
    assert code == 0
    assert f"第{made.records + 1:,}条是从备份恢复的记号" in said


def test_a_restore_that_was_cut_short_does_not_start_from_nothing(folder: Path, tmp_path: Path, say: Say) -> None:
    made = back_up(folder, tmp_path / "stick", NOW)
    new = tmp_path / "new"
    (new / ".restoring").mkdir(parents=True)
    with pytest.raises(Exception, match="没有做完"):
        asyncio.run(Store.open(new))
    assert not (new / "zhiqin.db").exists()
    assert say("restore", made.folder, "--data", new)[0] == 0
    assert inside(new) == ["kind", "lock", "photos", "zhiqin.db"]


def test_a_rehearsals_backup_is_not_restored_into_a_school(folder: Path, tmp_path: Path, say: Say) -> None:
    made = back_up(folder, tmp_path / "stick", NOW)
    manifest = made.folder / "manifest.json"
    manifest.write_text(json.dumps({**json.loads(manifest.read_text()), "kind": "rehearsal"}))
    (folder / "kind").write_text("school\n")
    code, _, complained = say("restore", made.folder, "--replace", "--data", folder)
    assert (code, "演练请用另一个文件夹" in complained) == (1, True)


def test_where_there_is_no_backup_it_says_so(tmp_path: Path, say: Say) -> None:
    assert "里没有备份" in say("restore", tmp_path, "--data", tmp_path / "new")[2]


def test_a_photo_that_is_damaged_in_the_backup_is_told_before_it_is_restored(
    folder: Path, tmp_path: Path, say: Say
) -> None:
    made = back_up(folder, tmp_path / "stick", NOW)
    (photo,) = made.photos.glob("??/*")
    change_a_byte(photo)
    assert say("restore", made.folder, "--data", tmp_path / "new")[0] == 1
    assert say("restore", made.folder, "--anyway", "--data", tmp_path / "new")[0] == 0


async def put_back(stage: Stage, made: Backup) -> None:
    """What a school does: stop, restore, start."""
    await stage.stop_bot()
    await asyncio.to_thread(restore, made, stage.folder, stage.clock.now(), replace=True)
    await stage.start_bot()
    await stage.settle()


async def backed_up(stage: Stage, to: Path) -> Backup:
    return await asyncio.to_thread(back_up, stage.folder, to, stage.clock.now())


async def test_after_a_restore_form_alarm_and_ticket_go_on(stage: Stage, tmp_path: Path) -> None:
    await stage.until("10:00")
    teacher, plumber, head = await stage.person("P53"), await stage.person("P15"), await stage.person("P03")
    await teacher.sends("leaking-pipe", caption="3号楼201水管漏水")
    await teacher.taps("对")
    await teacher.says("灯坏了")
    made = await backed_up(stage, tmp_path / "stick")
    await stage.later(minutes=5)
    await plumber.taps("接单")
    await head.says("一食堂有煤气味!")
    await stage.later(minutes=15)
    await put_back(stage, made)

    assert "数据退回到11-23 10:00" in await teacher.reads()
    assert "到11-23 10:20报过的、点过的都没有了" in await teacher.reads()
    await plumber.taps("接单")
    assert await stage.rows(lambda tx: tx.tickets.get(1).state) == "处理中"
    await head.says("一食堂有煤气味!")
    number = await stage.rows(lambda tx: tx.alarms.newest_of("P03").number)
    assert number == 1001
    await teacher.says("201的日光灯不亮")
    await teacher.says("3号楼201")
    assert await stage.rows(faults_of) == []


async def test_a_button_made_after_the_backup_moves_nothing_else(stage: Stage, tmp_path: Path) -> None:
    """Its ticket is gone, and the next one has another number."""
    teacher, plumber, other = await stage.person("P53"), await stage.person("P15"), await stage.person("P54")
    made = await backed_up(stage, tmp_path / "stick")
    await teacher.says("3号楼201水管漏水")
    await teacher.taps("对")
    lost = (await plumber.messages())[-1]
    data = lost["buttons"][0][0]["data"]
    await put_back(stage, made)
    await other.says("2号楼101水龙头坏了")
    await other.taps("对")
    assert "过时" in await plumber.presses(lost["message_id"], data)
    assert await stage.rows(lambda tx: tx.tickets.get(1001).state) == "已派"


async def test_the_time_between_excuses_and_nobody_missed_anything(school_day: Stage, tmp_path: Path) -> None:
    stage = school_day
    await stage.person("P100")
    await stage.until("07:00")
    made = await backed_up(stage, tmp_path / "stick")
    await stage.until("07:40")
    missed = "SELECT count(*) FROM duty WHERE state = 'missed'"
    assert ask(stage.folder / "zhiqin.db", missed) != [(0,)]
    before = ask(made.database, missed)
    await put_back(stage, made)
    assert ask(stage.folder / "zhiqin.db", missed) == before
    assert ask(stage.folder / "zhiqin.db", "SELECT count(*) > 0 FROM duty WHERE excuse = '停机'") == [(1,)]


async def test_what_waited_in_the_backup_says_that_it_may_be_a_repeat(stage: Stage, tmp_path: Path) -> None:
    teacher = await stage.person("P53")
    await stage.house.store.run(say_later, stage.clock.now(), teacher.user)
    made = await backed_up(stage, tmp_path / "stick")
    await stage.later(minutes=10)
    assert "请到总务处登记" in await teacher.reads()
    assert "可能重复" not in await teacher.reads()
    await put_back(stage, made)
    assert "可能重复" in await teacher.reads()


def say_later(tx: Transaction, now: datetime, chat: int) -> None:
    tx.outbox.put(News("stranger", chat, {}, not_before=now + timedelta(minutes=5)), now)


async def test_a_link_that_was_open_then_opens_nothing_now(stage: Stage, tmp_path: Path) -> None:
    """Somebody may have used it since: it would let a second phone in."""
    token = "a-link-that-waits-for-somebody-at-home"
    await stage.house.store.run(invite, stage.clock.now(), "P54", token)
    made = await backed_up(stage, tmp_path / "stick")
    await put_back(stage, made)
    stranger = await stage.stranger("77")
    await stranger.says(f"/start {token}")
    assert await stage.rows(lambda tx: "P54" in tx.accounts.bound()) is False


async def test_what_was_said_while_it_stood_is_heard_after_it(stage: Stage, tmp_path: Path) -> None:
    teacher = await stage.person("P53")
    made = await backed_up(stage, tmp_path / "stick")
    await stage.stop_bot()
    await stage.post("say", user=teacher.user, text="3号楼201水管漏水")
    await asyncio.to_thread(restore, made, stage.folder, stage.clock.now(), replace=True)
    await stage.start_bot()
    await stage.settle()
    assert "对吗?" in await teacher.reads()


@pytest.fixture
async def nightly(school: Path, tmp_path: Path) -> AsyncIterator[Stage]:
    here = Stage(copy_school(school, tmp_path / "data"), backups=2)
    await here.open()
    yield here
    await here.close()


async def test_each_night_it_backs_itself_up_and_keeps_the_newest(nightly: Stage) -> None:
    await nightly.person("P100")
    for _ in range(3):
        await nightly.until("04:15")
    names = [backup.folder.name for backup in backups_in(nightly.folder / "backups")]
    assert names == ["2026-11-25_041000", "2026-11-26_041000"]


async def test_a_night_without_a_backup_is_told_once_and_tried_again(nightly: Stage) -> None:
    operator = await nightly.person("P100")
    (nightly.folder / "backups").write_text("somebody's notes")
    await nightly.until("04:00")
    await nightly.until("09:30")
    assert (await operator.reads()).count("昨夜的备份没有做成:放备份的文件夹写不了") == 1
    assert "现在一份备份也没有" in await operator.reads()
    (nightly.folder / "backups").unlink()
    await nightly.until("04:15")
    assert len(backups_in(nightly.folder / "backups")) == 1


async def test_a_changed_record_is_found_in_the_night(nightly: Stage) -> None:
    operator = await nightly.person("P100")
    with closing(sqlite3.connect(nightly.folder / "zhiqin.db")) as hand:
        hand.executescript("DROP TRIGGER record_is_never_changed; UPDATE record SET kind = 'x' WHERE seq = 2;")
    await nightly.until("09:00")
    await nightly.until("08:00")
    assert "历史或表里有3处对不上" in await operator.reads()
