"""Buttons of whoever waits for a repair, and the answers of whoever has it: the verb `tw`."""

from collections.abc import Callable

from actions.chase_ticket import ANSWERS, answer_hold, chase_ticket, reply_to_chase
from actions.end_of_shift import LATER, PASS, STAY, answer_shift
from domain.refusal import Refusal
from handlers import buttons
from handlers.scene import Answer, Scene

Tap = Callable[[Scene, int], Answer | None]


def tapped(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    what = TAPS.get(parts[0])
    if what is None:
        raise Refusal("button.old")
    answer = what(scene, buttons.number(parts[1]))
    return answer or Answer("toast.service", {"what": parts[0]})


def _chase(scene: Scene, number: int) -> None:
    chase_ticket(scene.tx, scene.now, scene.person.id, number, said_at=scene.arrival.said_at)


def _reply(when: str) -> Tap:
    def tap(scene: Scene, number: int) -> None:
        reply_to_chase(scene.tx, scene.now, scene.person.id, number, when, said_at=scene.arrival.said_at)

    return tap


def _hold(*, fine: bool) -> Tap:
    def tap(scene: Scene, number: int) -> None:
        answer_hold(scene.tx, scene.now, scene.person.id, number, fine=fine, said_at=scene.arrival.said_at)

    return tap


def _at_the_end(what: str) -> Tap:
    """Of a shift, about everything in hand; `number` says which shift."""

    def tap(scene: Scene, number: int) -> Answer:
        facts = answer_shift(scene.tx, scene.now, scene.person.id, what, number, said_at=scene.arrival.said_at)
        return Answer("toast.shift", dict(facts))

    return tap


TAPS: dict[str, Tap] = {
    "chase": _chase,
    **{when: _reply(when) for when in ANSWERS},
    **{what: _at_the_end(what) for what in (STAY, PASS, LATER)},
    "fine": _hold(fine=True),
    "too_long": _hold(fine=False),
}
