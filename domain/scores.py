"""Scores: a sheet of a hundred points, what was taken off it with a photo each, and what a day's signature was worth.

Points are movements: a score is never written down, it is what its movements leave of a hundred.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from domain.acceptance import Between, rule
from domain.checklists import Checklist, Item, ItemKind

FULL = 100
"""Points of a whole sheet (docs/scores.md)."""
PASS = 80
"""Below it the room is put right within a day (设置, 抽检合格分)."""
PASS_KEY = "抽检合格分"
WORTH = re.compile(r"[((]满分(\d{1,3})[))]")
SIGNED_FOR = re.compile(r"卫生|内务|公共|清洁|打扫")
"""What somebody signs for who signs a room: parts with one of these words in their names."""


@dataclass(frozen=True, slots=True)
class Part:
    """One item of a sheet: at most `full` points can be lost in it; with less than `least` left it is not right."""

    number: int
    name: str
    text: str
    full: int
    least: int

    @property
    def is_signed_for(self) -> bool:
        return SIGNED_FOR.search(self.name) is not None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A checklist whose items are worth a hundred points together. `version` is the checklist's."""

    checklist: str
    version: str
    parts: tuple[Part, ...]

    def part(self, number: int) -> Part | None:
        return next((part for part in self.parts if part.number == number), None)


@dataclass(frozen=True, slots=True)
class Deduction:
    """Points taken off for one thing that was seen, and the photos that show it."""

    item: int
    points: int
    evidence: tuple[int, ...]


class Why(StrEnum):
    """What moved points."""

    DEDUCTED = "扣分"
    HEAVIER = "从重"
    GIVEN_BACK = "申诉退回"


@dataclass(frozen=True, slots=True)
class Movement:
    """Points of one item, negative when they are taken; `item` 0 is the room as a whole."""

    item: int
    points: int
    why: Why
    evidence: tuple[int, ...] = ()


class Signature(StrEnum):
    """What an inspection says of the signature of its day."""

    AGREES = "一致"
    DIRTY = "签了没打扫"
    UNSIGNED = "没签"
    NOT_DUE = "不用签"
    """Nobody had to sign before the inspection."""


def worth(item: Item) -> int:
    """The points of an item (满分20); 0 for one that is not scored."""
    return points_in(item.text) if item.kind is ItemKind.NUMBER else 0


def points_in(text: str) -> int:
    """What the text of an item says that it is worth."""
    found = WORTH.search(text)
    return int(found[1]) if found else 0


def sheet_of(checklist: Checklist) -> Sheet | None:
    """The sheet that a checklist is; None for one whose items have no points, or not a hundred of them."""
    parts = tuple(_part(item) for item in checklist.items if worth(item))
    if sum(part.full for part in parts) != FULL:
        return None
    return Sheet(checklist.code, checklist.version, parts)


def _part(item: Item) -> Part:
    full = worth(item)
    found = rule(item.kind, item.accept)
    least = found.least if isinstance(found, Between) and found.least is not None else Decimal(full) * 4 / 5
    return Part(item.number, re.split(r"[((]", item.text)[0], item.text, full, min(full, -int(-least // 1)))


def taken(sheet: Sheet, deductions: Iterable[Deduction]) -> dict[int, int]:
    """How much each item lost, never more than it is worth; items that lost nothing are left out."""
    lost: dict[int, int] = {}
    for movement in movements(sheet, deductions):
        lost[movement.item] = lost.get(movement.item, 0) - movement.points
    return lost


def movements(sheet: Sheet, deductions: Iterable[Deduction]) -> tuple[Movement, ...]:
    """A movement for each deduction, cut where its item has no more to lose.

    One that finds nothing left is kept with no points: what was seen was seen. Raises ValueError for points that are
    not positive, for an item that the sheet does not have, and for a deduction without a photo.
    """
    left = {part.number: part.full for part in sheet.parts}
    found = []
    for it in deductions:
        if it.points < 1 or it.item not in left or not it.evidence:
            raise ValueError(f"no deduction: {it}")
        points = min(it.points, left[it.item])
        left[it.item] -= points
        found.append(Movement(it.item, -points, Why.DEDUCTED, it.evidence))
    return tuple(found)


def score(moved: Iterable[Movement]) -> int:
    """What is left of a hundred, never below nothing."""
    return max(0, min(FULL, FULL + sum(movement.points for movement in moved)))


def wrong_parts(sheet: Sheet, lost: Mapping[int, int]) -> tuple[Part, ...]:
    """The items with less left than is right."""
    return tuple(part for part in sheet.parts if part.full - lost.get(part.number, 0) < part.least)


def compare(sheet: Sheet, lost: Mapping[int, int], *, signed: bool | None) -> Signature:
    """What the room says of its signature; `signed` is None when nobody had to sign yet.

    Signed and dirty is a finding of its own, and only of what is signed for: a charger that was left plugged in makes
    no signature untrue.
    """
    if signed is None:
        return Signature.NOT_DUE
    if not signed:
        return Signature.UNSIGNED
    dirty = any(part.is_signed_for for part in wrong_parts(sheet, lost))
    return Signature.DIRTY if dirty else Signature.AGREES


def pass_mark(rest: Mapping[str, str]) -> int:
    """The school's 抽检合格分; 80 where the sheet says nothing that can be read."""
    said = rest.get(PASS_KEY, "").strip()
    return int(said) if said.isdecimal() and 0 < int(said) <= FULL else PASS


SAME_EYES = 10
"""Two inspectors who look at the same room on one day agree when their scores are no further apart."""


def agree(first: int, second: int, *, mark: int = PASS) -> bool:
    """Whether two looks at the same room on one day say the same: near each other, and on one side of the mark."""
    return abs(first - second) <= SAME_EYES and (first < mark) == (second < mark)
