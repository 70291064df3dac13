"""Gates: somebody is there, gone and locked, or gone and not locked."""

from collections.abc import Callable

from actions.facts import place_name
from actions.gate import gate_facts, gates_of, gates_of_school, leaving, may_say, say_state
from domain.gates import GateState
from domain.news import Show
from domain.refusal import Refusal
from handlers.forms import GATE, walk
from handlers.scene import Answer, Scene
from handlers.work.entries import begin_visitor, show_visitors


def show_gates(scene: Scene, payload: str) -> None:
    """🚪 大门: the card of each gate of this person; of all of them for somebody who stands at none."""
    gates = gates_of(scene.tx, scene.now, scene.person.id, scene.device)
    if not gates:
        raise Refusal("gate.none")
    for place in gates:
        scene.reply(
            "gate.card", gate_facts(scene.tx, scene.now, place, scene.person.id), card=f"gate:{place}", show=Show.NEW
        )


def tapped(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    """Refusal `button.old` for a button that was never there, or a gate that is none any more."""
    do = TAPS.get(parts[0])
    if do is None or parts[1] not in gates_of_school(scene.tx):
        raise Refusal("button.old")
    if not may_say(scene.tx, scene.now, scene.person.id, scene.device, parts[1]):
        raise Refusal("gate.not_yours", {"name": place_name(scene.tx.school.tree, parts[1])})
    return do(scene, parts[1])


def _here(scene: Scene, place: str) -> Answer:
    return _say(scene, place, GateState.STAFFED)


def _absent(scene: Scene, place: str) -> Answer:
    """Named as the one who is there instead, and is not: nobody is there, and nobody locked."""
    return _say(scene, place, GateState.OPEN)


def _say(scene: Scene, place: str, state: GateState) -> Answer:
    say_state(scene.tx, scene.now, place, state, scene.person.id, said_at=scene.arrival.said_at, device=scene.device)
    facts = gate_facts(scene.tx, scene.now, place, scene.person.id)
    scene.reply("gate.card", facts, card=f"gate:{place}", show=Show.EDIT)
    return Answer("gate.said", facts)


def _leave(scene: Scene, place: str) -> None:
    leaving(scene.tx, scene.now, place, scene.person.id)
    walk.begin_once(scene, GATE, {"place": place, "evidence": []}, "place")


TAPS: dict[str, Callable[[Scene, str], Answer | None]] = {
    "here": _here,
    "leave": _leave,
    "absent": _absent,
    "visit": begin_visitor,
    "visitors": show_visitors,
}
"""By what the button says; the second part is the gate's place."""
