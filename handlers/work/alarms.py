"""Buttons of an alarm: who goes, who only knows, what is left to repair, and what calls people at once."""

from actions.facts import alarm_facts, ticket_facts
from actions.move_alarm import move_alarm, stands, ticket_from
from actions.still_on_it import still_mine
from domain.alarms import Alarm
from domain.alarms import Move as AlarmMove
from domain.alarms import State as AlarmState
from domain.dangers import DANGERS
from domain.news import Lane, News, Show
from domain.refusal import Refusal
from domain.tickets import Urgency
from handlers import buttons
from handlers.arrivals import Kind
from handlers.asked import BUTTON_HOLDS, settle
from handlers.scene import Answer, Scene, red_menu
from handlers.talk import alarm_from_button, alarm_of_asked


def moved(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    if parts[0] not in set(AlarmMove):
        raise Refusal("button.old")
    move = AlarmMove(parts[0])
    alarm = move_alarm(
        scene.tx, scene.now, scene.person.id, buttons.number(parts[1]), move, said_at=scene.arrival.said_at
    )
    return Answer("toast.alarm", {"move": move, **alarm_facts(scene.tx, alarm)})


def still(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    alarm = still_mine(scene.tx, scene.now, scene.person.id, buttons.number(parts[0]), said_at=scene.arrival.said_at)
    return Answer("toast.alarm", {"move": "still", **alarm_facts(scene.tx, alarm)})


def ticket_of(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    """What is still to be repaired after the danger is over; once, by somebody who was called."""
    alarm = scene.tx.alarms.get(buttons.number(parts[0]))
    if alarm is None:
        raise Refusal("button.old")
    how_it_stands = stands(scene.tx, alarm, scene.person.id)
    if scene.person.id != alarm.owner and all(t.person != scene.person.id for t in scene.tx.alarms.told(alarm.number)):
        raise Refusal("alarm.not_yours", how_it_stands)
    if alarm.state is not AlarmState.RESOLVED:
        raise Refusal("alarm.too_late", how_it_stands)
    _check_has_no_ticket(scene, alarm)
    number = ticket_from(scene.tx, scene.now, alarm, Urgency.SOON)
    scene.tx.history.append(
        "alarm.ticket",
        scene.now,
        person=scene.person.id,
        said_at=scene.arrival.said_at,
        item=alarm.item,
        body={"ticket": number},
    )
    return Answer("toast.filed", {"number": number})


def _check_has_no_ticket(scene: Scene, alarm: Alarm) -> None:
    made = scene.tx.history.last(alarm.item, ("alarm.ticket",))
    ticket = scene.tx.tickets.get(int(made.get("ticket", 0)))
    if ticket is not None:
        raise Refusal("ticket.of_alarm", ticket_facts(scene.tx, ticket))


def pressed(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    if parts[0] == "none":
        scene.reply("urgent.never_mind", card=red_menu(scene), show=Show.EDIT)
        return None
    if parts[0] not in DANGERS:
        raise Refusal("button.old")
    alarm_from_button(scene, parts[0])
    scene.tx.outbox.put(
        News("alarm.asked", scene.chat_id, {"told": True}, Lane.CARD, card=red_menu(scene), show=Show.ONLY_EDIT),
        scene.now,
    )
    return Answer("toast.alarmed", {})


def asked(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    if parts[0] == "none":
        settle(scene, buttons.number(parts[1]), told=False)
        return _nobody(scene)
    words = scene.tx.inbox.words_of(buttons.number(parts[1]), scene.chat_id, scene.now - BUTTON_HOLDS)
    if parts[0] not in DANGERS or words is None:
        raise Refusal("button.old")
    settle(scene, buttons.number(parts[1]), told=True)
    alarm_of_asked(scene, parts[0], words)
    return Answer("toast.alarmed", {})


def _nobody(scene: Scene) -> Answer | None:
    """A key answers where it stood; words are answered below them."""
    if scene.arrival.kind is Kind.TAPPED:
        return Answer("urgent.never_mind", {})
    scene.reply("urgent.never_mind")
    return None
