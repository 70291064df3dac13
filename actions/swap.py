"""Swaps 换班: one asks, the other taps, everything follows; either may ask for it back, a lead just does it."""

from datetime import datetime

from actions.any_turn import (
    at_a_phone,
    can_take,
    could_take,
    give_turn,
    is_room,
    put_back,
    turn_at,
    turn_on,
    turns_ahead,
)
from actions.facts import name_of
from actions.show_swap import leads_of, part_of, show_swap, swap_facts, tell_of_swap
from actions.team import Turn
from domain.news import Show
from domain.people import Person
from domain.refusal import Refusal
from domain.swaps import MOVES, Move, State, Swap, check_may
from storage import Transaction

LAPSE = "swap.lapse"
"""The due row of a question, or of a wish to have it back, unanswered when the first of both turns begins."""
TOLD = {
    Move.AGREE: "swap.agreed",
    Move.REFUSE: "swap.refused",
    Move.WITHDRAW: "swap.withdrawn",
    Move.ASK_BACK: "swap.back_asked",
    Move.UNDO: "swap.undone",
}
"""The record of each move that somebody made."""


def who_could(tx: Transaction, now: datetime, turn: Turn) -> list[Person]:
    """Colleagues who could work that turn and will have read the question by then, the best rested first.

    On a post's phone it waits until they stand there: those who read at once come before them.
    """
    able = could_take(tx, turn)
    heard = tx.accounts.who_can_be_told(person.id for person in able)
    later = at_a_phone(tx, now, turn.begins)
    return [p for p in able if p.id in heard] + [p for p in able if p.id not in heard and p.id in later]


def give_and_take(tx: Transaction, now: datetime, asker: str, begins: datetime, other: str) -> tuple[Turn, list[Turn]]:
    """The asker's turn, and those of the other's that the asker could work in return. Refusals as `ask_swap`."""
    mine = _ahead(tx, now, asker, begins)
    if other not in tx.school.people or other == asker:
        raise Refusal("button.old")
    alike = (it for it in turns_ahead(tx, now, other) if is_room(tx, it) == is_room(tx, mine))
    return mine, [it for it in alike if can_take(tx, it, asker, mine) and can_take(tx, mine, other, it)]


def ask_swap(
    tx: Transaction,
    now: datetime,
    asker: str,
    begins: datetime,
    other: str,
    back: datetime | None,
    *,
    said_at: datetime,
) -> Swap:
    """Asks `other` to work the asker's turn that begins then, for the other's that begins at `back`, or for nothing.

    A question about the same turn that waits is withdrawn. Refusals: `swap.gone` when one of both turns is not theirs
    any more or has begun, `swap.cannot` when one of them works then or is not here, `swap.unheard` for who cannot read.
    """
    mine, theirs = _ahead(tx, now, asker, begins), _ahead(tx, now, other, back) if back else None
    if other not in tx.school.people or other == asker:
        raise Refusal("button.old")
    _check_both(tx, asker, mine, other, theirs)
    ends = min(turn.begins for turn in (mine, theirs) if turn)
    if not tx.accounts.can_be_told(other) and other not in at_a_phone(tx, now, ends):
        raise Refusal("swap.unheard", {"other": name_of(tx, other)})
    before = tx.swaps.waiting(asker, mine.row.day, mine.row.shift)
    if before is not None:
        move_swap(tx, now, asker, before.id, Move.WITHDRAW, said_at=said_at)
    back_day, back_code = (theirs.row.day, theirs.row.shift) if theirs else (None, None)
    swap = tx.swaps.add(Swap(0, asker, other, mine.row.day, mine.row.shift, back_day, back_code, State.ASKED), now)
    body = {
        "other": other,
        "day": str(swap.day),
        "code": swap.code,
        "back_day": _text(back_day),
        "back_code": back_code,
    }
    tx.history.append("swap.asked", now, person=asker, said_at=said_at, item=swap.item, body=body)
    tx.due.put(LAPSE, str(swap.id), ends)
    show_swap(tx, now, swap, other, Show.NEW)
    show_swap(tx, now, swap, asker, Show.EDIT)
    return swap


def move_swap(tx: Transaction, now: datetime, person: str, number: int, move: Move, *, said_at: datetime) -> Swap:
    """同意, 不行, 不换了, 换回来, 改回来. Refusals: `swap.not_yours`, `swap.stands` when it stands otherwise by now,
    those of `ask_swap`, `roster.taken` when the office decided about the shift since, and `swap.not_free` when one of
    them cannot have their own back."""
    swap = tx.swaps.get(number)
    if swap is None:
        raise Refusal("button.old")
    check_may(swap, move, person, part_of(tx, swap, person))
    to = MOVES.get((swap.state, move))
    if to is None:
        raise Refusal("swap.stands", swap_facts(tx, swap, person))
    if move in (Move.ASK_BACK, Move.UNDO) or to is State.UNDONE:
        ends = _check_may_go_back(tx, now, swap)
        tx.due.put(LAPSE, str(swap.id), ends)
    if move is Move.AGREE and to is State.AGREED:
        _exchange(tx, now, swap)
    tx.swaps.move(swap, to, person if move is Move.ASK_BACK else None)
    tx.history.append(TOLD[move], now, person=person, said_at=said_at, item=swap.item, body={"state": to})
    moved = tx.swaps.get(number) or swap
    if swap.holds and to is State.UNDONE:
        put_back(tx, now, moved.item)
    if to is not State.BACK_ASKED:
        tx.due.drop(LAPSE, str(swap.id))
    tell_of_swap(tx, now, moved, person)
    return moved


def lapse(tx: Transaction, now: datetime, number: int) -> None:
    """Nobody answered before it began: everything is as it was, and whoever asked reads that."""
    swap = tx.swaps.get(number)
    to = MOVES.get((swap.state, Move.LAPSE)) if swap else None
    if swap is None or to is None:
        return
    stays = swap.state is State.BACK_ASKED
    tx.swaps.move(swap, to)
    kind, body = ("swap.back_lapsed", {"state": to}) if stays else ("swap.lapsed", {})
    tx.history.append(kind, now, person=None, said_at=now, item=swap.item, body=body)
    lapsed = tx.swaps.get(number) or swap
    for person in (swap.asker, swap.other):
        show_swap(tx, now, lapsed, person, Show.NEW if person == swap.back_by else Show.EDIT, stays=stays)
    for lead in leads_of(tx, now, swap) if stays else ():
        show_swap(tx, now, lapsed, lead, Show.ONLY_EDIT, stays=stays)


def _text(day: object) -> str | None:
    return str(day) if day else None


def _ahead(tx: Transaction, now: datetime, person: str, begins: datetime) -> Turn:
    turn = turn_at(tx, person, begins)
    if turn is None or turn.begins <= now:
        raise Refusal("swap.gone", {"name": name_of(tx, person)})
    return turn


def _check_both(tx: Transaction, asker: str, mine: Turn, other: str, theirs: Turn | None) -> None:
    """Each is free for the other's turn; the turn that they give away does not count against them."""
    for turn, come, given in ((mine, other, theirs), (theirs, asker, mine)):
        if turn is not None and not can_take(tx, turn, come, given):
            raise Refusal("swap.cannot", {"name": name_of(tx, come)})


def _both(tx: Transaction, swap: Swap, asker: str, other: str) -> tuple[Turn | None, Turn | None]:
    """What stands in the roster as the turns of these two, whoever they were when they asked."""
    back = turn_on(tx, swap.back_day, swap.back_code, (other,)) if swap.back_day and swap.back_code else None
    return turn_on(tx, swap.day, swap.code, (asker,)), back


def _exchange(tx: Transaction, now: datetime, swap: Swap) -> None:
    mine, theirs = _both(tx, swap, swap.asker, swap.other)
    for turn, person in ((mine, swap.asker), (theirs, swap.other)):
        if (turn is None and (person == swap.asker or swap.back_day)) or (turn and turn.begins <= now):
            raise Refusal("swap.gone", {"name": name_of(tx, person)})
    if mine is None:
        raise Refusal("button.old")
    _check_both(tx, swap.asker, mine, swap.other, theirs)
    for turn, come in ((mine, swap.other), (theirs, swap.asker)):
        if turn is not None:
            give_turn(tx, now, turn, come, swap.other, swap.item)


def _check_may_go_back(tx: Transaction, now: datetime, swap: Swap) -> datetime:
    """Neither turn has begun, was given on to somebody else, or was decided by the office since; both are free.

    Returns when the first of both begins."""
    mine, theirs = _both(tx, swap, swap.other, swap.asker)
    if any(tx.roster_changes.is_taken(change.id) for change in tx.roster_changes.parts_of(swap.item)):
        raise Refusal("roster.taken")
    if mine is None or (swap.back_day and theirs is None) or any(it and it.begins <= now for it in (mine, theirs)):
        raise Refusal("swap.too_late", swap_facts(tx, swap, swap.asker))
    for turn, gets, gives in ((mine, swap.asker, theirs), (theirs, swap.other, mine)):
        if turn is not None and not can_take(tx, turn, gets, gives):
            raise Refusal("swap.not_free", {"name": name_of(tx, gets)})
    return min(it.begins for it in (mine, theirs) if it)
