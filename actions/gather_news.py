"""Gather news: ordinary lines that follow one another within two minutes reach their reader as one message."""

from collections.abc import Callable
from datetime import datetime

from domain.gathering import LULL, waits_until
from domain.news import Lane
from storage import Transaction
from storage.parcel import Parcel

LONGEST = 3_800
"""Characters of all lines together: Telegram takes 4,096 (Bot API, sendMessage), marks and names want room."""
Line = Callable[[Parcel], str | None]
"""The words of news that is nothing but a line (no button, no picture); None for all else."""


def may_gather(parcel: Parcel) -> bool:
    """Ordinary news in a private chat. Answers, urgent news, cards and what waits for an album's photos never."""
    private = parcel.chat_id is not None and parcel.chat_id > 0
    return private and parcel.lane == Lane.ORDINARY and parcel.card is None and not parcel.hold_ms


def wait_for_more(tx: Transaction, now: datetime, parcel: Parcel, line: Line) -> bool:
    """Puts a follower off until the lull ends; False when it may go now, after what waits before it.

    Who waited once, for this or for the quiet hours, does not wait again.
    """
    if parcel.lane != Lane.ORDINARY or parcel.chat_id is None or parcel.chat_id < 0:
        return False
    ends = tx.lulls.ends(parcel.chat_id)
    if not parcel.waited and may_gather(parcel) and line(parcel) is not None:
        until = waits_until(now, ends, parcel.good_until)
        if until is not None:
            tx.outbox.put_off(parcel.id, until)
            return True
    return ends is not None and tx.lulls.let_go(parcel, ends, now)


def gathered(tx: Transaction, now: datetime, parcel: Parcel, line: Line) -> tuple[Parcel, ...]:
    """The parcel with all lines that may go now and stand right behind it."""
    if not may_gather(parcel) or (first := line(parcel)) is None:
        return (parcel,)
    found, room = [parcel], LONGEST - len(first)
    for other in tx.lulls.behind(parcel, now):
        words = line(other) if may_gather(other) else None
        late = other.good_until is not None and other.good_until < now
        if words is None or late or (room := room - len(words)) < 0:
            break
        found.append(other)
    return tuple(found)


def begin_lull(tx: Transaction, now: datetime, parcel: Parcel) -> None:
    """A line was delivered."""
    if parcel.chat_id is not None and may_gather(parcel):
        tx.lulls.begin(parcel.chat_id, now + LULL)
