"""Alarms: present danger. Going owns it and stops the ladder; merely knowing of it stops nothing."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.first_aid import case_of
from domain.people import Permission
from domain.refusal import Refusal


class State(StrEnum):
    OPEN = "open"
    OWNED = "owned"
    ON_SITE = "on_site"
    RESOLVED = "resolved"
    FALSE = "false_alarm"
    DOWNGRADED = "not_urgent"
    ENDED = "ended"
    """Of a drill only: its time was over, its manager ended it, or real danger broke it."""


class Move(StrEnum):
    GO = "go"
    CANNOT_GO = "cannot"
    KNOW = "know"
    ARRIVE = "arrive"
    RESOLVE = "resolve"
    FALSE_ALARM = "false"
    DOWNGRADE = "downgrade"
    HELP = "help"
    FOUND = "found"
    END = "end"


RUNNING = (State.OPEN, State.OWNED, State.ON_SITE)
S, M = State, Move
MOVES: dict[tuple[State, Move], State] = {
    (S.OPEN, M.GO): S.OWNED,
    (S.OPEN, M.KNOW): S.OPEN,
    (S.OPEN, M.CANNOT_GO): S.OPEN,
    (S.OPEN, M.FALSE_ALARM): S.FALSE,
    (S.OPEN, M.DOWNGRADE): S.DOWNGRADED,
    (S.OPEN, M.FOUND): S.RESOLVED,
    (S.OWNED, M.FOUND): S.RESOLVED,
    (S.ON_SITE, M.FOUND): S.RESOLVED,
    (S.OWNED, M.KNOW): S.OWNED,
    (S.OWNED, M.CANNOT_GO): S.OPEN,
    (S.OWNED, M.ARRIVE): S.ON_SITE,
    (S.OWNED, M.RESOLVE): S.RESOLVED,
    (S.OWNED, M.HELP): S.OWNED,
    (S.OWNED, M.FALSE_ALARM): S.FALSE,
    (S.OWNED, M.DOWNGRADE): S.DOWNGRADED,
    (S.ON_SITE, M.KNOW): S.ON_SITE,
    (S.ON_SITE, M.CANNOT_GO): S.OPEN,
    (S.ON_SITE, M.RESOLVE): S.RESOLVED,
    (S.ON_SITE, M.HELP): S.ON_SITE,
    (S.ON_SITE, M.FALSE_ALARM): S.FALSE,
    (S.ON_SITE, M.DOWNGRADE): S.DOWNGRADED,
    **{(state, M.END): S.ENDED for state in RUNNING},
}
IN_EARNEST_ONLY = (M.FALSE_ALARM, M.DOWNGRADE)
"""Moves that a drill does not know: it is not false, and nothing has to be repaired."""
ONE_ALARM = timedelta(minutes=30)
"""Same building and kind within this time is one alarm."""
SAID_AGAIN = timedelta(minutes=10)
"""The same danger, again from the same person and again without a place, within this time is the same alarm."""
SECOND_CALL = timedelta(minutes=5)
"""Nobody going: those who were told at once are called once more (workbook 提醒.紧急.2)."""
STILL_ON_IT = timedelta(minutes=30)
"""After owning, the owner is asked whether it still is theirs."""
ANSWER_WITHIN = timedelta(minutes=15)
"""No answer to that: the ladder goes on from where it was."""
WITHDRAW_WITHIN = timedelta(minutes=2)
"""How long a reporter may call the own alarm false."""
PAGES_UNTIL = timedelta(hours=48)
"""An older alarm pages nobody any more."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """`danger` is the kind (fire, gas, …), `area` the code of the building, `level` the highest rung that was told.

    `device` is the post whose phone told it; its screen is then the reporter's. A `drill` is nobody's danger: its
    `reporter` is the manager who holds it.
    """

    number: int
    state: State
    danger: str
    category: str
    chain: str
    place: str | None
    area: str | None
    words: str
    reporter: str | None
    owner: str | None
    raised_at: datetime
    owned_at: datetime | None
    on_site_at: datetime | None
    closed_at: datetime | None
    level: int
    device: str | None = None
    drill: bool = False

    @property
    def item(self) -> str:
        return f"alarm:{self.number}"


def is_about(alarm: Alarm, danger: str, words: str, *, here: bool) -> bool:
    """Whether these words tell of that alarm: the same kind, and not another accident that needs other hands.

    Who jumps is not who fainted. Without a place (`here` is false) vaguer words are of what was said before.
    """
    case, before = case_of(danger, words), case_of(alarm.danger, alarm.words)
    return alarm.danger == danger and (case is before or not words or not (here or case))


def next_state(alarm: Alarm, move: Move) -> State:
    """Where the move leads; Refusal `alarm.too_late` when somebody was first or it is over.

    `alarm.is_drill` for what only danger in earnest knows, and `button.old` for ending what is no drill.
    """
    if move is Move.END and not alarm.drill:
        raise Refusal("button.old")
    if alarm.drill and move in IN_EARNEST_ONLY and alarm.state in RUNNING:
        raise Refusal("alarm.is_drill")
    try:
        return MOVES[alarm.state, move]
    except KeyError:
        raise Refusal("alarm.too_late", {"number": alarm.number, "state": alarm.state, "owner": alarm.owner}) from None


def check_may(
    alarm: Alarm, move: Move, person: str, *, told: bool, permissions: frozenset[Permission], now: datetime
) -> None:
    """Refuses with `alarm.not_yours` what is not this person's to do, and `alarm.late_false` a late withdrawal."""
    if move is M.FOUND and alarm.danger == "missing" and (told or person == alarm.reporter):
        return
    involved = told or person == alarm.owner or Permission.DISPATCH in permissions
    if move is M.END and person != alarm.reporter and Permission.MANAGE_PEOPLE not in permissions:
        raise Refusal("alarm.not_yours", {"number": alarm.number, "state": alarm.state, "owner": alarm.owner})
    if move is M.END:
        return
    if move is M.FALSE_ALARM and person == alarm.reporter and not involved:
        if now - alarm.raised_at > WITHDRAW_WITHIN:
            raise Refusal("alarm.late_false", {"number": alarm.number, "minutes": 2})
        return
    owners_only = move in (M.ARRIVE, M.RESOLVE, M.HELP, M.FOUND) or (move is M.CANNOT_GO and alarm.state is not S.OPEN)
    if not involved or (owners_only and person != alarm.owner and Permission.DISPATCH not in permissions):
        raise Refusal("alarm.not_yours", {"number": alarm.number, "state": alarm.state, "owner": alarm.owner})
