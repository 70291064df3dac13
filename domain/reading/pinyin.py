"""Sentences typed in pinyin, back into words: deng bu liang, loushui."""

import re
from collections.abc import Iterable
from itertools import product

from domain.reading.homophones import ALSO, SOUNDS, plain_sound

Sounds = tuple[str, ...]

_RUN = re.compile(r"(?<![A-Z])[A-Z]{2,}(?:(?:[ ']+\d{1,3})?[ ']+[A-Z]{2,})*(?![A-Z\d])")
_LONGEST_TOKEN, _LONGEST_SYLLABLE = 60, 6
_SINGLES = (
    ("灯", "deng"),
    ("门", "men"),
    ("窗", "chuang"),
    ("坏", "huai"),
    ("水", "shui"),
    ("网", "wang"),
    ("锁", "suo"),
    ("楼", "lou"),
    ("层", "ceng"),
    ("班", "ban"),
    ("号", "hao"),
    ("堵", "du"),
    ("修", "xiu"),
    ("一", "yi"),
    ("二", "er"),
    ("三", "san"),
    ("四", "si"),
    ("五", "wu"),
    ("六", "liu"),
    ("七", "qi"),
    ("八", "ba"),
)
"""Words of one syllable that are believed within a longer run."""

_PHRASES = ("一直闪", "一直滴", "一直响", "一直流", "一直叫", "不停", "快来人", "来人")
"""What people type in pinyin beside the things and the cries."""

_SYLLABLES = frozenset(SOUNDS.values())


class Pinyin:
    """Knows the given words by their sounds; the first word of a sound wins."""

    def __init__(self, words: Iterable[str]) -> None:
        self._spoken: dict[Sounds, str] = {(plain_sound(sound),): word for word, sound in _SINGLES}
        for word in (*words, *_PHRASES):
            for sounds in soundings(word):
                self._spoken.setdefault(sounds, word)
        self._longest = max(map(len, self._spoken))

    def read(self, text: str, changes: list[str]) -> str:
        """The text with its pinyin put into words where every syllable of a run is one; what changed is added."""
        return _RUN.sub(lambda found: self._in_words(found.group(), changes), text)

    def _in_words(self, run: str, changes: list[str]) -> str:
        syllables: list[str] = []
        for token in re.split(r"[ ']+", run):
            parts = [token] if token.isdigit() else split_syllables(token.lower())
            if parts is None:
                return run
            syllables += parts
        if len(syllables) < 2:
            return run
        out, at, known = [], 0, 0
        while at < len(syllables):
            word, length = self._word_at(syllables, at)
            known += bool(word)
            out.append(word or (syllables[at] if syllables[at].isdigit() else ","))
            at += length
        if not known:
            return run
        changes.append(f"{run}={''.join(out)}")
        return "".join(out)

    def _word_at(self, syllables: list[str], at: int) -> tuple[str, int]:
        for length in range(min(self._longest, len(syllables) - at), 0, -1):
            if word := self._spoken.get(tuple(syllables[at : at + length])):
                return word, length
        return "", 1


def soundings(word: str) -> Iterable[Sounds]:
    """Every way to sound a word; a character that is not in the table sounds like itself."""
    return product(*((SOUNDS.get(char, char), *ALSO.get(char, ())) for char in word))


def split_syllables(token: str) -> list[str] | None:
    """loushui -> lou, sui (plain sounds), the longest syllables first; None when it is no pinyin."""
    if len(token) > _LONGEST_TOKEN:
        return None
    ways: list[list[str] | None] = [None] * len(token) + [[]]
    for at in reversed(range(len(token))):
        for length in range(min(_LONGEST_SYLLABLE, len(token) - at), 0, -1):
            sound, rest = plain_sound(token[at : at + length]), ways[at + length]
            if rest is not None and sound in _SYLLABLES:
                ways[at] = [sound, *rest]
                break
    return ways[0]
