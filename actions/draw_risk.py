"""How likely something is wrong at a target, as the draw weighs it: what the last inspections found there."""

from collections.abc import Iterable

from domain.draw_rules import MOST_RISK, NORMAL_RISK
from storage import Transaction

EACH_FAULT = 500
"""Thousandths that each fault of the last inspection adds."""


def risks(tx: Transaction, plan: str, targets: Iterable[str]) -> dict[str, int]:
    """Thousandths by target; 1000 where nothing was found, or nobody has looked yet."""
    faults = tx.draws.faults(plan)
    return {target: min(MOST_RISK, NORMAL_RISK + EACH_FAULT * faults.get(target, 0)) for target in targets}
