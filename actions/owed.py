"""What somebody owes: the next few duties of the day, and what can still be made up."""

from datetime import datetime, timedelta
from typing import Any

from actions.begin_duty import MADE_UP_WITHIN
from actions.duty_facts import duty_facts
from actions.facts import day_of
from storage import Transaction

AHEAD = timedelta(hours=24)
"""What somebody reads as theirs reaches to this time tomorrow; our own judgement: a whole round of shifts."""
MOST = 5
"""Lines, of which two may be missed ones; our own judgement: one screen."""


def owed_today(tx: Transaction, now: datetime, person: str) -> list[dict[str, Any]]:
    """Facts of each, what was missed first, then soonest due; no more than fit a screen. `later` is another day's."""
    missed = tx.duties.missed_of(person, now - MADE_UP_WITHIN)
    ahead = tx.duties.owed_by(person, now + AHEAD)
    found = [*missed[:2], *ahead][:MOST]
    return [duty_facts(tx, duty, person, later=day_of(tx, duty.starts) > day_of(tx, now)) for duty in found]
