"""End of a shift: what somebody at a post had in hand passes to whoever stands there now, never to nobody."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from actions.facts import alarm_facts
from actions.still_on_it import no_answer
from domain.alarms import STILL_ON_IT, Alarm
from domain.duties import Duty
from domain.news import Lane, News, Show
from storage import Transaction
from storage.holders import Holder


def pass_on(tx: Transaction, now: datetime, gone: Iterable[Holder]) -> None:
    """For everybody of them who is at no post any more and has no phone of their own."""
    left: dict[str, list[str]] = {}
    for holder in sorted(gone, key=lambda it: it.number):
        left.setdefault(holder.person, []).append(holder.post)
    for person, posts in left.items():
        if tx.accounts.user_of(person) is None:
            _pass(tx, now, person, _incoming(tx, posts))


def _incoming(tx: Transaction, posts: Sequence[str]) -> str | None:
    """Who stands now where somebody left: who tapped their name, else who came last."""
    for post in posts:
        here = sorted(tx.holders.at(post), key=lambda it: it.tapped_at is None)
        if here:
            return here[0].person
    return None


def _pass(tx: Transaction, now: datetime, person: str, incoming: str | None) -> None:
    for alarm in tx.alarms.running():
        told = {it.person: it for it in tx.alarms.told(alarm.number)}
        if person not in told and person != alarm.owner:
            continue
        if incoming is not None:
            level = told[person].level if person in told else alarm.level
            tx.alarms.tell(alarm.number, incoming, level, now)
            _pass_alarm(tx, now, alarm, person, incoming)
        elif alarm.owner == person:
            no_answer(tx, now, alarm.number, person)
    for duty in tx.duties.owed_by(person, now):
        if incoming is not None and duty.due > now:
            _pass_duty(tx, now, duty, person, incoming)


def _pass_alarm(tx: Transaction, now: datetime, alarm: Alarm, person: str, incoming: str) -> None:
    """Who goes is the incoming one from now on, and is asked in half an hour whether it is so."""
    if alarm.owner == person:
        alarm = tx.alarms.change(alarm.number, owner=incoming)
        tx.due.drop("alarm.no_answer", str(alarm.number))
        tx.due.put("alarm.still_on_it", str(alarm.number), now + STILL_ON_IT)
        body = {"from": person, "to": incoming}
        tx.history.append("alarm.passed", now, person=None, said_at=now, item=alarm.item, body=body)
    tx.outbox.readdress(alarm.item, person, incoming)
    facts = {**alarm_facts(tx, alarm), "mine": alarm.owner == incoming, "answer": None}
    tx.outbox.put(
        News("alarm.card", incoming, facts, Lane.URGENT, item=alarm.item, card=alarm.item, show=Show.NEW), now
    )


def _pass_duty(tx: Transaction, now: datetime, duty: Duty, person: str, incoming: str) -> None:
    """What is not yet due is the incoming one's; what is overdue stays with who was there."""
    tx.duties.change(duty.id, owner=incoming)
    body = {"from": person, "to": incoming}
    tx.history.append("duty.passed", now, person=None, said_at=now, place=duty.place, item=duty.item, body=body)
    tx.outbox.readdress(duty.item, person, incoming)
