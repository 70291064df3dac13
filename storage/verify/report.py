"""What verify found: faults, each by its name and facts, and how much was looked at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from storage.history import BEGINNING

MOST_TOLD = 200
"""Faults that are kept in full; of the others only how many there are. A report never grows with the database."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a summary said: after so many records the hash of the last began with `head` (hex, any length).

    `day` is the local day of a summary kept here; empty for one that somebody brings along.
    """

    records: int
    head: str
    day: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    about: str
    facts: Mapping[str, Any]


@dataclass(slots=True)
class Report:
    """`counts`: records, anchors, photos, tickets … that were looked at; `found` faults, the first of them in full.

    `head` is the anchor of what is there now; `unnamed` are files that no row names, `restored` the records that tell
    of a restore (count of records that were kept, count of those lost is not known).
    """

    counts: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    found: int = 0
    head: tuple[int, str] = (0, BEGINNING)
    unnamed: int = 0
    restored: list[int] = field(default_factory=list)
    lacking: list[Fault] = field(default_factory=list)

    def add(self, about: str, **facts: Any) -> None:
        self.found += 1
        if len(self.faults) < MOST_TOLD:
            self.faults.append(Fault(about, facts))

    def count(self, what: str) -> None:
        self.counts[what] = self.counts.get(what, 0) + 1
