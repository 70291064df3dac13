"""Mends what was typed by ear: homophones (水笼头, 空掉), pinyin, the school's own list of slips."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import partial

from domain.reading.homophones import SOUNDS
from domain.reading.lexicon import Lexicon
from domain.reading.outcries import OUTCRIES, in_dialect
from domain.reading.pinyin import Pinyin, Sounds, soundings
from domain.reading.slips import FUNCTION, REAL, SLIPS, by_chance

_BY_EAR_WITHIN = 2_000
"""Characters; beyond them only plain slips are mended."""

_FREE = b"\0\0"
"""Two characters that no known word holds: there something may be mistyped."""
_ACCENTS = {char: in_dialect(sound) for char, sound in SOUNDS.items()}
_HAN = re.compile("[\u4e00-\u9fff]{2,}")


class Spelling:
    """Knows `words` by sound. `slips` are the school's own; `cries` are the words that would alert people."""

    def __init__(self, words: Iterable[str], cries: Iterable[str], slips: Mapping[str, str]) -> None:
        known = {word for word in words if _HAN.fullmatch(word)}
        self._cries = frozenset(word for word in cries if _HAN.fullmatch(word))
        heard = sorted(known | self._cries, key=lambda word: (-len(word), word not in self._cries, word))
        self._pinyin = Pinyin(heard)
        self._by_sound: dict[Sounds, list[tuple[Sounds, str]]] = defaultdict(list)
        for word in heard:
            for sounds in soundings(word):
                self._by_sound[sounds[0], sounds[1]].append((sounds, word))
        self._by_accent: dict[Sounds, list[tuple[Sounds, str]]] = defaultdict(list)
        for word in sorted(OUTCRIES, key=lambda word: (-len(word), word)):
            for sounds in soundings(word):
                spoken = tuple(map(in_dialect, sounds))
                self._by_accent[spoken[0], spoken[1]].append((spoken, word))
        self._slips = {**SLIPS, **{wrong.upper(): right for wrong, right in slips.items() if wrong}}
        self._slipped = Lexicon(self._slips)
        self._protected = Lexicon(known | self._cries | OUTCRIES | REAL)

    def mend(self, text: str) -> tuple[str, str, tuple[str, ...]]:
        """The text with plain slips mended, the text as it was probably meant, and what was changed (水笼头=水龙头).

        Signs of danger are sought in both: a guess by ear must never hear one away (有烟 is not 油烟).
        """
        changes: list[str] = []
        text = self._pinyin.read(text, changes)
        text = self._slipped.rewrite(text, partial(self._meant, text, changes))
        head, tail = text[:_BY_EAR_WITHIN], text[_BY_EAR_WITHIN:]
        return text, _HAN.sub(lambda found: self._by_ear(found.group(), changes), head) + tail, tuple(changes)

    def _meant(self, text: str, changes: list[str], start: int, wrong: str) -> str:
        if by_chance(text, start, start + len(wrong)):
            return wrong
        changes.append(f"{wrong}={self._slips[wrong]}")
        return self._slips[wrong]

    def _by_ear(self, run: str, changes: list[str]) -> str:
        taken = bytearray(len(run))
        for start, word in self._protected.find(run):
            taken[start : start + len(word)] = b"\1" * len(word)
        parts, after, at = list[str](), 0, taken.find(_FREE)
        while at >= 0:
            word = self._heard(self._by_sound, SOUNDS, run, taken, at)
            word = word or self._heard(self._by_accent, _ACCENTS, run, taken, at)
            if word:
                changes.append(f"{run[at : at + len(word)]}={word}")
                parts += run[after:at], word
                after = at + len(word)
            at = taken.find(_FREE, at + (len(word) or 1))
        return "".join((*parts, run[after:]))

    def _heard(
        self,
        known: Mapping[Sounds, list[tuple[Sounds, str]]],
        sounds: Mapping[str, str],
        run: str,
        taken: bytearray,
        at: int,
    ) -> str:
        for wanted, word in known.get((sounds.get(run[at], ""), sounds.get(run[at + 1], "")), ()):
            end = at + len(word)
            if end > len(run) or any(taken[at:end]) or tuple(sounds.get(char, "") for char in run[at:end]) != wanted:
                continue
            changed = [b for a, b in zip(word, run[at:end], strict=True) if a != b]
            if any(char in FUNCTION for char in changed) or by_chance(run, at, end):
                continue
            same = len(word) - len(changed)
            if same * 2 >= len(word) and (len(word) > 2 or word not in self._cries):
                return word
        return ""
