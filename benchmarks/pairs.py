"""Pairs: two things measured by turns in one run, and what the pairs say together. Machines differ, ratios travel."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: `median (low-high)` of the ratios, the goal, and absolute figures beside them."""

    measure: str
    ratios: tuple[float, ...]
    goal: float | None
    beside: str = ""

    def __str__(self) -> str:
        if not self.ratios:
            return f"  {self.measure}: {self.beside}"
        low, high = min(self.ratios), max(self.ratios)
        found = f"{median(self.ratios):.2f} ({low:.2f}-{high:.2f}, {len(self.ratios)} pairs)"
        goal = f"goal {self.goal:g}" if self.goal is not None else "no goal"
        return f"* {self.measure}\n      {found}, {goal}; {self.beside}"


def in_pairs(ours: Callable[[], T], other: Callable[[], T], pairs: int) -> list[tuple[T, T]]:
    """Both measured next to each other; who begins changes, so that a drift of the machine favours nobody."""
    found: list[tuple[T, T]] = []
    for number in range(pairs):
        if number % 2:
            theirs = other()
            found.append((ours(), theirs))
        else:
            mine = ours()
            found.append((mine, other()))
    return found


def ratios(pairs: list[tuple[float, float]]) -> tuple[float, ...]:
    return tuple(mine / theirs for mine, theirs in pairs)


def medians(pairs: list[tuple[float, float]]) -> tuple[float, float]:
    return median(mine for mine, _ in pairs), median(theirs for _, theirs in pairs)
