"""What an import means for the switches: the first takes the workbook's 试行 as it is, later ones turn nothing on."""

from datetime import datetime

from domain.plans import Switch
from domain.school import School
from storage import Transaction


def keep_switches(tx: Transaction, now: datetime, before: School | None, after: School) -> None:
    """A plan that becomes 试行 goes back on trial; one that stops being it waits for a manager's tap."""
    was_on_trial = {plan.code: plan.trial for plan in before.plans} if before else {}
    decided = tx.switches.all()
    first = before is None or not before.plans
    for plan in after.plans:
        if plan.code not in decided:
            tx.switches.set(plan.code, Switch.ON if first and not plan.trial else Switch.TRIAL, now)
        elif plan.trial and not was_on_trial.get(plan.code, True) and decided[plan.code] is Switch.ON:
            tx.switches.set(plan.code, Switch.TRIAL, now)
