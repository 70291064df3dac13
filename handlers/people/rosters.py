"""Today's roster in two taps: right, or who does not come and who comes instead."""

from collections.abc import Callable

from actions.ask_roster import card_of, team_facts
from actions.facts import name_of
from actions.roster_changes import change_roster, checked, confirm_roster, team_now, turn_facts, undo_change
from actions.team import Turn, instead_of, may_change, turns_of
from domain.news import Show
from domain.people import Presence, called
from domain.refusal import Refusal
from handlers import buttons
from handlers.people.moments import moment_of, said_at
from handlers.scene import Answer, Scene

TURNS, OFFERED, MORE = 5, 8, 24
"""Shifts of a person, names offered at first, and one tap further."""
NOBODY = "-"


def tapped(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    """Refusal `button.old` for a button that was never there."""
    do = TAPS.get(parts[0])
    if do is None:
        raise Refusal("button.old")
    return do(scene, parts[1], parts[2])


def show_roster(scene: Scene, payload: str) -> None:
    """/roster 人名: the coming shifts of somebody, to be given to somebody else; without a name, one's own people."""
    people = scene.tx.school.people
    if not payload:
        team = [p for p in people.values() if p.superior == scene.person.id and p.presence is not Presence.LEFT]
        coming = [p for p in team if turns_of(scene.tx, scene.now, p.id)]
        if not coming:
            raise Refusal("roster.no_team")
        scene.reply("roster.whose", {"people": [(p.id, p.name) for p in coming[:MORE]]})
        return
    found = [p for p in called(people.values(), payload) if may_change(scene.tx, scene.person.id, p.id)]
    if len(found) != 1:
        raise Refusal("roster.nobody", {"said": payload[:20]})
    _show_turns(scene, found[0].id)


def _show_turns(scene: Scene, person: str) -> None:
    found = turns_of(scene.tx, scene.now, person)[:TURNS]
    shown = [(said_at(turn.begins), turn_facts(scene.tx, turn)) for turn in found]
    scene.reply("roster.turns", {"person": person, "name": name_of(scene.tx, person), "turns": shown})


def _whose(scene: Scene, at: str, person: str) -> None:
    if person not in scene.tx.school.people:
        raise Refusal("button.old")
    if not may_change(scene.tx, scene.person.id, person):
        raise Refusal("roster.not_yours", {"name": name_of(scene.tx, person)})
    _show_turns(scene, person)


def _right(scene: Scene, at: str, person: str) -> Answer:
    begins = moment_of(at)
    team = confirm_roster(scene.tx, scene.now, scene.person.id, begins, said_at=scene.arrival.said_at)
    scene.reply("roster.right", team_facts(scene.tx, begins, team), card=card_of(begins), show=Show.EDIT)
    return Answer("roster.thanks", {})


def _who_not(scene: Scene, at: str, person: str) -> None:
    begins = moment_of(at)
    team = team_now(scene.tx, scene.now, scene.person.id, begins)
    facts = team_facts(scene.tx, begins, team)
    scene.reply("roster.who_not", facts, card=card_of(begins), show=Show.EDIT)


def _out(scene: Scene, at: str, person: str) -> None:
    _ask_instead(scene, at, person, OFFERED)


def _others(scene: Scene, at: str, person: str) -> None:
    _ask_instead(scene, at, person, MORE)


def _ask_instead(scene: Scene, at: str, person: str, most: int) -> None:
    turn = checked(scene.tx, scene.now, scene.person.id, person, moment_of(at))
    able = instead_of(scene.tx, turn)
    facts = {"at": at, "out": person, "name": name_of(scene.tx, person), **turn_facts(scene.tx, turn)}
    people = [(p.id, p.name) for p in able[:most]]
    scene.reply(
        "roster.instead",
        {**facts, "people": people, "more": len(able) > most},
        card=card_of(turn.begins),
        show=Show.EDIT,
    )


def _in(scene: Scene, at: str, pair: str) -> Answer:
    out, _, come = pair.partition(">")
    if not come:
        raise Refusal("button.old")
    turn = checked(scene.tx, scene.now, scene.person.id, out, moment_of(at))
    number = change_roster(
        scene.tx, scene.now, scene.person.id, out, turn.begins, None if come == NOBODY else come,
        said_at=scene.arrival.said_at,
    )  # fmt: skip
    facts = {"number": number, "out": name_of(scene.tx, out), "unheard": _unheard(scene, turn, out, come), "at": at}
    facts |= {"come": "" if come == NOBODY else name_of(scene.tx, come), **turn_facts(scene.tx, turn)}
    scene.reply("roster.changed_now", facts, card=card_of(turn.begins), show=Show.EDIT)
    return Answer("roster.thanks", {})


def _unheard(scene: Scene, turn: Turn, *people: str) -> list[str]:
    """Who has no phone on which they would read it in time: somebody must call them."""
    reads = scene.tx.accounts.user_of
    return [name_of(scene.tx, it) for it in people if it != NOBODY and reads(it) is None]


def _undo(scene: Scene, at: str, number: str) -> Answer:
    change = undo_change(scene.tx, scene.now, scene.person.id, buttons.number(number), said_at=scene.arrival.said_at)
    facts = {"out": name_of(scene.tx, change.out), "come": name_of(scene.tx, change.come)}
    scene.reply("roster.back_now", facts, card=card_of(moment_of(at)), show=Show.EDIT)
    return Answer("roster.thanks", {})


TAPS: dict[str, Callable[[Scene, str, str], Answer | None]] = {
    "ok": _right,
    "not": _who_not,
    "out": _out,
    "more": _others,
    "in": _in,
    "undo": _undo,
    "who": _whose,
}
"""By what the button says; then the shift's beginning (UTC), then the person, the pair, or the change."""
