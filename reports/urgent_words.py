"""Urgent words: how often each cried lately, and how often who came said that it was not urgent. Nobody is named."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.alarms import State
from storage import Transaction

LOOK_BACK = timedelta(days=90)
"""About a term; our own judgement."""
URGENT_WORD = "紧急词:"
"""How a reading gives a word that cried as its reason (domain/reading)."""


@dataclass(frozen=True, slots=True)
class Cried:
    """`alarms` that this word raised; of them `not_urgent` became repairs, and `false` were taken back."""

    word: str
    alarms: int
    not_urgent: int
    false: int


def urgent_words(tx: Transaction, now: datetime) -> list[Cried]:
    """The words of the last ninety days that were not urgent at least once, the oftenest wrong first; no drills."""
    return counted(tx.figures.cries(now - LOOK_BACK, now))


def counted(cries: Iterable[tuple[Sequence[str], State]]) -> list[Cried]:
    """From what each alarm was read by, and how it stands: once for each word in it, 晕 not beside 晕倒."""
    alarms: Counter[str] = Counter()
    ends: Counter[tuple[str, State]] = Counter()
    for reasons, state in cries:
        words = {it.removeprefix(URGENT_WORD) for it in reasons if it.startswith(URGENT_WORD)}
        for word in words:
            if not any(word in other for other in words - {word}):
                alarms[word] += 1
                ends[word, state] += 1
    found = [Cried(it, alarms[it], ends[it, State.DOWNGRADED], ends[it, State.FALSE]) for it in alarms]
    wrong = [it for it in found if it.not_urgent or it.false]
    return sorted(wrong, key=lambda it: (-it.not_urgent, -it.false, it.alarms, it.word))
