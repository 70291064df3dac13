"""The beginning of a shift as a button carries it, and back."""

from datetime import MAXYEAR, MINYEAR, UTC, datetime

from domain.refusal import Refusal

SHAPE = "%Y%m%dT%H%M"


def said_at(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):{SHAPE}}"


def moment_of(at: str) -> datetime:
    """A moment of a school's roster; none of the first or last year of the calendar, for days are counted from it.

    Refusal `button.old` for anything else.
    """
    try:
        moment = datetime.strptime(at, SHAPE).replace(tzinfo=UTC)
    except ValueError:
        raise Refusal("button.old") from None
    if not MINYEAR < moment.year < MAXYEAR:
        raise Refusal("button.old")
    return moment
