"""The Word document shows what was put right, before and after: small, without what a photo says beside its picture."""

import io
import zipfile

from PIL import Image

from actions.erase_picture import erase_picture
from tests.stage import Someone, Stage


async def paper(stage: Stage, manager: Someone) -> zipfile.ZipFile:
    """The newest one that came."""
    url = [it["document"] for it in await manager.messages() if it.get("document")][-1]["url"]
    async with stage.session.get(f"{stage.rehearsal.url}{url}") as answer:
        return zipfile.ZipFile(io.BytesIO(await answer.read()))


def pictures(found: zipfile.ZipFile) -> list[Image.Image]:
    return [Image.open(io.BytesIO(found.read(name))) for name in found.namelist() if name.startswith("word/media/")]


async def repaired(stage: Stage, teacher: Someone, plumber: Someone) -> None:
    await teacher.sends("leaking-pipe", caption="3号楼201水管漏水")
    await teacher.taps("对,报上")
    await plumber.taps("接单")
    await plumber.taps("修好,拍照")
    await plumber.sends("tap-repaired")
    await teacher.taps("好了,谢谢")


async def test_a_paper_shows_what_was_put_right_until_a_picture_has_to_go(stage: Stage) -> None:
    await stage.until("10:00")
    manager, teacher, plumber = await stage.person("P03"), await stage.person("P53"), await stage.person("P15")
    await repaired(stage, teacher, plumber)
    await manager.says("/review")
    await manager.taps("本周")
    await manager.taps("📄 Word")
    found = await paper(stage, manager)
    text = found.read("word/document.xml").decode()
    shown = pictures(found)
    assert [len(shown), *sorted({it.format for it in shown})] == [2, "JPEG"]
    assert max(max(it.size) for it in shown) <= 640
    assert not any(it.getexif() or it.info.get("comment") for it in shown)
    assert "前后对比照" in text
    assert "3号教工宿舍楼-201" in text
    assert "拍到人的请删掉" in text
    assert "裴思远" not in text
    assert "田大勇" not in text

    await stage.later(minutes=1)
    await manager.taps("📄 Word")
    await manager.taps("一页纸")
    assert pictures(await paper(stage, manager)) == []

    await stage.later(minutes=1)
    kept = await stage.rows(lambda tx: tx.evidence.of_item("ticket:1"))
    await stage.rows(
        lambda tx: erase_picture(tx, stage.clock.now(), kept[0].id, "P03", "pupil", said_at=stage.clock.now())
    )
    await manager.taps("📄 Word")
    assert pictures(await paper(stage, manager)) == []


async def test_two_quick_taps_are_one_file(stage: Stage) -> None:
    await stage.until("10:00")
    manager = await stage.person("P03")
    await manager.says("/review")
    await manager.taps("上月")
    asked = [it for it in await manager.messages() if it.get("buttons")][-1]
    word = next(key["data"] for row in asked["buttons"] for key in row if "Word" in key["text"])
    assert "正在数" in await manager.presses(asked["message_id"], word)
    assert "刚发过了" in await manager.presses(asked["message_id"], word)
    assert sum(bool(it.get("document")) for it in await manager.messages()) == 1
    await stage.later(minutes=1)
    assert "正在数" in await manager.presses(asked["message_id"], word)
    assert sum(bool(it.get("document")) for it in await manager.messages()) == 2
