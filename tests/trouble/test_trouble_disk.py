"""A disk that takes nothing more: the operator hears once, directly, and afterwards everything has been done."""

import asyncio
import contextlib
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.chain import faults_of
from tests.stage import Stage, copy_school
from tests.storage.small_disks import FewPages, RealDisk, SmallDisk, real_disk
from tests.trouble.props import calls, connection_of, count, soon, will_read

FULL = "⚠️ 机器出了问题:磁盘满了,新消息先留在 Telegram,没有丢。请清理磁盘。"
LONG = "3号楼201水管漏水," + "滴答" * 1500
"""A sentence that needs room of its own on the disk."""
LADDER = timedelta(minutes=11)
"""After these the deputy head is called."""


@pytest.fixture
def own_disk(tmp_path: Path) -> Iterator[RealDisk]:
    with real_disk(tmp_path / "disk", "24m") as found:
        if found is None:
            pytest.skip("a disk of one's own needs root")
        yield found


@pytest.fixture
async def on_own_disk(own_disk: RealDisk, school: Path) -> AsyncIterator[Stage]:
    """A stage whose data folder is a small disk."""
    here = Stage(copy_school(school, own_disk.folder))
    await here.open()
    yield here
    with contextlib.suppress(FileNotFoundError):
        await own_disk.clear()
    await here.close()


async def unconfirmed(stage: Stage) -> str:
    return str((await stage.get("settled?timeout=0"))["why"])


async def test_on_a_full_disk_messages_stay_at_telegram_and_the_operator_hears_once(stage: Stage) -> None:
    await full_and_cleared(stage, FewPages(stage.folder))


async def test_on_a_real_full_disk_messages_stay_at_telegram_too(on_own_disk: Stage, own_disk: RealDisk) -> None:
    await full_and_cleared(on_own_disk, own_disk)


async def full_and_cleared(stage: Stage, disk: SmallDisk) -> None:
    operator, teacher = await stage.person("P100"), await stage.person("P53")
    await disk.fill(stage.house.store)
    await stage.post("say", user=teacher.user, text=LONG)
    await will_read(operator, FULL)
    assert "1 updates are not confirmed by the bot" in await unconfirmed(stage)
    assert await count(stage, "SELECT count(*) FROM inbox WHERE state = 'new'") == 0

    await stage.post("say", user=teacher.user, text="快一点")
    polls = len(await calls(stage, "getUpdates"))

    async def asked_again() -> bool:
        return len(await calls(stage, "getUpdates")) >= polls + 1

    await soon(stage, asked_again)
    await disk.clear(stage.house.store)
    await stage.settle()
    assert (await operator.reads()).count("磁盘满了") == 1
    assert "快一点" in await teacher.last()
    assert await count(stage, "SELECT count(*) FROM draft") == 1
    assert await stage.rows(faults_of) == []


async def test_who_became_the_operator_today_is_told_today(on_own_disk: Stage, own_disk: RealDisk) -> None:
    """Nobody was bound when the bot started: on the first day of a school that is everybody."""
    operator = await on_own_disk.person("P100")
    assert await count(on_own_disk, "SELECT count(*) FROM account") == 1
    await own_disk.fill()
    await on_own_disk.post("say", user=operator.user, text="/help")
    await will_read(operator, FULL)
    await own_disk.clear()
    await on_own_disk.settle()
    assert "不用记命令" in await operator.reads()


async def test_while_another_program_holds_the_database_the_operator_of_today_hears_what_to_close(stage: Stage) -> None:
    """Nothing can be asked of the writer meanwhile; units that wait together wait once, and not each in its turn."""
    operator, teacher = await stage.person("P100"), await stage.person("P53")
    await stage.rows(lambda tx: list(connection_of(tx).execute("PRAGMA busy_timeout = 300")))
    with contextlib.closing(sqlite3.connect(stage.folder / "zhiqin.db", isolation_level=None)) as another:
        another.execute("BEGIN IMMEDIATE")
        await stage.post("say", user=teacher.user, text="3号楼201水管漏水")
        began = time.perf_counter()
        asked = await asyncio.gather(*(stage.rows(lambda tx: None) for _ in range(20)), return_exceptions=True)
        assert [type(it).__name__ for it in asked] == ["NotKept"] * 20
        assert time.perf_counter() - began < 20 * 0.3
        await will_read(operator, "⚠️ 机器出了问题:数据库被别的程序占着,新消息先留在 Telegram。请关掉那个程序。")
        assert "对吗?" not in await teacher.reads()
    await stage.settle()
    assert (await teacher.reads()).count("对吗?") == 1
    assert (await operator.reads()).count("被别的程序占着") == 1


async def test_what_was_kept_waits_in_the_inbox_when_the_disk_fills_up_before_its_effect(
    on_own_disk: Stage, own_disk: RealDisk
) -> None:
    stage = on_own_disk
    operator, teacher = await stage.person("P100"), await stage.person("P53")
    kept = iter([own_disk.fill_at_once])
    stage.house.store.changed.append(lambda: next(kept, lambda: None)())
    await stage.post("say", user=teacher.user, text="3号楼201水管漏水")
    await will_read(operator, FULL)

    async def sees_that_it_is_under_way() -> bool:
        return [int(call["params"]["chat_id"]) for call in await calls(stage, "sendChatAction")][:1] == [teacher.user]

    await soon(stage, sees_that_it_is_under_way)
    assert await count(stage, "SELECT count(*) FROM inbox WHERE state = 'new'") == 1
    assert "对吗?" not in await teacher.reads()
    await own_disk.clear()
    await stage.settle()
    assert (await teacher.reads()).count("对吗?") == 1
    assert (await operator.reads()).count("磁盘满了") == 1


async def test_a_message_that_arrived_while_its_verdict_had_no_room_is_not_said_again(
    on_own_disk: Stage, own_disk: RealDisk
) -> None:
    """Telegram took it, and in that moment the disk filled up: it arrived once, and is known to have."""
    stage = on_own_disk
    teacher = await stage.person("P53")
    commits = iter([lambda: None, lambda: None, own_disk.fill_at_once])
    stage.house.store.changed.append(lambda: next(commits, lambda: None)())
    await stage.post("say", user=teacher.user, text="/help")
    await will_read(teacher, "不用记命令")
    await own_disk.clear()
    await stage.settle()
    assert (await teacher.reads()).count("不用记命令") == 1
    assert await count(stage, "SELECT count(*) FROM outbox WHERE state <> 'delivered'") == 0


async def test_a_button_on_a_full_disk_says_that_it_is_being_tried_and_the_outcome_follows(
    on_own_disk: Stage, own_disk: RealDisk
) -> None:
    stage = on_own_disk
    teacher = await stage.person("P53")
    await teacher.says("3号楼201水管漏水")
    question = (await teacher.messages())[-1]
    kept = iter([own_disk.fill_at_once])
    stage.house.store.changed.append(lambda: next(kept, lambda: None)())
    data = question["buttons"][0][0]["data"]
    said = await stage.post("tap", user=teacher.user, message_id=question["message_id"], data=data)
    assert said["answer"]["text"] == "正在存,请稍等,不用再点。"
    await own_disk.clear()
    await stage.settle()
    assert await count(stage, "SELECT count(*) FROM ticket") == 1
    assert "1号记下了" in await teacher.reads()


async def test_a_full_disk_does_not_keep_the_bot_from_being_stopped(on_own_disk: Stage, own_disk: RealDisk) -> None:
    stage = on_own_disk
    operator, teacher = await stage.person("P100"), await stage.person("P53")
    kept = iter([own_disk.fill_at_once])
    stage.house.store.changed.append(lambda: next(kept, lambda: None)())
    await stage.post("say", user=teacher.user, text="3号楼201水管漏水")
    await will_read(operator, FULL)
    await stage.house.stop()
    await own_disk.clear()
    await stage.start_bot()
    await stage.settle()
    assert (await teacher.reads()).count("对吗?") == 1


async def test_a_ladder_that_cannot_climb_on_a_full_disk_is_told_of_and_climbs_when_there_is_room(
    on_own_disk: Stage, own_disk: RealDisk
) -> None:
    stage = on_own_disk
    operator, teacher, deputy = await stage.person("P100"), await stage.person("P53"), await stage.person("P02")
    await stage.person("P35")
    await stage.until("10:00")
    await teacher.says("一食堂有煤气味!")
    await own_disk.fill()
    stage.clock.turn(stage.clock.now() + LADDER)
    await stage.house.turned()
    await will_read(operator, FULL)
    assert "一食堂" not in await deputy.reads()
    await own_disk.clear()
    await stage.house.turned()
    await stage.settle()
    assert "一食堂" in await deputy.last()


@pytest.fixture
def full_photos(stage: Stage) -> Iterator[Callable[[], None]]:
    with real_disk(stage.folder / "photos", "1m") as found:
        if found is None:
            pytest.skip("a disk of one's own needs root")
        found.fill_at_once()
        yield (stage.folder / "photos" / "ballast").unlink


@pytest.fixture
def no_photos(stage: Stage) -> Callable[[], None]:
    """Somebody put a file where the folder belongs."""
    (stage.folder / "photos").rmdir()
    (stage.folder / "photos").write_text("")
    return (stage.folder / "photos").unlink


PHOTOS = {"full": "full_photos", "no folder": "no_photos"}


@pytest.mark.parametrize("why", PHOTOS)
async def test_a_photo_that_finds_no_room_is_kept_when_there_is_some(
    stage: Stage, why: str, request: pytest.FixtureRequest
) -> None:
    """The sender need not send it again: it is the operator's to mend."""
    operator, teacher = await stage.person("P100"), await stage.person("P53")
    make_room = request.getfixturevalue(PHOTOS[why])
    await teacher.sends("leaking-pipe", caption="3号楼201水管漏水")
    assert "对吗?" in await teacher.last()
    await stage.later(minutes=100)
    assert (await operator.reads()).count("⚠️ 机器出了问题:") == 1
    assert "请再发一次" not in await teacher.reads()
    assert await count(stage, "SELECT count(*) FROM evidence WHERE state = 'wanted'") == 1
    make_room()
    await stage.later(minutes=6)
    assert await count(stage, "SELECT count(*) FROM evidence WHERE state = 'kept'") == 1
