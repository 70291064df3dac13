"""Entries 登记: something opened and later closed, with a due time between; a kind of them is a value, not code."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from domain.gates import GUARDS
from domain.spans import MINUTE


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
    SAMPLER = "sampler"
    """Whoever answers for the samples of that place."""
    LEAD = "lead"
    """The lead of that canteen."""


@dataclass(frozen=True, slots=True)
class Rung:
    """So long after the due time (before it, when negative) these people hear, if nobody has closed it."""

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


BACK, HOME, VOID, OVER, UNLISTED, LEFT = "back", "home", "void", "over", "unlisted", "left"
"""How an entry ended: came back before its time, was fetched home, was a mistake, its time was over, the workbook has
it no more, a visitor left."""
TIDY, UNPHOTOGRAPHED, TAKEN = "tidy", "unphotographed", "taken"
"""How a room was left: with its photo, without one, to somebody who came before it was."""
DISPOSED = "disposed"
"""How a food sample was ended."""
HERE, UNSURE = "here", "unsure"
"""What else is said of one at the end of a shift: it still holds, nobody knows."""
LEAVE, SICKBAY, VISITOR, ROOM, SAMPLE = "leave", "sickbay", "visitor", "room", "sample"
OF_PUPILS = (LEAVE, SICKBAY)
"""Kinds that empty a bed."""
IN_THE_HOUSES = frozenset({"warden", "warden_lead", "moral_head", "duty_leader"})
IN_THE_KITCHENS = frozenset({"sampler", "canteen_lead", "canteen_safety", "food_director"})

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
        Kind(
            VISITOR,
            fields=("who", "host", "document", "until"),
            openers=GUARDS,
            closers=GUARDS,
            ends=(LEFT, VOID),
            overdue=(
                Rung(15 * MINUTE, Whom.HOST),
                Rung(30 * MINUTE, Whom.GATE),
                Rung(60 * MINUTE, Whom.MANAGER),
            ),
            handed_over=True,
        ),
        Kind(
            ROOM,
            fields=("room", "accept", "found", "until"),
            openers=frozenset(),
            closers=frozenset(),
            ends=(TIDY, UNPHOTOGRAPHED, VOID),
            overdue=(Rung(10 * MINUTE, Whom.OPENER), Rung(30 * MINUTE, Whom.KEEPER)),
        ),
        Kind(
            SAMPLE,
            fields=(),
            openers=IN_THE_KITCHENS,
            closers=IN_THE_KITCHENS,
            ends=(DISPOSED, VOID),
            overdue=(
                Rung(-240 * MINUTE, Whom.SAMPLER),
                Rung(0 * MINUTE, Whom.SAMPLER),
                Rung(120 * MINUTE, Whom.LEAD),
            ),
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Entry:
    """`place` and `bed` say which pupil, `place` alone which gate or room; moments are aware.

    `host` is who is visited; `words` what the opener said, `document` at most four characters. `origin` names the row
    of the workbook that it came from, `listed_due` is the end that the sheet gave it last. `step` counts the rungs of
    `overdue` that are behind it, `answer` is the host's, `counted` what was said of it at the last hand-over.
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
    counted: str = ""
    counted_at: datetime | None = None
    origin: str | None = None
    listed_due: datetime | None = None
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

    def holds(self, now: datetime) -> bool:
        return self.is_open and self.starts <= now < self.due


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


ROWS = {VISITOR: "提醒.访客.", ROOM: "提醒.功能室."}
"""Rows of the sheet 设置 that say when who hears of an overdue one (T+15 被访人)."""
SAID = re.compile(r"T\+(\d{1,4}) *(\S+)")
SAID_WHOM = {
    "被访人": Whom.HOST, "门岗": Whom.GATE, "主管": Whom.MANAGER, "本人": Whom.OPENER, "责任人": Whom.KEEPER,
}  # fmt: skip


def overdue(kind: Kind, rest: Mapping[str, str]) -> tuple[Rung, ...]:
    """As the sheet says, soonest first; what it does not say, or says otherwise, is as usual."""
    prefix = ROWS.get(kind.code)
    said = [SAID.fullmatch(text.strip()) for key, text in rest.items() if prefix and key.startswith(prefix)]
    rungs = [Rung(int(it[1]) * MINUTE, SAID_WHOM[it[2]]) for it in said if it and it[2] in SAID_WHOM]
    return tuple(sorted(rungs, key=lambda rung: rung.after)) or kind.overdue
