"""Raise an alarm: everybody of the first rung hears in the same second, questions come after."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from actions.board import note_change
from actions.call_out import call_rung, schedule_ladder
from actions.end_drill import break_drills
from actions.facts import alarm_facts, hour
from actions.show_alarm import show_everybody
from domain.alarms import ONE_ALARM, SAID_AGAIN, Alarm, Move, State, is_about
from domain.dangers import Danger, chain_for, danger_of
from domain.news import Lane, News, Show
from domain.places import Place
from domain.reading import Reading
from storage import Transaction


def raise_alarm(
    tx: Transaction,
    now: datetime,
    *,
    reporter: str | None,
    reading: Reading,
    words: str,
    said_at: datetime,
    evidence: Sequence[int] = (),
    chain: str | None = None,
    device: str | None = None,
) -> Alarm:
    """Opens an alarm, or attaches the report to the running one of the same building and kind.

    Within 30 minutes the same danger in the same building is one alarm, and a later report pages nobody again; words
    that tell of another danger (水管漏, then 漏电; 晕倒, then 跳楼) are another alarm. The red button pressed twice in
    fright is one alarm. Whatever is practised anywhere is over: this is in earnest. The reporter reads first what to
    do: on the post's phone that was used (`device`), else on their own. `chain` is used instead of the danger's own.
    """
    area = tx.school.tree.area(reading.place) if reading.place else None
    danger = danger_of(reading.danger)
    running = _same(tx, now, danger, area, reporter, words)
    alarm = running or tx.alarms.open(
        danger=danger.code,
        category=reading.category if reading.category_known and reading.is_repair else danger.category,
        chain=chain or chain_for(danger, {rung.chain for rung in tx.school.load().rungs}),
        place=reading.place,
        area=area.code if area else None,
        words=words,
        reporter=reporter,
        now=now,
        device=device,
    )
    break_drills(tx, now, alarm)
    for evidence_id in evidence:
        tx.evidence.attach(evidence_id, alarm.item)
    about = "alarm.attached" if running else "alarm.raised"
    body = {"words": words, "danger": danger.code, "reasons": list(reading.reasons), "evidence": list(evidence)}
    tx.history.append(about, now, person=reporter, said_at=said_at, place=reading.place, item=alarm.item, body=body)
    note_change(tx, now)
    if running is None:
        call_rung(tx, now, alarm, 0)
        schedule_ladder(tx, now, alarm)
    elif words and words not in alarm.words:
        alarm = _more_words(tx, now, alarm, words, told=reporter == alarm.reporter)
    if reads := (tx.accounts.phone_of(device) if device else None) or reporter:
        card, facts = f"{alarm.item}:reporter", alarm_facts(tx, alarm)
        tx.outbox.put(News(about, reads, facts, Lane.REPLY, item=card, card=card, show=Show.NEW), now)
    return alarm


def _same(
    tx: Transaction, now: datetime, danger: Danger, area: Place | None, reporter: str | None, words: str
) -> Alarm | None:
    """The running alarm that this is about; without a place, what the same person cried a moment ago."""
    if not danger.joins:
        return None
    if area:
        found = tx.alarms.same(danger.code, area.code, now, ONE_ALARM)
        return next((alarm for alarm in found if is_about(alarm, danger.code, words, here=True)), None)
    last = tx.alarms.newest_of(reporter) if reporter else None
    again = last is not None and now - last.raised_at <= SAID_AGAIN and is_about(last, danger.code, words, here=False)
    return last if again else None


def _more_words(tx: Transaction, now: datetime, alarm: Alarm, words: str, *, told: bool) -> Alarm:
    """What is said again stands on every card; from the first reporter, who is at the place, it is a message too."""
    alarm = tx.alarms.change(alarm.number, words=";".join(filter(None, (alarm.words, words)))[:1500])
    show_everybody(tx, now, alarm)
    if told:
        _tell_more(tx, now, alarm, {**alarm_facts(tx, alarm), "added": hour(tx, now), "nearer": False, "more": words})
    return alarm


def _tell_more(tx: Transaction, now: datetime, alarm: Alarm, facts: Mapping[str, Any]) -> None:
    for someone in tx.alarms.told(alarm.number):
        if someone.answer != Move.CANNOT_GO:
            tx.outbox.put(News("alarm.more", someone.person, facts, Lane.URGENT, item=alarm.item), now)


def add_to_alarm(
    tx: Transaction,
    now: datetime,
    alarm: Alarm,
    *,
    person: str,
    words: str,
    said_at: datetime,
    evidence: Sequence[int] = (),
    place: str | None = None,
) -> Alarm:
    """More about a running alarm: a place, a photo, a sentence. Everybody told reads it.

    A place is taken over when there was none, or when it lies inside the one that was known. Those who are responsible
    for it are called too; nobody is called twice.
    """
    for evidence_id in evidence:
        tx.evidence.attach(evidence_id, alarm.item)
    path = [node.code for node in tx.school.tree.path(place)] if place else []
    nearer = place is not None and (alarm.place is None or alarm.place in path[1:])
    if nearer and place is not None:
        area = tx.school.tree.area(place)
        alarm = tx.alarms.change(alarm.number, place=place, area=area.code if area else None)
    if words:
        alarm = tx.alarms.change(alarm.number, words=";".join(filter(None, (alarm.words, words)))[:1500])
    tx.history.append(
        "alarm.added",
        now,
        person=person,
        said_at=said_at,
        place=place,
        item=alarm.item,
        body={"words": words, "evidence": list(evidence)},
    )
    facts = {**alarm_facts(tx, alarm), "added": hour(tx, now), "nearer": nearer}
    if nearer and alarm.state is State.OPEN:
        call_rung(tx, now, alarm, 0)
    show_everybody(tx, now, alarm)
    _tell_more(tx, now, alarm, {**facts, "more": words})
    return alarm
