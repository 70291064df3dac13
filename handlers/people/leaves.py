"""请假 of staff in the chat: from which day, for how many, and then who works instead, in one tap."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from actions.leave import ask_leave, move_leave
from actions.leave_facts import leave_facts, wants_deputy
from actions.stand_in import arrange, deputies, name_deputy, named, propose
from actions.team import may_change
from domain.leaves import Leave, Move, State
from domain.news import Show
from domain.people import Person, Presence, called
from domain.refusal import Refusal
from handlers import buttons
from handlers.scene import Answer, Scene

DAYS_SHOWN, MOST_DEPUTIES = 6, 5
"""First days to choose from, and names to choose from: one screen of buttons each."""
LONG = (1, 2, 3, 7, 14, 30)
"""Days, as leave is mostly asked for; any other end is said in words."""
CARD = "leave:asking"
NOBODY = "-"


def tapped(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    """Refusal `button.old` for a button that was never there."""
    do = TAPS.get(parts[0])
    if do is None:
        raise Refusal("button.old")
    return do(scene, parts[1])


def ask_for_leave(scene: Scene, payload: str) -> None:
    """/off: one's own leave; /off 人名: that of somebody whose shifts one may change."""
    person = scene.person.id
    if payload:
        here = (p for p in scene.tx.school.people.values() if p.presence is not Presence.LEFT)
        found = [p for p in called(here, payload) if may_change(scene.tx, scene.person.id, p.id)]
        if len(found) != 1:
            raise Refusal("roster.nobody", {"said": payload[:20]})
        person = found[0].id
    _from_when(scene, person, Show.NEW)


def _whose(scene: Scene, which: str) -> None:
    _from_when(scene, which, Show.EDIT)


def _from_when(scene: Scene, person: str, show: Show) -> None:
    known = _allowed(scene, person)
    today = scene.now.astimezone(scene.tx.school.load().settings.zone).date()
    days = [str(today + timedelta(days=number)) for number in range(DAYS_SHOWN)]
    name = known.name if person != scene.person.id else ""
    scene.reply("leave.from_when", {"person": person, "name": name, "days": days}, card=CARD, show=show)


def _how_long(scene: Scene, which: str) -> None:
    person, _, first = which.partition(">")
    _allowed(scene, person)
    facts = {"person": person, "first": str(_day(first)), "long": LONG}
    scene.reply("leave.how_long", facts, card=CARD, show=Show.EDIT)


def _allowed(scene: Scene, person: str) -> Person:
    """Refusal `roster.not_yours` for somebody else's people."""
    known = scene.tx.school.people.get(person)
    if known is None:
        raise Refusal("button.old")
    if person != scene.person.id and not may_change(scene.tx, scene.person.id, person):
        raise Refusal("roster.not_yours", {"name": known.name})
    return known


def _ask(scene: Scene, which: str) -> Answer:
    person, _, rest = which.partition(">")
    first, _, days = rest.partition(">")
    leave = ask_leave(
        scene.tx, scene.now, scene.person.id, person, _day(first), buttons.number(days), said_at=scene.arrival.said_at
    )
    scene.tx.outbox.hand_on(scene.chat_id, CARD, leave.item, scene.now)
    if leave.state is State.GIVEN:
        _next(scene, leave)
    else:
        scene.reply("leave.asked", leave_facts(scene.tx, leave), card=leave.item, show=Show.EDIT)
    return Answer("roster.thanks", {})


def _move(move: Move) -> Callable[[Scene, str], Answer]:
    def moved(scene: Scene, which: str) -> Answer:
        number = buttons.number(which)
        leave = move_leave(scene.tx, scene.now, scene.person.id, number, move, said_at=scene.arrival.said_at)
        if leave.state is State.GIVEN:
            _next(scene, leave)
        else:
            scene.reply("leave.card", leave_facts(scene.tx, leave), card=leave.item, show=Show.EDIT)
        return Answer("roster.thanks", {})

    return moved


def _arrange(scene: Scene, which: str) -> Answer:
    leave = arrange(scene.tx, scene.now, scene.person.id, buttons.number(which), said_at=scene.arrival.said_at)
    _next(scene, leave, arranged=True)
    return Answer("roster.thanks", {})


def _deputy(scene: Scene, which: str) -> Answer:
    number, _, person = which.partition(">")
    chosen = None if person in ("", NOBODY) else person
    leave = name_deputy(
        scene.tx, scene.now, scene.person.id, buttons.number(number), chosen, said_at=scene.arrival.said_at
    )
    scene.reply("leave.card", leave_facts(scene.tx, leave), card=leave.item, show=Show.EDIT)
    return Answer("roster.thanks", {})


def _next(scene: Scene, leave: Leave, *, arranged: bool = False) -> None:
    """What is to be decided next: the turns, then who stands in for all else; then how it stands."""
    facts: dict[str, Any] = leave_facts(scene.tx, leave)
    proposed = [] if arranged else propose(scene.tx, scene.now, leave)
    if proposed:
        about, facts["proposed"] = "leave.propose", named(proposed, scene.tx)
    elif wants_deputy(scene.tx, leave):
        able = deputies(scene.tx, scene.now, leave)[:MOST_DEPUTIES]
        about, facts["people"] = "leave.who_stands_in", [(p.id, p.name) for p in able]
    else:
        about = "leave.card"
    scene.reply(about, facts, card=leave.item, show=Show.EDIT)


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise Refusal("button.old") from None


TAPS: dict[str, Callable[[Scene, str], Answer | None]] = {
    "whose": _whose,
    "from": _how_long,
    "ask": _ask,
    "give": _move(Move.GIVE),
    "refuse": _move(Move.REFUSE),
    "undo": _move(Move.UNDO),
    "plan": _arrange,
    "deputy": _deputy,
}
"""By what the button says; then whose leave, from when and for how long, or its number."""
