"""Second looks: a fifth of what was inspected is looked at again after weeks, one in twenty on the same day and blind.

Both hang on the chance of the day (domain/draw_seed.py), so nobody can say before which ones, and anybody afterwards.
"""

from collections.abc import Sequence

from domain.draw_seed import Chance

FIRST_DAY, LAST_DAY = 14, 30
"""Local days after the first look."""
ONE_IN = 5
"""A fifth of what was looked at (docs/scores.md)."""
BLIND_ONE_IN = 20
"""A twentieth (docs/scores.md)."""
SOONEST, WITHIN = 10, 30
"""Minutes: a blind look begins ten minutes after the first at the soonest, and within the half hour after that."""


def again_today(chance: Chance, inspection: int, days: int) -> bool:
    """Whether this is the day of its second look, if it has had none: each of the 17 days has one chance in 85.

    Together that is a fifth. `days` are local days since the first look.
    """
    if not FIRST_DAY <= days <= LAST_DAY:
        return False
    whole = ONE_IN * (LAST_DAY - FIRST_DAY + 1) - (days - FIRST_DAY)
    return chance.happens(f"again {inspection} {days}", 1, whole)


def slot_of(chance: Chance, inspection: int, slots: Sequence[int]) -> int:
    """The minute of the day at which it is looked at again, any of the plan's as likely as another."""
    return slots[chance.below(f"again {inspection} when", len(slots))]


def blind_after(chance: Chance, inspection: int) -> int | None:
    """How many minutes after the first look somebody else looks, who is not told of it; None for nineteen in twenty."""
    if not chance.happens(f"blind {inspection}", 1, BLIND_ONE_IN):
        return None
    return SOONEST + chance.below(f"blind {inspection} when", WITHIN)
