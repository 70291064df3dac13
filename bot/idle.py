"""What idle means: nothing arrived that had no effect, nothing due, nothing on its way."""

from datetime import datetime

from storage import Transaction


def nothing_waits(tx: Transaction, now: datetime) -> bool:
    """Whether inbox, outbox and due rows rest at this moment of the clock."""
    due = tx.due.next_at()
    return tx.inbox.is_empty() and tx.outbox.waiting(now) == 0 and (due is None or due > now)


def next_moment(tx: Transaction, now: datetime) -> datetime | None:
    """The next moment at which something is to happen; None when nothing waits."""
    moments = [at for at in (tx.due.next_at(), tx.outbox.next_at(now)) if at is not None and at > now]
    return min(moments, default=None)
