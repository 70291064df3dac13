"""发整改 from a photo and a sentence: whoever may inspect says by when, and it is issued to whoever answers there."""

from actions.issue_notice import issue_notice
from actions.score_facts import notice_facts
from domain.notices import Grade
from domain.people import Permission
from handlers.forms.form import Answers, Choice, Option
from handlers.scene import Scene
from words import _

RECTIFY = "rectify"
OFFER = Option(RECTIFY, _("发整改"))
GRADES = {"now": Grade.AT_ONCE, "day": Grade.MAJOR, "days": Grade.SERIOUS, "week": Grade.ORDINARY}


def is_notice(answers: Answers) -> bool:
    return answers.get("kind") == RECTIFY


def offered_to(scene: Scene) -> tuple[Option, ...]:
    """Whoever may inspect or approve may issue a notice."""
    return (OFFER,) if scene.permissions & {Permission.SPOT_CHECK, Permission.APPROVE} else ()


WITHIN = Choice(
    name="within",
    ask="notice.ask_when",
    when=is_notice,
    offered=(
        Option("now", _("2小时内")),
        Option("day", _("24小时内")),
        Option("days", _("3天内")),
        Option("week", _("7天内")),
    ),
)


def issue(scene: Scene, answers: Answers) -> None:
    """In the name of whoever taps; the form's message becomes the card of the notice."""
    notice = issue_notice(
        scene.tx,
        scene.now,
        issuer=scene.person.id,
        grade=GRADES[answers["within"]],
        place=answers.get("place"),
        place_words=answers.get("place_words", ""),
        words=answers.get("words", ""),
        said_at=scene.arrival.said_at,
        evidence=answers.get("evidence", ()),
    )
    scene.hand_on("notice.issued", notice_facts(scene.tx, notice), answers["draft"], f"{notice.item}:issuer")
