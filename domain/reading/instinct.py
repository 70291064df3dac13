"""Hears that a sentence sounds like danger though it holds no word that we know: by its characters, weighed."""

import math
import re
from collections.abc import Iterator
from itertools import pairwise

from domain.reading.alarming import BIAS, WEIGHTS

LIKELY = 0.7
"""From here on the bot asks. Of a thousand labelled sentences without danger seventeen sounded so in a tenfold trial,
of those whose danger no word told about half."""

_DIGITS = re.compile(r"\d+")
_GAPS = re.compile("[^\u4e00-\u9fff0]+")
_LEAST, _MOST = 4, 80
_MOST_WORDS = 4

_OF = {feature: weight / 100 for weight, features in WEIGHTS.items() for feature in features.split()}


def features(plain: str) -> frozenset[str]:
    """The characters of a clean text, alone and in pairs; any number is 0, any gap a comma, and so is Latin."""
    text = _GAPS.sub(",", _DIGITS.sub("0", plain))
    return frozenset((*text, *map("".join, pairwise(text))))


def sounds_like_danger(plain: str) -> str:
    """What made it sound so, for the reasons; "" when it does not. Only for short texts, as people cry them."""
    if not _LEAST <= len(plain) <= _MOST:
        return ""
    said = features(plain)
    if 1 / (1 + math.exp(-(BIAS / 100 + sum(_OF.get(it, 0.0) for it in said)))) < LIKELY:
        return ""
    return " ".join(_heaviest(said))


def _heaviest(said: frozenset[str]) -> Iterator[str]:
    yield from sorted((it for it in said if it in _OF), key=lambda it: (-_OF[it], it))[:_MOST_WORDS]
