"""Leave of staff over days: who is not here on a local day, and who stands in for them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.people import Person, Presence

LONGEST = 180
"""Days; whoever is away for longer is written into the workbook (人员, column 状态)."""
Away = Mapping[str, str | None]
"""Who is on leave on a day, and who stands in, if anybody was named."""


class State(StrEnum):
    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"
    UNDONE = "undone"


class Move(StrEnum):
    GIVE = "give"
    REFUSE = "refuse"
    UNDO = "undo"


MOVES: Mapping[tuple[State, Move], State] = {
    (State.ASKED, Move.GIVE): State.GIVEN,
    (State.ASKED, Move.REFUSE): State.REFUSED,
    (State.ASKED, Move.UNDO): State.UNDONE,
    (State.GIVEN, Move.UNDO): State.UNDONE,
}


@dataclass(frozen=True, slots=True)
class Leave:
    """`first` and `last` are local days, both included; `deputy` stands in for what no roster knows."""

    id: int
    person: str
    first: date
    last: date
    deputy: str | None
    state: State
    by: str

    @property
    def item(self) -> str:
        return f"leave:{self.id}"

    def holds(self, day: date) -> bool:
        return self.state is State.GIVEN and self.first <= day <= self.last


def in_their_place(holders: Iterable[Person], away: Away, people: Mapping[str, Person]) -> tuple[Person, ...]:
    """Those who are here, each once; for who is on leave their deputy, when that one is here."""
    found: dict[str, Person] = {}
    for holder in holders:
        stands = people.get(away[holder.id] or "") if holder.id in away else holder
        if stands is not None and stands.presence is Presence.IN_SERVICE and stands.id not in away:
            found.setdefault(stands.id, stands)
    return tuple(found.values())
