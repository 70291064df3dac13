"""What one cell says: each reader takes a cell as it stands and gives its value, or raises Wrong."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TypeVar

from storage.workbook.faults import Wrong, nearest
from storage.workbook.grid import Raw, clean
from words.sentence import Sentence

T = TypeVar("T")
Word = TypeVar("Word", bound=StrEnum)
SEPARATORS = re.compile(r"[、,;\uff0c\uff1b\n]+")
HAN_GAP = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
LONGEST_KEY = 30
"""Bytes, of the 64 of callback data (Bot API, InlineKeyboardButton)."""
LONGEST_PERSON = 21
"""Bytes: with the rest of a button's data (handlers/buttons.py) no more than Telegram takes. One button names two
people, who goes and who comes instead."""
BETWEEN_PARTS = frozenset(":>")
NUMBER = re.compile(r"-?\d+(\.\d+)?")


def text(raw: Raw) -> str:
    """As the spreadsheet shows it: 1.0 is 1, a real date is 2026-11-23, a real time is 06:40, TRUE is 是.

    Times are rounded to the minute: a spreadsheet keeps 06:30 as 06:29:59.999.
    """
    match raw:
        case bool():
            return "是" if raw else "否"
        case float() if raw.is_integer():
            return str(int(raw))
        case datetime():
            return raw.isoformat(sep=" ", timespec="minutes").removesuffix(" 00:00")
        case date():
            return raw.isoformat()
        case time():
            return text(timedelta(hours=raw.hour, minutes=raw.minute, seconds=raw.second, microseconds=raw.microsecond))
        case timedelta():
            hours, minutes = divmod(round(raw.total_seconds() / 60), 60)
            return f"{hours:02}:{minutes:02}"
    return str(clean(raw))


def line(raw: Raw) -> str:
    """A text as it was written, on one line."""
    return " ".join(text(raw).split())


def name(raw: Raw) -> str:
    """A text whose spaces between Han characters are only there to look even (王 刚)."""
    return HAN_GAP.sub("", line(raw))


def code(raw: Raw) -> str:
    """A word that other cells repeat: half width, no spaces."""
    return unicodedata.normalize("NFC", "".join(unicodedata.normalize("NFKC", text(raw)).split()))


def key(raw: Raw, *, most: int = LONGEST_KEY) -> str:
    """A code that also stands behind a button, which has little room, and signs of its own between its parts."""
    said = code(raw)
    if len(said.encode()) > most:
        raise Wrong(Sentence("太长了,按钮放不下(字母数字{most}个,汉字{han}个)", most=most, han=most // 3))
    if BETWEEN_PARTS.intersection(said):
        raise Wrong(Sentence("不能有 : 和 >,按钮用它们隔开"))
    return said


def listed(read: Callable[[Raw], T], *, once: bool = False) -> Callable[[Raw], tuple[T, ...]]:
    """Several in a cell, with 、 or , or ; between, full width or not; what is repeated counts once, or is wrong.

    The reader raises an ExceptionGroup of Wrong, so that the second wrong one is told with the first.
    """

    def many(raw: Raw) -> tuple[T, ...]:
        values: dict[T, None] = {}
        wrongs: list[Wrong] = []
        for part in filter(None, map(str.strip, SEPARATORS.split(text(raw)))):
            try:
                value = read(part)
                if once and value in values:
                    raise Wrong(Sentence("写了两次"))
                values[value] = None
            except Wrong as wrong:
                wrongs.append(Wrong(wrong.problem, wrong.nearest, part))
        if wrongs:
            raise ExceptionGroup("several in a cell", wrongs)
        return tuple(values)

    return many


def one_of(what: str, choices: Iterable[str]) -> Callable[[Raw], str]:
    allowed = tuple(choices)

    def read(raw: Raw) -> str:
        said = code(raw)
        if said not in allowed:
            raise Wrong(Sentence("不是{what}({choices})", what=what, choices=allowed), nearest(said, allowed))
        return said

    return read


def member_of(what: str, kind: type[Word]) -> Callable[[Raw], Word]:
    read = one_of(what, kind)
    return lambda raw: kind(read(raw))


def yes_no(raw: Raw) -> bool:
    said = code(raw)
    if said not in ("是", "否"):
        raise Wrong(Sentence("要写「是」或「否」"), nearest(said, ("是", "否"), alike=0.4))
    return said == "是"


def number(raw: Raw, *, most: float, whole: bool = False) -> float:
    """From 0 to `most`."""
    kind = Sentence("整数") if whole else Sentence("数字")
    said = code(raw)
    if isinstance(raw, bool) or not NUMBER.fullmatch(said):
        raise Wrong(
            Sentence("不是{kind}", kind=kind), found[0] if (found := NUMBER.search(said)) and found[0] != said else None
        )
    value = float(said)
    if not 0 <= value <= most or (whole and not value.is_integer()):
        raise Wrong(Sentence("不是0到{most:g}的{kind}", most=most, kind=kind))
    return value
