"""Numbers of the staff: until 06:00 anybody may add some to the day that is sealed, and nobody can fill it alone."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from actions.draw_days import NUMBERS_UNTIL, closes_at, item_of, local_of
from domain.spans import DAY
from storage import Transaction

LONGEST_NUMBER, MOST_NUMBERS, MOST_OF_ONE = 20, 200, 5
"""Digits of a number, numbers of a day, and of a person (docs/draws.md): room for everybody, none for a flood."""
SAID = "draws.said"
"""The due row that forgets, when the numbers of a day are closed, how many somebody sent; its subject is the two."""


class Added(StrEnum):
    """What became of a number."""

    MIXED = "draws.number"
    ENOUGH = "draws.number_enough"
    """One too many of the same person's, which is said once: nobody fills the day for the others."""
    FULL = "draws.numbers_full"


def add_number(
    tx: Transaction, now: datetime, person: str, number: str, *, said_at: datetime
) -> tuple[date, Added] | None:
    """A number that somebody of the staff sent goes into the day that is open; None when there is nothing to say.

    Whose it was is not kept; how many somebody sent is known until the numbers are closed.
    """
    day = local_of(tx, said_at).date() + (DAY if local_of(tx, said_at).time() >= NUMBERS_UNTIL else timedelta())
    fixed = tx.draws.day(day)
    if fixed is None or fixed.closed_at is not None or said_at >= closes_at(tx, day):
        return None
    subject = f"{day.isoformat()}:{person}"
    waiting = tx.due.of(SAID, subject)
    said = waiting.facts["said"] if waiting else 0
    if said > MOST_OF_ONE:
        return None
    if len(fixed.numbers) >= MOST_NUMBERS:
        return day, Added.FULL
    tx.due.put(SAID, subject, closes_at(tx, day), {"said": said + 1})
    if said == MOST_OF_ONE:
        return day, Added.ENOUGH
    tx.draws.change_day(day, numbers=[*fixed.numbers, number])
    body = {"number": number}
    tx.history.append("draws.number", now, person=None, said_at=said_at, item=item_of(day), body=body)
    return day, Added.MIXED
