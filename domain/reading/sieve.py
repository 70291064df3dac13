"""Which of many patterns a text can hold at all, told by its characters: the others are not tried on it."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, Generic, TypeVar

Kept = TypeVar("Kept")
Written = str | Callable[[re.Match[str]], str]
Need = tuple[frozenset[str], frozenset[str]]
"""Two sets of characters: a text that has none of the one, or none of the other, does not fit."""

_EVERYDAY = (
    "的了楼-水门灯坏0123456789号舍宿学教漏ABCDE管不层班锁一二四五六七八有子上室间厕个没人来在开女男行园幼到高大儿机政走着已面工头里寝洗初手"
    "掉馆空好梯口出关打点房中小地去都调是外后两天台能体动长墙北要漱板热全把说起书务发冷处报图无得我家用会看课断生安电气响堵火"
)
"""What stands in most sentences of a school, commonest first; good only for choosing well, never for what is true."""

_WIDEST_RANGE = 64
_COMMON = {char: 1 / (rank + 3) for rank, char in enumerate(_EVERYDAY)}
_RARE = 0.1 / len(_EVERYDAY)


@cache
def needed(pattern: re.Pattern[str]) -> tuple[Need | None, ...]:
    """What a text needs for each of the ways to fit the pattern; None for a way that nothing can be told of."""
    if pattern.flags & re.IGNORECASE:
        return (None,)
    return tuple(map(_rarest, _ways(parser.parse(pattern.pattern, pattern.flags))))


class Sieve(Generic[Kept]):
    """Patterns, each with something kept for it; `through` leaves out those that cannot be found, and no other."""

    def __init__(self, kept: Iterable[tuple[re.Pattern[str], Kept]]) -> None:
        self.kept = tuple(kept)
        self._place_of: list[int] = []
        self._after: list[int] = []
        self._always = 0
        self._with = defaultdict[str, tuple[int, int]](lambda: (0, 0))
        for place, (pattern, _) in enumerate(self.kept):
            for need in needed(pattern):
                self._learn(1 << len(self._place_of), need)
                self._place_of.append(place)
            self._after.append(-1 << len(self._place_of))
        self._any = frozenset(self._with)

    def _learn(self, way: int, need: Need | None) -> None:
        if need is None:
            self._always |= way
            return
        for char in need[0] | need[1]:
            one, other = self._with[char]
            self._with[char] = one | way * (char in need[0]), other | way * (char in need[1])

    def through(self, text: str) -> list[tuple[re.Pattern[str], Kept]]:
        """In the order in which they were given."""
        found, ways = [], self.ways(text)
        while ways:
            place = self._place_of[(ways & -ways).bit_length() - 1]
            found.append(self.kept[place])
            ways &= self._after[place]
        return found

    def ways(self, text: str) -> int:
        """One bit for each way to fit a pattern that `text` has the needed characters for."""
        one = other = self._always
        for char in self._any.intersection(text):
            with_one, with_other = self._with[char]
            one |= with_one
            other |= with_other
        return one & other


class Rewriting(Sieve[Written]):
    """Patterns, each with what is written for what it finds, one after the other over a text."""

    def of(self, text: str) -> str:
        """The text as it is after all rules; what one writes the next may find."""
        ways = self.ways(text)
        while ways:
            place = self._place_of[(ways & -ways).bit_length() - 1]
            pattern, written = self.kept[place]
            before, text = text, pattern.sub(written, text)
            ways = (ways if text == before else self.ways(text)) & self._after[place]
        return text


def _ways(parsed: Any) -> Iterator[Any]:
    """The branches of an alternation that is all there is."""
    if len(parsed) != 1:
        yield parsed
        return
    what, how = parsed[0]
    if what is op.BRANCH:
        for way in how[1]:
            yield from _ways(way)
    elif what is op.SUBPATTERN and not how[1] | how[2]:
        yield from _ways(how[3])
    else:
        yield parsed


def _rarest(sequence: Any) -> Need | None:
    """Of what must follow one another, the two whose characters are the rarest; one twice when there is no other."""
    told = sorted((found for what, how in sequence if (found := _of_one(what, how))), key=_commonness)
    return (told[0], told[:2][-1]) if told else None


def _of_sequence(parsed: Any) -> frozenset[str] | None:
    """Of what must follow one another, that whose characters are the rarest."""
    return min((found for what, how in parsed if (found := _of_one(what, how))), key=_commonness, default=None)


def _commonness(characters: frozenset[str]) -> float:
    return sum(_COMMON.get(char, _RARE) for char in characters)


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
