"""The ladder of a duty: when it opens and closes, and who hears of it in between and after."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.duties import Draft, Duty, Shape, Task
from domain.plans import Grade, Quiet
from domain.reminders import AS_USUAL, Reminders
from domain.spans import MINUTE


class Kind(StrEnum):
    """What happens at a step, in the order in which steps of the same minute are taken."""

    OPEN = "open"
    BEFORE = "before"
    OPENED = "opened"
    TWO_THIRDS = "two_thirds"
    TEN_LEFT = "ten_left"
    NOW = "now"
    AFTER = "after"
    COVER = "cover"
    CLOSE = "close"
    LEAD = "lead"
    MANAGER = "manager"
    AGAIN = "again"


@dataclass(frozen=True, slots=True)
class Step:
    at: datetime
    kind: Kind


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time, aware; the end excluded."""

    starts: datetime
    ends: datetime


BEFORE_OPENING = 15 * MINUTE
AGAIN = 30 * MINUTE
MOST_CALLS = 5
"""How often managers are told of one duty; then it stands in their list."""
HAND_OVER = 10 * MINUTE
"""Quiet on both sides of the end and the beginning of a shift."""
PROMPT_AGAIN, PROMPT_LEAD = 4 * MINUTE, 9 * MINUTE
FORESEEN = 60 * MINUTE
"""So long before a duty opens somebody looks whether its person can be reached at all."""
PAGES_UNTIL = timedelta(hours=48)
"""Older than this a duty pages nobody; it stands in the summary."""
TO_PERSON = frozenset({Kind.BEFORE, Kind.OPENED, Kind.TWO_THIRDS, Kind.TEN_LEFT, Kind.NOW, Kind.AFTER})
"""Reminders: they wait for the end of a peak. Closing, and what others hear, waits for nobody's peak."""
TO_MANAGERS = frozenset({Kind.MANAGER, Kind.AGAIN})
_ORDER = {kind: place for place, kind in enumerate(Kind)}


def ladder(
    duty: Draft | Duty, quiet: Iterable[Span] = (), *, covered: bool = False, by: Reminders = AS_USUAL
) -> tuple[Step, ...]:
    """Every step of the duty, soonest first, `by` the school's minutes.

    `quiet` is the peak of the post where its person stands. Who covers (`covered`) has until it closes before the lead
    hears, and nobody else is asked.
    """
    steps = _prompt(duty) if duty.task is Task.PROMPT else [*_moments(duty, by), *_beyond(duty, by, covered=covered)]
    hushed = [found for step in steps if (found := _after_peak(step, duty, tuple(quiet))) is not None]
    kept = {(step.at, "person" if step.kind in TO_PERSON else step.kind): step for step in _sorted(hushed)}
    return tuple(_sorted(kept.values()))


def _prompt(duty: Draft | Duty) -> list[Step]:
    """抽问: said at once, once more after four minutes; after nine the lead hears."""
    return [
        Step(duty.opens, Kind.OPEN),
        Step(duty.starts, Kind.NOW),
        Step(duty.starts + PROMPT_AGAIN, Kind.AFTER),
        Step(duty.starts + PROMPT_LEAD, Kind.LEAD),
        Step(duty.closes, Kind.CLOSE),
    ]


def first_step_at(duty: Draft | Duty) -> datetime:
    """When the duty is looked at first: early enough to find somebody else."""
    return duty.opens - FORESEEN


def _moments(duty: Draft | Duty, by: Reminders) -> list[Step]:
    """What its person hears."""
    if duty.shape is Shape.POINT:
        return [
            Step(max(duty.starts - by.before, duty.opens - BEFORE_OPENING), Kind.BEFORE),
            Step(duty.opens, Kind.OPEN),
            Step(duty.starts, Kind.NOW),
            Step(duty.starts + by.after, Kind.AFTER),
        ]
    two_thirds = (duty.starts + (duty.ends - duty.starts) * 2 / 3).replace(second=0, microsecond=0)
    return [
        Step(duty.opens, Kind.OPEN),
        Step(duty.opens, Kind.OPENED),
        *(Step(at, kind) for at, kind in ((two_thirds, Kind.TWO_THIRDS), (duty.ends - by.left, Kind.TEN_LEFT))
          if at > duty.opens),
    ]  # fmt: skip


def _beyond(duty: Draft | Duty, by: Reminders, *, covered: bool) -> list[Step]:
    """What others hear, and the end."""
    if duty.shape is Shape.POINT:
        cover, lead, manager = (duty.starts + wait for wait in (by.cover, by.lead, by.manager))
    else:
        cover, lead, manager = (duty.ends + wait for wait in (by.window_cover, by.window_lead, by.window_manager))
    steps = [Step(duty.closes, Kind.CLOSE), Step(max(lead, duty.closes) if covered else lead, Kind.LEAD)]
    if not covered and cover < duty.closes:
        steps.append(Step(cover, Kind.COVER))
    if duty.grade is Grade.KEY:
        steps.append(Step(manager, Kind.MANAGER))
        steps += [Step(manager + AGAIN * further, Kind.AGAIN) for further in range(1, MOST_CALLS)]
    return steps


def _after_peak(step: Step, duty: Draft | Duty, quiet: tuple[Span, ...]) -> Step | None:
    """The reminder when the peak is over; None when the duty is over by then, or there is nothing left to announce."""
    if step.kind not in TO_PERSON:
        return step
    at = after_peaks(step.at, quiet)
    if at != step.at and (at >= duty.closes or (step.kind is Kind.BEFORE and at >= duty.starts)):
        return None
    return Step(at, step.kind)


def after_peaks(at: datetime, quiet: Iterable[Span]) -> datetime:
    """That moment, or the end of the peaks that it lies in."""
    spans = tuple(quiet)
    while inside := [span.ends for span in spans if span.starts <= at < span.ends]:
        at = max(inside)
    return at


def _sorted(steps: Iterable[Step]) -> list[Step]:
    return sorted(steps, key=lambda step: (step.at, _ORDER[step.kind]))


def newest(steps: Iterable[Step], *, over: bool) -> tuple[Step, ...]:
    """Which of the steps that were passed at once are still worth saying.

    Of reminders the last, and none when somebody else hears; of lines to managers the last; no cover for what is over.
    """
    said = [step for step in steps if step.kind is not Kind.OPEN and not (over and step.kind is Kind.COVER)]
    to_person = [step for step in said if step.kind in TO_PERSON]
    to_managers = [step for step in said if step.kind in TO_MANAGERS]
    others = [step for step in said if step.kind not in TO_PERSON | TO_MANAGERS]
    if others or to_managers:
        return tuple(_sorted([*others, *to_managers[-1:]]))
    return tuple(to_person[-1:])


def peaks_on(peaks: Iterable[Quiet], days: Iterable[date], zone: ZoneInfo) -> tuple[Span, ...]:
    """The peaks of a post on these local days, UTC."""
    return tuple(
        Span(_moment(day, peak.starts, zone), _moment(day, peak.ends, zone)) for day in days for peak in tuple(peaks)
    )


def hand_overs(boundaries: Iterable[datetime]) -> tuple[Span, ...]:
    """The quiet minutes round the beginnings and ends of shifts."""
    return tuple(Span(at - HAND_OVER, at + HAND_OVER) for at in boundaries)


def _moment(day: date, clock: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, clock, zone).astimezone(UTC)
