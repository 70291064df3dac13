"""Entries 登记: something opened and later closed, with a due time between; a kind of them is a value, not code."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

MINUTE = timedelta(minutes=1)


class State(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class Whom(StrEnum):
    """Who hears that the due time is over."""

    OPENER = "opener"
    HOST = "host"
    GATE = "gate"
    KEEPER = "keeper"
    """责任人 of the place."""
    MANAGER = "manager"


@dataclass(frozen=True, slots=True)
class Rung:
    """So long after the due time these people hear, if nobody has closed it."""

    after: timedelta
    whom: Whom


@dataclass(frozen=True, slots=True)
class Kind:
    """`fields` are asked in this order (handlers/forms/entries.py has the questions).

    `openers` are roles; none of them means everybody who works here. Who opened one closes it, and so do `closers`.
    `ends` are the ways in which somebody closes it. One that `ends_itself` is over at its due time, any other stays
    open and climbs `overdue`. `handed_over`: at the end of a shift somebody says of each whether it still holds.
    """

    code: str
    fields: tuple[str, ...]
    openers: frozenset[str]
    closers: frozenset[str]
    ends: tuple[str, ...]
    ends_itself: bool = False
    overdue: tuple[Rung, ...] = ()
    handed_over: bool = False

    def may_open(self, roles: tuple[str, ...]) -> bool:
        return not self.openers or not self.openers.isdisjoint(roles)


BACK, HOME, VOID, OVER, UNLISTED = "back", "home", "void", "over", "unlisted"
"""How an entry ended: came back before its time, was fetched home, was a mistake, its time was over, the workbook has
it no more."""
LEAVE, SICKBAY = "leave", "sickbay"
OF_PUPILS = (LEAVE, SICKBAY)
"""Kinds that empty a bed."""
IN_THE_HOUSES = frozenset({"warden", "warden_lead", "moral_head", "duty_leader"})

KINDS: Mapping[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind(
            LEAVE,
            fields=("beds", "until"),
            openers=frozenset({"class_teacher"}) | IN_THE_HOUSES,
            closers=IN_THE_HOUSES,
            ends=(BACK, VOID),
            ends_itself=True,
        ),
        Kind(
            SICKBAY,
            fields=("beds", "until"),
            openers=frozenset({"nurse"}) | IN_THE_HOUSES,
            closers=frozenset({"nurse"}) | IN_THE_HOUSES,
            ends=(BACK, HOME, VOID),
            ends_itself=True,
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Entry:
    """`place` and `bed` say which pupil, `place` alone which gate or room; moments are aware.

    `host` is who is visited; `words` what the opener said, `document` at most four characters. `origin` names the row
    of the workbook that it came from. `step` counts the rungs of `overdue` that are behind it.
    """

    number: int
    kind: str
    state: State
    place: str
    bed: int | None
    starts: datetime
    due: datetime
    opened_by: str | None
    opened_at: datetime
    device: str | None = None
    words: str = ""
    document: str = ""
    host: str | None = None
    answer: str = ""
    origin: str | None = None
    step: int = 0
    closed_by: str | None = None
    closed_at: datetime | None = None
    how: str = ""

    @property
    def item(self) -> str:
        return f"entry:{self.number}"

    @property
    def is_open(self) -> bool:
        return self.state is State.OPEN


@dataclass(frozen=True, slots=True)
class Opening:
    """What an entry begins with."""

    kind: str
    place: str
    starts: datetime
    due: datetime
    bed: int | None = None
    words: str = ""
    document: str = ""
    host: str | None = None
    origin: str | None = None
    device: str | None = field(default=None)
