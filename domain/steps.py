"""A checklist laid out as steps: what is asked one by one, what is looked at together, and what comes last."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from itertools import groupby, pairwise

from domain.acceptance import OneOf, choices, rule
from domain.checklists import Item, ItemKind, Season
from domain.places import Place

SCREEN = 6
"""At most so many things are looked at together before a tap."""
SCREEN_OF_A_CLEARING = 2
"""A clearing is walked: fewer at a time, and so it is five steps."""
KEPT_IN_MIND = 12
"""A patrol is asked nothing at its points; a longer list is, for nobody keeps that much in mind."""
LOCK = "落锁"
MUST = "(必填)"


@dataclass(frozen=True, slots=True)
class Step:
    """`items` together on a screen, or a single one that has to be told. `lock` is the last of a clearing."""

    items: tuple[Item, ...]
    screen: bool = False
    lock: bool = False


def of_places(items: Sequence[Item]) -> tuple[Item, ...]:
    """Items that the school has tied to places: they are asked there; all others once, for the whole round."""
    return tuple(item for item in items if item.where and LOCK not in item.text)


def applying(items: Sequence[Item], places: Sequence[Place], season: Callable[[Season], bool]) -> tuple[Item, ...]:
    """The items that apply today at any of these places."""
    marks = {mark for place in places for mark in (place.code, place.kind)}
    return tuple(item for item in items if season(item.season) and (not item.where or marks & set(item.where)))


class Way(StrEnum):
    """How a list is gone through."""

    PATROL = "patrol"
    """One walks and says only what is wrong."""
    CLEARING = "clearing"
    """Step by step in the list's order, the lock last."""
    LIST = "list"
    """What is looked at together first, then what is measured."""


def way(points: int, items: Sequence[Item]) -> Way:
    """How the whole list `items` is gone through at so many points."""
    if is_clearing(items):
        return Way.CLEARING
    return Way.PATROL if points > 1 and len(items) <= KEPT_IN_MIND else Way.LIST


def is_clearing(items: Sequence[Item]) -> bool:
    """Whether the list ends in the hour at which the gate was locked."""
    return any(item.kind is ItemKind.TIME and LOCK in item.text for item in items)


def by_exception(item: Item) -> bool:
    """Whether it is either right or wrong: 是/否, or a choice of two of which one is normal."""
    if item.kind is ItemKind.YES_NO:
        return True
    found = rule(item.kind, item.accept) if item.kind is ItemKind.CHOICE else None
    return isinstance(found, OneOf) and len(found.choices) == 2 and len(found.normal) == 1


def normal_of(item: Item) -> str:
    """What such an item is when nothing is wrong."""
    found = rule(item.kind, item.accept)
    return next(it for it in choices(item) if not isinstance(found, OneOf) or it in found.normal)


def wrong_of(item: Item) -> str:
    return next(it for it in choices(item) if it != normal_of(item))


def steps(items: Sequence[Item], how: Way) -> tuple[Step, ...]:
    """The items (all of a list, or those of one place) as they are asked, one step after the other.

    A patrol is only asked what must be told.
    """
    if how is Way.PATROL:
        told = [item for item in items if not by_exception(item) and (item.kind is not ItemKind.TEXT or _must(item))]
        return tuple(Step((item,)) for item in told)
    clearing = how is Way.CLEARING
    lock = [item for item in items if clearing and LOCK in item.text]
    size = SCREEN_OF_A_CLEARING if lock else SCREEN
    rest = [item for item in items if item not in lock]
    if not clearing:
        rest.sort(key=lambda item: not by_exception(item))
    found: list[Step] = []
    for seen, group in groupby(rest, key=by_exception):
        together = list(group)
        found += _screens(together, size) if seen else [Step((item,)) for item in together]
    return (*found, *((Step(tuple(lock), lock=True),) if lock else ()))


def _screens(items: Sequence[Item], most: int) -> list[Step]:
    """As few screens as hold them all, none much fuller than another."""
    screens = -(-len(items) // most)
    ends = [len(items) * number // screens for number in range(screens + 1)]
    return [Step(tuple(items[a:b]), screen=True) for a, b in pairwise(ends)]


def _must(item: Item) -> bool:
    return MUST in item.text


def drawn(items: Sequence[Item], seed: str) -> Item | None:
    """The one thing of a long list of which a picture is wanted today; none of a short one."""
    seen = [item for item in items if by_exception(item)]
    if len(seen) < SCREEN:
        return None
    return min(seen, key=lambda item: sha256(f"{seed}|{item.number}".encode()).digest())


def methods(items: Sequence[Item]) -> dict[int, tuple[int, str]]:
    """Items that are asked for one answer of an earlier choice only: number, to that choice's number and answer."""
    found: dict[int, tuple[int, str]] = {}
    for at, item in enumerate(items):
        for earlier in items[:at]:
            if item.method and earlier.kind is ItemKind.CHOICE and item.method in choices(earlier):
                found[item.number] = (earlier.number, item.method)
    return found
