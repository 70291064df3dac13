"""Whoever went is asked whether the alarm is still theirs; without an answer the ladder goes on from where it was."""

from datetime import datetime

from actions.call_out import call_again
from actions.facts import alarm_facts, hour
from actions.move_alarm import next_rung, stands
from actions.show_alarm import show_everybody
from domain.alarms import ANSWER_WITHIN, PAGES_UNTIL, RUNNING, STILL_ON_IT, Alarm, State
from domain.news import Lane, News
from domain.people import is_manager
from domain.refusal import Refusal
from storage import Transaction


def still_on_it(tx: Transaction, now: datetime, number: int) -> None:
    """Half an hour after owning: the owner is asked; no answer in a quarter of an hour and the ladder goes on."""
    alarm = tx.alarms.get(number)
    if alarm is None or alarm.state not in RUNNING or alarm.owner is None or now - alarm.raised_at > PAGES_UNTIL:
        return
    facts = {**alarm_facts(tx, alarm), "asked": hour(tx, now)}
    tx.outbox.put(News("alarm.still_on_it", alarm.owner, facts, Lane.URGENT, item=alarm.item), now)
    tx.due.put("alarm.no_answer", str(number), now + ANSWER_WITHIN, {"owner": alarm.owner})


def still_mine(tx: Transaction, now: datetime, person: str, number: int, *, said_at: datetime) -> Alarm:
    """The owner's answer to that: asked again in another half hour."""
    alarm = tx.alarms.get(number)
    if alarm is None:
        raise Refusal("button.old")
    if alarm.owner != person or alarm.state not in RUNNING:
        raise Refusal("alarm.too_late", stands(tx, alarm, person))
    tx.history.append("alarm.still_mine", now, person=person, said_at=said_at, item=alarm.item, body={})
    tx.due.drop("alarm.no_answer", str(number))
    tx.due.put("alarm.still_on_it", str(number), now + STILL_ON_IT)
    return alarm


def no_answer(tx: Transaction, now: datetime, number: int, owner: str) -> None:
    """The owner did not answer: the alarm is everybody's again and the ladder goes on from where it was.

    Not of somebody who said to have arrived.
    """
    alarm = tx.alarms.get(number)
    if alarm is None or alarm.state not in RUNNING or alarm.owner != owner:
        return
    tx.history.append("alarm.no_answer", now, person=None, said_at=now, item=alarm.item, body={"owner": owner})
    if alarm.state is State.ON_SITE:
        _silent_on_site(tx, now, alarm)
        return
    alarm = tx.alarms.change(number, state=State.OPEN, owner=None, owned_at=None, on_site_at=None)
    call_again(tx, now, alarm)
    next_rung(tx, now, alarm)
    show_everybody(tx, now, alarm)


def _silent_on_site(tx: Transaction, now: datetime, alarm: Alarm) -> None:
    """Somebody is there, with both hands full or hurt: nobody is called out anew, but a manager is to ring them up."""
    for someone in tx.alarms.told(alarm.number):
        if someone.person != alarm.owner and is_manager(tx.school.people[someone.person], tx.school.roles):
            tx.outbox.put(
                News("alarm.silent", someone.person, alarm_facts(tx, alarm), Lane.URGENT, item=alarm.item), now
            )
    tx.due.put("alarm.still_on_it", str(alarm.number), now + STILL_ON_IT)
