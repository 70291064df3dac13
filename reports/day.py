"""A day: everything that a period held, counted from its records, and the part of it that is one lead's."""

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from statistics import mean
from zoneinfo import ZoneInfo

from domain.alarms import Alarm
from domain.duties import Duty, State
from domain.spans import DAY
from domain.tally import tally_of
from storage import Transaction
from storage.figures import TicketFlow

SCHOOL_DAYS = 7
"""Before this one, with which a day is compared: a week of them (docs/summary.md)."""
LOOK_BACK = 22
"""Days. Seven school days before are found within, unless a holiday lies between; then fewer are compared with."""


@dataclass(frozen=True, slots=True)
class Day:
    """The period (began, ended]. `duties` closed in it and chase; those of plans on trial stand apart in `trial`.

    `alarms` were raised in it, `older_alarms` before and still run.
    """

    began: datetime
    ended: datetime
    duties: tuple[Duty, ...]
    trial: tuple[Duty, ...]
    alarms: tuple[Alarm, ...]
    older_alarms: tuple[Alarm, ...]
    tickets: TicketFlow
    photos: int
    flagged: int
    outages: tuple[tuple[datetime, datetime], ...]
    messages: Counter[str | int]

    def ended_as(self, *states: State) -> tuple[Duty, ...]:
        return tuple(duty for duty in self.duties if duty.state in states)

    @property
    def covered(self) -> tuple[Duty, ...]:
        """Done by a colleague who stood in."""
        return tuple(duty for duty in self.ended_as(State.DONE, State.LATE) if duty.cover)

    def part_of(self, team: Collection[str]) -> "Day":
        """The duties that these people owed, or were meant to."""

        def theirs(duties: tuple[Duty, ...]) -> tuple[Duty, ...]:
            return tuple(duty for duty in duties if duty.owner in team or duty.assigned in team)

        return replace(self, duties=theirs(self.duties), trial=theirs(self.trial))


def day_of(tx: Transaction, began: datetime, ended: datetime) -> Day:
    """Counts the period; `ended` is now, for what is open is open at this moment."""
    duties = tx.duties.closing_between(began, ended)
    return Day(
        began,
        ended,
        tuple(duty for duty in duties if not duty.trial),
        tuple(duty for duty in duties if duty.trial),
        tuple(tx.figures.alarms(began, ended)),
        tuple(alarm for alarm in tx.figures.running_alarms() if alarm.raised_at <= began),
        tx.figures.tickets(began, ended),
        len(tx.figures.photos(began, ended)),
        tx.figures.flagged(began, ended),
        tuple(tx.figures.outages(began, ended)),
        tx.figures.messages(began, ended),
    )


def days_before(
    tx: Transaction, day: date, zone: ZoneInfo, summary_at: time, is_school_day: Callable[[date], bool]
) -> tuple[float, ...]:
    """Completion, per cent, of the last seven school days before the local `day`, the newest first.

    A day's duties are those that closed between two summaries: after its eve's `summary_at` until its own.
    """
    found: list[float] = []
    for back in range(1, LOOK_BACK + 1):
        before = day - back * DAY
        if is_school_day(before) and len(found) < SCHOOL_DAYS:
            eve, evening = (datetime.combine(it, summary_at, zone) for it in (before - DAY, before))
            percent = tally_of(tx.figures.ends(eve, evening)).completion
            found += [] if percent is None else [percent]
    return tuple(found)


def mean_of(percents: tuple[float, ...]) -> float | None:
    return mean(percents) if percents else None
