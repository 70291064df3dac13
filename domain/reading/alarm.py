"""Decides whether a sentence is a cry: something endangers people, here and now."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.reading.danger import PEOPLE, Danger
from domain.reading.dangers import CHILD, DANGERS, HARMLESS, IN_CHINESE, OTHER
from domain.reading.denial import Denial, feared, past, rehearsed, unless_mended
from domain.reading.headcount import missing
from domain.reading.lexicon import Lexicon
from domain.reading.settling import settled
from domain.reading.sieve import Rewriting, Sieve
from domain.school import Settings

DENIED, REHEARSED, FEARED, PAST, SETTLED = "否定", "演练", "担心", "过去", "已处理"
"""What may be doubtful about a sign."""

_TO_COME = frozenset({"fire", "gas", "electric", "water", "boiler"})
"""Dangers that break out at one moment; a wall that is to fall endangers people before it does."""

_BLOT = Rewriting([(HARMLESS, lambda found: "＃" * len(found.group()))])
_CHINESE = Sieve((danger.pattern, danger) for danger in IN_CHINESE)
_ANY = Sieve((danger.pattern, danger) for danger in DANGERS)
_LATIN = re.compile("[A-Z]{3}")
_CHAIN = re.compile(r"^[\u4e00-\u9fff]{0,3}(?:[、和或及与/]|以及|,)+(?:无|没有|未见|未发现)?$")
_LIST_GAP = 10
_BARE_END = re.compile(r"^(?:等.{0,6}|情况|现象|问题|异常|事件)*(?:[,。;!、)]|$)")


@dataclass(frozen=True, slots=True)
class Sign:
    """One dangerous word in a sentence and what the words around it make of it; `doubt` is "" for a plain cry."""

    danger: Danger
    words: str
    start: int
    end: int
    doubt: str


class Alarms:
    """Finds signs of danger: the school's own urgent words first, then what people say instead of them."""

    def __init__(self, settings: Settings) -> None:
        self._denial = Denial(settings.negations, settings.not_negations)
        self._own = {word.upper(): _danger_of(word.upper()) for word in settings.urgent_words if word}
        self._words = Lexicon(self._own)

    def signs(self, text: str, meant: str) -> tuple[Sign, ...]:
        """The signs of `text`; those of `meant` (its spelling guessed) when only they cry."""
        first = self._signs(text)
        if meant == text or any(not sign.doubt for sign in first):
            return first
        second = self._signs(meant)
        return second if any(not sign.doubt for sign in second) else first

    def _signs(self, text: str) -> tuple[Sign, ...]:
        """All signs in reading order, each with its doubt."""
        plain = _BLOT.of(text)
        found = sorted(self._matches(plain), key=lambda match: (match[1], -match[2]))
        if not found:
            return ()
        shielded = self._denial.shield(plain)
        denied = bytearray(len(text))
        for _, start, end in found:
            if self._denial.denies(shielded, start, end) or _listed(shielded, denied, start, end):
                denied[start:end] = b"\1" * (end - start)
        return tuple(
            Sign(danger, text[start:end], start, end, _doubt(plain, danger, start, end, denied))
            for danger, start, end in dict.fromkeys(found)
        )

    def _matches(self, plain: str) -> Iterator[tuple[Danger, int, int]]:
        for start, word in self._words.find(plain):
            yield self._own[word], start, start + len(word)
        for start, end in missing(plain):
            yield CHILD, start, end
        for pattern, danger in (_ANY if _LATIN.search(plain) else _CHINESE).through(plain):
            for match in pattern.finditer(plain):
                if not danger.near_people or _beside_people(plain, match.start(), match.end()):
                    yield danger, match.start(), match.end()


def _doubt(plain: str, danger: Danger, start: int, end: int, denied: bytearray) -> str:
    if any(denied[start:end]):
        return DENIED
    for doubt, holds in (
        (REHEARSED, rehearsed(plain, start, end)),
        (FEARED, feared(plain, start, end) or (danger.code in _TO_COME and unless_mended(plain, start))),
        (PAST, past(plain, start)),
        (SETTLED, settled(plain, danger, start, end)),
    ):
        if holds:
            return doubt
    return ""


def _beside_people(plain: str, start: int, end: int) -> bool:
    return bool(PEOPLE.search(plain, max(0, start - 18), min(len(plain), end + 6)))


def _listed(shielded: str, denied: bytearray, start: int, end: int) -> bool:
    """无打架、冒烟、陌生人: a denial runs on through a list; over a comma only to a bare word."""
    stop = denied.rfind(1, max(0, start - _LIST_GAP), start) + 1
    between = shielded[stop:start] if stop else ""
    if not _CHAIN.match(between):
        return False
    return "," not in between or bool(_BARE_END.match(shielded[end : end + 8]))


def _danger_of(word: str) -> Danger:
    for danger in DANGERS:
        if danger.pattern.search(word):
            return danger
    return OTHER
