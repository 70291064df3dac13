"""English as its readers write it: one and many, days with their month's name, one word for one thing."""

import re

import pytest

from domain.reading import Vocabulary, reader_of
from handlers.news import render
from tests.sample import sample
from words import say_in
from words.catalog import catalog_of

ENGLISH = {str(message.id): str(message.string) for message in catalog_of("en") if message.id}


@pytest.mark.parametrize(
    ("sentence", "one", "many"),
    [
        ("还有{left}分钟:{name}。", "1 minute left: x.", "3 minutes left: x."),
        ("📷 照片{photos}", "📷 1 photo", "📷 3 photos"),
        ("{lacking}张照片的原件不见了。", "1 original photo is gone.", "3 original photos are gone."),
    ],
)
def test_one_is_one_and_three_are_many(sentence: str, one: str, many: str) -> None:
    say = say_in("en")(sentence)
    said = [say.format(left=n, photos=n, lacking=n, name="x") for n in (1, 3)]
    assert said == [one, many]


def test_days_are_written_with_their_months_name() -> None:
    say = say_in("en")
    assert say("📊 {month}月{day}日:平安。").format(month=11, day=5) == "📊 5 Nov: all is well. "
    back = say("机器出过毛病,数据退回到{made}。")
    assert "on 23 Nov 09:05." in back.format(made="11-23 09:05")
    assert "on 23 Nov 2026 09:05." in back.format(made="2026-11-23 09:05")
    assert "on 09:05." in back.format(made="09:05")
    assert "on 99-23." in back.format(made="99-23")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_people_are_told_to_try_is_understood(language: str) -> None:
    school = sample()
    reader = reader_of(Vocabulary(school.places, school.settings))
    for about, facts in (("report.how", {}), ("practice.step", {"step": "send", "number": 1, "of": 3})):
        (example,) = re.findall("[「“](.+?)[」”]", render(about, facts, language).text)
        read = reader.read(example)
        assert (read.place, read.category, read.is_repair) == ("R3-201", "水暖", True)


def test_who_has_a_name_in_latin_letters_is_not_given_a_chinese_title() -> None:
    say = say_in("en")("{address}好。")
    said = [say.format(address=it) for it in ("Emma老师", "Anne-Marie O'Neil 主任", "卢主任", "Emma", "3号楼老师")]
    assert said == ["Hello Emma.", "Hello Anne-Marie O'Neil.", "Hello 卢主任.", "Hello Emma.", "Hello 3号楼老师."]


def test_what_people_wrote_is_never_taken_for_a_day_or_for_a_field() -> None:
    said = {"by": "Wang", "at": "see 11-23 {left} {{x}} 100%"}
    assert (
        say_in("en")("{name}现在收不到消息,请换一个人。")
        .format(name=said["at"])
        .startswith("see 11-23 {left} {{x}} 100%")
    )


@pytest.mark.parametrize(
    "stray",
    [
        "logistics office",
        "general office",
        "sickbay",
        "My reports",
        "superior",
        "Good, ",
        "press ",
        "has not come in",
        "ix order",
        'tap "',
        "’",
        " no. {",
        "ectification",
    ],
)
def test_one_thing_has_one_word(stray: str) -> None:
    assert {english for english in ENGLISH.values() if stray in re.sub(r"\{.*?\}", "", english)} == set()
