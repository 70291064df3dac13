"""Makes one plain text out of what people type: widths, invisible marks, spaces, spoken room numbers."""

import re
import unicodedata

from domain.reading.sieve import Rewriting

MAX_LENGTH = 10_000
"""Longer texts are read up to here."""

_DIGITS = {d: str(i) for i, d in enumerate("零一二三四五六七八九")} | {"〇": "0", "幺": "1", "洞": "0"}
_DIGIT = "零一二三四五六七八九〇幺洞"
_INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ue000-\uf8ff\ufe00-\ufe0f\ufeff\ufffc]")
_BREAK = re.compile(r"[\r\n\t\v\f\u2028\u2029]+")
_SPACED_OUT = re.compile(r"(?<![^\s,。!?])([\u4e00-\u9fff])(?: +(?=[\u4e00-\u9fff](?![^\s,。!?])))")
_ROOM_GAP = re.compile(r"(?<![A-Z][A-Z])(?<=[A-Z]) +(?=\d)")
_SPOKEN = re.compile(rf"(?<![{_DIGIT}十百千])[{_DIGIT}]{{3}}(?![{_DIGIT}十百千楼层班年级个])")
_HUNDREDS = re.compile(
    r"([一二三四五六七八九])百(?:零([一二三四五六七八九])|"
    r"([一二三四五六七八九])?十([一二三四五六七八九])?)(?![千万个人])"
)
_SPOKEN_STEPS = re.compile(r"^(?:一二三|二三四|三四五|四五六|五六七|六七八|七八九|一一一|一二一)$")
_APOSTROPHE = re.compile(r"(?<=[A-Z])[‘’`´](?=[A-Z])|(?<=S)[’´](?= )")
_REPEATED = re.compile(r"([!?。,~…])\1+")


def clean(text: str) -> str:
    """Half-width, upper-case, no invisible marks, spoken room numbers as digits; `,` stands for gaps and line breaks.

    The result is for reading only: it is not what the person wrote and is never shown.
    """
    plain = unicodedata.normalize("NFKC", text[:MAX_LENGTH])[:MAX_LENGTH]
    return _PLAIN.of(_INVISIBLE.sub("", plain).upper()).strip()


def number(words: str) -> int | None:
    """1 to 99 from digits or Chinese numerals; None for anything else."""
    if words.isascii() and words.isdigit():
        return int(words)
    tens, ten, ones = words.rpartition("十")
    if not all(part in _DIGITS or not part for part in (tens, ones)):
        return None
    value = int(_DIGITS[ones]) if ones else 0
    if ten:
        value += 10 * (int(_DIGITS[tens]) if tens else 1)
    return value or None


def _as_digits(match: re.Match[str]) -> str:
    spoken = match.group()
    return spoken if _SPOKEN_STEPS.match(spoken) else "".join(_DIGITS[d] for d in spoken)


def _as_hundreds(match: re.Match[str]) -> str:
    hundreds, after_zero, tens, ones = match.groups()
    ten = "0" if after_zero else _DIGITS[tens] if tens else "1"
    return _DIGITS[hundreds] + ten + (_DIGITS[after_zero] if after_zero else _DIGITS[ones] if ones else "0")


_PLAIN = Rewriting(
    (
        (_BREAK, "。"),
        (re.compile("[“”]"), ""),
        (re.compile("〇"), "零"),
        (_APOSTROPHE, "'"),
        (_SPACED_OUT, r"\1"),
        (_ROOM_GAP, ""),
        (_SPOKEN, _as_digits),
        (_HUNDREDS, _as_hundreds),
        (_REPEATED, r"\1"),
    )
)
