"""Check the checker: some of what was inspected is looked at again by somebody else, who is not told that it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from actions.draw_inspectors import Inspectors
from actions.inspection import make_inspection
from domain.draw_rules import Rules
from domain.draw_seed import Chance
from domain.draw_slots import who_goes
from domain.duties import Task
from domain.inspections import FirstLook, Kind
from domain.plans import Plan
from domain.second_looks import FIRST_DAY, LAST_DAY, SOONEST, WITHIN, again_today, blind_after, slot_of
from domain.spans import DAY
from domain.targets import Targets
from storage import Transaction

LATE = 10
"""Minutes. A look that is older than that sends nobody any more."""
AFTER = SOONEST + WITHIN
"""Minutes after the last slot of a day until the last blind look may have begun."""


@dataclass(frozen=True, slots=True)
class Look:
    """`first` is looked at again today, from the minute `at` of the local day on."""

    first: FirstLook
    plan: Plan
    kind: Kind
    at: int


def second_looks(tx: Transaction, now: datetime, chance: Chance, rules: dict[str, Rules]) -> None:
    """Makes a duty of every second look whose minute has come; nothing of those to come is kept anywhere."""
    local = now.astimezone(tx.school.load().settings.zone)
    minute, today = local.hour * 60 + local.minute, local.date()
    for look in _looks(tx, today, chance, rules):
        if not 0 <= minute - look.at <= LATE or tx.inspections.is_looked_at_again(look.first.duty, look.kind):
            continue
        _send(tx, now, look, chance, today)


def _looks(tx: Transaction, today: date, chance: Chance, rules: dict[str, Rules]) -> Iterator[Look]:
    zone = tx.school.load().settings.zone
    plans = {plan.code: plan for plan in tx.school.load().plans}
    midnight = datetime(today.year, today.month, today.day, tzinfo=zone)
    for found in tx.inspections.first_looks(midnight - (LAST_DAY + 1) * DAY, midnight + DAY):
        plan, said = plans.get(found.plan), found.said_at.astimezone(zone)
        if plan is None or plan.code not in rules:
            continue
        days = (today - said.date()).days
        after = blind_after(chance, found.duty) if days == 0 else None
        if after is not None:
            yield Look(found, plan, Kind.BLIND, said.hour * 60 + said.minute + after)
        elif days >= FIRST_DAY and again_today(chance, found.duty, days):
            yield Look(found, plan, Kind.AGAIN, slot_of(chance, found.duty, rules[plan.code].slots))


def _send(tx: Transaction, now: datetime, look: Look, chance: Chance, today: date) -> None:
    """Somebody other than the first inspector; nobody when nobody else is free, or the place is being looked at."""
    target = next(
        (it for it in Targets(tx.school.load(), tx.school.tree).of(look.plan) if it.code == look.first.target), None
    )
    if target is None or _is_looked_at(tx, today, look.first.target):
        return
    able = Inspectors(tx, now, look.plan).for_target(target, but=(look.first.inspector,), slot=(look.plan.code, -1))
    going = who_goes(chance, f"{look.kind} {look.first.duty} who", [it for it in able if _has_room(tx, today, it)])
    if going is None:
        return
    duty = make_inspection(tx, now, look.plan, target, going, today)
    tx.inspections.mean_again(duty.id, look.first.duty, look.kind)
    body = {"first": look.first.duty, "kind": look.kind, "duty": duty.id, "inspector": going, "candidates": able}
    tx.history.append("look.again", now, person=None, said_at=now, place=duty.place, item=duty.item, body=body)


def _is_looked_at(tx: Transaction, today: date, target: str) -> bool:
    return any(it.task is Task.INSPECT and it.target == target and not it.is_over for it in tx.duties.of_day(today))


MOST = 1
"""Second looks that one person is sent to in a day: they come beside the ordinary ones."""


def _has_room(tx: Transaction, today: date, person: str) -> bool:
    return tx.inspections.second_looks_of(person, today) < MOST


def last_minute(rules: dict[str, Rules]) -> int:
    """Until when today something may still be looked at again."""
    return max((slot for it in rules.values() for slot in it.slots), default=0) + AFTER
