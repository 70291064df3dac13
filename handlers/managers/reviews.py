"""周报、月报、学期总结: who reads the whole school's summary asks for one with a tap, or for its files."""

from datetime import date, timedelta

from actions.review import ask_for_review, card_of, may_review
from domain.refusal import Refusal
from domain.reviews import Kind, Period, period_of
from handlers.scene import Answer, Scene

JUST_SENT = timedelta(seconds=20)
"""A second tap on the same key so soon after its file came is the first tap once more."""
FORMS = ("text", "word", "three", "page", "sheet")


def choose(scene: Scene, payload: str) -> None:
    """Which period; Refusal `figure.not_yours` for who does not read the whole school's summary."""
    _check(scene)
    today = _today(scene)
    calendar = scene.tx.school.load().calendar
    found: list[tuple[str, str]] = []
    for kind in (Kind.WEEK, Kind.MONTH, Kind.TERM):
        this = period_of(kind, today, calendar)
        before = this.before(calendar) if this else None
        found += [(f"{name}_{kind}", f"{kind}-{it.first}") for name, it in (("last", before), ("this", this)) if it]
    scene.reply("review.ask", {"periods": found})


def my_term(scene: Scene, payload: str) -> None:
    """What whoever asks did this term, for their own eyes; in a holiday the term that is over."""
    _own(scene, "text")


def my_paper(scene: Scene, payload: str) -> None:
    """The same as the bones of the paper that everybody must write."""
    _own(scene, "word")


def _own(scene: Scene, form: str) -> None:
    period = period_of(Kind.TERM, _today(scene), scene.tx.school.load().calendar)
    if period is None:
        raise Refusal("review.no_term")
    _check_not_just_sent(scene, form, card_of(period, form, own=True))
    ask_for_review(scene.tx, scene.now, period, to=scene.person.id, form=form, own=True)


def tapped(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    """It is gathered piece by piece, and comes when it is ready."""
    form, which = parts
    if form not in FORMS:
        raise Refusal("button.old")
    _check(scene)
    period = _period(scene, which)
    if period.first > _today(scene):
        raise Refusal("review.too_early")
    _check_not_just_sent(scene, form, card_of(period, form))
    ask_for_review(scene.tx, scene.now, period, to=scene.person.id, form=form)
    return Answer("review.making", {})


def _check_not_just_sent(scene: Scene, form: str, card: str) -> None:
    """A file; a few lines more hurt nobody, and may say something newer."""
    if form != "text" and scene.tx.cards.of(scene.chat_id, scene.person.id, card, scene.now - JUST_SENT):
        raise Refusal("review.just_sent")


def _check(scene: Scene) -> None:
    if not may_review(scene.tx, scene.person):
        raise Refusal("figure.not_yours")


def _today(scene: Scene) -> date:
    return scene.now.astimezone(scene.tx.school.load().settings.zone).date()


def _period(scene: Scene, which: str) -> Period:
    """week-2026-11-23; Refusal `button.old` for what was never a button's."""
    kind, _, first = which.partition("-")
    try:
        found = period_of(Kind(kind), date.fromisoformat(first), scene.tx.school.load().calendar)
    except (ValueError, OverflowError):
        raise Refusal("button.old") from None
    if found is None:
        raise Refusal("review.no_term")
    return found
