"""Hold news: the one place that knows whose ordinary news waits until the quiet hours end or a shift begins."""

from datetime import datetime

from actions.roster import begins_next, working
from domain.news import Lane
from domain.quiet_hours import held_until
from storage import Transaction
from storage.parcel import Parcel


def hold_news(tx: Transaction, now: datetime, parcel: Parcel) -> bool:
    """Puts ordinary news for somebody who is not on duty off until the quiet hours end or their shift begins.

    False when it may go now.

    Answers, alarms, cards (so everything that chases a duty) and the lines of the timetable have lanes of their own.
    """
    if parcel.lane != Lane.ORDINARY or parcel.person is None or not tx.school.imported():
        return False
    settings = tx.school.load().settings
    local = now.astimezone(settings.zone)
    until = held_until(local, settings.quiet, parcel.good_until)
    if until is None or parcel.person in working(tx, local):
        return False
    begins = begins_next(tx, local, parcel.person)
    tx.outbox.put_off(parcel.id, until if begins is None else min(until, begins))
    return True
