"""Swaps 换班: two people exchange a shift, or one takes the other's; nothing moves before the other has tapped."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.refusal import Refusal


class State(StrEnum):
    ASKED = "asked"
    AGREED = "agreed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    BACK_ASKED = "back_asked"
    UNDONE = "undone"


class Move(StrEnum):
    AGREE = "agree"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    LAPSE = "lapse"
    ASK_BACK = "back"
    UNDO = "undo"


class Part(StrEnum):
    """What somebody is to a swap."""

    ASKER = "asker"
    OTHER = "other"
    LEAD = "lead"
    NOBODY = "nobody"


MOVES: Mapping[tuple[State, Move], State] = {
    (State.ASKED, Move.AGREE): State.AGREED,
    (State.ASKED, Move.REFUSE): State.REFUSED,
    (State.ASKED, Move.WITHDRAW): State.WITHDRAWN,
    (State.ASKED, Move.LAPSE): State.LAPSED,
    (State.AGREED, Move.ASK_BACK): State.BACK_ASKED,
    (State.AGREED, Move.UNDO): State.UNDONE,
    (State.BACK_ASKED, Move.AGREE): State.UNDONE,
    (State.BACK_ASKED, Move.REFUSE): State.AGREED,
    (State.BACK_ASKED, Move.LAPSE): State.AGREED,
    (State.BACK_ASKED, Move.UNDO): State.UNDONE,
}
HOLDS = (State.AGREED, State.BACK_ASKED)
"""While it is so, the other works the asker's shift."""


@dataclass(frozen=True, slots=True)
class Swap:
    """`other` works the asker's turn: `code`, a shift or a staff room, on the local `day`. With `back_code` the asker
    works the other's in return. `back_by` asked to have it as it was."""

    id: int
    asker: str
    other: str
    day: date
    code: str
    back_day: date | None
    back_code: str | None
    state: State
    back_by: str | None = None

    @property
    def item(self) -> str:
        return f"swap:{self.id}"

    @property
    def holds(self) -> bool:
        return self.state in HOLDS

    def answers(self) -> str | None:
        """Whose tap it waits for."""
        if self.state is State.ASKED:
            return self.other
        if self.state is State.BACK_ASKED:
            return self.asker if self.back_by == self.other else self.other
        return None


def check_may(swap: Swap, move: Move, person: str, part: Part) -> None:
    """Refusal `swap.not_yours`; a lead answers for nobody, but may always put it back."""
    may = {
        Move.AGREE: person == swap.answers(),
        Move.REFUSE: person == swap.answers(),
        Move.WITHDRAW: part is Part.ASKER,
        Move.ASK_BACK: part in (Part.ASKER, Part.OTHER),
        Move.UNDO: part is Part.LEAD,
    }
    if (swap.state, move) in MOVES and not may.get(move, False):
        raise Refusal("swap.not_yours")
