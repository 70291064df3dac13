"""The end of an outage: what closed meanwhile is excused, and whoever looks after the machine hears of it."""

from collections.abc import Collection
from datetime import datetime

from actions.close_duty import OUTAGE, close_duty
from actions.facts import span
from actions.morning import morning_readers
from actions.quiet import after_quiet
from domain.duties import State
from domain.news import News
from domain.outages import Outage
from storage import Transaction
from storage.stamps import POLLED

AT_ONCE = 20
"""Duties in one unit of work."""


def note_outage(tx: Transaction, outage: Outage) -> None:
    """From here on a duty that could not be reported because of it cannot be missed."""
    tx.outages.add(outage)


def excuse_some(tx: Transaction, now: datetime, outage: Outage) -> int:
    """Excuses what closed during the outage and nobody reported in time; how many. 0 when all is done.

    Whatever closes within ten minutes after it still can be done, and is excused at its end if it was not.
    """
    duties = tx.duties.unfinished_closing(outage.began, outage.ended, AT_ONCE)
    for duty in duties:
        close_duty(tx, now, duty, State.EXCUSED, person=None, said_at=now, excuse=OUTAGE)
    return len(duties)


def end_outage(
    tx: Transaction, now: datetime, outage: Outage, hearers: Collection[str], *, jumped: bool = False
) -> None:
    """The record of it, and a line to the hearers; at night it waits for the morning, whose line tells whoever reads
    that. `jumped`: it was the clock.

    What it excused is counted as in the summary: plans on trial apart.
    """
    closed = tx.duties.closing_between(outage.began, outage.ended)
    on_trial = [duty.trial for duty in closed if duty.state is State.EXCUSED and duty.excuse == OUTAGE]
    counted = {"excused": on_trial.count(False), "trial": on_trial.count(True)}
    body = {"began": outage.began.isoformat(), "ended": outage.ended.isoformat(), **counted}
    tx.history.append("outage", now, person=None, said_at=now, item="outage", body=body)
    tx.stamps.set(POLLED, now)
    if not tx.school.imported():
        return
    facts = {**span(tx, outage.began, outage.ended), **counted, "jumped": jumped}
    until = after_quiet(tx, now)
    in_the_morning = morning_readers(tx, now) if until else ()
    for person in hearers:
        if person not in in_the_morning:
            once = f"outage:{outage.began.isoformat()}:{person}"
            tx.outbox.put(News("outage.over", person, facts, once=once, not_before=until), now)
