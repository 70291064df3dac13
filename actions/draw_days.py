"""A day of draws: fixed the evening before, mixed with the numbers of staff until 06:00, laid open the next morning."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from actions.draw_inspectors import is_prompt
from actions.draw_risk import risks
from actions.group_links import STAFF_GROUP
from actions.planned import holds_on
from actions.staffing import Staffing
from domain.draw_plans import days_a_week, draw_settings, is_drawn, per_week, windows
from domain.draw_rules import LONG_AGO, Pooled, Rules, text_of
from domain.draw_seed import commitment, day_seed, fingerprint
from domain.moments import utc
from domain.news import Lane, News
from domain.people import Permission
from domain.plans import Plan, Switch
from domain.spans import DAY
from domain.targets import Targets
from storage import Transaction
from storage.draws import DrawDay

KEY = "draws:key"
"""The item of the records about the key."""
FIXED_AT, NUMBERS_UNTIL = time(21, 30), time(6)
NONE = "draws.none"
"""A day on which something was to be drawn has no seal: `why` is down (nobody was here to make it) or key;
or its seed was laid open before its end (opened)."""
DOWN, NO_KEY, OPENED = "down", "key", "opened"
LOOKS_BACK = 60 * DAY


def good_key(tx: Transaction) -> bytes | None:
    """The key, if it is there and is the one with which days were fixed before."""
    key = tx.draws.key()
    known = tx.history.last(KEY, ("draws.key",)).get("fingerprint")
    return key if key is not None and known in (None, fingerprint(key)) else None


def say_key_is_lost(tx: Transaction, now: datetime) -> None:
    """At once and once a day, to whoever manages people; nothing is drawn until there is a key again."""
    if tx.history.last(KEY, ("draws.key",)).get("fingerprint") is None or good_key(tx) is not None:
        return
    day = local_of(tx, now).date()
    if tx.history.last(KEY, ("draws.key_lost",)).get("day") == day.isoformat():
        return
    body: dict[str, Any] = {"day": day.isoformat()}
    tx.history.append("draws.key_lost", now, person=None, said_at=now, item=KEY, body=body)
    for person in Staffing(tx, now).holding(Permission.MANAGE_PEOPLE):
        tx.outbox.put(News("draws.key_lost", person.id, {}, once=f"draws.key_lost:{day}:{person.id}"), now)


def take_new_key(tx: Transaction, now: datetime) -> None:
    """The key beside the database is another one, on purpose: from now on days are fixed with it."""
    key = tx.draws.key()
    if key is not None:
        made = {"fingerprint": fingerprint(key)}
        tx.history.append("draws.key", now, person=None, said_at=now, item=KEY, body=made)


def fix_tomorrow(tx: Transaction, now: datetime, meant: datetime) -> None:
    """Fixes the day after each evening since `meant`; a day whose numbers are closed by now has no draws, which is
    said, and so it is when there is no key."""
    key, local = good_key(tx), local_of(tx, now)
    newest = local.date() + (DAY if local.time() >= FIXED_AT else timedelta())
    day = max(local_of(tx, meant).date() + DAY, newest - LOOKS_BACK)
    if key is None:
        say_key_is_lost(tx, now)
    without: list[date] = []
    while day <= newest:
        if tx.draws.day(day) is None and (key is None or now >= closes_at(tx, day)):
            without += [day] if _is_missed(tx, day) else []
        elif tx.draws.day(day) is None and key is not None:
            _fix(tx, now, day, key)
        day += DAY
    if without:
        _say_none(tx, now, without, NO_KEY if key is None else DOWN)


def _is_missed(tx: Transaction, day: date) -> bool:
    """Something was to be drawn then, in a school that draws, and it was not said yet that nothing is."""
    draws = bool(tx.history.last(KEY, ("draws.key",)))
    return draws and not tx.history.last(item_of(day), (NONE,)) and any(_plans_of(tx, day))


def say_opened_early(tx: Transaction, now: datetime, days: list[date]) -> None:
    """The clock was ahead, and the seeds of days that are not over were told; safe to run again."""
    if opened := [day for day in days if not tx.history.last(item_of(day), (NONE,))]:
        _say_none(tx, now, opened, OPENED)


def _say_none(tx: Transaction, now: datetime, days: list[date], why: str) -> None:
    """To the staff group, and to whoever manages people, who hear of a lost key anyhow."""
    for day in days:
        tx.history.append(NONE, now, person=None, said_at=now, item=item_of(day), body={"why": why})
    facts = {"why": why, "days": [_date(day) for day in days]}
    managers = Staffing(tx, now).holding(Permission.MANAGE_PEOPLE) if why != NO_KEY else ()
    hearers: list[str | int] = [group.chat_id for group in tx.groups.bound(STAFF_GROUP)]
    hearers += [person.id for person in managers]
    for hearer in hearers:
        tx.outbox.put(News(NONE, hearer, facts, once=f"{NONE}:{days[0]}:{hearer}"), now)


def _fix(tx: Transaction, now: datetime, day: date, key: bytes) -> None:
    rules, pool = _rules_and_pool(tx, day)
    if not rules:
        return
    seed, told_rules, told_pool = day_seed(key, day), text_of(rules), text_of(pool)
    said = commitment(day, seed, told_pool, told_rules)
    if not tx.history.last(KEY, ("draws.key",)):
        take_new_key(tx, now)
    tx.draws.commit(DrawDay(day, said, told_pool, told_rules, fingerprint(key), now))
    body: dict[str, Any] = {
        "commitment": said,
        "key": fingerprint(key),
        "plans": [one.plan for one in rules],
        "pool": len(pool),
    }
    tx.history.append("draws.fixed", now, person=None, said_at=now, item=item_of(day), body=body)
    _tell_staff(tx, now, "draws.fixed", {**_date(day), "commitment": said})


def close_numbers(tx: Transaction, now: datetime) -> None:
    """From here on the chance of a day is settled; what was added stands in one record."""
    for fixed in tx.draws.days_to_reveal(local_of(tx, now).date() + DAY):
        if fixed.closed_at is None and now >= closes_at(tx, fixed.day):
            tx.draws.change_day(fixed.day, closed_at=now)
            body = {"numbers": list(fixed.numbers)}
            tx.history.append("draws.closed", now, person=None, said_at=now, item=item_of(fixed.day), body=body)


def reveal_past(tx: Transaction, now: datetime) -> None:
    """Lays open the seed of every day that is over, and tells the staff group how yesterday can be checked."""
    today, key = local_of(tx, now).date(), good_key(tx)
    if key is None:
        say_key_is_lost(tx, now)
        return
    for fixed in tx.draws.days_to_reveal(today):
        if fixed.key != fingerprint(key):
            continue
        seed = day_seed(key, fixed.day).hex()
        tx.draws.change_day(fixed.day, seed=seed, revealed_at=now)
        drawn = [one for one in tx.draws.of_day(fixed.day) if one.outcome == "drawn"]
        body = {"seed": seed, "draws": len(drawn)}
        tx.history.append("draws.revealed", now, person=None, said_at=now, item=item_of(fixed.day), body=body)
        facts = {**_date(fixed.day), "seed": seed, "draws": len(drawn), "numbers": len(fixed.numbers)}
        _tell_staff(tx, now, "draws.revealed", facts)


def item_of(day: date) -> str:
    return f"draws:{day.isoformat()}"


def closes_at(tx: Transaction, day: date) -> datetime:
    """When numbers for that day are no longer taken (UTC)."""
    return utc(datetime.combine(day, NUMBERS_UNTIL), tx.school.load().settings.zone)


def _rules_and_pool(tx: Transaction, day: date) -> tuple[list[Rules], list[Pooled]]:
    said = draw_settings(tx.school.load().settings.rest)
    rules: list[Rules] = []
    pool: list[Pooled] = []
    for plan, codes in _plans_of(tx, day):
        length = said.weeks * days_a_week(plan)
        began, number = tx.draws.next_in_cycle(plan.code, day, length)
        together = 1 if is_prompt(tx, plan) else said.together
        rules.append(Rules(plan.code, per_week(plan), days_a_week(plan), together, number, length, windows(plan)))
        pool += _pool(tx, plan, codes, began, day)
    return rules, pool


def _plans_of(tx: Transaction, day: date) -> Iterator[tuple[Plan, list[str]]]:
    """The plans that draw on the day, each with the codes of its targets."""
    school, kinds, switches = tx.school.load(), tx.school.calendar.kinds(day), tx.switches.all()
    targets = Targets(school, tx.school.tree)
    for plan in school.plans:
        off = switches.get(plan.code, Switch.TRIAL) is Switch.PAUSED
        if not is_drawn(plan) or off or plan.day_kind not in kinds or not holds_on(plan.weekdays, day):
            continue
        codes = [target.code for target in targets.of(plan)]
        if codes and windows(plan):
            yield plan, codes


def _pool(tx: Transaction, plan: Plan, codes: list[str], began: date, day: date) -> list[Pooled]:
    last, seen, risk = tx.draws.last(plan.code), tx.draws.seen_since(plan.code, began), risks(tx, plan.code, codes)
    return [
        Pooled(
            plan.code,
            code,
            risk[code],
            min(LONG_AGO, (day - last[code].day).days) if code in last else LONG_AGO,
            code in seen,
        )
        for code in codes
    ]


def _tell_staff(tx: Transaction, now: datetime, about: str, facts: dict[str, Any]) -> None:
    for group in tx.groups.bound(STAFF_GROUP):
        once = f"{about}:{facts['iso']}:{group.chat_id}"
        tx.outbox.put(News(about, group.chat_id, facts, Lane.ORDINARY, once=once), now)


def _date(day: date) -> dict[str, Any]:
    return {"iso": day.isoformat(), "month": day.month, "day": day.day}


def local_of(tx: Transaction, moment: datetime) -> datetime:
    return moment.astimezone(tx.school.load().settings.zone)
