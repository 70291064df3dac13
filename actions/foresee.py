"""Before the duty, not after: who cannot be reached is told to the lead while somebody else can still be found."""

from datetime import datetime, timedelta
from typing import Any

from actions.duty_facts import duty_facts
from actions.duty_ladder import begin_of_shift, posts_of
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
    if duty.trial or not _is_silent(tx, staffing, duty):
        return
    lead = lead_of(tx, duty, now)
    if lead is None:
        return
    begins = begin_of_shift(tx, duty)
    once = f"unreachable:{lead.id}:{begins.isoformat() if begins else duty.day.isoformat()}"
    if tx.outbox.was_said(once):
        return
    silent = [
        other
        for other in tx.duties.unfinished(duty.opens + A_SHIFT)
        if not other.trial and begin_of_shift(tx, other) == begins and _is_silent(tx, staffing, other)
    ]
    leads = {other.owner: lead_of(tx, other, now) for other in silent}
    mine = [other for other in silent if leads[other.owner] == lead]
    tx.outbox.put(
        News(
            "duty.unreachable",
            lead.id,
            {"names": [name_of(tx, owner) for owner in dict.fromkeys(other.owner for other in mine)],
             "duties": named(tx, now, lead, mine), "count": len(mine)},
            Lane.CARD,
            once=once,
            good_until=max(other.closes for other in mine),
        ),
        now,
    )  # fmt: skip


def owed_ahead(tx: Transaction, now: datetime, person: str | None, post: str | None) -> list[Duty]:
    """What somebody owes within a day, or whoever stands at a post."""
    if post is not None:
        ahead = [duty for duty in tx.duties.unfinished(now + AHEAD) if duty.post == post]
    else:
        ahead = tx.duties.owed_by(person, now + AHEAD) if person else []
    return [duty for duty in ahead if not duty.trial and duty.closes > now]


def named(tx: Transaction, now: datetime, hearer: Person, duties: list[Duty]) -> list[dict[str, Any]]:
    """Facts of the first few, for which the hearer may find somebody else."""
    for duty in duties[:MOST_NAMED]:
        tx.hearers.tell(duty.id, hearer.id, now)
    return [duty_facts(tx, duty) for duty in duties[:MOST_NAMED]]


def _is_silent(tx: Transaction, staffing: Staffing, duty: Duty) -> bool:
    person = tx.school.people.get(duty.owner or "")
    return person is not None and not staffing.reachable(person) and not _reads_at_a_post(tx, duty)


def _reads_at_a_post(tx: Transaction, duty: Duty) -> bool:
    """Whether the phone of a post where they will stand by then can be written to."""
    phones = (tx.accounts.phone_of(post) for post in posts_of(tx, duty))
    return any(phone is not None and not tx.accounts.is_unreachable(phone) for phone in phones)
