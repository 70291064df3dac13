"""How long pictures and messages are kept: the school's days (sheet 设置), counted from when nobody needs them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

PHOTOS = "照片保留天数"
DUTIES = "巡查记录保留天数"
MESSAGES = "消息保留天数"
UNLESS_SAID = "90"
"""Days of messages where the sheet has no such row."""
VISITORS = "访客登记保留天数"
VISITORS_UNLESS_SAID = "180"
A_YEAR = timedelta(days=365)
"""Patrols, signatures and alarms have to be shown for a year at least, whatever the sheet says."""


@dataclass(frozen=True, slots=True)
class Retention:
    """None keeps for good. `photos` are ordinary ones, `duties` those of patrols, gates and alarms;
    `visitors` are the names and documents of those who have left."""

    photos: timedelta | None = None
    duties: timedelta | None = None
    messages: timedelta | None = None
    visitors: timedelta | None = None

    def shortest(self) -> timedelta | None:
        """Nothing younger than that has to be looked at."""
        return min((days for days in (self.photos, self.duties) if days is not None), default=None)

    def of_item(self, item: str | None) -> timedelta | None:
        """How long a picture of this item is kept after the item is over."""
        match (item or "").partition(":")[0]:
            case "ticket" | "notice" | "entry" | "offer" | "":
                return self.photos
            case "duty" | "gate" | "alarm" | "appeal":
                return self.duties
        return None

    def is_over(self, item: str | None, ended: datetime | None, now: datetime) -> bool:
        """Whether the picture may go; `ended` is when its item was over, None while it is not."""
        kept = self.of_item(item)
        return kept is not None and ended is not None and ended + kept <= now


def retention(rest: Mapping[str, str]) -> Retention:
    """As the sheet says, in days; a cell that is empty keeps for good, a row that is missing says nothing."""
    duties = _days(rest.get(DUTIES, ""))
    return Retention(
        photos=_days(rest.get(PHOTOS, "")),
        duties=max(duties, A_YEAR) if duties is not None else None,
        messages=_days(rest.get(MESSAGES, UNLESS_SAID)),
        visitors=_days(rest.get(VISITORS, VISITORS_UNLESS_SAID)),
    )


def _days(said: str) -> timedelta | None:
    return timedelta(days=int(said)) if said.isdecimal() and int(said) > 0 else None
