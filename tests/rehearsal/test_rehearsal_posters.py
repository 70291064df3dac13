"""Posters among the samples: photographed a little askew, and their codes can be read from what the bot downloads."""

import base64
import io
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from rehearsal.pictures.posters import Poster, photograph

LINK = "https://t.me/rehearsal_bot?start=dGhpcyBpcyBhIHBsYWNl{}"
POINTS = {
    "X-FIRE": "消防通道(南环)",
    "M-S": "南门岗亭",
    "R1-3": "1号宿舍楼-3层走廊",
    "S1-K": "一食堂-后厨燃气总阀",
    "A-1": "A",
}


def read(picture: Image.Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(picture)]


@pytest.mark.parametrize("code", POINTS)
@pytest.mark.parametrize("side", [1280, 480])
def test_the_code_can_be_read_from_the_photo_large_and_small(code: str, side: int) -> None:
    picture = photograph(Poster(code, POINTS[code], LINK.format(code), outside=code.startswith(("X", "M"))))
    picture.thumbnail((side, side))
    assert read(picture) == [LINK.format(code)]


async def test_a_poster_is_handed_in_and_sent_again_and_again(stage: Any, bot: Any) -> None:
    wang = await stage.person(7001, "王")
    poster = {"code": "X-FIRE", "name": POINTS["X-FIRE"], "link": LINK.format(1)}
    listed = (await stage.post("samples", name="poster-X-FIRE", label="消防通道", poster=poster))["samples"]
    assert (listed[0]["name"], listed[0]["section"]) == ("poster-X-FIRE", "posters")
    assert {sample["section"] for sample in listed[1:]} == {"faults", "places"}
    for shot in (1, 2, 3):
        await stage.post("say", user=wang, photo={"name": "poster-X-FIRE", "shot": shot})
    photos = [update.message.photo for update in await bot.get_updates(timeout=0) if update.message]
    photos = [sizes for sizes in photos if sizes]
    assert len({sizes[-1].file_unique_id for sizes in photos}) == 3
    for sizes in photos:
        file = await bot.get_file(sizes[-1].file_id)
        assert read(Image.open(io.BytesIO(bytes(await file.download_as_bytearray())))) == [LINK.format(1)]


async def test_a_sample_is_a_picture_or_a_poster_and_says_what_is_missing(stage: Any) -> None:
    assert '"base64" or a "poster"' in await stage.refuses("samples", name="x")
    assert '"link" is missing' in await stage.refuses("samples", name="x", poster={"code": "A", "name": "A"})
    own = base64.b64encode(b"not a picture").decode()
    listed = (await stage.post("samples", name="own", base64=own))["samples"]
    assert listed[0]["section"] == "own"


async def test_a_photo_of_long_ago_can_be_lent_to_an_id_that_the_bot_knows(stage: Any, bot: Any) -> None:
    wang = await stage.person(7001, "王")
    await stage.post("files", file_id="a-photo-of-last-week-in-room-201", photo={"name": "tidy-room", "shot": 3})
    sent = await bot.send_photo(wang, "a-photo-of-last-week-in-room-201")
    assert sent.photo[-1].width == 1280
    assert (await stage.screen(wang))[-1]["photo"].startswith("/stage/files/")
