"""Whatever is typed, reading never fails, invents no place, and hears no danger in a denial."""

from hypothesis import given
from hypothesis import strategies as st

from domain.reading.things import NO_REPAIR, THINGS
from tests.domain.labelled import reader, repairs, tree
from tests.sample import sample

CODES = frozenset(place.code for place in tree())
URGENT = sample().settings.urgent_words
CATEGORIES = frozenset({*THINGS, NO_REPAIR})
PIECES = sorted({text[at : at + 4] for case in repairs() for text in [case.text] for at in range(0, len(text), 4)})
HARMLESS = st.sampled_from(["巡查了三楼", "今天", "教室里", "一切正常,", "夜里看过,", "门窗关好,", "一食堂", "都看了,"])

texts = st.one_of(
    st.text(max_size=200),
    st.text(alphabet="一二三幺零楼层班号()A3F-男女厕没无不着火烟电水门 ,。\u200b\u202e🔥", max_size=60),
    st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
)


@given(texts, st.one_of(st.none(), st.sampled_from(sorted(CODES)), st.text(max_size=5)))
def test_reading_never_fails_and_names_only_real_places(text: str, home: str | None) -> None:
    reading = reader().read(text, home)
    assert reading.category in CATEGORIES
    assert reading.urgency in ("紧急", "较急", "一般", "计划")
    assert reading.place is None or reading.place in CODES
    assert set(reading.places) <= CODES
    assert reading.alarm == (reading.danger is not None)


@given(HARMLESS, st.sampled_from(URGENT), st.sampled_from(["", "。", ",", "情况", ",其他也正常"]))
def test_an_urgent_word_right_after_a_denial_never_alarms(before: str, word: str, after: str) -> None:
    assert not reader().read(f"{before}没有{word}{after}").alarm


@given(st.sampled_from(URGENT))
def test_every_urgent_word_of_the_school_alarms_by_itself(word: str) -> None:
    assert reader().read(word).alarm


@given(st.text(max_size=30))
def test_reading_the_same_twice_gives_the_same(text: str) -> None:
    assert reader().read(text) == reader().read(text)


def test_very_long_and_empty_texts_are_read() -> None:
    assert reader().read("").category == "非报修"
    assert reader().read("水龙头坏了。" * 2_000).category == "水暖"
    assert reader().read("好。" * 4_000 + "三楼着火了").danger == "fire"
