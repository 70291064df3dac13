"""Inspectors: how often each looked lately, and whether others saw the same. A flag is a question, never a verdict."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import mean

from domain.inspections import Inspection, Kind
from domain.scores import FULL, agree
from storage import Transaction

LOOK_BACK = timedelta(days=28)
"""Four weeks (docs/scores.md)."""
MANY = 10
"""Looks after which it is asked why somebody never finds anything, or always looks at the last moment."""
LAST_MOMENT = timedelta(minutes=5)
"""Before its end, with `MOSTLY` as share of somebody's looks: 多在最后几分钟 (docs/scores.md); our own judgement."""
MOSTLY = 0.6


@dataclass(frozen=True, slots=True)
class Inspector:
    """`blind` second looks there were at what this person scored, and how many of them `agreed`."""

    person: str
    looks: int
    average: float
    never_finds: bool
    at_the_end: bool
    blind: int
    agreed: int


def inspectors(tx: Transaction, now: datetime, mark: int) -> list[Inspector]:
    """Everybody who looked in the last four weeks, the busiest first."""
    found = tx.inspections.between(now - LOOK_BACK, now)
    by: dict[str, list[Inspection]] = defaultdict(list)
    for it in found:
        by[it.inspector].append(it)
    firsts = {it.duty: it for it in found}
    pairs: dict[str, list[bool]] = defaultdict(list)
    for it in found:
        first = firsts.get(it.again_of or 0) if it.kind is Kind.BLIND else None
        if first is not None:
            same = agree(first.score, it.score, mark=mark)
            for person in (first.inspector, it.inspector):
                pairs[person].append(same)
    rows = [_row(tx, person, looks, pairs[person]) for person, looks in by.items()]
    return sorted(rows, key=lambda it: (-it.looks, it.person))


def _row(tx: Transaction, person: str, looks: list[Inspection], same: list[bool]) -> Inspector:
    scores = [it.score for it in looks]
    many = len(looks) >= MANY
    late = sum(_is_late(tx, it) for it in looks)
    return Inspector(
        person,
        len(looks),
        mean(scores),
        never_finds=many and min(scores) == FULL,
        at_the_end=many and late >= MOSTLY * len(looks),
        blind=len(same),
        agreed=sum(same),
    )


def _is_late(tx: Transaction, found: Inspection) -> bool:
    """In the last minutes of its time, or after."""
    duty = tx.duties.get(found.duty)
    return duty is not None and found.said_at >= duty.due - LAST_MOMENT
