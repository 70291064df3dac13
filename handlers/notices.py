"""What people tap on a 整改通知, and on what an inspection found."""

from collections.abc import Callable

from actions.move_notice import checked, move_notice
from actions.score_facts import notice_facts
from actions.weigh import check_appeal, decide_appeal, decide_assessment
from domain.appeals import Standing, Verdict
from domain.notices import Move
from domain.refusal import Refusal
from handlers import buttons
from handlers.forms import walk
from handlers.forms.about_notice import APPEAL, CANNOT, RECTIFIED, STILL_WRONG
from handlers.scene import Answer, Scene

FORMS = {Move.DONE: RECTIFIED, Move.CANNOT: CANNOT, Move.FAIL: STILL_WRONG}
"""Moves that ask for something first; whether they are possible is said when the form opens."""


def tapped(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    """Refusal `button.old` for a move or a notice that was never there."""
    notice = scene.tx.notices.get(buttons.number(parts[1]))
    if parts[0] not in set(Move) or notice is None:
        raise Refusal("button.old")
    move = Move(parts[0])
    if move in FORMS:
        checked(scene.tx, notice, scene.person.id, move)
        walk.begin_once(scene, FORMS[move], {"number": notice.number, "evidence": []}, "number")
        return None
    notice = move_notice(scene.tx, scene.now, scene.person.id, notice.number, move, said_at=scene.arrival.said_at)
    return Answer("toast.notice", {"move": move, **notice_facts(scene.tx, notice)})


def weighed(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    do = WEIGHING.get(parts[0])
    if do is None:
        raise Refusal("button.old")
    return do(scene, buttons.number(parts[1]))


def _appeal(scene: Scene, duty: int) -> None:
    check_appeal(scene.tx, scene.now, scene.person.id, duty)
    walk.begin_once(scene, APPEAL, {"duty": duty, "evidence": []}, "duty")


def _verdict(verdict: Verdict) -> Callable[[Scene, int], Answer]:
    def decide(scene: Scene, number: int) -> Answer:
        decide_appeal(scene.tx, scene.now, scene.person.id, number, verdict, said_at=scene.arrival.said_at)
        return Answer("toast.score", {})

    return decide


def _standing(standing: Standing) -> Callable[[Scene, int], Answer]:
    def decide(scene: Scene, number: int) -> Answer:
        decide_assessment(scene.tx, scene.now, scene.person.id, number, standing, said_at=scene.arrival.said_at)
        return Answer("toast.score", {})

    return decide


WEIGHING: dict[str, Callable[[Scene, int], Answer | None]] = {
    "appeal": _appeal,
    "uphold": _verdict(Verdict.UPHELD),
    "reject": _verdict(Verdict.REJECTED),
    "heavier": _standing(Standing.CONFIRMED),
    "lighter": _standing(Standing.DROPPED),
}
"""By what the button says."""
