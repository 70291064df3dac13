"""Mends what was typed by ear: homophones (水笼头, 空掉), pinyin, the school's own list of slips."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from domain.reading.homophones import SOUNDS
from domain.reading.outcries import OUTCRIES, in_dialect
from domain.reading.pinyin import Pinyin, Sounds, soundings
from domain.reading.slips import FUNCTION, REAL, SLIPS, by_chance

_BY_EAR_WITHIN = 2_000
"""Characters; beyond them only plain slips are mended."""

_HAN = re.compile("[\u4e00-\u9fff]{2,}")


class Spelling:
    """Knows `words` by sound. `slips` are the school's own; `cries` are the words that would alert people."""

    def __init__(self, words: Iterable[str], cries: Iterable[str], slips: Mapping[str, str]) -> None:
        known = {word for word in words if _HAN.fullmatch(word)}
        self._cries = frozenset(word for word in cries if _HAN.fullmatch(word))
        heard = sorted(known | self._cries, key=lambda word: (-len(word), word not in self._cries, word))
        self._pinyin = Pinyin(heard)
        self._by_sound: dict[tuple[str, str], list[tuple[Sounds, str]]] = defaultdict(list)
        for word in heard:
            for sounds in soundings(word):
                self._by_sound[sounds[0], sounds[1]].append((sounds, word))
        self._by_accent: dict[tuple[str, str], list[tuple[Sounds, str]]] = defaultdict(list)
        for word in sorted(OUTCRIES, key=lambda word: (-len(word), word)):
            for sounds in soundings(word):
                spoken = tuple(map(in_dialect, sounds))
                self._by_accent[spoken[0], spoken[1]].append((spoken, word))
        self._slips = {**SLIPS, **{wrong.upper(): right for wrong, right in slips.items() if wrong}}
        self._slip = re.compile("|".join(map(re.escape, sorted(self._slips, key=len, reverse=True))))
        protected = sorted(known | self._cries | OUTCRIES | REAL, key=len, reverse=True)
        self._protected = re.compile("|".join(map(re.escape, protected)))

    def mend(self, text: str) -> tuple[str, str, tuple[str, ...]]:
        """The text with plain slips mended, the text as it was probably meant, and what was changed (水笼头=水龙头).

        Signs of danger are sought in both: a guess by ear must never hear one away (有烟 is not 油烟).
        """
        changes: list[str] = []
        text = self._pinyin.read(text, changes)
        text = self._slip.sub(lambda found: self._slipped(found, changes), text)
        head, tail = text[:_BY_EAR_WITHIN], text[_BY_EAR_WITHIN:]
        return text, _HAN.sub(lambda found: self._by_ear(found.group(), changes), head) + tail, tuple(changes)

    def _slipped(self, found: re.Match[str], changes: list[str]) -> str:
        wrong = found.group()
        if by_chance(found.string, found.start(), found.end()):
            return wrong
        changes.append(f"{wrong}={self._slips[wrong]}")
        return self._slips[wrong]

    def _by_ear(self, run: str, changes: list[str]) -> str:
        taken = [False] * len(run)
        for found in self._protected.finditer(run):
            taken[found.start() : found.end()] = [True] * (found.end() - found.start())
        sounds = [SOUNDS.get(char, "") for char in run]
        accented = list(map(in_dialect, sounds))
        out, at = [], 0
        while at < len(run):
            word = ""
            if not taken[at] and at + 1 < len(run):
                word = self._heard(self._by_sound, run, sounds, taken, at)
                word = word or self._heard(self._by_accent, run, accented, taken, at)
            if word:
                changes.append(f"{run[at : at + len(word)]}={word}")
            out.append(word or run[at])
            at += len(word) or 1
        return "".join(out)

    def _heard(
        self,
        known: Mapping[tuple[str, str], list[tuple[Sounds, str]]],
        run: str,
        sounds: list[str],
        taken: list[bool],
        at: int,
    ) -> str:
        for wanted, word in known.get((sounds[at], sounds[at + 1]), ()):
            end = at + len(word)
            if end > len(run) or any(taken[at:end]) or tuple(sounds[at:end]) != wanted:
                continue
            changed = [b for a, b in zip(word, run[at:end], strict=True) if a != b]
            if any(char in FUNCTION for char in changed) or by_chance(run, at, end):
                continue
            same = len(word) - len(changed)
            if same * 2 >= len(word) and (len(word) > 2 or word not in self._cries):
                return word
        return ""
