"""Photos are fetched after the fact: an alarm never waits for one, and one that cannot be had is asked for again."""

from datetime import timedelta

import pytest

from bot.clock import PlayedClock
from tests.stage import Stage
from tests.trouble.props import calls, clear_weather, count, fault, soon

ELEVEN = ("leaking-pipe", "water-on-floor", "broken-lamp", "loose-socket", "broken-window", "locked-gate", "open-gate",
          "corridor-clear", "corridor-blocked", "extinguisher", "tidy-room")  # fmt: skip
KEPT = "SELECT count(*) FROM evidence WHERE state = 'kept'"


@pytest.mark.parametrize(("method", "kind"), [("file", "drop"), ("getFile", "502"), ("file", "403")])
async def test_a_photo_that_cannot_be_fetched_at_first_is_fetched_later(stage: Stage, method: str, kind: str) -> None:
    teacher = await stage.person("P53")
    await fault(stage, method, kind, times=2)
    await teacher.sends("leaking-pipe", caption="3号楼201水管漏水")
    assert "对吗?" in await teacher.last()
    assert await count(stage, KEPT) == 0
    await stage.later(minutes=5)
    assert await count(stage, KEPT) == 1
    assert await count(stage, "SELECT count(*) FROM record WHERE kind = 'evidence.kept'") == 1
    assert "请再发一次" not in await teacher.reads()


async def test_an_alarm_does_not_wait_for_its_photo(stage: Stage) -> None:
    electrician, teacher = await stage.person("P13"), await stage.person("P53")
    await fault(stage, "getFile", "500", times=None)
    await teacher.sends("loose-socket", caption="3号楼201插座着火了")
    assert "3号教工宿舍楼" in await electrician.last()
    assert await electrician.sees_photos() == 1
    assert await count(stage, KEPT) == 0


async def test_a_photo_that_is_gone_for_ever_is_asked_for_again_once(stage: Stage) -> None:
    teacher = await stage.person("P53")
    gone = "Bad Request: wrong file_id or the file is temporarily unavailable"
    await fault(stage, "getFile", "400", description=gone, times=None)
    await teacher.sends("leaking-pipe", caption="3号楼201水管漏水")
    await teacher.taps("对,报上")
    await stage.later(minutes=100)
    assert (await teacher.reads()).count("刚才有张照片没取到,请再发一次。") == 1
    assert await count(stage, "SELECT count(*) FROM evidence WHERE state = 'lost'") == 1
    assert await count(stage, "SELECT count(*) FROM record WHERE kind = 'evidence.lost'") == 1
    assert await count(stage, "SELECT count(*) FROM due WHERE verb = 'evidence.fetch'") == 0
    await clear_weather(stage)
    await stage.later(hours=5)
    assert (await teacher.reads()).count("请再发一次") == 1


async def test_a_photo_is_fetched_again_by_itself_though_nothing_else_happens(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clock flows here as it does for a school at night: nobody writes, nobody turns anything."""
    monkeypatch.setattr("bot.fetched.PAUSES", (timedelta(seconds=0.5),))
    teacher = await stage.person("P53")
    await stage.house.stop()
    stage.clock = PlayedClock(stage.clock.now(), flowing=True)
    await stage.start_bot()
    await fault(stage, "file", "500")
    await stage.post("say", user=teacher.user, photo={"name": "leaking-pipe"})

    async def tried() -> bool:
        return len(await calls(stage, "file")) == 1 and await count(stage, "SELECT attempts FROM evidence") == 1

    async def kept() -> bool:
        return await count(stage, KEPT) == 1

    await soon(stage, tried)
    await soon(stage, kept)


async def test_the_same_photo_twice_is_kept_once_and_known_twice(stage: Stage) -> None:
    teacher = await stage.person("P53")
    await teacher.sends("leaking-pipe", caption="3号楼201水管漏水")
    await teacher.taps("对,报上")
    await teacher.sends("leaking-pipe", caption="高中楼厕所水管漏水")
    assert await count(stage, KEPT) == 2
    assert await count(stage, "SELECT count(DISTINCT sha256) FROM evidence") == 1
    assert len([it for it in (stage.folder / "photos").rglob("*") if it.is_file()]) == 1


async def test_a_restart_in_the_middle_of_a_fetch_fetches_it_again(stage: Stage) -> None:
    teacher = await stage.person("P53")
    await fault(stage, "file", "timeout")
    await stage.post("say", user=teacher.user, photo={"name": "leaking-pipe"})

    async def fetching() -> bool:
        return len(await calls(stage, "file")) == 1

    await soon(stage, fetching)
    await stage.restart()
    await stage.settle()
    assert await count(stage, KEPT) == 1


async def test_a_file_that_is_too_big_is_not_asked_for_again_as_it_was(stage: Stage) -> None:
    teacher = await stage.person("P53")
    await fault(stage, "getFile", "400", description="Bad Request: file is too big")
    await stage.post("say", user=teacher.user, video=True, caption="3号楼201水管漏水")
    await stage.settle()
    assert "刚才的文件太大,存不下来。" in await teacher.reads()
    assert await count(stage, "SELECT count(*) FROM evidence WHERE state = 'lost'") == 1


async def test_more_photos_than_an_album_holds_all_reach_the_worker(stage: Stage) -> None:
    plumber, teacher = await stage.person("P15"), await stage.person("P53")
    await teacher.sends(*ELEVEN[:10], caption="3号楼201水管漏水")
    await teacher.sends(ELEVEN[10])
    await teacher.taps("加到这件")
    await teacher.taps("对,报上")
    assert await plumber.sees_photos() == 1 + 11


async def test_a_bundle_that_arrived_by_half_says_so_when_it_comes_again(stage: Stage) -> None:
    plumber, teacher = await stage.person("P15"), await stage.person("P53")
    await teacher.sends("leaking-pipe", "water-on-floor", caption="3号楼201水管漏水")
    await teacher.speaks()
    await fault(stage, "sendVoice", "429", chat=plumber.user)
    await teacher.taps("对,报上")
    assert (await plumber.reads()).count("(可能重复)1号的全部照片和语音") == 1
    assert len([message for message in await plumber.messages() if message.get("voice")]) == 1
