"""Outages: how long nobody could be heard, and which duties that excuses."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

LEAST = timedelta(minutes=2)
"""Shorter silences are no outage: a poll waits half a minute by itself."""
AMNESTY = timedelta(minutes=10)
"""Whoever's time ran out so soon after it could not be told in time."""


@dataclass(frozen=True, slots=True)
class Outage:
    """From the last answer before to the first one after; aware moments."""

    began: datetime
    ended: datetime

    def excuses(self, closes: datetime) -> bool:
        """Whether a duty that closes then could not have been reported or prompted."""
        return self.began < closes <= self.ended + AMNESTY


def outage_since(last_answer: datetime | None, now: datetime) -> Outage | None:
    """The outage that ends now, when Telegram was last heard that long ago; None at the very first start."""
    if last_answer is None or now - last_answer < LEAST:
        return None
    return Outage(last_answer, now)


def excused(outages: Iterable[Outage], closes: datetime) -> bool:
    return any(outage.excuses(closes) for outage in outages)
