"""Callers: wrong links are counted and end in silence, strangers are answered a few times a day, the office hears."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from actions.facts import name_of
from actions.invitations import hashed
from actions.place_tokens import looks_like_ours, place_of, was_of_place
from actions.staffing import Staffing
from domain.callers import (
    MANY_WRONG,
    WITHIN,
    after_dead_link,
    after_telling,
    after_wrong_link,
    is_shut,
    may_be_told,
)
from domain.news import News
from storage import Transaction


def is_shut_out(tx: Transaction, now: datetime, user_id: int) -> bool:
    """Whether no link and no code of theirs is looked at."""
    return is_shut(tx.callers.get(user_id, now), now)


class Heard(StrEnum):
    """What becomes of somebody's link that binds nothing."""

    ANSWERED = "answered"
    SHUT = "shut"
    """One too many: it is said once, then there is silence."""
    SILENT = "silent"


def count_link(tx: Transaction, now: datetime, user_id: int, token: str, *, guess: bool) -> Heard:
    """Counts a link that binds nothing; a `guess` was never anybody's. The office hears of many, once an hour.

    People of the school are always answered; a stranger not again and again about the same link.
    """
    before = tx.callers.get(user_id, now)
    after = (after_wrong_link if guess else after_dead_link)(before, now, hashed(token))
    tx.callers.keep(after, now)
    shut = is_shut(after, now)
    known = tx.accounts.person_of(user_id)
    if guess and (shut or tx.callers.wrong_since(now - WITHIN) >= MANY_WRONG):
        _tell_office(tx, now, known if shut else None)
    if shut:
        return Heard.SHUT
    repeated = before.last == after.last and before.since == after.since
    return Heard.SILENT if repeated and not known and not tx.accounts.post_of(user_id) else Heard.ANSWERED


def _tell_office(tx: Transaction, now: datetime, person: str | None) -> None:
    facts = {"name": name_of(tx, person), "count": tx.callers.wrong_since(now - WITHIN)}
    for hearer in Staffing(tx, now).office():
        once = f"links.tried:{hearer.id}:{now:%Y-%m-%dT%H}"
        tx.outbox.put(News("links.tried", hearer.id, facts, once=once), now)


def answers_stranger(tx: Transaction, now: datetime, user_id: int) -> bool:
    """Whether somebody who is not of the school is answered once more; the answer is then counted."""
    caller = tx.callers.get(user_id, now)
    if not may_be_told(caller, now):
        return False
    tx.callers.keep(after_telling(caller, now), now)
    return True


def codes_to_look_at(tx: Transaction, now: datetime, user_id: int, codes: Iterable[str]) -> list[str]:
    """The codes of a photo, less whatever is a guess at a poster's: guesses count like wrong links, and end as they do.

    A school's own labels, and posters that were renewed, are no guesses.
    """
    if is_shut_out(tx, now, user_id):
        return []
    found = list(codes)
    for code in found:
        if looks_like_ours(code) and place_of(tx, code) is None and was_of_place(tx, code) is None:
            count_link(tx, now, user_id, code, guess=True)
    return found
