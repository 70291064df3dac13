"""Rest: who could take a shift, those who had the longest pause around it first."""

from collections.abc import Iterable
from datetime import datetime, timedelta

ENOUGH = timedelta(hours=11)
"""A pause before and after a shift that counts as rest; longer is not better."""
Span = tuple[datetime, datetime]


def pause_around(begins: datetime, ends: datetime, worked: Iterable[Span]) -> timedelta | None:
    """The shorter of the pauses before and after, at most ENOUGH; None for who works at that time anyhow."""
    pause = ENOUGH
    for start, end in worked:
        if start < ends and end > begins:
            return None
        pause = min(pause, begins - end if end <= begins else start - ends)
    return pause
