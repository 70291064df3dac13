"""When a duty opens, is due and closes: a plan's local times on a local day, as moments in UTC."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.dispatch import Shift
from domain.duties import Shape
from domain.plans import Manner, Slot
from domain.spans import DAY


@dataclass(frozen=True, slots=True)
class Margins:
    """The school's settings: how long before a point one may report, how long it is on time, how long still late."""

    before: timedelta = timedelta(minutes=15)
    grace: timedelta = timedelta(minutes=5)
    late: timedelta = timedelta(minutes=15)


KEYS = {"before": "窗口提前分", "grace": "窗口准时宽限分", "late": "窗口迟报分"}


def margins(rest: Mapping[str, str]) -> Margins:
    """As the sheet 设置 says, in minutes; what it does not say stays as it is by default."""
    said = {field: rest[key] for field, key in KEYS.items() if rest.get(key, "").replace(".", "", 1).isdigit()}
    return Margins(**{field: timedelta(minutes=float(text)) for field, text in said.items()})


@dataclass(frozen=True, slots=True)
class Moments:
    """One duty's moments, UTC; `clock` is the local time of day (HH:MM) at which it begins, part of its key."""

    clock: str
    shape: Shape
    starts: datetime
    ends: datetime
    opens: datetime
    due: datetime
    closes: datetime


def moments_of(
    manner: Manner, slot: Slot, day: date, zone: ZoneInfo, by: Margins, shift: Shift | None = None
) -> Iterator[Moments]:
    """Every duty that one slot makes on the local `day`; none for what is drawn.

    A time after midnight of a `shift` that began the evening before belongs to the day on which the shift began.
    """
    begins = datetime.combine(day + DAY if _is_after_midnight(slot.starts, shift) else day, slot.starts)
    if manner is Manner.WINDOW and slot.ends is not None:
        yield _window(begins, _next(begins, slot.ends), zone, by)
    elif manner is Manner.POINT:
        yield _point(begins, zone, by)
    elif manner is Manner.EVERY and slot.every:
        last = _next(begins, slot.ends or slot.starts)
        while begins <= last:
            yield _point(begins, zone, by)
            begins += slot.every


def utc(local: datetime, zone: ZoneInfo) -> datetime:
    """The moment of a naive local time. One that comes twice is the first; one that is left out moves forward."""
    return local.replace(tzinfo=zone).astimezone(UTC)


def is_a_day(day: date, zone: ZoneInfo) -> bool:
    """Whether the zone has that date at all: Samoa had no 30 December 2011."""
    return utc(datetime.combine(day, time(12)), zone).astimezone(zone).date() == day


def _is_after_midnight(starts: time, shift: Shift | None) -> bool:
    return shift is not None and shift.ends <= shift.starts and starts < min(shift.starts, shift.ends)


def _next(begins: datetime, ends: time) -> datetime:
    """The local time `ends` after `begins`, the next day when it would lie before it."""
    found = datetime.combine(begins.date(), ends)
    return found if found >= begins else found + DAY


def _point(at: datetime, zone: ZoneInfo, by: Margins) -> Moments:
    moment = utc(at, zone)
    return Moments(
        f"{at:%H:%M}", Shape.POINT, moment, moment, moment - by.before, moment + by.grace, moment + by.late
    )  # fmt: skip


def _window(begins: datetime, ends: datetime, zone: ZoneInfo, by: Margins) -> Moments:
    opens, due = utc(begins, zone), utc(ends, zone)
    if due <= opens:
        # Its beginning was moved past its end by an hour that is left out: it keeps its length.
        due = opens + (ends - begins)
    return Moments(f"{begins:%H:%M}", Shape.WINDOW, opens, due, opens, due, due + by.late)
