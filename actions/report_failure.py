"""Something of ours failed for good: whoever looks after the machine reads a number that stands in the log."""

from collections.abc import Iterable
from datetime import datetime

from domain.news import News
from storage import Transaction


def report_failure(tx: Transaction, now: datetime, error_id: str, operators: Iterable[str], *, kind: str) -> None:
    """Tells each of them, of one kind of failure once a day."""
    for person in operators:
        tx.outbox.put(
            News("error.failed", person, {"error": error_id}, once=f"failed:{kind}:{now:%Y-%m-%d}:{person}"), now
        )
