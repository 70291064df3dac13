"""What happens in a group: it is bound, moves, puts the bot out; alarms can be owned there, work is done in private."""

import unicodedata
from collections.abc import Callable
from datetime import datetime

from actions.callers import answers_stranger
from actions.draw_numbers import LONGEST_NUMBER, MOST_NUMBERS, MOST_OF_ONE, Added, add_number
from actions.facts import alarm_facts
from actions.group_links import STAFF_GROUP, bind_group
from actions.groups import lose_group, told_in_a_group
from domain.alarms import Move
from domain.escalation import MANAGERS_GROUP
from domain.news import Lane, News, Show
from domain.refusal import Refusal
from handlers import buttons
from handlers.arrivals import Arrival, Kind
from handlers.scene import Answer, Scene
from handlers.taps import tapped
from storage import Transaction


def in_a_group(tx: Transaction, now: datetime, arrival: Arrival, scene: Scene | None) -> Answer | None:
    """`scene` is that of the person who acted; None for somebody who is not of the school."""
    happened = HAPPENED.get(arrival.kind)
    return happened(tx, now, arrival, scene) if happened else None


def _told(tx: Transaction, now: datetime, arrival: Arrival, scene: Scene | None) -> None:
    """The link that binds the group; anything else hears once a day where work is done."""
    assert arrival.chat_id is not None
    if arrival.command == "start" and arrival.payload:
        person = scene.person.id if scene else None
        _bind(tx, now, arrival, arrival.chat_id, person)
        return
    about = "group.in_private" if tx.groups.get(arrival.chat_id) else "group.unbound"
    once = f"{about}:{arrival.chat_id}:{now:%Y-%m-%d}"
    tx.outbox.put(News(about, arrival.chat_id, {}, Lane.REPLY, once=once), now)


def _bind(tx: Transaction, now: datetime, arrival: Arrival, chat_id: int, person: str | None) -> None:
    """A wrong link costs nobody anything, and is answered a few times a day only."""
    try:
        with tx.attempt():
            kind = bind_group(tx, now, arrival.payload, chat_id, arrival.title, person).kind
    except Refusal as no:
        if person is not None or answers_stranger(tx, now, chat_id):
            tx.outbox.put(News(no.about, chat_id, no.facts, Lane.REPLY), now)
        return
    tx.outbox.put(News("group.bound", chat_id, {"kind": kind}, Lane.REPLY), now)


def _said(tx: Transaction, now: datetime, arrival: Arrival, scene: Scene | None) -> None:
    """A number in the staff group goes into tomorrow's draws; everything else that is said there is not for us."""
    group = tx.groups.get(arrival.chat_id) if arrival.chat_id is not None else None
    number = unicodedata.normalize("NFKC", arrival.words)
    if scene is None or group is None or group.kind != STAFF_GROUP:
        return
    if number.isascii() and number.isdecimal() and len(number) <= LONGEST_NUMBER:
        added = add_number(tx, now, scene.person.id, number, said_at=arrival.said_at)
        if added is not None:
            day, what = added
            facts = {"month": day.month, "day": day.day, "one": MOST_OF_ONE, "all": MOST_NUMBERS}
            once = f"{what}:{day}:{group.chat_id}" if what is Added.FULL else None
            tx.outbox.put(News(what, group.chat_id, facts, Lane.REPLY, once=once), now)


def _tapped(tx: Transaction, now: datetime, arrival: Arrival, scene: Scene | None) -> Answer | None:
    """A button of an alarm acts for whoever taps it; whoever goes gets the card with the next steps in private."""
    if scene is None:
        return Answer("stranger", {"language": arrival.language})
    verb, parts = buttons.read(arrival.data)
    group = tx.groups.get(scene.chat_id)
    if group is None:
        raise Refusal("group.unbound")
    if verb != "a" or group.kind != MANAGERS_GROUP:
        raise Refusal("group.in_private")
    alarm = tx.alarms.get(buttons.number(parts[1]))
    if alarm is None:
        raise Refusal("button.old")
    told_in_a_group(tx, now, alarm, scene.person.id)
    answer = tapped(scene)
    owned = tx.alarms.get(alarm.number)
    if parts[0] == Move.GO and owned is not None:
        facts = {**alarm_facts(tx, owned), "mine": True}
        own = News("alarm.card", scene.person.id, facts, Lane.URGENT, item=owned.item, card=owned.item, show=Show.EDIT)
        tx.outbox.put(own, now)
    return answer


def _removed(tx: Transaction, now: datetime, arrival: Arrival, scene: Scene | None) -> None:
    assert arrival.chat_id is not None
    lose_group(tx, now, arrival.chat_id)


def _moved(tx: Transaction, now: datetime, arrival: Arrival, scene: Scene | None) -> None:
    assert arrival.chat_id is not None
    if arrival.moved_to is not None:
        tx.groups.moved(arrival.chat_id, arrival.moved_to)


HAPPENED: dict[Kind, Callable[[Transaction, datetime, Arrival, Scene | None], Answer | None]] = {
    Kind.COMMAND: _told,
    Kind.SAID: _said,
    Kind.TAPPED: _tapped,
    Kind.REMOVED: _removed,
    Kind.MOVED: _moved,
}
