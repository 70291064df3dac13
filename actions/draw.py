"""Draw: the slots that have come are decided, and whoever is chosen is told in the same transaction.

A slot is decided a few minutes after its minute at most; one that is ten minutes old sends nobody any more. Nothing of
what is to come is worked out before, so nothing can be read before. Every slot that hit is kept with what became of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from actions.draw_days import good_key, item_of, say_key_is_lost, say_opened_early
from actions.draw_inspectors import Inspectors, is_prompt
from actions.draw_nobody import say_nobody
from actions.inspection import make_inspection, make_prompt
from actions.second_looks import last_minute, second_looks
from domain.draw_rules import Rules, read_pool, read_rules
from domain.draw_seed import Chance, day_seed, fingerprint
from domain.draw_slots import Choice, Pool, who_goes
from domain.draws import Drawn, Outcome, Why
from domain.moments import utc
from domain.plans import Plan, Switch
from domain.spans import DAY
from domain.targets import Target, Targets
from storage import Transaction

VERB = "draw.look"
"""The due row that decides what has come; its subject is `all`."""
EVERY = 5
"""Minutes between two looks."""
TOO_OLD = timedelta(minutes=10)
"""A slot that is decided later sends nobody and is kept as late (docs/draws.md)."""
BLOCKED, PAUSED, GONE = "alarm", "paused", "gone"
"""Why a slot that hit sent nobody."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A slot that has come; of a plan that is not in the workbook any more, `plan` is None."""

    day: date
    plan: Plan | None
    slot: int
    chance: Chance
    pool: Pool

    @property
    def code(self) -> str:
        return self.pool.rules.plan


def look(tx: Transaction, now: datetime) -> None:
    """Decides every slot up to this minute that is not decided yet, and comes back while the day has more."""
    if not tx.school.imported():
        return
    local = now.astimezone(tx.school.load().settings.zone)
    fixed, key = tx.draws.day(local.date()), good_key(tx)
    if key is None:
        say_key_is_lost(tx, now)
    if (
        key is None
        or fixed is None
        or fixed.closed_at is None
        or fixed.seed is not None
        or fixed.key != fingerprint(key)
    ):
        return
    chance, pools = Chance.of(day_seed(key, fixed.day), fixed.numbers), read_pool(fixed.pool)
    plans = {plan.code: plan for plan in tx.school.load().plans}
    minute, ahead = local.hour * 60 + local.minute, []
    for code, rules in sorted(read_rules(fixed.rules).items()):
        slots = _undecided(tx, rules, fixed.day)
        if slots and slots[0] <= minute:
            _decide(tx, now, fixed.day, plans.get(code), chance, Pool(rules, pools.get(code, ())), slots, minute)
        ahead += [slot for slot in slots if slot > minute][:1]
    second_looks(tx, now, chance, read_rules(fixed.rules))
    if ahead or minute < last_minute(read_rules(fixed.rules)):
        tx.due.put(VERB, "all", _next_look(tx, fixed.day, minute, min(ahead, default=minute + 1)))


def finish_past(tx: Transaction, now: datetime) -> None:
    """What was left of days that are over, because nobody was here to decide it, is kept as too late."""
    key, today = good_key(tx), now.astimezone(tx.school.load().settings.zone).date()
    plans = {plan.code: plan for plan in tx.school.load().plans}
    for fixed in tx.draws.days_to_reveal(today):
        if key is None or fixed.key != fingerprint(key):
            continue
        chance, pools = Chance.of(day_seed(key, fixed.day), fixed.numbers), read_pool(fixed.pool)
        for code, rules in sorted(read_rules(fixed.rules).items()):
            slots = _undecided(tx, rules, fixed.day)
            if slots:
                _decide(tx, now, fixed.day, plans.get(code), chance, Pool(rules, pools.get(code, ())), slots, slots[-1])


def begin_day(tx: Transaction, now: datetime) -> None:
    """From here on today's slots are looked at; safe to run again."""
    tx.due.put_if_none(VERB, "all", now)


def clock_went_back(tx: Transaction, now: datetime) -> None:
    """What was found too late while the clock was ahead is decided when its minute comes; what was drawn stands.

    A day whose seed was laid open then has no more draws: everybody can work them out. That is said.
    """
    local = now.astimezone(tx.school.load().settings.zone)
    tx.draws.later_again(local.date(), local.hour * 60 + local.minute)
    say_opened_early(tx, now, [it.day for it in tx.draws.days() if it.day >= local.date() and it.seed is not None])
    tx.due.put(VERB, "all", now)


def _decide(
    tx: Transaction,
    now: datetime,
    day: date,
    plan: Plan | None,
    chance: Chance,
    pool: Pool,
    slots: list[int],
    minute: int,
) -> None:
    """Slots in their order, each from what was drawn before it."""
    before = [one for one in tx.draws.of_day(day) if one.plan == pool.rules.plan]
    drawn = {one.slot: [it for it in before if it.slot == one.slot] for one in before}
    for one in before:
        if one.slot < slots[0] and one.outcome is Outcome.DRAWN:
            pool.was_drawn(one.target or "")
    for slot in (slot for slot in slots if slot <= minute):
        if pool.hits(chance, slot) and slot not in drawn:
            drawn[slot] = list(_draw(tx, now, Moment(day, plan, slot, chance, pool)))
        for one in drawn.get(slot, ()):
            if one.outcome is Outcome.DRAWN:
                pool.was_drawn(one.target or "")
    tx.draws.look(pool.rules.plan, day, min(minute, slots[-1]))


def _draw(tx: Transaction, now: datetime, at: Moment) -> Iterator[Drawn]:
    """What one slot that hit comes to, kept as rows and records."""
    stopped = _stopped(tx, now, at)
    if stopped is not None or at.plan is None:
        outcome, why = stopped or (Outcome.BLOCKED, GONE)
        yield _keep(tx, now, Drawn(at.day, at.code, at.slot, 0, Why.HIT, outcome, None, now, why))
        return
    inspectors, targets = Inspectors(tx, now, at.plan), _targets(tx, at.plan)
    already: str | None = None
    for choice in at.pool.choose(at.chance, at.slot):
        drawn = _send(tx, now, at, choice, targets.get(choice.target), inspectors, already)
        already = already or drawn.inspector
        inspectors.sent(drawn)
        yield drawn


def _send(
    tx: Transaction,
    now: datetime,
    at: Moment,
    choice: Choice,
    target: Target | None,
    inspectors: Inspectors,
    already: str | None,
) -> Drawn:
    found = Drawn(at.day, at.code, at.slot, choice.number, choice.kind, Outcome.NOBODY, choice.target, now)
    if target is None or at.plan is None:
        return _keep(tx, now, replace(found, why=GONE))
    able = inspectors.for_target(target, slot=(at.code, at.slot))
    going = who_goes(at.chance, f"{at.code} {at.slot} {choice.number} who", able, already)
    if going is None:
        if not is_prompt(tx, at.plan):
            say_nobody(tx, now, at.plan, target, at.day)
        return _keep(tx, now, found)
    make = make_prompt if is_prompt(tx, at.plan) else make_inspection
    duty = make(tx, now, at.plan, target, going, at.day)
    return _keep(
        tx, now, replace(found, outcome=Outcome.DRAWN, candidates=tuple(able), inspector=going, duty=duty.id)
    )  # fmt: skip


def _keep(tx: Transaction, now: datetime, drawn: Drawn) -> Drawn:
    if tx.draws.add(drawn):
        body = {
            "plan": drawn.plan, "slot": drawn.slot, "number": drawn.number, "kind": drawn.kind,
            "outcome": drawn.outcome, "target": drawn.target, "why": drawn.why,
            "candidates": list(drawn.candidates), "inspector": drawn.inspector, "duty": drawn.duty,
        }  # fmt: skip
        tx.history.append("draws.slot", now, person=None, said_at=now, item=item_of(drawn.day), body=body)
    return drawn


def _stopped(tx: Transaction, now: datetime, at: Moment) -> tuple[Outcome, str] | None:
    """Why nobody is sent at that slot, whatever it would choose."""
    zone = tx.school.load().settings.zone
    meant = utc(datetime.combine(at.day, time(at.slot // 60, at.slot % 60)), zone)
    if now - meant > TOO_OLD:
        return Outcome.LATE, ""
    if tx.switches.state(at.code) is Switch.PAUSED:
        return Outcome.BLOCKED, PAUSED
    return (Outcome.BLOCKED, BLOCKED) if any(not it.drill for it in tx.alarms.running()) else None


def _targets(tx: Transaction, plan: Plan) -> dict[str, Target]:
    return {target.code: target for target in Targets(tx.school.load(), tx.school.tree).of(plan)}


def _undecided(tx: Transaction, rules: Rules, day: date) -> list[int]:
    """The slots of the day that come after the last one that was decided."""
    looked = tx.draws.looked_until(rules.plan)
    if looked is None or looked[0] < day:
        return rules.slots
    return [slot for slot in rules.slots if slot > looked[1]] if looked[0] == day else []


def _next_look(tx: Transaction, day: date, minute: int, slot: int) -> datetime:
    """The next full five minutes at which a slot has come."""
    at = max(slot, minute + 1)
    at += -at % EVERY
    start = datetime.combine(day + DAY * (at // (24 * 60)), time(at // 60 % 24, at % 60))
    return utc(start, tx.school.load().settings.zone)
