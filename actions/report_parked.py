"""Telegram makes us wait for long: whoever looks after the machine reads what waits, and until when."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from actions.facts import day_and_hour, name_of
from domain.news import Lane, News
from storage import Transaction

LONG = timedelta(minutes=10)
"""A shorter wait is over before anybody has read of it."""


def report_parked(tx: Transaction, now: datetime, chat_id: int, until: datetime, operators: Iterable[str]) -> None:
    """Once for all whom Telegram makes wait until the same hour."""
    if until - now < LONG:
        return
    facts = {
        "name": name_of(tx, tx.accounts.person_of(chat_id)),
        "until": day_and_hour(tx, until),
        "count": tx.deliveries.waiting_for(chat_id),
    }
    for person in operators:
        once = f"parked:{until:%Y-%m-%dT%H}:{person}"
        tx.outbox.put(News("error.parked", person, facts, Lane.URGENT, once=once), now)
