"""The end of the quiet hours that hold now: what is not urgent is told then."""

from datetime import datetime

from domain.quiet_hours import held_until
from storage import Transaction


def after_quiet(tx: Transaction, now: datetime) -> datetime | None:
    """None when no quiet hours hold."""
    settings = tx.school.load().settings
    return held_until(now.astimezone(settings.zone), settings.quiet)
