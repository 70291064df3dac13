"""Backups as something that is to happen and that may go wrong: asked for by the clock, told of to the operator."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from actions.facts import day_and_hour
from domain.news import News
from storage import Transaction
from storage.due import DueRow
from storage.stamps import BACKED_UP

VERB = "backup.make"
"""The due row that whoever makes backups serves (bot/backups.py); nobody else may, for it takes long."""
AGAIN = timedelta(hours=1)
"""After a backup that failed; our own judgement: a full disk is not mended in minutes, and the night is short."""
MOST_TRIES = 5
"""Of one night, an hour apart; then the operator has heard of it (docs/backup.md), and the next night has its own."""
TOO_OLD = timedelta(hours=48)
"""Two nights without a good one; our own judgement: a single night may fail, two in a row are a fault."""


def ask_for_backup(tx: Transaction, now: datetime) -> None:
    tx.due.put(VERB, "all", now)


def backup_made(
    tx: Transaction, now: datetime, row: DueRow, found: int, lacking: int, hearers: Collection[str]
) -> None:
    """It is there; whoever looks after the machine hears of faults in what was copied (`found` by verify) and of
    originals that could not be had (`lacking`)."""
    tx.due.take(row)
    tx.stamps.set(BACKED_UP, now)
    if found or lacking:
        facts = {"found": found, "lacking": lacking}
        _tell(tx, now, "backup.faulty", facts, hearers)


def backup_failed(tx: Transaction, now: datetime, row: DueRow, why: str, hearers: Collection[str]) -> None:
    """Tried again in an hour, a few times a night; told once a night, with the age of the last one."""
    if row.attempts + 1 < MOST_TRIES:
        tx.due.later(row, now + AGAIN)
    else:
        tx.due.take(row)
    last = tx.stamps.get(BACKED_UP)
    facts = {
        "why": why,
        "last": day_and_hour(tx, last) if last else None,
        "old": last is None or now - last > TOO_OLD,
    }
    if row.attempts == 0:
        _tell(tx, now, "backup.failed", facts, hearers)


def _tell(tx: Transaction, now: datetime, about: str, facts: Mapping[str, Any], hearers: Collection[str]) -> None:
    for person in hearers:
        once = f"{about}:{now.date().isoformat()}:{person}"
        tx.outbox.put(News(about, person, facts, once=once), now)
