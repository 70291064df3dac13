"""What was typed by ear is mended, and what only sounds alike is left alone."""

import pytest

from domain.reading.normal import clean, number
from domain.reading.pinyin import split_syllables
from tests.domain.labelled import reader

BY_EAR = {
    "水笼头坏了": "水暖",
    "马捅堵了": "水暖",
    "空掉不冷": "空调风扇",
    "空条滴水": "空调风扇",
    "风山不转": "空调风扇",
    "插坐没反应": "电气照明",
    "头影模糊": "网络多媒体",
    "deng bu liang": "电气照明",
    "kongtiao bu zhileng": "空调风扇",
    "shui long tou loushui": "水暖",
    "男寝lou shui le": "水暖",
}


@pytest.mark.parametrize(("text", "category"), BY_EAR.items())
def test_a_thing_typed_by_ear_is_understood(text: str, category: str) -> None:
    reading = reader().read(text)
    assert (reading.category, reading.is_repair) == (category, True)


@pytest.mark.parametrize(
    "text", ["到底谁管这个", "3楼点名", "里面有烟灰缸", "电子屏", "树脂课桌", "保管室", "wifi", "ok", "hello"]
)
def test_a_real_word_is_not_mended(text: str) -> None:
    assert [reason for reason in reader().read(text).reasons if reason.startswith("错字")] == []


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("三幺二", "312"),
        ("四零八", "408"),
        ("三百一十二", "312"),
        ("二百零五", "205"),
        ("一二三楼都没水", "一二三楼都没水"),
        ("高二三班", "高二三班"),
        ("２号楼（北）", "2号楼(北)"),
        ("着 火 了", "着火了"),
        ("A 302", "A302"),
        ("！！！", "!"),
        ("\u200b\ufeff\u202e", ""),
    ],
)
def test_text_is_made_plain(typed: str, plain: str) -> None:
    assert clean(typed) == plain


@pytest.mark.parametrize(
    ("words", "value"), [("七", 7), ("十", 10), ("十二", 12), ("二十三", 23), ("12", 12), ("几", None)]
)
def test_numerals_are_understood(words: str, value: int | None) -> None:
    assert number(words) == value


def test_pinyin_comes_apart_into_syllables() -> None:
    assert split_syllables("loushui") == ["lou", "sui"]
    assert split_syllables("xyz") is None
