"""What people write is shown on its own line, in our direction and whole signs, and never pushes ours aside."""

import time
import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.reading import Reader, Vocabulary, reader_of
from handlers.news import render
from handlers.news.message import LONGEST_CAPTION, LONGEST_TEXT
from tests.sample import sample
from tests.stage import Stage, text_of
from tests.trouble.props import arrives, count, message_of
from words.plain import apart, cut, plain

FAMILY, ENGLAND, CHINA = "👨\u200d👩\u200d👧", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "🇨🇳"
ANY_WORDS = st.text(st.characters(codec=None), max_size=60)
SIGNS = [
    *"漏水a1 \n\t\r\v\f\x00\x07\x1b\x85<&{}%`=|「」✅אئ👩",
    *"\u202e\u2066\u2069\u200f\u200b\u200d\u0301\u0336\ufe0f\u2028\u2029\U0001f3fd\U0001f1e8\U0001f3f4",
    *"\U000e0067\U000e007f\ud83d",
]
HOSTILE = st.text(st.sampled_from(SIGNS), max_size=80)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("水管漏水\n✅ 已处理好", "水管漏水 / ✅ 已处理好"),
        ("一\r\n\r\n\t二\u2028三\x85四\v五", "一 / 二 / 三 / 四 / 五"),
        ("\u202e水漏\u2066反\u2069了\u200b\x00\x1b[31m\ud83d\ufeff", "水漏反了[31m"),
        (f"{FAMILY}{ENGLAND}{CHINA}👍🏽1️⃣❤️", f"{FAMILY}{ENGLAND}{CHINA}👍🏽1️⃣❤️"),
        ("漏\u200d水\u200d\u200d", "漏水"),
        ("漏\U000e0067\U000e007f水", "漏水"),
        ("Z" + "\u0336" * 500 + "漏", "Z\u0336\u0336\u0336漏"),
        ("Nguyễn Văn Đức " + unicodedata.normalize("NFD", "Nguyễn"), None),
        ("3号楼　201 <b>漏水</b> {number} %s &amp;", None),
        ("ئۇيغۇر ئىسمى", None),
        ("\U00020bb7野家\U000e0100", None),
    ],
)
def test_words_as_they_are_shown(said: str, shown: str | None) -> None:
    assert plain(said) == (said if shown is None else shown)


@given(words=HOSTILE)
@settings(max_examples=400, deadline=None)
def test_what_is_shown_is_one_line_that_nothing_turns_round(words: str) -> None:
    shown = plain(words)
    assert not set(shown) & set("\n\r\v\f\x00\x1b\x85\u2028\u2029\u202e\u2066\u2069\u200f\u200b\ud83d")
    assert "\u0336" * 4 not in shown
    assert plain(shown) == shown
    shown.encode()


@given(words=HOSTILE | ANY_WORDS, most=st.integers(2, 40))
@settings(max_examples=400, deadline=None)
def test_what_is_cut_is_a_beginning_and_short_enough(words: str, most: int) -> None:
    shown = cut(words, most)
    assert len(shown) <= most
    assert shown == words or words.startswith(shown.removesuffix("…"))


@pytest.mark.parametrize("sign", [FAMILY, ENGLAND, CHINA, "👍🏽", "e\u0301", "1️⃣"])
@pytest.mark.parametrize("most", range(6, 16))
def test_no_sign_is_cut_through(sign: str, most: int) -> None:
    shown = cut("漏水" + sign * 9, most).removesuffix("…")
    assert shown.replace(sign, "") == "漏水"


def test_a_name_that_is_read_from_right_to_left_keeps_its_place_in_our_line() -> None:
    assert apart("请 ئىسمى ئەلى、דוד 10:02 去") == "请 \u2068ئىسمى ئەلى\u2069、\u2068דוד\u2069 10:02 去"
    assert apart("没有") == "没有"


TICKET: dict[str, Any] = {
    "number": 7,
    "state": "处理中",
    "category": "水暖",
    "urgency": "一般",
    "place": "3号楼201",
    "words": "漏水",
    "reporter": "裴思远",
    "assignee": "王刚",
    "reported": "10:02",
    "changed": "10:05",
    "arrived": "",
    "why": "",
    "unconfirmed": False,
    "mine": True,
    "photos": [],
    "after": [],
    "voices": [],
    "files": [],
}
PHOTO = "AgACAgUAAxkBAAIBY2" + "x" * 80


@given(words=HOSTILE, why=HOSTILE, name=HOSTILE, photo=st.booleans(), times=st.sampled_from([1, 1, 20, 200]))
@settings(max_examples=150, deadline=None)
def test_a_card_says_what_it_must_whatever_people_wrote(
    words: str, why: str, name: str, photo: bool, times: int
) -> None:
    facts: dict[str, Any] = {
        **TICKET, "words": words * times, "why": why * times, "reporter": name, "photos": [PHOTO] if photo else [],
    }  # fmt: skip
    message = render("ticket.job", facts, None)
    lines = message.text.split("\n")
    assert len(message.text) <= (LONGEST_CAPTION if photo else LONGEST_TEXT)
    assert lines[0] == "🔧 7 3号楼201"
    assert lines[1].endswith("|水暖|一般")
    assert "10:02报。" in lines[2]
    assert lines[-1] == "到哪一步了?"
    assert not lines[1].startswith("✅")
    assert message.photo == (PHOTO if photo else None)
    assert [key.data for row in message.buttons for key in row] == [
        "f:finish:7",
        "t:arrive:7",
        "f:hold:7",
        "f:give_back:7",
    ]


IMITATION = "水管漏水|水暖|一般\n🔧 9 北门\n还在漏|水暖|一般\n✅ 到哪一步了?\n[好了,谢谢] [还不行]"


async def test_a_report_that_imitates_us_stays_within_its_line(stage: Stage) -> None:
    plumber, teacher = await stage.person("P15"), await stage.person("P53")
    await teacher.says("3号楼201水管漏水 " + IMITATION)
    await teacher.taps("对,报上")
    for text in (await teacher.last(), await plumber.last()):
        assert not any(line.startswith(("✅", "🔧 9", "[好了")) for line in text.split("\n"))
    assert await count(stage, "SELECT count(*) FROM ticket WHERE words LIKE :it", it="%" + IMITATION) == 1


async def test_a_report_that_begins_like_us_is_quoted(stage: Stage) -> None:
    plumber, teacher = await stage.person("P15"), await stage.person("P53")
    await teacher.says("✅ 3号楼201水管漏水")
    await teacher.taps("对,报上")
    assert "\n「✅ 3号楼201水管漏水」|水暖" in await plumber.last()


async def test_more_words_go_the_same_way(stage: Stage) -> None:
    plumber, teacher = await stage.person("P15"), await stage.person("P53")
    await teacher.says("3号楼201水管漏水")
    await teacher.taps("对,报上")
    await teacher.taps("补一句")
    await teacher.says("厨房也是\n✅ 1号修好了\u202e")
    assert "补充:厨房也是 / ✅ 1号修好了" in await plumber.reads()


async def test_ten_thousand_signs_from_some_other_client_are_kept_to_the_last(stage: Stage) -> None:
    teacher = await stage.person("P53")
    words = "3号楼201水管漏水。" + "一" * 9_980 + "完。"
    await arrives(stage, message=message_of(teacher, text=words))
    await teacher.taps("对,报上")
    assert await count(stage, "SELECT count(*) FROM ticket WHERE words = :it", it=words) == 1


@pytest.mark.parametrize("length", [4095, 4096])
async def test_at_the_border_of_a_message_everything_arrives(stage: Stage, length: int) -> None:
    """Pictures count one sign here and two in UTF-16; Telegram counts signs."""
    plumber, teacher = await stage.person("P15"), await stage.person("P53")
    words = ("3号楼201水管漏水" + "💧" * length)[:length]
    await teacher.says(words)
    await teacher.taps("对,报上")
    assert "💧…|水暖" in await plumber.last()
    assert await count(stage, "SELECT length(words) FROM ticket") == length


async def test_a_caption_of_the_longest_kind_and_a_long_reason_leave_room_for_the_rest(stage: Stage) -> None:
    plumber, teacher = await stage.person("P15"), await stage.person("P53")
    await teacher.sends("leaking-pipe", caption=("3号楼201水管漏水" + FAMILY * 300)[:1024])
    await teacher.taps("对,报上")
    await plumber.taps("接单")
    await plumber.taps("修不了")
    await plumber.says("要买件" + "🇨🇳" * 450)
    told = [text_of(message) for message in [*await teacher.messages(), *await plumber.messages()]]
    assert all(len(text) <= 4096 for text in told)
    assert "没处理好" not in "".join(told)


@pytest.fixture(scope="module")
def reader() -> Reader:
    school = sample()
    return reader_of(Vocabulary(school.places, school.settings))


def took(reader: Reader, words: str) -> float:
    """Processor time, the least of three."""
    times = []
    for _ in range(3):
        began = time.process_time()
        reader.read(words)
        times.append(time.process_time() - began)
    return min(times)


BITS = [
    "3号楼",
    "201",
    "漏",
    "没有",
    "不",
    "着火",
    "一",
    "零",
    "A",
    "1",
    " ",
    "-",
    ",",
    "shui",
    "\u0301",
    "😀",
    "无烟味",
    "有人",
]


@given(bits=st.lists(st.sampled_from(BITS), min_size=1, max_size=6))
@settings(max_examples=12, deadline=None)
def test_reading_takes_no_more_than_its_length(reader: Reader, bits: list[str]) -> None:
    """Eight times as long takes about eight times as long; what explodes takes sixty-four times, or for ever."""
    words = "".join(bits)
    short, long = ((words * size)[:size] for size in (1_000, 8_000))
    assert took(reader, long) < 24 * max(took(reader, short), 0.002)


async def test_what_a_profile_is_called_is_shown_to_nobody(stage: Stage) -> None:
    """Names on cards are the school's own."""
    await stage.person("P15")
    teacher = await stage.person("P53")
    await stage.post("people", id=teacher.user, first_name="\u202e<b>校长</b>", username="xiaozhang")
    await teacher.says("3号楼201水管漏水")
    await teacher.taps("对,报上")
    assert "裴思远" in await stage.people["P15"].last()
    assert "校长" not in await stage.people["P15"].reads()
