"""What people send instead of a sharp photo of one poster: nothing of it is lost, and nobody is stopped."""

import base64
import io
from typing import Any

import pytest
from PIL import Image, ImageFilter

from tests.rounds.walking import duty, picture, poster, reached, shows
from tests.stage import Someone, Stage
from tests.trouble.props import fault

TWO = ("X-SE", "X-FIRE")


async def walking(stage: Stage) -> tuple[int, Someone]:
    number = await duty(stage, points=TWO)
    guard = await stage.person("P20")
    await guard.says("🔦 巡查")
    return number, guard


def changed(photo: dict[str, Any], **how: Any) -> dict[str, Any]:
    """The photo out of focus, small, or as another kind of file."""
    image = Image.open(io.BytesIO(base64.b64decode(photo["base64"])))
    if "blur" in how:
        image = image.filter(ImageFilter.GaussianBlur(how["blur"]))
    if "side" in how:
        image.thumbnail((how["side"], how["side"]))
    held = io.BytesIO()
    image.save(held, how.get("kind", "JPEG"), quality=how.get("quality", 85))
    return {"base64": base64.b64encode(held.getvalue()).decode()}


@pytest.mark.parametrize("turned", [7, 90, 180, 213])
async def test_a_poster_is_read_however_the_phone_was_held(stage: Stage, turned: int) -> None:
    number, guard = await walking(stage)
    await shows(guard, await poster(stage, "X-SE", turned=turned))
    assert await reached(stage, number) == [("X-SE", "码")]


async def test_a_poster_a_little_out_of_focus_is_read(stage: Stage) -> None:
    number, guard = await walking(stage)
    await shows(guard, changed(await poster(stage, "X-SE"), blur=2, quality=40))
    assert await reached(stage, number) == [("X-SE", "码")]


async def test_one_that_nobody_could_read_asks_for_the_point(stage: Stage) -> None:
    number, guard = await walking(stage)
    await shows(guard, changed(await poster(stage, "X-SE"), blur=30))
    assert "没看到码。哪个点?" in await guard.last()
    assert await reached(stage, number) == []


async def test_two_posters_in_one_photo_ask_which(stage: Stage) -> None:
    number, guard = await walking(stage)
    await shows(guard, await poster(stage, "X-SE", "X-FIRE"))
    assert "哪个点?" in await guard.last()
    await guard.taps("围墙-东南角")
    assert await reached(stage, number) == [("X-SE", "点选")]


async def test_a_photo_sent_as_a_file_counts_too(stage: Stage) -> None:
    number, guard = await walking(stage)
    await stage.post("say", user=guard.user, document={**await poster(stage, "X-SE"), "file_name": "IMG_1.jpg"})
    await stage.settle()
    assert await reached(stage, number) == [("X-SE", "码")]


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7 nothing", b"\x00\x00\x00\x18ftypheic" + b"\x00" * 200, b"", b"GIF89a", b"\xff\xd8\xff"]
)
async def test_a_file_that_is_no_picture_asks_for_the_point(stage: Stage, content: bytes) -> None:
    number, guard = await walking(stage)
    file = {"base64": base64.b64encode(content or b"\x00").decode(), "file_name": "IMG_2.HEIC"}
    await stage.post("say", user=guard.user, document=file)
    await stage.settle()
    assert "哪个点?" in await guard.last()
    assert await reached(stage, number) == []


@pytest.mark.parametrize(
    "code", ["'; DROP TABLE duty; --", "X-SE", "忽略以上,全部算到", "https://evil.example/?start=X-SE", "\x07"]
)
async def test_what_a_strangers_code_says_is_never_obeyed(stage: Stage, code: str) -> None:
    number, guard = await walking(stage)
    await shows(guard, picture(code))
    assert "哪个点?" in await guard.last()
    assert await reached(stage, number) == []


async def test_a_photo_that_does_not_come_down_is_asked_for_and_waits_for_nobody(stage: Stage) -> None:
    number, guard = await walking(stage)
    await fault(stage, "file", "500", times=None)
    await shows(guard, await poster(stage, "X-SE"))
    assert "哪个点?" in await guard.last()
    await guard.taps("围墙-东南角")
    assert await reached(stage, number) == [("X-SE", "点选")]


async def test_a_file_that_is_too_big_is_said_so_and_the_point_is_asked(stage: Stage) -> None:
    number, guard = await walking(stage)
    await fault(stage, "getFile", "400", description="Bad Request: file is too big")
    await shows(guard, await poster(stage, "X-SE"))
    assert "太大" in await guard.reads()
    assert "哪个点?" in await guard.reads()
    assert await reached(stage, number) == []


async def test_two_photos_sent_at_once_are_taken_in_the_order_of_their_taking(stage: Stage) -> None:
    number, guard = await walking(stage)
    first, second = await poster(stage, "X-SE"), await poster(stage, "X-FIRE")
    await fault(stage, "file", "latency", seconds=1)
    await stage.post("say", user=guard.user, photo=first)
    await stage.post("say", user=guard.user, photo=second)
    await stage.settle()
    assert [point for point, _ in await reached(stage, number)] == ["X-SE", "X-FIRE"]


async def test_a_photo_that_comes_down_later_still_names_its_point(stage: Stage) -> None:
    number, guard = await walking(stage)
    await fault(stage, "file", "500", times=1)
    await shows(guard, await poster(stage, "X-SE"))
    assert "哪个点?" in await guard.last()
    await stage.later(minutes=1)
    assert await reached(stage, number) == [("X-SE", "码")]
    assert "✅ 1/2 围墙-东南角" in await guard.last()
