"""Buttons of whoever waits for a repair, and the answers of whoever has it: the verb `tw`."""

from collections.abc import Callable

from actions.chase_ticket import ANSWERS, answer_hold, chase_ticket, reply_to_chase
from domain.refusal import Refusal
from handlers import buttons
from handlers.scene import Answer, Scene

Tap = Callable[[Scene, int], None]


def tapped(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    what = TAPS.get(parts[0])
    if what is None:
        raise Refusal("button.old")
    what(scene, buttons.number(parts[1]))
    return Answer("toast.service", {"what": parts[0]})


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


TAPS: dict[str, Tap] = {
    "chase": _chase,
    **{when: _reply(when) for when in ANSWERS},
    "fine": _hold(fine=True),
    "too_long": _hold(fine=False),
}
