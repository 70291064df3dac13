"""Certificates that run out: their person and whoever is above hear ahead, on the last day, and weekly after it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from actions.facts import name_of
from actions.roster import effective_roster
from actions.rostered import local_day
from actions.staffing import Staffing
from domain.calendar import WORKDAY
from domain.certificates import LEAD, PERSON, ahead, has_run_out, moment_of
from domain.news import Lane, News
from domain.people import Person, Presence
from storage import Transaction

TOLD = "certificate.told"
"""The record of a moment that was told: the day until which it holds, and how many days before that."""
GOOD_FOR = timedelta(days=2)
"""A reminder that comes later is no news; our own judgement: the next one names the days that are left then."""


def tell_of_certificates(tx: Transaction, now: datetime) -> None:
    """On mornings of work; each moment is told once, to each hearer everything new in one message."""
    today = local_day(tx, now)
    if not tx.school.imported() or WORKDAY not in tx.school.calendar.kinds(today):
        return
    staffing, rows = Staffing(tx, now), ahead(tx.school.load().settings.rest)
    leads: dict[str, list[dict[str, Any]]] = {}
    for person in tx.school.people.values():
        if person.certificate_until is None or person.presence is Presence.LEFT:
            continue
        moment = moment_of(person.certificate_until, today, rows)
        if moment is None or _was_told(tx, person, moment.days):
            continue
        line, above = certificate_line(person, today), staffing.above(person)
        told = []
        if PERSON in moment.whom and staffing.at_hand(person) and person.presence is Presence.IN_SERVICE:
            told.append(person.id)
            facts = {**line, "lead": name_of(tx, above[0].id if above else None)}
            tx.outbox.put(News("certificate.yours", person.id, facts, good_until=now + GOOD_FOR), now)
        for lead in above if LEAD in moment.whom else ():
            told.append(lead.id)
            leads.setdefault(lead.id, []).append(line)
        body = {"until": str(person.certificate_until), "ahead": moment.days, "to": told}
        tx.history.append(TOLD, now, person=None, said_at=now, item=item_of(person.id), body=body)
    for hearer, lines in leads.items():
        lines.sort(key=lambda it: int(it["left"]))
        tx.outbox.put(News("certificate.list", hearer, {"lines": lines}, Lane.CARD, good_until=now + GOOD_FOR), now)


def item_of(person: str) -> str:
    return f"certificate:{person}"


def _was_told(tx: Transaction, person: Person, days: int) -> bool:
    last = tx.history.last(item_of(person.id), (TOLD,))
    return last.get("until") == str(person.certificate_until) and int(last.get("ahead", 0)) <= days


def certificate_line(person: Person, today: date) -> dict[str, Any]:
    """One certificate in a list; `left` are the days that it still holds, negative when it holds no more."""
    until = person.certificate_until or today
    return {
        "person": person.id,
        "name": person.name,
        "certificate": person.certificate,
        "until": str(until),
        "left": (until - today).days,
    }


def soon_over(tx: Transaction, now: datetime, people: Iterable[Person]) -> list[dict[str, Any]]:
    """Of these people those whose certificate has run out or will before the first reminder's days are over."""
    today, rows = local_day(tx, now), ahead(tx.school.load().settings.rest)
    lines = [
        certificate_line(it, today)
        for it in people
        if it.presence is not Presence.LEFT
        and it.certificate_until is not None
        and moment_of(it.certificate_until, today, rows) is not None
    ]
    return sorted(lines, key=lambda it: int(it["left"]))


def unlicensed(tx: Transaction, day: date) -> list[dict[str, Any]]:
    """Who stands in the roster of a local day with a certificate that has run out by then."""
    people: Mapping[str, Person] = tx.school.people
    rostered = dict.fromkeys(row.person for row in effective_roster(tx, day) if row.person in people)
    return [certificate_line(people[it], day) for it in rostered if has_run_out(people[it], day)]
