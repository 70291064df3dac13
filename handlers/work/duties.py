"""What people tap on a duty: begin it, cover it, say why not, take care of it."""

from collections.abc import Callable

from actions import chase, cover, own_duty
from actions.duty_facts import duty_facts
from actions.facts import address_of, hour
from actions.redraw import check_may_decline
from domain.duties import Duty
from domain.refusal import Refusal
from handlers import buttons
from handlers.forms import DECLINE, DUTY_WHY, walk
from handlers.scene import Answer, Scene
from handlers.work import rounds, sign_off


def tapped(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    """Refusal `button.old` for a button or a duty that was never there."""
    do = TAPS.get(parts[0])
    duty = scene.tx.duties.get(buttons.number(parts[1]))
    if do is None or duty is None:
        raise Refusal("button.old")
    return do(scene, duty)


def _answer(scene: Scene, duty: Duty, move: str, **more: object) -> Answer:
    now_stands = scene.tx.duties.get(duty.id) or duty
    return Answer("toast.duty", {**duty_facts(scene.tx, now_stands, scene.person.id), "move": move, **more})


def _ask(scene: Scene, duty: Duty) -> Answer:
    """请人顶 and 找人顶: colleagues are asked at once."""
    asked = cover.ask_for_somebody(scene.tx, scene.now, scene.person.id, duty, said_at=scene.arrival.said_at)
    if not asked:
        return _answer(scene, duty, "nobody" if scene.person.id == duty.owner else "nobody_above")
    return _answer(scene, duty, "ask", asked=[address_of(scene.tx, person.id) for person in asked])


def _later(scene: Scene, duty: Duty) -> Answer:
    again = chase.a_little_later(scene.tx, scene.now, scene.person.id, duty, said_at=scene.arrival.said_at)
    if again is None:
        return _answer(scene, duty, "later_no")
    return _answer(scene, duty, "later", again=hour(scene.tx, again))


def _decline(scene: Scene, duty: Duty) -> None:
    check_may_decline(scene.tx, scene.person.id, duty)
    walk.begin_once(scene, DECLINE, {"duty": duty.id, "evidence": []}, "duty")


def _why(scene: Scene, duty: Duty) -> None:
    own_duty.check_may_explain(scene.tx, scene.person.id, duty)
    walk.begin_once(scene, DUTY_WHY, {"duty": duty.id, "evidence": []}, "duty")


def _go(scene: Scene, duty: Duty) -> Answer:
    cover.go(scene.tx, scene.now, scene.person.id, duty, said_at=scene.arrival.said_at)
    return _answer(scene, duty, "went" if duty.is_over else "go")


def _cannot(scene: Scene, duty: Duty) -> Answer:
    cover.cannot(scene.tx, scene.now, scene.person.id, duty, said_at=scene.arrival.said_at)
    return _answer(scene, duty, "cannot")


def _back(scene: Scene, duty: Duty) -> Answer:
    cover.take_back(scene.tx, scene.now, scene.person.id, duty, said_at=scene.arrival.said_at)
    return _answer(scene, duty, "back")


def _own(scene: Scene, duty: Duty) -> Answer:
    own_duty.own(scene.tx, scene.now, scene.person.id, duty, "own", said_at=scene.arrival.said_at)
    return _answer(scene, duty, "own")


def _called(scene: Scene, duty: Duty) -> Answer:
    own_duty.own(scene.tx, scene.now, scene.person.id, duty, "called", said_at=scene.arrival.said_at)
    return _answer(scene, duty, "called")


def _excuse(scene: Scene, duty: Duty) -> Answer:
    own_duty.excuse(scene.tx, scene.now, scene.person.id, duty, said_at=scene.arrival.said_at)
    return _answer(scene, duty, "excuse")


TAPS: dict[str, Callable[[Scene, Duty], Answer | None]] = {
    "begin": rounds.begin,
    "good": sign_off.good,
    "redo": sign_off.redo,
    "ask": _ask,
    "later": _later,
    "why": _why,
    "decline": _decline,
    "go": _go,
    "cannot": _cannot,
    "back": _back,
    "own": _own,
    "called": _called,
    "excuse": _excuse,
}
"""By what the button says."""
