"""Move an alarm: go, arrive, resolve, call it false; what is queued is taken back, and everybody reads what is true."""

from datetime import datetime
from typing import Any

from actions.call_out import call_again, call_off, climb, schedule_next_rung
from actions.end_drill import drill_over
from actions.facts import alarm_facts, name_of
from actions.file_report import open_ticket
from actions.show_alarm import ask_no_more, show_everybody
from domain.alarms import (
    STILL_ON_IT,
    Alarm,
    Move,
    State,
    check_may,
    next_state,
)
from domain.escalation import levels
from domain.news import Lane, News
from domain.people import Permission, permissions_of
from domain.refusal import Refusal
from domain.tickets import Urgency
from storage import Transaction

OF_THE_OWNER = (Move.ARRIVE, Move.RESOLVE)
WENT = (Move.GO, Move.ARRIVE)
"""Whoever went and was too busy to say that they are still on it has it again when they say how it stands."""


def move_alarm(tx: Transaction, now: datetime, person: str, number: int, move: Move, *, said_at: datetime) -> Alarm:
    """Makes the move and tells whom it concerns; Refusal `alarm.too_late` or `alarm.not_yours` changes nothing."""
    alarm = tx.alarms.get(number)
    if alarm is None:
        raise Refusal("button.old")
    answers = {someone.person: someone.answer for someone in tx.alarms.told(number)}
    told, who = person in answers, tx.school.people[person]
    if alarm.state is State.OPEN and move in OF_THE_OWNER and answers.get(person) in WENT:
        alarm = tx.alarms.change(number, state=State.OWNED, owner=person, owned_at=now)
    try:
        state = next_state(alarm, move)
    except Refusal as no:
        raise Refusal(no.about, stands(tx, alarm, person)) from None
    try:
        check_may(alarm, move, person, told=told, permissions=permissions_of(who, tx.school.roles), now=now)
    except Refusal as no:
        minutes = {"minutes": no.facts["minutes"]} if "minutes" in no.facts else {}
        raise Refusal(no.about, stands(tx, alarm, person) | minutes) from None
    tx.history.append(
        f"alarm.{move}", now, person=person, said_at=said_at, place=alarm.place, item=alarm.item, body={"state": state}
    )
    tx.alarms.answered(number, person, move, now)
    alarm = EFFECTS[move](tx, now, alarm, person, state)
    show_everybody(tx, now, alarm)
    return alarm


def stands(tx: Transaction, alarm: Alarm, person: str) -> dict[str, Any]:
    """How the alarm stands now and who has it, and what it is to whoever taps: `mine`, and whether they `may` go."""
    called = any(someone.person == person for someone in tx.alarms.told(alarm.number))
    may = called or Permission.DISPATCH in permissions_of(tx.school.people[person], tx.school.roles)
    return {**alarm_facts(tx, alarm), "mine": alarm.owner == person, "may": may}


def settle(tx: Transaction, now: datetime, alarm: Alarm, person: str, *, said_at: datetime) -> None:
    """What was wrong is right again, by whoever put it right, called or not: the alarm is over for everybody."""
    body = {"state": State.RESOLVED, "by_itself": True}
    tx.history.append(
        f"alarm.{Move.RESOLVE}", now, person=person, said_at=said_at, place=alarm.place, item=alarm.item, body=body
    )
    alarm = tx.alarms.change(alarm.number, owner=alarm.owner or person)
    show_everybody(tx, now, _over(tx, now, alarm, person, State.RESOLVED))


def _go(tx: Transaction, now: datetime, alarm: Alarm, person: str, state: State) -> Alarm:
    alarm = tx.alarms.change(alarm.number, state=state, owner=person, owned_at=now)
    call_off(tx, now, alarm)
    tx.due.put("alarm.still_on_it", str(alarm.number), now + STILL_ON_IT)
    _tell_reporter(tx, now, alarm, "alarm.owned", but=person)
    return alarm


def _know(tx: Transaction, now: datetime, alarm: Alarm, person: str, state: State) -> Alarm:
    return alarm


def _cannot(tx: Transaction, now: datetime, alarm: Alarm, person: str, state: State) -> Alarm:
    """An owner who cannot gives it back to everybody; when nobody of the told is left, the next rung hears now."""
    if alarm.owner is not None:
        alarm = tx.alarms.change(alarm.number, state=State.OPEN, owner=None, owned_at=None, on_site_at=None)
        tx.due.drop("alarm.still_on_it", str(alarm.number))
        tx.due.drop("alarm.no_answer", str(alarm.number))
        call_again(tx, now, alarm)
        schedule_next_rung(tx, now, alarm)
    if all(someone.answer == Move.CANNOT_GO for someone in tx.alarms.told(alarm.number)):
        next_rung(tx, now, alarm)
    return tx.alarms.get(alarm.number) or alarm


def _arrive(tx: Transaction, now: datetime, alarm: Alarm, person: str, state: State) -> Alarm:
    alarm = tx.alarms.change(alarm.number, state=state, on_site_at=now)
    tx.due.drop("alarm.no_answer", str(alarm.number))
    tx.due.put("alarm.still_on_it", str(alarm.number), now + STILL_ON_IT)
    _tell_reporter(tx, now, alarm, "alarm.on_site", but=person)
    return alarm


def _help(tx: Transaction, now: datetime, alarm: Alarm, person: str, state: State) -> Alarm:
    """The owner needs hands: everybody who was told hears at once."""
    facts = {**alarm_facts(tx, alarm), "asks": name_of(tx, person)}
    for someone in tx.alarms.told(alarm.number):
        if someone.person != person:
            tx.outbox.put(News("alarm.help", someone.person, facts, Lane.URGENT, item=alarm.item), now)
    return alarm


def _over(tx: Transaction, now: datetime, alarm: Alarm, person: str, state: State) -> Alarm:
    alarm = tx.alarms.change(alarm.number, state=state, closed_at=now)
    if alarm.drill:
        return drill_over(tx, now, alarm, "ended" if state is State.ENDED else "done")
    call_off(tx, now, alarm)
    ask_no_more(tx, now, alarm)
    _tell_all(tx, now, alarm, "alarm.resolved" if state is State.RESOLVED else "alarm.false", by=person)
    return alarm


def _tell_all(tx: Transaction, now: datetime, alarm: Alarm, about: str, *, by: str) -> None:
    """How it ended, to the reporter and to all who were called, or whose drill it broke: somebody may be running."""
    facts = {**alarm_facts(tx, alarm), "by": name_of(tx, by)}
    broken = [it for it in tx.alarms.drills(1) if it.closed_at == alarm.raised_at]
    people = [someone.person for it in (alarm, *broken) for someone in tx.alarms.told(it.number)]
    for hearer in dict.fromkeys([*people, *(it.reporter for it in (alarm, *broken) if it.reporter)]):
        if hearer != by:
            tx.outbox.put(News(about, hearer, facts, Lane.CARD, once=f"{alarm.item}:{hearer}:over"), now)


def _found(tx: Transaction, now: datetime, alarm: Alarm, person: str, state: State) -> Alarm:
    """Whoever found the pupil is thanked, also when nobody had said 我去."""
    return _over(tx, now, tx.alarms.change(alarm.number, owner=alarm.owner or person), person, state)


def _downgrade(tx: Transaction, now: datetime, alarm: Alarm, person: str, state: State) -> Alarm:
    """Not urgent: the alarm ends as a ticket that keeps every word and photo; nobody is blamed, everybody hears."""
    alarm = tx.alarms.change(alarm.number, state=state, closed_at=now)
    call_off(tx, now, alarm)
    ticket_from(tx, now, alarm, Urgency.SOON)
    _tell_all(tx, now, alarm, "alarm.downgraded", by=person)
    return alarm


def ticket_from(tx: Transaction, now: datetime, alarm: Alarm, urgency: Urgency) -> int:
    """A ticket that carries on what an alarm began; every photo and voice note goes along.

    Refusal `alarm.is_drill` where nothing is broken.
    """
    if alarm.drill:
        raise Refusal("alarm.is_drill")
    ticket = open_ticket(
        tx,
        now,
        reporter=alarm.reporter,
        category=alarm.category,
        urgency=urgency,
        place=alarm.place,
        place_words="",
        words=alarm.words,
        said_at=alarm.raised_at,
        copies=alarm.item,
    )
    return ticket.number


def _tell_reporter(tx: Transaction, now: datetime, alarm: Alarm, about: str, *, but: str) -> None:
    if alarm.reporter and alarm.reporter != but:
        tx.outbox.put(News(about, alarm.reporter, alarm_facts(tx, alarm), Lane.REPLY), now)


def next_rung(tx: Transaction, now: datetime, alarm: Alarm) -> None:
    """Whoever is next above hears now."""
    above = [level for level, _ in levels(tx.school.load().rungs, alarm.chain) if level > alarm.level]
    if above:
        climb(tx, now, alarm.number, above[0], 0)


EFFECTS = {
    Move.GO: _go,
    Move.KNOW: _know,
    Move.CANNOT_GO: _cannot,
    Move.ARRIVE: _arrive,
    Move.HELP: _help,
    Move.RESOLVE: _over,
    Move.FOUND: _found,
    Move.FALSE_ALARM: _over,
    Move.DOWNGRADE: _downgrade,
    Move.END: _over,
}
