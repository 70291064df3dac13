"""Planning as the house does it, unit after unit, in one go."""

from datetime import date, datetime

from actions.plan_duties import VERB, plan_ahead, plan_some
from storage import Transaction
from tests.stage import MONDAY_QUARTER_TO_SEVEN as NOW


def plan(tx: Transaction, now: datetime = NOW) -> None:
    """Serves what planning puts until nothing of it waits."""
    while rows := tx.due.ready(now, [VERB]):
        for row in rows:
            tx.due.take(row)
            plan_some(tx, now, date.fromisoformat(row.subject), row.facts["plan"], row.facts["done"])


def planned(tx: Transaction, now: datetime = NOW) -> Transaction:
    plan_ahead(tx, now)
    plan(tx, now)
    return tx
