"""Draw another inspector: for one who cannot go and says why, is on leave, or let the time pass without a word."""

from datetime import datetime

from actions.draw_days import good_key
from actions.draw_inspectors import Inspectors
from actions.duty_facts import duty_facts
from actions.duty_ladder import restart
from actions.tell_above import tell_lead
from domain.draw_seed import Chance, day_seed, fingerprint
from domain.draw_slots import who_goes
from domain.draws import Drawn
from domain.duties import Duty, Task
from domain.inspection_time import ends_of
from domain.news import Lane, News, Show
from domain.refusal import Refusal
from domain.targets import Targets
from storage import Transaction

DECLINED, REPLACED = "draws.declined", "draws.replaced"
SAID_NO, SILENT, AWAY = "declined", "silent", "leave"
"""Why somebody else is drawn."""


def check_may_decline(tx: Transaction, person: str, duty: Duty) -> None:
    """Refusal `chase.not_yours`, or `chase.too_late` for what is over or begun."""
    if duty.task is not Task.INSPECT or person != duty.owner:
        raise Refusal("chase.not_yours", duty_facts(tx, duty, person))
    if duty.is_over or duty.begun_at is not None:
        raise Refusal("chase.too_late", duty_facts(tx, duty, person))


def decline(tx: Transaction, now: datetime, person: str, duty: Duty, words: str, *, said_at: datetime) -> None:
    """去不了: the reason stands in the record, and somebody else is drawn at once; with nobody left the lead hears.

    It holds for everything that one word sent the person to, as far as it is not begun.
    """
    check_may_decline(tx, person, duty)
    going: str | None = None
    for one in _told_together(tx, person, duty):
        body = {"words": words}
        tx.history.append(DECLINED, now, person=person, said_at=said_at, place=one.place, item=one.item, body=body)
        going = _another(tx, now, one, already=going)
        _pass_on(tx, now, one, going, SAID_NO)


def replace_silent(tx: Transaction, now: datetime, duty: Duty) -> bool:
    """Nothing was heard until the end of the window: once, somebody else gets a window of their own."""
    before = [row for row in tx.history.of_item(duty.item) if row["kind"] == REPLACED]
    if duty.begun_at is not None or any(f'"why":"{SILENT}"' in row["body"] for row in before):
        return False
    together = [tx.duties.get(one.duty or 0) for one in _of_slot(tx, duty)]
    gone = [it.owner for it in together if it is not None and it.owner != duty.owner]
    going = _another(tx, now, duty, already=gone[0] if gone else None)
    if going is None:
        return False
    _pass_on(tx, now, duty, going, SILENT)
    return True


def replace_away(tx: Transaction, now: datetime, person: str) -> None:
    """On leave from now: whatever they were sent to and have not begun is somebody else's at once."""
    for duty in tx.duties.owed_by(person, now):
        stands = tx.duties.get(duty.id) or duty
        if stands.task is not Task.INSPECT or stands.begun_at is not None or stands.owner != person or stands.trial:
            continue
        going: str | None = None
        for one in _told_together(tx, person, stands):
            going = _another(tx, now, one, already=going)
            _pass_on(tx, now, one, going, AWAY)


def _told_together(tx: Transaction, person: str, duty: Duty) -> list[Duty]:
    found = [tx.duties.get(one.duty) for one in _of_slot(tx, duty) if one.duty is not None]
    theirs = [it for it in found if it and it.owner == person and not it.is_over and it.begun_at is None]
    return theirs or [duty]


def _of_slot(tx: Transaction, duty: Duty) -> list[Drawn]:
    drawn = tx.draws.of_duty(duty.id)
    return [it for it in tx.draws.of_day(drawn.day) if (it.plan, it.slot) == (drawn.plan, drawn.slot)] if drawn else []


def _another(tx: Transaction, now: datetime, duty: Duty, already: str | None) -> str | None:
    """By the chance of the day of the draw, among those who can go now and were not asked yet; None of none."""
    drawn, school = tx.draws.of_duty(duty.id), tx.school.load()
    chance = _chance(tx, drawn) if drawn is not None else None
    plan = next((one for one in school.plans if one.code == duty.plan), None)
    if drawn is None or plan is None or chance is None:
        return None
    target = next((it for it in Targets(school, tx.school.tree).of(plan) if it.code == duty.target), None)
    if target is None:
        return None
    asked = _asked(tx, duty, drawn)
    able = Inspectors(tx, now, plan, busy=already).for_target(target, but=asked, slot=(drawn.plan, drawn.slot))
    return who_goes(chance, f"{drawn.plan} {drawn.slot} {drawn.number} again {len(asked)}", able, already)


def _chance(tx: Transaction, drawn: Drawn) -> Chance | None:
    key, fixed = good_key(tx), tx.draws.day(drawn.day)
    if key is None or fixed is None or fixed.key != fingerprint(key):
        return None
    return Chance.of(day_seed(key, drawn.day), fixed.numbers)


def _asked(tx: Transaction, duty: Duty, drawn: Drawn) -> set[str]:
    """Everybody who had it, whoever has it now included."""
    said = [row["person"] for row in tx.history.of_item(duty.item) if row["kind"] == DECLINED]
    return {one for one in (*said, drawn.inspector, duty.owner) if one}


def _pass_on(tx: Transaction, now: datetime, duty: Duty, going: str | None, why: str) -> Duty:
    before, body = duty.owner, {"from": duty.owner, "to": going, "why": why}
    tx.history.append(REPLACED, now, person=None, said_at=now, place=duty.place, item=duty.item, body=body)
    tx.outbox.withdraw(duty.item, now)
    ends = ends_of(now, tx.school.load().settings.zone)
    later = ends - duty.ends
    duty = tx.duties.change(duty.id, owner=going, assigned=going or duty.assigned)
    if going is not None and later.total_seconds() > 0:
        duty = tx.duties.change(duty.id, ends=ends, due=duty.due + later, closes=duty.closes + later)
    duty = restart(tx, now, duty)
    if before is not None:
        facts = duty_facts(tx, duty, role="gone")
        tx.outbox.put(
            News("duty.card", before, facts, Lane.CARD, item=f"{duty.item}:state", card=duty.item,
                 show=Show.EDIT if why == SAID_NO else Show.ONLY_EDIT),
            now,
        )  # fmt: skip
    if going is None:
        tell_lead(tx, now, duty, why="nobody")
        return duty
    facts = duty_facts(tx, duty, going, prompt="opened")
    tx.outbox.put(
        News("duty.card", going, facts, Lane.CARD, item=duty.item, card=duty.item, show=Show.NEW,
             good_until=duty.closes),
        now,
    )  # fmt: skip
    return duty
