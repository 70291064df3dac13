"""Who really works: the workbook's roster with everything that was said in a chat since, leave included."""

from datetime import date, datetime

from domain.dispatch import Rostered, changed, on_duty, span
from domain.spans import DAY
from storage import Transaction


def said_roster(tx: Transaction, day: date) -> tuple[Rostered, ...]:
    """The shifts that begin on that local day with everything that was said, those of people on leave among them."""
    return changed(tx.school.rostered(day), tx.roster_changes.of_day(day))


def effective_roster(tx: Transaction, day: date) -> tuple[Rostered, ...]:
    """Who really works on that local day: alarms, duties and lists all follow these rows."""
    away = tx.leaves.on(day)
    return tuple(row for row in said_roster(tx, day) if row.person not in away)


def working(tx: Transaction, local: datetime) -> frozenset[str]:
    """Ids of everybody whose shift runs at the local moment; a shift over midnight began the day before."""
    rows = (*effective_roster(tx, local.date() - DAY), *effective_roster(tx, local.date()))
    return on_duty(rows, tx.school.shifts, local)


def begins_next(tx: Transaction, local: datetime, person: str) -> datetime | None:
    """When the next shift of theirs begins (UTC), of those that begin today or tomorrow; None without one."""
    shifts, days = tx.school.shifts, (local.date(), local.date() + DAY)
    begins = (
        span(row.day, shifts[row.shift].starts, shifts[row.shift].ends, local.tzinfo)[0]
        for day in days
        for row in effective_roster(tx, day)
        if row.person == person and row.shift in shifts
    )
    return min((at for at in begins if at > local), default=None)
