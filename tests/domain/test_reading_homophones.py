"""The homophone table is what pypinyin makes of the characters; run this module to make it again."""

import re
import sys
import unicodedata
from collections.abc import Iterator

import pytest

from domain.reading.homophones import EXTRA, SOUNDS, plain_sound
from domain.reading.things import THINGS

WIDTH = 116


def made_again() -> dict[str, str]:
    """Character to plain sound, for GB 2312 level 1 and EXTRA."""
    pypinyin = pytest.importorskip("pypinyin")
    return {
        char: plain_sound(pypinyin.pinyin(char, style=pypinyin.Style.NORMAL)[0][0])
        for char in dict.fromkeys((*_level_one(), *EXTRA))
    }


def _level_one() -> Iterator[str]:
    pairs = (bytes([row, cell]) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    return (pair.decode("gb2312") for pair in pairs if not (pair[0] == 0xD7 and pair[1] > 0xF9))


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _table() -> str:
    groups: dict[str, str] = {}
    for char, sound in made_again().items():
        groups[sound] = groups.get(sound, "") + char
    lines = [""]
    for sound, chars in sorted(groups.items()):
        for part in re.findall(".{1,50}", chars):
            fits = _width(f"{lines[-1]} {sound}{part}") <= WIDTH
            lines = [*lines[:-1], f"{lines[-1]} {sound}{part}".strip()] if fits else [*lines, f"{sound}{part}"]
    return "\n".join(lines)


def test_the_table_is_up_to_date() -> None:
    assert made_again() == SOUNDS


def test_southern_ears_are_taken_into_account() -> None:
    assert plain_sound("zhang") == plain_sound("zang")
    assert plain_sound("jing") == plain_sound("jin")
    assert plain_sound("nü") == "nv"


def test_every_character_of_our_things_has_a_sound() -> None:
    words = "".join(words for tiers in THINGS.values() for words in tiers.values())
    silent = {char for char in words if "\u4e00" <= char <= "\u9fff"} - set(SOUNDS)
    assert not silent, f"add to EXTRA: {''.join(sorted(silent))}"


if __name__ == "__main__":
    sys.stdout.write(_table() + "\n")
