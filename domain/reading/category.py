"""Guesses which of the fifteen categories a sentence is about, by weighing the things it names."""

import re
from dataclasses import dataclass

from domain.reading.english import THINGS_IN_ENGLISH
from domain.reading.lexicon import Lexicon
from domain.reading.things import (
    APPLIANCES,
    CLEAR,
    NO_REPAIR,
    OWNS,
    SITES,
    THINGS,
    USUAL,
    WHEREABOUTS_AFTER,
    WHEREABOUTS_BEFORE,
)

KNOWN_FROM = 2.0
"""Below this weight the words have not told the category."""

_LANDMARK = 0.33
_SITE = 0.3
_PART = 0.3
_HEARD = 0.7
_FIRST = 0.5
"""What people name first is what they mean."""

_OF = re.compile("[上里下]?的")
_JOINTS = ("", "的", "里", "里的", "里面", "里面的", "内")
"""What stands between an appliance and its part: the valve of the steam cart is no plumbing."""


@dataclass(frozen=True, slots=True)
class Guess:
    category: str
    weight: float
    word: str

    @property
    def known(self) -> bool:
        return self.weight >= KNOWN_FROM


class Categories:
    """Knows every word of the table and finds the longest at each place of a text, once."""

    def __init__(self) -> None:
        self._weights = {
            word: (category, weight)
            for category, tiers in THINGS.items()
            for weight, words in tiers.items()
            for word in words.split()
        }
        self._weights |= {
            word.replace("_", " "): (category, CLEAR)
            for category, words in THINGS_IN_ENGLISH.items()
            for word in words.split()
        }
        self._weights |= {word: (category, _SITE) for category, words in SITES.items() for word in words.split()}
        self._words = Lexicon(self._weights)
        after = "|".join(WHEREABOUTS_AFTER.split())
        before = "|".join(WHEREABOUTS_BEFORE.split())
        self._landmark_after = re.compile(rf"的?(?:{after})")
        self._heads = Lexicon(word for word, (_, weight) in self._weights.items() if weight >= CLEAR)
        self._usual = Lexicon(word for word, (_, weight) in self._weights.items() if weight >= USUAL)
        self._landmark_before = re.compile(rf"(?:{before})(?:的|了)?$")

    @property
    def vocabulary(self) -> frozenset[str]:
        return frozenset(self._weights)

    def guess(self, text: str, leaning: tuple[str, float] | None = None, written: str = "") -> Guess:
        """The heaviest category. `leaning` adds weight to one; `written` is the text before spelling was guessed."""
        sums: dict[str, float] = {}
        heaviest: dict[str, tuple[float, str]] = {}
        seen: dict[str, float] = {}
        owner = ("", 0)
        for start, word in self._words.find(text):
            end = start + len(word)
            category, weight = self._weights[word]
            if written and written[start:end] != word:
                weight *= _HEARD
            if self._is_landmark(text, start, end, owning=category in APPLIANCES):
                weight *= _LANDMARK
            joined = owner[0] not in ("", category) and text[owner[1] : start] in _JOINTS
            if joined and self._is_part(owner[0], category, weight):
                sums[owner[0]] = sums.get(owner[0], 0.0) + weight * _PART
                weight *= _PART
                owner = (owner[0], end)
            elif category in APPLIANCES and weight >= CLEAR:
                owner = (category, end)
            gain = max(0.0, weight - seen.get(word, 0.0))
            seen[word] = max(weight, seen.get(word, 0.0))
            if not sums and weight >= USUAL:
                gain += _FIRST
            sums[category] = sums.get(category, 0.0) + gain
            if weight > heaviest.get(category, (0.0, ""))[0]:
                heaviest[category] = (weight, word)
        if leaning is not None:
            sums[leaning[0]] = sums.get(leaning[0], 0.0) + leaning[1]
        if not sums:
            return Guess(NO_REPAIR, 0.0, "")
        best = max(sums, key=lambda category: sums[category])
        return Guess(best, sums[best], heaviest.get(best, (0.0, ""))[1])

    @staticmethod
    def _is_part(owner: str, category: str, weight: float) -> bool:
        """Handles, pipes and rails are parts of what they follow; 漏电 is a fault of its own, a tap a thing."""
        if owner == "家具木工" and category in ("水暖", "电气照明"):
            return False
        return weight < OWNS or category in ("土建屋面", "门窗锁具", "水暖")

    def _is_landmark(self, text: str, start: int, end: int, *, owning: bool) -> bool:
        if self._landmark_after.match(text, end) or self._landmark_before.search(text[max(0, start - 6) : start]):
            return True
        if (of := _OF.match(text, end)) and self._usual.at(text, of.end()):
            return not (owning and text[end] == "的")
        return not owning and bool(self._heads.at(text, end))
