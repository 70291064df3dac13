"""What people tap: each verb of handlers/buttons.py and what it does; the answer shows on the button at once."""

from collections.abc import Callable

from actions.add_to_ticket import check_may_add
from actions.facts import address_of, alarm_facts, ticket_facts
from actions.move_alarm import move_alarm, stands, still_mine, ticket_from
from actions.move_ticket import checked, move_ticket
from domain.alarms import Alarm
from domain.alarms import Move as AlarmMove
from domain.alarms import State as AlarmState
from domain.dangers import DANGERS
from domain.news import Show
from domain.people import Permission
from domain.powers import check_button
from domain.refusal import Refusal
from domain.tickets import Move as TicketMove
from domain.tickets import Urgency
from handlers import (
    buttons,
    duties,
    entries,
    figures,
    gates,
    leaves,
    notices,
    pictures,
    plans,
    posts,
    practice,
    reviews,
    rosters,
    service,
    swaps,
)
from handlers.commands import COMMANDS, run_command, set_language
from handlers.forms import FORMS, ended, hearing, is_known, walk
from handlers.scene import Answer, Scene
from handlers.talk import alarm_from_button, alarm_of_asked
from reports.sight import sight_of
from storage.drafts import Draft

Tap = Callable[[Scene, tuple[str, ...]], Answer | None]
FORM_MOVES = {
    "finish": TicketMove.FINISH,
    "give_back": TicketMove.GIVE_BACK,
    "reject": TicketMove.REJECT,
    "assign": TicketMove.ASSIGN,
    "hold": TicketMove.HOLD,
}
"""Forms that end in a move: whether that move is possible is said when the form opens, not after it is filled in."""


def tapped(scene: Scene) -> Answer | None:
    """Does what the button says; Refusal `button.old` for one that no version of ours has sent."""
    verb, parts = buttons.read(scene.arrival.data)
    check_button(scene.permissions, verb)
    if verb not in ("n", "c"):
        practice.interrupted(scene)
    return TAPS[verb](scene, parts)


def _form(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    return walk.tapped(scene, _draft(scene, parts[0]), parts[1], parts[2])


def _waiting(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    draft = _draft(scene, parts[0], of_anybody=scene.device is not None and parts[1] in ("go", "drop"))
    if draft.person != scene.person.id and parts[1] == "go":
        scene.tx.drafts.hand_to(draft.id, scene.person.id)
    if parts[1] == "drop":
        walk.drop(scene, draft)
    elif parts[1] == "back":
        walk.back(scene, draft)
    elif parts[1] == "go":
        walk.ask_again(scene, draft)
    else:
        raise Refusal("button.old")
    return None


def _aside(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    draft = _draft(scene, parts[0])
    decide = {"join": hearing.join, "apart": hearing.apart}.get(parts[1])
    if decide is None:
        raise Refusal("button.old")
    decide(scene, draft)
    return None


def _draft(scene: Scene, part: str, *, of_anybody: bool = False) -> Draft:
    """The open draft of this chat; Refusal when it is over, or of whoever held this phone before."""
    draft = scene.tx.drafts.get(buttons.number(part))
    if draft is None or draft.chat_id != scene.chat_id or not is_known(draft):
        raise ended.what_became(scene, buttons.number(part))
    if draft.person != scene.person.id and not of_anybody:
        raise Refusal("form.of_another", {"address": address_of(scene.tx, draft.person)})
    return draft


def _ticket(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    if parts[0] not in set(TicketMove) or parts[0] in {*FORM_MOVES.values(), TicketMove.LAPSE}:
        raise Refusal("button.old")
    ticket = move_ticket(
        scene.tx,
        scene.now,
        scene.person.id,
        buttons.number(parts[1]),
        TicketMove(parts[0]),
        said_at=scene.arrival.said_at,
    )
    return Answer("toast.ticket", {"move": parts[0], "number": ticket.number})


def _open_form(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    form = FORMS.get(parts[0])
    ticket = scene.tx.tickets.get(buttons.number(parts[1]))
    if form is None or ticket is None or parts[0] not in {*FORM_MOVES, "add"}:
        raise Refusal("button.old")
    if parts[0] in FORM_MOVES:
        checked(scene.tx, scene.now, ticket, scene.person.id, FORM_MOVES[parts[0]])
    else:
        check_may_add(scene.tx, scene.person.id, ticket)
    walk.begin_once(scene, form, {"number": ticket.number, "evidence": []}, "number")
    return None


def _look(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    """One's own card of a ticket, as a new message: as its worker, its reporter, or who looks behind a figure."""
    mine = True
    ticket = scene.tx.tickets.get(buttons.number(parts[0]))
    if ticket is None:
        raise Refusal("button.old")
    may = scene.permissions
    dispatcher = Permission.DISPATCH in may
    if scene.person.id == ticket.assignee:
        about, side = "ticket.job", "work"
    elif dispatcher:
        about, side = "ticket.unassigned" if ticket.assignee is None else "ticket.desk", "work"
    elif scene.person.id in (ticket.reporter, *scene.tx.tickets.followers(ticket.number)):
        about, side = "ticket.filed", "reporter"
    elif Permission.READ_SUMMARY in may and sight_of(scene.tx, scene.person).ticket(ticket):
        about, side, mine = "ticket.job", "look", False
    else:
        raise Refusal("ticket.not_yours", ticket_facts(scene.tx, ticket))
    facts = {**ticket_facts(scene.tx, ticket), "mine": mine, "manages": Permission.MANAGE_PEOPLE in may}
    scene.reply(about, facts, card=f"{ticket.item}:{side}", show=Show.NEW)
    return None


def _alarm(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    if parts[0] not in set(AlarmMove):
        raise Refusal("button.old")
    move = AlarmMove(parts[0])
    alarm = move_alarm(
        scene.tx, scene.now, scene.person.id, buttons.number(parts[1]), move, said_at=scene.arrival.said_at
    )
    return Answer("toast.alarm", {"move": move, **alarm_facts(scene.tx, alarm)})


def _still(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    alarm = still_mine(scene.tx, scene.now, scene.person.id, buttons.number(parts[0]), said_at=scene.arrival.said_at)
    return Answer("toast.alarm", {"move": "still", **alarm_facts(scene.tx, alarm)})


def _ticket_of_alarm(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
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


def _urgent(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    if parts[0] == "none":
        scene.reply("urgent.never_mind")
        return None
    if parts[0] not in DANGERS:
        raise Refusal("button.old")
    alarm_from_button(scene, parts[0])
    return Answer("toast.alarmed", {})


def _asked(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    words = scene.tx.inbox.words_of(buttons.number(parts[1]), scene.chat_id)
    if parts[0] not in DANGERS or words is None:
        raise Refusal("button.old")
    alarm_of_asked(scene, parts[0], words)
    return Answer("toast.alarmed", {})


def _language(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    set_language(scene, parts[0])
    return None


def _command(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    if parts[0] not in COMMANDS:
        raise Refusal("button.old")
    run_command(scene, parts[0], "")
    return None


TAPS: dict[str, Tap] = {
    "d": _form,
    "k": _waiting,
    "e": _aside,
    "t": _ticket,
    "f": _open_form,
    "v": _look,
    "a": _alarm,
    "s": _still,
    "r": _ticket_of_alarm,
    "u": _urgent,
    "us": _asked,
    "l": _language,
    "c": _command,
    "y": duties.tapped,
    "g": gates.tapped,
    "h": posts.held,
    "o": rosters.tapped,
    "w": figures.tapped,
    "x": plans.switched,
    "b": entries.tapped,
    "j": notices.tapped,
    "m": notices.weighed,
    "p": pictures.tapped,
    "n": practice.tapped,
    "z": swaps.tapped,
    "q": leaves.tapped,
    "i": reviews.tapped,
    "tw": service.tapped,
}
