"""A backup took the place of the data: what may have happened since is thought of, and everybody is told."""

from datetime import datetime, timedelta
from typing import Any

from actions.facts import day_and_hour
from actions.file_report import tell_reporter, tell_worker
from actions.quiet import after_quiet
from actions.show_alarm import show_everybody
from domain.news import Lane, News
from storage import Transaction
from storage.verify import RESTORED

A_DAY = 1000
"""More numbers of one kind than a school uses in a day."""


def note_restored(tx: Transaction, now: datetime, made_at: datetime) -> dict[str, Any]:
    """In the restored database, before anybody works with it; returns what is worth telling.

    What waited or was on its way may have arrived since: it goes, and says so. Numbers used since are not used for
    something else, since their buttons are still on somebody's screen. Links that were open then may have been used.
    The time between counts as an outage from its last stamp on, as after any other (domain/outages.py).
    """
    records, head = tx.history.head()
    body = {"made_at": made_at.isoformat(), "records": records, "head": head}
    tx.history.append(RESTORED, now, person=None, said_at=now, body=body)
    repeats = tx.restoring.doubt_outbox()
    tx.restoring.leave_room(A_DAY * (1 + max(now - made_at, timedelta()).days))
    links = tx.restoring.void_links(now)
    if tx.school.imported():
        facts = {"made": day_and_hour(tx, made_at), "until": day_and_hour(tx, now)}
        for chat in {*tx.accounts.bound().values(), *tx.accounts.bound_posts().values()}:
            tx.outbox.put(News("data.restored", chat, facts, Lane.ORDINARY, not_before=after_quiet(tx, now)), now)
        _show_again(tx, now)
    return {"records": records, "repeats": repeats, "links": links}


def _show_again(tx: Transaction, now: datetime) -> None:
    """What people see of a ticket or an alarm may be of after the backup: whoever has it reads how it stands."""
    tickets, alarms = tx.restoring.going_on()
    for ticket in filter(None, map(tx.tickets.get, tickets)):
        tell_worker(tx, now, ticket)
        tell_reporter(tx, now, ticket)
    for alarm in filter(None, map(tx.alarms.get, alarms)):
        show_everybody(tx, now, alarm)
