"""People's words are only words: whatever they write arrives as they wrote it, and means nothing to a machine."""

import pytest

from tests.stage import Stage, text_of
from tests.trouble.props import arrive, arrives, change, count, message_of
from words.plain import plain

HOSTILE = {
    "markup": "<b>漏水</b><script>alert(1)</script>&amp; *漏水* _x_ [点我](http://example.org) `rm -rf` /not a command",
    "templates": "{number}{0}{}{words.__class__.__mro__}漏水{{ %s%d%(words)s%n 漏水100% '; DROP TABLE ticket; -- =1+1",
    "directions": "\u202e水漏\u2066反\u2069了 漏\u200b水\u200d\ufeff\u2060 Z\u0351\u036b\u0343\u036a\u0302漏水",
    "pictures": "🚰💧👨\u200d👩\u200d👧\u200d👦漏水🏳️\u200d🌈",
    "no text": "漏水\ud83d 漏水\x00\x07\x1b[31m 漏水\n\n\n\t\r\n第二行",
}


FOUND_BY_TELEGRAM = {"url", "bot_command"}
"""What Telegram makes a link of by itself, in any text."""


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
async def test_hostile_words_go_all_the_way_as_they_are(stage: Stage, words: str) -> None:
    plumber, teacher = await stage.person("P15"), await stage.person("P53")
    said = "3号楼201水管漏水 " + words
    await arrives(stage, message=message_of(teacher, text=said))
    await teacher.taps("对,报上")
    await plumber.taps("接单")
    kept = said.replace("\ud83d", "?").strip()
    shown = plain(kept)
    assert shown in await teacher.reads()
    assert shown in await plumber.reads()
    seen = [entity for m in await plumber.messages() if shown in text_of(m) for entity in m.get("entities") or ()]
    assert {entity["type"] for entity in seen} <= FOUND_BY_TELEGRAM
    assert await count(stage, "SELECT count(*) FROM ticket WHERE words = :it", it=kept) == 1


async def test_hostile_captions_go_all_the_way_too(stage: Stage) -> None:
    plumber, teacher = await stage.person("P15"), await stage.person("P53")
    caption = "3号楼201水管漏水 " + HOSTILE["markup"] + HOSTILE["templates"] + HOSTILE["pictures"]
    await teacher.sends("leaking-pipe", caption=caption)
    await teacher.taps("对,报上")
    assert caption in await plumber.reads()


async def test_hostile_names_are_only_names(stage: Stage) -> None:
    name = "{number}<b>%s🚰"
    await change(stage, "UPDATE person SET name = :it, address = :it WHERE id IN ('P15', 'P53')", it=name)
    await stage.restart()
    plumber, teacher = await stage.person("P15"), await stage.person("P53")
    assert f"{name}好,您是班主任" in await teacher.reads()
    await teacher.says("3号楼201水管漏水")
    await teacher.taps("对,报上")
    assert f"派给{name}。" in await teacher.last()
    await plumber.taps("接单")
    await plumber.taps("修好,拍照")
    await plumber.sends("tap-repaired")
    await teacher.taps("好了,谢谢")
    assert f"谢谢{name}" in await teacher.reads()
    assert f"{name} " in await plumber.reads()


async def test_hostile_words_in_english_too(stage: Stage) -> None:
    teacher = await stage.person("P53")
    await stage.person("P15")
    await teacher.says("/language en")
    await teacher.says("3号楼201水管漏水 {number}%s<b>")
    assert "{number}%s<b>" in await teacher.last()
    assert "Content-Type" not in await teacher.reads()


async def test_ten_thousand_characters_are_one_report_and_nothing_of_them_is_lost(stage: Stage) -> None:
    """A phone sends that as three messages."""
    plumber, teacher = await stage.person("P15"), await stage.person("P53")
    parts = ["3号楼201水管漏水。" + "一" * 4084, "二" * 4096, "三" * 1800]
    await stage.post("say", user=teacher.user, text=parts[0])
    await stage.post("say", user=teacher.user, text=parts[1])
    await teacher.says(parts[2])
    await teacher.taps("对,报上")
    assert await count(stage, "SELECT count(*) FROM ticket") == 1
    assert await count(stage, "SELECT length(words) FROM ticket") >= sum(map(len, parts))
    assert "3号楼201水管漏水" in await plumber.last()
    assert "接单" in str(await plumber.messages())
    assert "已报,1号" in await teacher.reads()


async def test_a_question_about_very_long_words_still_asks(stage: Stage) -> None:
    teacher = await stage.person("P53")
    await teacher.says("3号楼201水管漏水。" + "一" * 4000)
    assert (await teacher.last()).startswith("🔧 3号教工宿舍楼-201")
    assert "对吗?" in await teacher.last()
    assert len(await teacher.last()) <= 4096


async def test_long_words_under_a_photo_leave_the_worker_what_he_must_know(stage: Stage) -> None:
    """A caption holds 1024 characters: who reported it and when comes before the last of the words."""
    plumber, teacher = await stage.person("P15"), await stage.person("P53")
    await teacher.sends("leaking-pipe", caption="3号楼201水管漏水。" + "一" * 1000)
    await teacher.taps("对,报上")
    assert "裴思远" in await plumber.reads()
    assert "一般" in await plumber.reads() or "较急" in await plumber.reads()
    assert await plumber.sees_photos() == 1


async def test_more_than_a_message_can_hold_that_some_other_client_sent_is_no_trouble(stage: Stage) -> None:
    teacher = await stage.person("P53")
    await arrives(stage, message=message_of(teacher, text="3号楼201水管漏水。" + "一" * 10_000))
    assert "对吗?" in await teacher.last()


async def test_words_that_say_nothing_get_a_friendly_answer_each(stage: Stage) -> None:
    teacher = await stage.person("P53")
    before = len(await teacher.messages())
    await arrive(
        stage, *({"message": message_of(teacher, text=it)} for it in ("\u200b", ".", "?", "\u202e", "🙏", "1"))
    )
    assert len(await teacher.messages()) >= before + 6
    assert "没处理好" not in await teacher.reads()
