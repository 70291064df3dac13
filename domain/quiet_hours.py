"""Quiet hours: ordinary news waits for the morning of those who are not on duty; what is urgent never waits."""

from datetime import UTC, datetime, timedelta

from domain.hours import Window


def held_until(local: datetime, quiet: Window, good_until: datetime | None = None) -> datetime | None:
    """The end of the quiet hours that hold at the local, aware moment; None when there is nothing to wait for.

    News that would be out of date by then is not held: late it is worth nothing, now it is.
    """
    if not quiet.holds(local) or quiet.starts == quiet.ends:
        return None
    days = (local.date(), local.date() + timedelta(days=1))
    # An end within an hour that comes twice is the second one, when the first is over.
    ends = (datetime.combine(day, quiet.ends, local.tzinfo).replace(fold=fold) for day in days for fold in (0, 1))
    end = next(end for end in ends if end.astimezone(UTC) > local.astimezone(UTC))
    return None if good_until is not None and good_until <= end else end
