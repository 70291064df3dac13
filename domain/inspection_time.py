"""How long an inspector has: about half an hour from the word, until a full five minutes."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

LASTS = timedelta(minutes=30)
"""For going there and looking at one place; our own judgement."""
FULL = 5
"""Minutes to which the end is rounded down, so that it can be read aloud."""


def ends_of(now: datetime, zone: ZoneInfo) -> datetime:
    """When an inspection that is told `now` has to be looked at."""
    ends = now.replace(second=0, microsecond=0) + LASTS
    return ends + timedelta(minutes=-ends.astimezone(zone).minute % FULL)
