"""Public holidays that are not announced yet: planned by weekday, and whoever manages is warned once."""

from datetime import date, datetime

from actions.staffing import Staffing
from domain.news import News
from domain.people import Permission
from storage import Transaction


def warn_of_calendar(tx: Transaction, now: datetime, day: date) -> None:
    """Each of those who manage people hears once a year and never again."""
    if not tx.school.calendar.unannounced(day.year):
        return
    for person in Staffing(tx, now).holding(Permission.MANAGE_PEOPLE):
        once = f"calendar:{day.year}:{person.id}"
        tx.outbox.put(News("calendar.unannounced", person.id, {"year": day.year}, once=once), now)
