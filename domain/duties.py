"""Duties: one dated obligation each, with opens, due and closes, that ends in exactly one state."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.checklists import EvidenceRule
from domain.plans import Grade


class State(StrEnum):
    UPCOMING = "upcoming"
    OPEN = "open"
    DONE = "done"
    LATE = "late"
    MISSED = "missed"
    EXCUSED = "excused"


OVER = (State.DONE, State.LATE, State.MISSED, State.EXCUSED)


class Shape(StrEnum):
    """How a duty reminds: around a moment, or within a window."""

    POINT = "时点"
    WINDOW = "时间窗"


class Task(StrEnum):
    """What its person does: the conversation that a duty opens."""

    ROUND = "round"
    """One or more places, checked in one after the other; a list at one place is a round of one point."""
    SIGN = "sign"
    """值日签字 of a staff room: a photo, and the leader's look."""
    ROLL = "roll"
    """晚点名: one card a floor, exceptions only."""
    PROMPT = "prompt"
    """抽问: whoever stands at a gate photographs it now."""
    INSPECT = "inspect"
    """抽检: a place that was drawn is looked at by an inspector who was drawn."""


@dataclass(frozen=True, slots=True)
class Obligation:
    """What is owed: by `owner`, at a place, within its moments (aware, UTC).

    `key` is unique: plan, local day, local start, target.
    """

    key: str
    plan: str
    name: str
    task: Task
    checklist: str
    version: str
    target: str
    place: str | None
    points: tuple[str, ...]
    day: date
    shape: Shape
    starts: datetime
    ends: datetime
    opens: datetime
    due: datetime
    closes: datetime
    grade: Grade
    evidence: EvidenceRule
    chain: str
    owner: str | None
    post: str | None
    trial: bool


@dataclass(frozen=True, slots=True)
class Draft(Obligation):
    """A duty as it is planned."""

    instead_of: str | None = None
    """Whose turn it was, when the owner stands in for somebody who is at work then."""


@dataclass(frozen=True, slots=True)
class Duty(Obligation):
    """A duty as it stands. `owner` owes it now; `assigned` was meant by the roster; `cover` took it over (我去).

    `person` reported it at `said_at` (the message's own time); `made_up_at` is a report after it was missed (补报).
    `step` counts the rungs of its ladder that are behind it. `owned_at`: the lead or a manager took care (我来安排).
    """

    id: int
    state: State
    assigned: str | None
    cover: str | None
    person: str | None
    device: str | None
    begun_at: datetime | None
    said_at: datetime | None
    made_up_at: datetime | None
    owned_at: datetime | None
    owned_by: str | None
    closed_at: datetime | None
    reason: str
    excuse: str
    step: int
    reached: int
    photos: int
    faults: int

    @property
    def item(self) -> str:
        return f"duty:{self.id}"

    @property
    def is_over(self) -> bool:
        return self.state in OVER


def outcome(duty: Duty, said_at: datetime) -> State:
    """What a report said at that moment makes of the duty: by `due` done, by `closes` late, then missed."""
    if said_at <= duty.due:
        return State.DONE
    return State.LATE if said_at <= duty.closes else State.MISSED


@dataclass(frozen=True, slots=True)
class Reached:
    """A point of a round that was checked in. `how` is 码 (poster read), 点选 (taken from the list), 码坏了, 没信号.

    `flags` are reasons to look twice; `number` is its place in the round (from 1).
    """

    duty: int
    point: str
    number: int
    said_at: datetime
    how: str
    evidence: int | None
    flags: tuple[str, ...] = ()
