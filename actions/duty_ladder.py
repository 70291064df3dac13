"""The ladder of one duty as it stands: the peaks of whoever owes it, and when it is looked at next."""

from datetime import UTC, datetime, timedelta

from actions.close_duty import STEP
from actions.roster import effective_roster
from domain.dispatch import Rostered
from domain.duties import Duty, Shape
from domain.ladder import Span, Step, first_step_at, hand_overs, ladder, peaks_on
from domain.reminders import reminders
from storage import Transaction


def ladder_of(tx: Transaction, duty: Duty) -> tuple[Step, ...]:
    by = reminders(tx.school.load().settings.rest)
    return ladder(duty, quiet_of(tx, duty), covered=duty.cover is not None, by=by)


def quiet_of(tx: Transaction, duty: Duty) -> tuple[Span, ...]:
    """When its owner is left in peace: the peaks of the post, and round the change of shift.

    A point that lies on the change of shift is the hand-over itself, and reminds there.
    """
    school = tx.school.load()
    zone = school.settings.zone
    rows = _rows_of(tx, duty)
    codes = posts_of(tx, duty)
    days = sorted({moment.astimezone(zone).date() for moment in (duty.opens, duty.closes)})
    peaks = [peak for post in school.posts if post.code in codes for peak in post.peaks]
    changes = [moment for row in rows for moment in _ends_of(tx, row)]
    if duty.shape is Shape.POINT and duty.starts in changes:
        changes = []
    return (*peaks_on(peaks, days, zone), *hand_overs(changes))


def posts_of(tx: Transaction, duty: Duty) -> set[str]:
    """Codes of the posts where its owner stands: the one that the plan means, else those of their shift."""
    if duty.post and duty.owner == duty.assigned:
        return {duty.post}
    return {post for row in _rows_of(tx, duty) for post in row.posts}


def begin_of_shift(tx: Transaction, duty: Duty) -> datetime | None:
    """When the shift begins in which its owner owes it; None for somebody whom the roster does not know that day."""
    return min((begins for row in _rows_of(tx, duty) for begins, ends in [_ends_of(tx, row)] if ends > duty.opens),
               default=None)  # fmt: skip


def schedule_next(tx: Transaction, duty: Duty, steps: tuple[Step, ...], now: datetime) -> None:
    """The due row at the first step after `now`; none when the ladder is behind."""
    ahead = [first_step_at(duty), *(step.at for step in steps)]
    if (following := min((at for at in ahead if at > now), default=None)) is not None:
        tx.due.put(STEP, str(duty.id), following)


def restart(tx: Transaction, now: datetime, duty: Duty) -> Duty:
    """Somebody else owes it now: what is behind them is not said again, what lies ahead follows their peaks."""
    steps = ladder_of(tx, duty)
    schedule_next(tx, duty, steps, now)
    return tx.duties.change(duty.id, step=len([step for step in steps if step.at <= now]))


def _rows_of(tx: Transaction, duty: Duty) -> list[Rostered]:
    known = {shift.code for shift in tx.school.load().shifts}
    return [row for row in effective_roster(tx, duty.day) if row.person == duty.owner and row.shift in known]


def _ends_of(tx: Transaction, row: Rostered) -> tuple[datetime, datetime]:
    """Beginning and end of the shift of one row, UTC."""
    school = tx.school.load()
    shift = next(shift for shift in school.shifts if shift.code == row.shift)
    last_day = row.day if shift.ends > shift.starts else row.day + timedelta(days=1)
    zone = school.settings.zone
    begins, ends = datetime.combine(row.day, shift.starts, zone), datetime.combine(last_day, shift.ends, zone)
    return begins.astimezone(UTC), ends.astimezone(UTC)
