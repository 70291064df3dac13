"""Mends what was typed by ear: homophones (水笼头, 空掉), pinyin, the school's own list of slips."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from domain.reading.homophones import SOUNDS
from domain.reading.lexicon import Lexicon
from domain.reading.outcries import OUTCRIES, in_dialect
from domain.reading.pinyin import Pinyin, soundings
from domain.reading.slips import FUNCTION, REAL, SLIPS, by_chance

_BY_EAR_WITHIN = 2_000
"""Characters; beyond them only plain slips are mended."""


class _Sounding(dict[int, str]):
    """For `str.translate`: one sign for each sound, so that what sounds alike is written alike."""

    def __init__(self, sounds: Mapping[str, str]) -> None:
        self._signs = {sound: chr(0xE000 + place) for place, sound in enumerate(sorted(set(sounds.values())))}
        super().__init__({ord(char): self._signs[sound] for char, sound in sounds.items()})

    def __missing__(self, char: int) -> str:
        return _UNKNOWN

    def written(self, sounds: Iterable[str]) -> str:
        """These sounds; what has a character whose sound is not known is in no text."""
        return "".join(self._signs.get(sound, _NEVER) for sound in sounds)


_UNKNOWN, _NEVER = "\0", "\1"
_PLAIN = _Sounding(SOUNDS)
_ACCENT = _Sounding({char: in_dialect(sound) for char, sound in SOUNDS.items()})
_HAN = re.compile("[\u4e00-\u9fff]{2,}")


class Spelling:
    """Knows `words` by sound. `slips` are the school's own; `cries` are the words that would alert people."""

    def __init__(self, words: Iterable[str], cries: Iterable[str], slips: Mapping[str, str]) -> None:
        known = {word for word in words if _HAN.fullmatch(word)}
        self._cries = frozenset(word for word in cries if _HAN.fullmatch(word))
        heard = sorted(known | self._cries, key=lambda word: (-len(word), word not in self._cries, word))
        self._pinyin = Pinyin((*heard, *sorted(OUTCRIES, key=len, reverse=True)))
        self._by_sound: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for word in heard:
            for sounds in soundings(word):
                spoken = _PLAIN.written(sounds)
                self._by_sound[spoken[:2]].append((spoken, word))
        self._by_accent: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for word in sorted(OUTCRIES, key=lambda word: (-len(word), word)):
            for sounds in soundings(word):
                spoken = _ACCENT.written(map(in_dialect, sounds))
                self._by_accent[spoken[:2]].append((spoken, word))
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
        """Between the words that we know something may be mistyped."""
        parts, done, free = list[str](), 0, 0
        for start, known in (*self._protected.find(run), (len(run), "")):
            for at, word in self._heard(run, free, start) if start - free > 1 else ():
                changes.append(f"{run[at : at + len(word)]}={word}")
                parts += run[done:at], word
                done = at + len(word)
            free = start + len(known)
        return "".join((*parts, run[done:])) if parts else run

    def _heard(self, run: str, start: int, end: int) -> Iterator[tuple[int, str]]:
        """What that part of the run sounds like, and where."""
        plain, accent = run[start:end].translate(_PLAIN), run[start:end].translate(_ACCENT)
        at = start
        while at < end - 1:
            word = ""
            for known, spoken in ((self._by_sound, plain), (self._by_accent, accent)):
                sounds = spoken[at - start :]
                alike = known.get(sounds[:2])
                word = word or (self._likeliest(alike, sounds, run, at) if alike else "")
            if word:
                yield at, word
            at += len(word) or 1

    def _likeliest(self, alike: list[tuple[str, str]], sounds: str, run: str, at: int) -> str:
        for wanted, word in alike:
            if not sounds.startswith(wanted):
                continue
            end = at + len(word)
            changed = [b for a, b in zip(word, run[at:end], strict=True) if a != b]
            if any(char in FUNCTION for char in changed) or by_chance(run, at, end):
                continue
            same = len(word) - len(changed)
            if same * 2 >= len(word) and (len(word) > 2 or word not in self._cries):
                return word
        return ""
