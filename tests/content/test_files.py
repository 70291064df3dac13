"""Files that people send: kept whatever they are, without what they tell, and never more than there is room for."""

import hashlib
import json
from base64 import b64encode
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from telegram.error import NetworkError

from bot.wire import TooLarge, Wire
from tests.content.telling_files import HERE, film, jpeg
from tests.stage import Someone, Stage
from tests.trouble.props import change, clear_weather, connection_of, count, fault


async def sends_file(who: Someone, content: bytes, name: str = "IMG_1.jpg", **more: Any) -> None:
    file = {"base64": b64encode(content).decode(), "file_name": name, "mime_type": "image/jpeg"}
    await who.stage.post("say", user=who.user, document=file, **more)
    await who.stage.settle()


def on_disk(stage: Stage) -> list[bytes]:
    return [it.read_bytes() for it in sorted((stage.folder / "photos").rglob("*")) if it.is_file()]


async def record_of(stage: Stage, kind: str) -> dict[str, Any]:
    """What the newest record of that kind says."""
    sql = "SELECT body FROM record WHERE kind = ? ORDER BY seq DESC LIMIT 1"
    return dict(json.loads(await stage.rows(lambda tx: connection_of(tx).execute(sql, (kind,)).fetchone()["body"])))


async def test_a_photo_sent_as_a_file_is_kept_without_where_it_was_taken(stage: Stage) -> None:
    teacher, data = await stage.person("P53"), jpeg()
    await sends_file(teacher, data, caption="3号楼201水管漏水")
    await teacher.taps("对,报上")
    (kept,) = on_disk(stage)
    assert HERE in data
    assert HERE not in kept
    said = await record_of(stage, "evidence.kept")
    assert said["sha256"] == hashlib.sha256(kept).hexdigest()
    assert said["came"] == hashlib.sha256(data).hexdigest()
    assert (said["size"], said["kind"]) == (len(kept), "jpeg")


async def test_a_film_is_kept_without_where_it_was_made(stage: Stage) -> None:
    teacher = await stage.person("P53")
    video = {"base64": b64encode(film()).decode()}
    await stage.post("say", user=teacher.user, video=video, caption="3号楼201水管漏水")
    await stage.settle()
    (kept,) = on_disk(stage)
    assert HERE not in kept
    assert len(kept) == len(film())


async def finishing(stage: Stage) -> Someone:
    """A plumber who is asked for a photo of his work."""
    plumber, teacher = await stage.person("P15"), await stage.person("P53")
    await teacher.says("3号楼201水管漏水")
    await teacher.taps("对,报上")
    await plumber.taps("接单")
    await plumber.taps("修好,拍照")
    return plumber


async def test_what_is_no_photo_where_one_was_asked_for_is_kept_and_its_sender_told(stage: Stage) -> None:
    plumber = await finishing(stage)
    await sends_file(plumber, b"MZ\x90 this is a program")
    assert "不是能看的照片" in await plumber.reads()
    assert on_disk(stage) == [b"MZ\x90 this is a program"]
    assert await count(stage, "SELECT count(*) FROM evidence WHERE state = 'kept' AND role = 'after'") == 1


async def test_the_photo_that_was_missing_goes_to_the_same_repair_with_one_tap(stage: Stage) -> None:
    plumber = await finishing(stage)
    await sends_file(plumber, b"MZ\x90 this is a program")
    await plumber.taps("补一张")
    await plumber.sends("tap-repaired")
    assert await count(stage, "SELECT count(*) FROM evidence WHERE item = 'ticket:1' AND kind = 'photo'") == 1
    assert await count(stage, "SELECT count(*) FROM ticket") == 1


async def test_a_photo_sent_as_a_file_is_one_whatever_it_is_called(stage: Stage) -> None:
    plumber = await finishing(stage)
    await sends_file(plumber, jpeg(), "setup.exe")
    assert "不是能看的照片" not in await plumber.reads()


async def test_a_voice_note_is_no_photo_of_the_work(stage: Stage) -> None:
    plumber = await finishing(stage)
    await plumber.speaks()
    assert "请拍一张照片" in await plumber.last()


async def test_a_picture_of_which_we_do_not_know_what_it_tells_is_not_kept_and_asked_for_as_a_photo(
    stage: Stage,
) -> None:
    teacher = await stage.person("P53")
    await sends_file(teacher, b"II*\x00" + HERE * 9, caption="3号楼201水管漏水")
    assert "这种照片文件存不下来" in await teacher.reads()
    assert on_disk(stage) == []
    assert (await record_of(stage, "evidence.lost"))["why"] == "not_kept"


async def test_a_film_of_which_we_do_not_is_asked_for_as_a_film(stage: Stage) -> None:
    teacher = await stage.person("P53")
    await sends_file(teacher, b"\x1a\x45\xdf\xa3" + HERE * 9, "film.mkv", caption="3号楼201水管漏水")
    assert "请直接录一段" in await teacher.reads()
    assert on_disk(stage) == []


async def test_more_than_was_said_is_cut_off_and_told(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    teacher = await stage.person("P53")
    monkeypatch.setattr("bot.downloads.LARGEST", 500)
    await fault(stage, "file", "500", times=1)
    await sends_file(teacher, b"x" * 400, caption="3号楼201水管漏水")
    monkeypatch.setattr("bot.downloads.LARGEST", 300)
    await change(stage, "UPDATE evidence SET size = 5")
    await stage.later(minutes=1)
    assert "刚才的文件太大" in await teacher.reads()
    assert on_disk(stage) == []


async def test_what_a_killed_program_was_writing_is_swept_away(stage: Stage) -> None:
    unfinished = stage.folder / "photos" / "77.part"
    unfinished.parent.mkdir(exist_ok=True)
    unfinished.write_bytes(b"half")
    await stage.restart()
    await stage.settle()
    assert not unfinished.exists()


async def alarm_made_a_repair(stage: Stage) -> Someone:
    teacher, first = await stage.person("P53"), await stage.person("P13")
    await teacher.sends("loose-socket", caption="3号楼201插座冒烟了")
    await first.taps("不是紧急")
    return teacher


STATES = "SELECT count(*) FROM evidence WHERE state = :state"


async def test_a_photo_of_an_alarm_that_became_a_repair_is_kept_for_both(stage: Stage) -> None:
    await alarm_made_a_repair(stage)
    assert await count(stage, STATES, state="kept") == await count(stage, "SELECT count(*) FROM evidence") == 2
    assert len(on_disk(stage)) == 1


async def test_a_photo_that_comes_after_it_was_copied_is_kept_for_both(stage: Stage) -> None:
    await fault(stage, "file", "500", times=None)
    await alarm_made_a_repair(stage)
    assert await count(stage, STATES, state="wanted") == 2
    await clear_weather(stage)
    await stage.later(minutes=5)
    assert await count(stage, STATES, state="kept") == 2


async def test_a_photo_that_never_comes_is_lost_for_both_and_asked_for_once(stage: Stage) -> None:
    await fault(stage, "file", "500", times=None)
    teacher = await alarm_made_a_repair(stage)
    await stage.later(hours=2)
    assert await count(stage, STATES, state="lost") == 2
    assert (await teacher.reads()).count("刚才有张照片没取到") == 1


@pytest.fixture
async def liar() -> AsyncIterator[str]:
    """A server that has no end, one that stops in the middle, and one that refuses."""

    async def endless(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse()
        await answer.prepare(request)
        for _ in range(1000):
            await answer.write(bytes(64 * 1024))
        return answer

    async def short(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse(headers={"Content-Length": "1000"})
        await answer.prepare(request)
        await answer.write(b"half")
        assert request.transport is not None
        request.transport.close()
        return answer

    async def refused(request: web.Request) -> web.Response:
        return web.Response(status=403, text="no")

    app = web.Application()
    app.add_routes([web.get("/endless", endless), web.get("/short", short), web.get("/refused", refused)])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


@pytest.mark.parametrize(
    ("path", "error"), [("endless", TooLarge), ("short", NetworkError), ("refused", NetworkError), ("", NetworkError)]
)
async def test_a_download_ends_where_it_must(liar: str, tmp_path: Path, path: str, error: type[Exception]) -> None:
    wire = Wire(liar)
    await wire.initialize()
    with pytest.raises(error):
        await wire.download(f"{liar}/{path}", tmp_path / "came", 1_000_000)
    await wire.shutdown()
    assert (tmp_path / "came").stat().st_size <= 1_000_000
