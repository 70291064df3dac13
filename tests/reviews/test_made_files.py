"""A file that is made when it is sent: late, cut off, or not to be made at all, it is in nobody's way."""

import pytest
from telegram.error import BadRequest

from bot.letters import file_of
from bot.verdicts import Fate, verdict_on
from handlers.news.message import Made
from tests.stage import Stage


async def test_a_file_that_telegram_would_not_take_just_now_arrives_whole_and_once(stage: Stage) -> None:
    manager = await stage.person("P03")
    await stage.post("faults", method="sendDocument", kind="429", times=1, seconds=1)
    await manager.says("/review")
    await manager.taps("上月")
    await manager.taps("📄 Word")
    files = [it["document"] for it in await manager.messages() if it.get("document")]
    assert [it["file_name"] for it in files] == ["月报2026-10-01.docx"]
    async with stage.session.get(f"{stage.rehearsal.url}{files[0]['url']}") as answer:
        assert len(await answer.read()) == files[0]["file_size"] > 10_000


async def test_a_file_that_cannot_be_made_is_given_up_and_not_tried_for_ever() -> None:
    def broken() -> bytes:
        raise ValueError("no such chapter")

    with pytest.raises(BadRequest) as refused:
        await file_of(Made("总结.docx", broken))
    assert verdict_on(refused.value).fate is Fate.NEVER
