"""One line of `check`: ✓ holds, ✗ does not and what to do, ! what stops nothing and somebody should know."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.commands.reader import Reader, tell
from words import listed

MOST_NAMES = 8
"""Our own judgement: a line of a terminal."""


@dataclass(frozen=True, slots=True)
class Line:
    """`to_know` is what stops nothing, but somebody should know."""

    holds: bool
    says: str
    to_know: bool = False

    def __str__(self) -> str:
        return f"{'!' if self.to_know else '✓' if self.holds else '✗'} {self.says}"


def good(says: str) -> Line:
    return Line(True, says)


def wrong(says: str) -> Line:
    return Line(False, says)


def to_know(says: str) -> Line:
    return Line(True, says, to_know=True)


def some(names: Sequence[str]) -> str:
    """The first few, so that a long list does not push the rest off the screen."""
    shown = listed(names[:MOST_NAMES], Reader.say)
    return tell("{names}等", names=shown) if len(names) > MOST_NAMES else shown
