"""Prune what the school no longer has to keep, a chunk a unit, by night; a picture that goes leaves its proof."""

from datetime import datetime, timedelta

from domain.retention import retention
from storage import Transaction

PICTURES = "pictures.prune"
MESSAGES = "messages.prune"
SWEEP = "pictures.sweep"
"""Files that no picture needs any more are removed by whoever fetches them (bot/shelves.py)."""
DISCARD = "picture.discard"
"""The same of one file, at once."""
PICTURES_AT_ONCE = 100
"""These four are rows of one unit of work, so that pruning keeps nobody waiting; our own judgement."""
MESSAGES_AT_ONCE = 500
SET_ASIDE_AT_ONCE = 100
VISITORS_AT_ONCE = 500


def begin_pruning(tx: Transaction, now: datetime) -> None:
    """Once a night. What is under way goes on where it was; begun twice, or late, it does the same."""
    tx.due.put_if_none(PICTURES, "all", now)
    tx.due.put_if_none(MESSAGES, "all", now)
    forget_visitors(tx, now)


def prune_pictures(tx: Transaction, now: datetime, after: int = 0) -> None:
    """Pictures whose days are over are marked, with one record; then the shelves are swept."""
    days = retention(tx.school.load().settings.rest)
    shortest = days.shortest()
    old = tx.keeping.old_pictures(after, now - shortest, PICTURES_AT_ONCE) if shortest is not None else []
    held = tx.keeping.held({it.item for it in old})
    gone = [it for it in old if it.item not in held and days.is_over(it.item, it.ended, now)]
    if gone:
        tx.keeping.pruned([it.id for it in gone], now)
        body = {"evidence": [it.id for it in gone], "sha256": [it.sha256 for it in gone]}
        tx.history.append("evidence.pruned", now, person=None, said_at=now, body=body)
    if len(old) == PICTURES_AT_ONCE:
        tx.due.put(PICTURES, "all", now, {"after": old[-1].id})
    else:
        tx.due.put_if_none(SWEEP, "all", now)


def prune_messages(tx: Transaction, now: datetime, after: int = 0) -> None:
    """What people were told goes when it is old; that they were told stays in history."""
    kept: timedelta | None = retention(tx.school.load().settings.rest).messages
    if kept is None:
        return
    tx.keeping.prune_set_aside(now - kept, SET_ASIDE_AT_ONCE)
    reached = tx.keeping.prune_messages(after, MESSAGES_AT_ONCE, now - kept)
    if reached is not None:
        tx.due.put(MESSAGES, "all", now, {"after": reached})


def forget_visitors(tx: Transaction, now: datetime) -> None:
    """Who a visitor was goes when its days are over; that somebody came, when and to whom, stays."""
    kept = retention(tx.school.load().settings.rest).visitors
    if kept is not None:
        tx.entries.forget_words(now - kept, VISITORS_AT_ONCE)
