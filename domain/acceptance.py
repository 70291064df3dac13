"""What counts as normal: the school's small grammar of 合格, and the judging of one answer."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from domain.checklists import Item, ItemKind, Severity

YES, NO = "是", "否"
STAR = "*"
NUMBER = r"-?\d{1,9}(?:\.\d{1,6})?"
AT_LEAST = re.compile(rf">=({NUMBER})")
AT_MOST = re.compile(rf"<=({NUMBER})")
BETWEEN = re.compile(rf"({NUMBER})\.\.({NUMBER})")
SAME = re.compile(r"==(\d{1,2})")
SPAN_LIKE = re.compile(rf"({NUMBER})(?:\.+|-|~|至|到|—|–|,)({NUMBER})")
LIKE_AT_LEAST = re.compile(rf"(?:≥|>|=>|不低于|不少于|大于等于|至少)({NUMBER})")
LIKE_AT_MOST = re.compile(rf"(?:≤|<|=<|不高于|不超过|小于等于|至多)({NUMBER})")
NOTHING = frozenset({"", "无", "没有", "没", "暂无", "正常", "无异常", "/", "-", "—", "none", "no", "nothing"})
"""What people write in a text to say that there is nothing to say."""


class Unreadable(ValueError):
    """A 合格 that fits no form; `nearest` is the form that was probably meant, or None."""

    def __init__(self, problem: str, nearest: str | None = None) -> None:
        super().__init__(problem)
        self.problem = problem
        self.nearest = nearest


@dataclass(frozen=True, slots=True)
class Anything:
    """Only written down."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """是, 否, or 无*|有: what may be chosen, and which of it is normal."""

    choices: tuple[str, ...]
    normal: frozenset[str]


@dataclass(frozen=True, slots=True)
class Between:
    """>=n, <=n, a..b: both ends belong to it; None where it has no end."""

    least: Decimal | None
    most: Decimal | None


@dataclass(frozen=True, slots=True)
class SameAs:
    """==n: the same number as the answer of item n of the list."""

    item: int


Rule = Anything | OneOf | Between | SameAs


def judge(item: Item, answer: str, answers: Mapping[int, str]) -> bool:
    """True when the answer is normal. `answers` are those of the list's items by their numbers, for ==n.

    Nothing answered, and a number equal to one that nobody gave, cannot be judged and count as normal. What was written
    in a text is not: it says what is wrong, unless the item is only kept (记录) or the words say 无.
    """
    said = plain(answer)
    if item.kind is ItemKind.TEXT:
        return item.severity is Severity.NOTE or said.casefold() in NOTHING
    match rule(item.kind, item.accept):
        case OneOf(_, normal):
            return not said or said in normal
        case Between(least, most):
            value = number(said)
            return value is None or ((least is None or least <= value) and (most is None or value <= most))
        case SameAs(other):
            value, wanted = number(said), number(plain(answers.get(other, "")))
            return value is None or wanted is None or value == wanted
        case _:
            return True


def choices(item: Item) -> tuple[str, ...]:
    """What may be chosen, in the school's order; empty for what is typed, taken or counted."""
    found = rule(item.kind, item.accept)
    if isinstance(found, OneOf):
        return found.choices
    return (YES, NO) if item.kind is ItemKind.YES_NO else ()


def number(said: str) -> Decimal | None:
    """A number as people type it: 37.2, full width, with a comma for the point; None when it is none."""
    found = re.fullmatch(NUMBER, plain(said).replace(",", ".").removeprefix("+"))
    return Decimal(found[0]) if found else None


def plain(said: str) -> str:
    """Half width, without spaces."""
    return "".join(unicodedata.normalize("NFKC", said).split())


@lru_cache(maxsize=512)
def rule(kind: ItemKind, accept: str) -> Rule:
    """Raises Unreadable for a 合格 that an item of this kind cannot have."""
    said = plain(accept)
    read = READERS.get(kind)
    if said and read is None:
        raise Unreadable(f"{kind}项的合格要空着")
    if read is None or (not said and kind is not ItemKind.CHOICE):
        return Anything()
    return read(said)


def _yes_no(said: str) -> Rule:
    if said not in (YES, NO):
        raise Unreadable("是否项的合格写「是」或「否」", NO if said in ("不是", "无", "N", "n") else YES)
    return OneOf((YES, NO), frozenset({said}))


def _choice(said: str) -> Rule:
    parts = said.split("|")
    names = tuple(part.removesuffix(STAR) for part in parts)
    if len(parts) < 2 or not all(names) or len(set(names)) < len(names) or any(STAR in name for name in names):
        raise Unreadable("选项用竖线隔开,至少两个,不重复(像「无*|有」这样写)", _likely_choice(said))
    if not any(part.endswith(STAR) for part in parts):
        raise Unreadable("没有一个选项带星号,合格的要带", f"{names[0]}*|{'|'.join(names[1:])}")
    return OneOf(names, frozenset(name for name, part in zip(names, parts, strict=True) if part.endswith(STAR)))


def _number(said: str) -> Rule:
    if found := AT_LEAST.fullmatch(said):
        return Between(Decimal(found[1]), None)
    if found := AT_MOST.fullmatch(said):
        return Between(None, Decimal(found[1]))
    if found := SAME.fullmatch(said):
        return SameAs(int(found[1]))
    if found := BETWEEN.fullmatch(said):
        least, most = Decimal(found[1]), Decimal(found[2])
        if least > most:
            raise Unreadable("小的写前面", f"{found[2]}..{found[1]}")
        return Between(least, most)
    raise Unreadable("不是合格的写法(像 >=5、<=37.2、0..8、==1 这样写,只记录就空着)", _likely_number(said))


READERS: Mapping[ItemKind, Callable[[str], Rule]] = {
    ItemKind.YES_NO: _yes_no,
    ItemKind.CHOICE: _choice,
    ItemKind.NUMBER: _number,
    ItemKind.COUNT: _number,
}


def _likely_choice(said: str) -> str | None:
    names = list(dict.fromkeys(filter(None, re.split(r"[|/、,;\\*]+", said))))
    if len(names) < 2:
        return None
    starred = [f"{name}{STAR}" if f"{name}{STAR}" in said or f"{STAR}{name}" in said else name for name in names]
    return "|".join(starred if any(name.endswith(STAR) for name in starred) else [f"{names[0]}{STAR}", *names[1:]])


def _likely_number(said: str) -> str | None:
    if found := SPAN_LIKE.fullmatch(said):
        ends = sorted((found[1], found[2]), key=Decimal)
        return f"{ends[0]}..{ends[1]}"
    if found := LIKE_AT_LEAST.match(said):
        return f">={found[1]}"
    if found := LIKE_AT_MOST.match(said):
        return f"<={found[1]}"
    if found := re.fullmatch(rf"=*({NUMBER})", said):
        return f"{found[1]}..{found[1]}"
    return None
