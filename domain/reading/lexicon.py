"""Many words at once: the longest that begins at each place of a text, none inside another or inside a number."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator


class Lexicon:
    """Finds what an alternation of all words, the longest first, would find, without trying one after the other."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(filter(None, words))
        lengths = defaultdict[str, set[int]](set)
        for word in self._words:
            lengths[word[:2]].add(len(word))
        self._firsts = frozenset(word[0] for word in self._words)
        self._lengths = {head: tuple(sorted(found, reverse=True)) for head, found in lengths.items()}

    def __contains__(self, word: str) -> bool:
        return word in self._words

    def at(self, text: str, start: int) -> str:
        """The longest word that begins there, or ""."""
        for head in (text[start : start + 2], text[start : start + 1]):
            for length in self._lengths.get(head, ()):
                if (word := text[start : start + length]) in self._words:
                    return word
        return ""

    def find(self, text: str) -> Iterator[tuple[int, str]]:
        """Where each word begins, and the word; 1号楼 is not in 11号楼."""
        begins = self._lengths
        after = len(text) if self._firsts.isdisjoint(text) else 0
        for start in range(after, len(text)):
            if start >= after and (text[start : start + 2] in begins or text[start] in begins):
                word = self.at(text, start)
                if word and not (word[0].isdecimal() and text[start - 1 : start].isdecimal()):
                    yield start, word
                    after = start + len(word)

    def rewrite(self, text: str, written: Callable[[int, str], str]) -> str:
        """The text with each word as `written` (where it begins, the word)."""
        parts, after = list[str](), 0
        for start, word in self.find(text):
            parts += text[after:start], written(start, word)
            after = start + len(word)
        return "".join((*parts, text[after:])) if parts else text
