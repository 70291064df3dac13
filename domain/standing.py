"""Standing: the roster's posts as spans of time, so that a post's phone knows whom it may speak for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.dispatch import Rostered, Shift

LONGEST_STAND = timedelta(hours=8)
"""How long a phone is somebody's who tapped their name where no shift runs."""
JUST_LEFT = timedelta(hours=1)
"""Whose shift ended so recently may still be there, because the next one is late."""


@dataclass(frozen=True, slots=True)
class Stand:
    """Somebody at a post by the roster; moments are UTC. They may come from `comes` on (提前接班).

    `day` is the local date on which the shift begins, `number` the place of the post in their row (0 is the first).
    """

    post: str
    person: str
    shift: str
    day: date
    number: int
    comes: datetime
    begins: datetime
    ends: datetime

    def covers(self, moment: datetime) -> bool:
        """Whether they may be there: from a little before their shift until its end."""
        return self.comes <= moment < self.ends


def stands(roster: Iterable[Rostered], shifts: Mapping[str, Shift], zone: ZoneInfo) -> tuple[Stand, ...]:
    """A stand for each post of each row whose shift is known, in the roster's order."""
    return tuple(
        Stand(post, row.person, row.shift, row.day, number, begins - shifts[row.shift].early, begins, ends)
        for row in roster
        if row.shift in shifts
        for begins, ends in [span(shifts[row.shift], row.day, zone)]
        for number, post in enumerate(row.posts)
    )


def span(shift: Shift, day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Beginning and end (UTC) of the shift that begins on the local day."""
    last_day = day if shift.ends > shift.starts else day + timedelta(days=1)
    begins = datetime.combine(day, shift.starts, zone)
    return begins.astimezone(UTC), datetime.combine(last_day, shift.ends, zone).astimezone(UTC)


def next_turn(found: Iterable[Stand], after: datetime) -> datetime | None:
    """When somebody next comes or goes; None when the roster says nothing more."""
    return min((moment for it in found for moment in (it.comes, it.begins, it.ends) if moment > after), default=None)


def names_for(post: str, found: Iterable[Stand], moment: datetime) -> tuple[str, ...]:
    """Who may be holding the post's phone, likeliest first: who stands there (the incoming before the outgoing), who
    just left, then everybody else of the shifts that run there."""
    known = tuple(found)
    here = sorted((it for it in known if it.post == post and it.covers(moment)), key=lambda it: it.comes, reverse=True)
    left = [it for it in known if it.post == post and it.ends <= moment < it.ends + JUST_LEFT]
    shifts = {(it.shift, it.day) for it in here}
    beside = [it for it in known if (it.shift, it.day) in shifts and it.post != post]
    return tuple(dict.fromkeys(it.person for it in (*here, *left, *beside)))
