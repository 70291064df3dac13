"""What a test looks for among the duties that are kept."""

from datetime import date

from domain.duties import Duty
from storage import Transaction


def of_plan(tx: Transaction, plan: str, day: date) -> list[Duty]:
    """The plan's duties of that local day, earliest first."""
    return sorted((duty for duty in tx.duties.of_day(day) if duty.plan == plan), key=lambda duty: duty.starts)
