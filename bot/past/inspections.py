"""What people who play themselves find when they inspect, and what becomes of it in the hours after."""

from collections.abc import Callable
from datetime import datetime
from random import Random

from actions.inspect_place import inspect_place
from actions.move_notice import move_notice
from actions.score_facts import sheet_for
from domain.duties import Duty
from domain.inspections import Inspection, Kind
from domain.notices import Move, State
from domain.scores import Deduction, Sheet
from storage import Transaction

CLEAN, DIRTY = 0.45, 0.08
"""Shares of rooms that lose nothing, and that fall below the mark; the others lose a little."""
Photo = Callable[[Transaction, datetime, Duty], int]
ByHand = Callable[[Transaction, str], bool]


def look(tx: Transaction, now: datetime, duty: Duty, photo: Photo) -> bool:
    """The room as its inspector finds it; the same duty is always found the same. False for a list without points."""
    sheet = sheet_for(tx, duty.checklist)
    if sheet is None or duty.owner is None:
        return False
    chance, again = Random(f"look {duty.key}"), tx.inspections.meant_again(duty.id)
    first = tx.inspections.get(again[0]) if again and again[1] is Kind.BLIND else None
    seen = _seen(sheet, chance) if first is None else _as_before(first, chance)
    off = [Deduction(item, points, (photo(tx, now, duty),)) for item, points in seen]
    inspect_place(
        tx, now, duty, person=duty.owner, said_at=now, device=None, deductions=off,
        evidence=[photo(tx, now, duty)], body={"flags": []},
    )  # fmt: skip
    return True


def _seen(sheet: Sheet, chance: Random) -> list[tuple[int, int]]:
    """Item and points of each thing that is wrong."""
    fate = chance.random()
    if fate < CLEAN:
        return []
    if fate > 1 - DIRTY:
        parts = [part for part in sheet.parts if part.is_signed_for]
        return [(part.number, min(part.full, chance.randint(22, 30) // len(parts) + 1)) for part in parts]
    parts = chance.sample(sheet.parts, chance.randint(1, 2))
    return [(part.number, chance.randint(1, 3)) for part in parts]


def _as_before(first: Inspection, chance: Random) -> list[tuple[int, int]]:
    """Somebody else sees nearly the same on the same day."""
    return [(it.item, max(1, chance.randint(-1, 1) - it.points)) for it in first.moved if it.points]


def put_right(tx: Transaction, now: datetime, duty: Duty, photo: Photo, by_hand: ByHand) -> None:
    """Whoever answers for the room signs for the notice and puts it right."""
    notice = tx.notices.of_inspection(duty.id)
    person = notice.responsible if notice else None
    if notice is None or person is None or notice.state is not State.ISSUED or by_hand(tx, person):
        return
    move_notice(tx, now, person, notice.number, Move.SIGN, said_at=now)
    move_notice(tx, now, person, notice.number, Move.DONE, said_at=now, evidence=[photo(tx, now, duty)])


def look_again(tx: Transaction, now: datetime, duty: Duty, by_hand: ByHand) -> None:
    """Whoever was asked finds it right."""
    notice = tx.notices.of_inspection(duty.id)
    checker = notice.checker if notice else None
    if notice is None or checker is None or notice.state is not State.TO_CHECK or by_hand(tx, checker):
        return
    move_notice(tx, now, checker, notice.number, Move.PASS, said_at=now)
