"""Gathering: an ordinary message begins a lull, and what follows within it is said in one message at its end."""

from datetime import datetime, timedelta

LULL = timedelta(minutes=2)
"""By the school's clock. The first message goes at once, ordinary followers within it are one message."""


def waits_until(now: datetime, lull_ends: datetime | None, good_until: datetime | None = None) -> datetime | None:
    """The end of the lull that a follower waits for; None when it goes now.

    Nobody waits longer than a lull lasts (a clock that went back may say so), nor for what would be out of date by
    then: late it is worth nothing, now it is.
    """
    if lull_ends is None or not now < lull_ends <= now + LULL:
        return None
    return None if good_until is not None and good_until <= lull_ends else lull_ends
