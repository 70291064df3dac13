"""Which of many patterns a text can hold at all, told by its characters: the others are not tried on it."""

import re
from collections.abc import Callable, Iterable, Iterator
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, Generic, TypeVar

Kept = TypeVar("Kept")
Written = str | Callable[[re.Match[str]], str]

_EVERYDAY = (
    "的了楼-水门灯坏0123456789号舍宿学教漏ABCDE管不层班锁一二四五六七八有子上室间厕个没人来在开女男行园幼到高大儿机政走着已面工头里寝洗初手"
    "掉馆空好梯口出关打点房中小地去都调是外后两天台能体动长墙北要漱板热全把说起书务发冷处报图无得我家用会看课断生安电气响堵火"
)
"""What stands in most sentences of a school, commonest first; good only for choosing well, never for what is true."""

_WIDEST_RANGE = 64
_COMMON = {char: 1 / (rank + 3) for rank, char in enumerate(_EVERYDAY)}
_RARE = 0.1 / len(_EVERYDAY)


def needed(pattern: re.Pattern[str]) -> frozenset[str] | None:
    """Characters of which every text that the pattern is found in has at least one; None when none can be told."""
    return None if pattern.flags & re.IGNORECASE else _of_sequence(parser.parse(pattern.pattern, pattern.flags))


class Sieve(Generic[Kept]):
    """Patterns, each with something kept for it; `through` leaves out those that cannot be found, and no other."""

    def __init__(self, kept: Iterable[tuple[re.Pattern[str], Kept]]) -> None:
        self.kept = tuple(kept)
        self._always = 0
        self._with: dict[str, int] = {}
        for place, (pattern, _) in enumerate(self.kept):
            characters = needed(pattern)
            if characters is None:
                self._always |= 1 << place
            for char in characters or ():
                self._with[char] = self._with.get(char, 0) | 1 << place

    def through(self, text: str) -> Iterator[tuple[re.Pattern[str], Kept]]:
        """In the order in which they were given."""
        places = self.places(text)
        while places:
            lowest = places & -places
            yield self.kept[lowest.bit_length() - 1]
            places ^= lowest

    def places(self, text: str) -> int:
        """One bit for each pattern that `text` has a needed character of."""
        places, bits = self._always, self._with.get
        for char in text:
            places |= bits(char, 0)
        return places


class Rewriting:
    """Patterns, each with what is written for what it finds, one after the other over a text."""

    def __init__(self, rules: Iterable[tuple[re.Pattern[str], Written]]) -> None:
        self._sieve = Sieve(rules)

    def of(self, text: str) -> str:
        """The text as it is after all rules; what one writes the next may find."""
        places = self._sieve.places(text)
        while places:
            lowest = places & -places
            pattern, written = self._sieve.kept[lowest.bit_length() - 1]
            before, text = text, pattern.sub(written, text)
            places = places ^ lowest if text == before else self._sieve.places(text) & -(lowest << 1)
        return text


def _of_sequence(parsed: Any) -> frozenset[str] | None:
    """Of what must follow one another, that whose characters are the rarest."""
    told = [characters for what, how in parsed if (characters := _of_one(what, how))]
    return min(told, key=lambda characters: sum(_COMMON.get(char, _RARE) for char in characters), default=None)


def _of_one(what: Any, how: Any) -> frozenset[str] | None:
    if what is op.LITERAL:
        return frozenset(chr(how))
    if what is op.IN:
        return _of_set(how)
    if what is op.BRANCH:
        ways = [_of_sequence(way) for way in how[1]]
        return None if None in ways else frozenset().union(*filter(None, ways))
    if what is op.SUBPATTERN:
        return None if how[1] & re.IGNORECASE else _of_sequence(how[3])
    if what in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        return _of_sequence(how[2]) if how[0] else None
    if what is op.ATOMIC_GROUP:
        return _of_sequence(how)
    return _of_sequence(how[1]) if what is op.ASSERT else None


def _of_set(members: Any) -> frozenset[str] | None:
    found: set[str] = set()
    for what, how in members:
        if what is op.LITERAL:
            found.add(chr(how))
        elif what is op.RANGE and how[1] - how[0] < _WIDEST_RANGE:
            found.update(map(chr, range(how[0], how[1] + 1)))
        else:
            return None
    return frozenset(found)
