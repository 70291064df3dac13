"""What people tap on a 整改通知, and on what an inspection found."""

from collections.abc import Callable

from actions.move_notice import checked, move_notice
from actions.score_facts import MOST_PHOTOS, days_over, notice_facts, show_photos
from actions.weigh import check_appeal, decide_appeal, decide_assessment, show_appeal
from actions.whose_place import concerned_at
from domain.appeals import Standing, Verdict
from domain.news import Show
from domain.notices import Move, Notice, State
from domain.people import Permission
from domain.refusal import Refusal
from handlers import buttons
from handlers.forms import walk
from handlers.forms.about_notice import APPEAL, CANNOT, RECTIFIED, STILL_WRONG
from handlers.managers.pictures import offer_pictures
from handlers.scene import Answer, Scene
from reports.sight import sight_of

LOOK = "look"
FORMS = {Move.DONE: RECTIFIED, Move.CANNOT: CANNOT, Move.FAIL: STILL_WRONG}
"""Moves that ask for something first; whether they are possible is said when the form opens."""


def tapped(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    """Refusal `button.old` for a move or a notice that was never there."""
    notice = scene.tx.notices.get(buttons.number(parts[1]))
    if parts[0] == LOOK and notice is not None:
        _look(scene, notice)
        return None
    if parts[0] not in set(Move) or notice is None:
        raise Refusal("button.old")
    move = Move(parts[0])
    if move in FORMS:
        checked(scene.tx, notice, scene.person.id, move)
        walk.begin_once(scene, FORMS[move], {"number": notice.number, "evidence": []}, "number")
        return None
    notice = move_notice(scene.tx, scene.now, scene.person.id, notice.number, move, said_at=scene.arrival.said_at)
    return Answer("toast.notice", {"move": move, **notice_facts(scene.tx, notice)})


def _look(scene: Scene, notice: Notice) -> None:
    """How it stands, as a new card: to whoever puts it right, looks again, issued it, or may look behind figures."""
    tx, person = scene.tx, scene.person
    facts = notice_facts(tx, notice, person.id, move=LOOK, days=days_over(notice, scene.now))
    facts["is_overdue"] = notice.deadline < scene.now
    if person.id == notice.responsible or person.id in concerned_at(tx, notice.place):
        about, card = "notice.card", notice.item
    elif notice.state is State.TO_CHECK and (person.id == notice.checker or Permission.SPOT_CHECK in scene.permissions):
        about, card = "notice.check", f"{notice.item}:check"
        pictures = [*facts["before"], *facts["after"]][-MOST_PHOTOS:]
        show_photos(tx, scene.now, person.id, facts["place"], notice.words, pictures, notice.item)
    elif person.id == notice.issuer or sight_of(tx, person).item(notice.item):
        about, card = "notice.above", f"{notice.item}:above"
    else:
        raise Refusal("notice.not_yours", facts)
    scene.reply(about, facts, card=card, show=Show.NEW)
    offer_pictures(scene, "notice", notice.number, len(facts["before"]) + len(facts["after"]))


def weighed(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    do = WEIGHING.get(parts[0])
    if do is None:
        raise Refusal("button.old")
    return do(scene, buttons.number(parts[1]))


def _appeal(scene: Scene, duty: int) -> None:
    check_appeal(scene.tx, scene.now, scene.person.id, duty)
    walk.begin_once(scene, APPEAL, {"duty": duty, "evidence": []}, "duty")


def _see(scene: Scene, number: int) -> None:
    """The appeal as whoever may decide it reads it."""
    show_appeal(scene.tx, scene.now, scene.person.id, number)


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
    "see": _see,
    "uphold": _verdict(Verdict.UPHELD),
    "reject": _verdict(Verdict.REJECTED),
    "heavier": _standing(Standing.CONFIRMED),
    "lighter": _standing(Standing.DROPPED),
}
"""By what the button says."""
