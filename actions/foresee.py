"""Before the duty, not after: who cannot be reached is told to the lead while somebody else can still be found."""

from datetime import datetime, timedelta
from typing import Any

from actions.duty_facts import duty_facts
from actions.duty_ladder import begin_of_shift
from actions.facts import name_of
from actions.staffing import Staffing
from actions.superiors import lead_of
from domain.duties import Duty
from domain.news import Lane, News
from domain.people import Person
from storage import Transaction

AHEAD = timedelta(hours=24)
"""Of somebody who blocks the bot, the duties so far ahead are named."""
A_SHIFT = timedelta(hours=12)
"""Of somebody whom nothing ever reached, those of one shift; none is longer."""
MOST_NAMED = 3
"""Buttons on one line to the lead; the others are reached through the person."""


def foresee(tx: Transaction, now: datetime, duty: Duty) -> None:
    """An hour before it opens: its lead reads of everybody of that shift whom nothing can reach, in one line."""
    staffing = Staffing(tx, now)
    if duty.trial or not _is_silent(tx, staffing, duty.owner):
        return
    lead = lead_of(tx, duty, now)
    if lead is None:
        return
    begins = begin_of_shift(tx, duty)
    silent = [
        other
        for other in tx.duties.unfinished(duty.opens + A_SHIFT)
        if not other.trial and begin_of_shift(tx, other) == begins and _is_silent(tx, staffing, other.owner)
    ]
    leads = {other.owner: lead_of(tx, other, now) for other in silent}
    mine = [other for other in silent if leads[other.owner] == lead]
    tx.outbox.put(
        News(
            "duty.unreachable",
            lead.id,
            {"names": [name_of(tx, owner) for owner in dict.fromkeys(other.owner for other in mine)],
             "duties": named(tx, now, lead, mine), "count": len(mine)},
            Lane.ORDINARY,
            once=f"unreachable:{lead.id}:{begins.isoformat() if begins else duty.day.isoformat()}",
            good_until=max(other.closes for other in mine),
        ),
        now,
    )  # fmt: skip


def owed_ahead(tx: Transaction, now: datetime, person: str) -> list[Duty]:
    """What somebody owes within a day."""
    return [duty for duty in tx.duties.owed_by(person, now + AHEAD) if not duty.trial and duty.closes > now]


def named(tx: Transaction, now: datetime, hearer: Person, duties: list[Duty]) -> list[dict[str, Any]]:
    """Facts of the first few, for which the hearer may find somebody else."""
    for duty in duties[:MOST_NAMED]:
        tx.duties.tell(duty.id, hearer.id, now)
    return [duty_facts(tx, duty) for duty in duties[:MOST_NAMED]]


def _is_silent(tx: Transaction, staffing: Staffing, owner: str | None) -> bool:
    person = tx.school.people.get(owner or "")
    return person is not None and not staffing.reachable(person)
