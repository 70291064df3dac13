"""Many words at once: the longest that begins at each place of a text, none inside another or inside a number."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

_FEW = 100
"""Beginnings: a regular expression tries them one after the other, which is quick for no more than these."""


class Lexicon:
    """Finds what an alternation of all words, the longest first, would find; of many words without trying them all."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(filter(None, words))
        lengths = defaultdict[str, set[int]](set)
        for word in self._words:
            lengths[word[:2]].add(len(word))
        self._firsts = frozenset(word[0] for word in self._words)
        self._lengths = {head: tuple(sorted(found, reverse=True)) for head, found in lengths.items()}
        self._few: re.Pattern[str] | None = None
        if 0 < len(self._firsts) <= _FEW:
            self._few = re.compile(alternation(self._words, inside_numbers=False))

    def __contains__(self, word: str) -> bool:
        return word in self._words

    def at(self, text: str, start: int) -> str:
        """The longest word that begins there, or ""."""
        for head in (text[start : start + 2], text[start : start + 1]):
            for length in self._lengths.get(head, ()):
                if (word := text[start : start + length]) in self._words:
                    return word
        return ""

    def find(self, text: str) -> list[tuple[int, str]]:
        """Where each word begins, and the word; 1号楼 is not in 11号楼."""
        if self._few:
            return [(found.start(), found.group()) for found in self._few.finditer(text)]
        begins, found = self._lengths, list[tuple[int, str]]()
        after = len(text) if self._firsts.isdisjoint(text) else 0
        for start in range(after, len(text)):
            if start >= after and (text[start : start + 2] in begins or text[start] in begins):
                word = self.at(text, start)
                if word and not (word[0].isdecimal() and text[start - 1 : start].isdecimal()):
                    found.append((start, word))
                    after = start + len(word)
        return found

    def rewrite(self, text: str, written: Callable[[int, str], str]) -> str:
        """The text with each word as `written` (where it begins, the word)."""
        parts, after = list[str](), 0
        for start, word in self.find(text):
            parts += text[after:start], written(start, word)
            after = start + len(word)
        return "".join((*parts, text[after:])) if parts else text


def alternation(words: Iterable[str], *, inside_numbers: bool) -> str:
    """A pattern that fits the longest of the words at a place; 1号楼 also in 11号楼 if `inside_numbers`."""
    endings = defaultdict[str, list[str]](list)
    for word in sorted(words, key=lambda word: (-len(word), word)):
        endings[word[0]].append(re.escape(word[1:]))
    guard = "" if inside_numbers else r"(?<!\d)"
    begin = {first: guard * first.isdecimal() + re.escape(first) for first in endings}
    return "|".join(f"{begin[first]}(?:{'|'.join(rest)})" for first, rest in endings.items())
