"""Who really works: the workbook's roster with everything that was said in a chat since, leave included."""

from datetime import date, datetime, timedelta

from domain.dispatch import Rostered, changed, on_duty
from storage import Transaction

DAY = timedelta(days=1)


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
