"""What one slot of one plan draws, decided when the slot comes from the chance of the day and nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.draw_rules import Pooled, Rules
from domain.draw_seed import Chance
from domain.draws import Why

EVEN, OUT_OF = 3, 10
"""Three in ten are drawn evenly, the others by risk."""
LEAST, FULL, RECOVERS = 300, 1000, 10
"""Thousandths of its weight that a target has on the day of its draw, and again after so many days."""
SHARE, OF = 17, 7
"""By risk nobody weighs more than 17/7 of the average: with the even part, that is at most twice an even share."""


@dataclass(frozen=True, slots=True)
class Choice:
    number: int
    kind: Why
    target: str


class Pool:
    """The targets of one plan as the day goes on. Order is that of the codes as bytes."""

    def __init__(self, rules: Rules, pooled: Iterable[Pooled]) -> None:
        self.rules = rules
        ordered = sorted(pooled, key=lambda it: it.target.encode())
        self.targets = tuple(one.target for one in ordered)
        self._weight = {one.target: _weight(one.risk, one.days) for one in ordered}
        self._rested = {one.target: _weight(one.risk, 0) for one in ordered}
        self._unseen = {one.target: None for one in ordered if not one.seen}
        today = len(rules.slots)
        before = (rules.cycle_days - rules.cycle_day) * today
        self.left = {slot: before + today - number for number, slot in enumerate(rules.slots)}
        """By slot, the slots of the cycle from it on, itself included, if all its days are like today."""

    def was_drawn(self, target: str) -> None:
        """Somebody was sent there."""
        if target in self._weight:
            self._weight[target] = self._rested[target]
            self._unseen.pop(target, None)

    def hits(self, chance: Chance, slot: int) -> bool:
        """With the constant chance of a slot; with more only when the cycle would otherwise end before all are seen."""
        rules, label = self.rules, f"{self.rules.plan} {slot} hit"
        part, whole = rules.part, rules.whole
        unseen, room = len(self._unseen), rules.together * self.left[slot]
        return chance.happens(label, *((unseen, room) if unseen * whole > part * room else (part, whole)))

    def choose(self, chance: Chance, slot: int) -> list[Choice]:
        """What the slot, which hits, draws: one target after the other, none twice."""
        unseen, free = list(self._unseen), list(self.targets)
        weights = self.weights()
        chosen: list[Choice] = []
        while free and len(chosen) < self.rules.together:
            label = f"{self.rules.plan} {slot} {len(chosen)}"
            room = self.rules.part * self.rules.together * self.left[slot]
            due = bool(unseen) and chance.happens(f"{label} due", len(unseen) * self.rules.whole, room)
            if due:
                target = unseen[chance.below(f"{label} target", len(unseen))]
            elif chance.happens(f"{label} even", EVEN, OUT_OF):
                target = free[chance.below(f"{label} target", len(free))]
            else:
                target = free[_at(weights, chance.below(f"{label} target", sum(weights)))]
            chosen.append(Choice(len(chosen), Why.DUE if due else Why.HIT, target))
            weights.pop(free.index(target))
            free.remove(target)
            if target in self._unseen:
                unseen.remove(target)
        return chosen

    def weights(self) -> list[int]:
        """What each target weighs when it is drawn by risk: no more than 17/7 of the average."""
        found = list(self._weight.values())
        while found and max(found) > (most := max(1, SHARE * sum(found) // (OF * len(found)))):
            found = [min(weight, most) for weight in found]
        return found


def _weight(risk: int, days: int) -> int:
    """It falls on the day of a draw, recovers day by day, and is never 0."""
    return max(1, risk * (LEAST + (FULL - LEAST) * min(days, RECOVERS) // RECOVERS) // 1000)


def _at(weights: list[int], where: int) -> int:
    """Which of the weights, laid end to end, covers that place."""
    for number, weight in enumerate(weights):
        if where < weight:
            return number
        where -= weight
    raise AssertionError("weights add up to their sum")


def who_goes(chance: Chance, label: str, candidates: Iterable[str], already: str | None = None) -> str | None:
    """The inspector among the candidates: the one who goes at that minute anyway, else by chance; None of none."""
    able = sorted(candidates, key=str.encode)
    if already in able:
        return already
    return able[chance.below(label, len(able))] if able else None
