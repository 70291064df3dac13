"""Tickets: something to be put right, and the table of how it may move."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.people import Permission
from domain.refusal import Refusal


class State(StrEnum):
    WAITING = "待受理"
    ASSIGNED = "已派"
    WORKING = "处理中"
    ON_HOLD = "挂起"
    TO_ACCEPT = "待验收"
    CLOSED = "已关闭"
    WITHDRAWN = "撤销"
    REOPENED = "重开"


class Move(StrEnum):
    ASSIGN = "assign"
    TAKE = "take"
    ARRIVE = "arrive"
    HOLD = "hold"
    RESUME = "resume"
    FINISH = "finish"
    GIVE_BACK = "give_back"
    CONFIRM = "confirm"
    REJECT = "reject"
    WITHDRAW = "withdraw"
    LAPSE = "lapse"
    """Nobody said whether it is well; nobody taps it."""


class Urgency(StrEnum):
    URGENT = "紧急"
    SOON = "较急"
    NORMAL = "一般"
    PLANNED = "计划"


CATEGORIES = (
    "水暖", "电气照明", "门窗锁具", "家具木工", "空调风扇", "网络多媒体", "土建屋面", "消防设施",
    "安防门禁", "热水锅炉", "食堂设备", "体育器材", "绿化环卫", "电梯", "非报修",
)  # fmt: skip
OVER = (State.CLOSED, State.WITHDRAWN)

S, M = State, Move
MOVES: dict[tuple[State, Move], State] = {
    (S.WAITING, M.ASSIGN): S.ASSIGNED,
    (S.ASSIGNED, M.ASSIGN): S.ASSIGNED,
    (S.WORKING, M.ASSIGN): S.ASSIGNED,
    (S.REOPENED, M.ASSIGN): S.ASSIGNED,
    (S.WAITING, M.TAKE): S.WORKING,
    (S.ASSIGNED, M.TAKE): S.WORKING,
    (S.REOPENED, M.TAKE): S.WORKING,
    (S.ON_HOLD, M.ASSIGN): S.ASSIGNED,
    (S.WORKING, M.ARRIVE): S.WORKING,
    (S.WORKING, M.HOLD): S.ON_HOLD,
    (S.ON_HOLD, M.HOLD): S.ON_HOLD,
    (S.ON_HOLD, M.RESUME): S.WORKING,
    (S.WORKING, M.FINISH): S.TO_ACCEPT,
    (S.ON_HOLD, M.FINISH): S.TO_ACCEPT,
    (S.ASSIGNED, M.GIVE_BACK): S.WAITING,
    (S.WORKING, M.GIVE_BACK): S.WAITING,
    (S.REOPENED, M.GIVE_BACK): S.WAITING,
    (S.ON_HOLD, M.GIVE_BACK): S.WAITING,
    (S.TO_ACCEPT, M.CONFIRM): S.CLOSED,
    (S.TO_ACCEPT, M.LAPSE): S.CLOSED,
    (S.TO_ACCEPT, M.REJECT): S.REOPENED,
    (S.CLOSED, M.REJECT): S.REOPENED,
    (S.WAITING, M.WITHDRAW): S.WITHDRAWN,
    (S.ASSIGNED, M.WITHDRAW): S.WITHDRAWN,
    (S.WORKING, M.WITHDRAW): S.WITHDRAWN,
    (S.ON_HOLD, M.WITHDRAW): S.WITHDRAWN,
}
"""Which state a move leads to. What is not here cannot be done, and the person is told what is true now."""
ENDING = sorted({move for (was, move), state in MOVES.items() if (was in OVER) is not (state in OVER)})
"""Moves with which a ticket may end, or begin anew: what comes and goes is counted from their records."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """`number` is what people say (241号). `place` is a code or None, then `place_words` is what was said.

    `reporter` is None for what nobody confirmed by name; `unconfirmed` marks a draft that was filed unfinished.
    `moves` counts changes: a compare-and-set on it decides a race.
    """

    number: int
    state: State
    category: str
    urgency: Urgency
    place: str | None
    place_words: str
    words: str
    reporter: str | None
    assignee: str | None
    reported_at: datetime
    changed_at: datetime
    unconfirmed: bool
    moves: int

    @property
    def item(self) -> str:
        return f"ticket:{self.number}"

    @property
    def rest(self) -> str:
        """What the work needs beside the card (photos, more words): taking the ticket does not take it back."""
        return f"{self.item}:rest"


def next_state(ticket: Ticket, move: Move) -> State:
    """Where the move leads; Refusal `ticket.too_late` with the state when it leads nowhere."""
    try:
        return MOVES[ticket.state, move]
    except KeyError:
        raise Refusal("ticket.too_late", {"number": ticket.number, "state": ticket.state}) from None


def check_may(
    ticket: Ticket, move: Move, person: str, permissions: frozenset[Permission], *, finished_by: str | None = None
) -> None:
    """Refuses with `ticket.not_yours` what is not this person's to do.

    Nobody accepts their own work, nor what they themselves said is finished (`finished_by`), whatever else they may do.
    """
    dispatcher = Permission.DISPATCH in permissions
    mine, reported = person == ticket.assignee, person == ticket.reporter
    allowed = {
        M.ASSIGN: dispatcher,
        M.TAKE: mine or dispatcher or (ticket.assignee is None and Permission.TAKE in permissions),
        M.ARRIVE: mine,
        M.HOLD: mine or dispatcher,
        M.RESUME: mine or dispatcher,
        M.FINISH: mine or dispatcher,
        M.GIVE_BACK: mine or dispatcher,
        M.CONFIRM: not mine and person != finished_by and (reported or Permission.INSPECT in permissions),
        M.REJECT: not mine and (reported or Permission.INSPECT in permissions),
        M.WITHDRAW: reported or dispatcher,
        M.LAPSE: False,
    }
    if not allowed[move]:
        raise Refusal("ticket.not_yours", {"number": ticket.number, "state": ticket.state})
