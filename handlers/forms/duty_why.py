"""Why a duty was not done, or an inspection is not for me: one question, most answers a button."""

from collections.abc import Callable

from actions.own_duty import give_reason
from actions.redraw import decline
from domain.refusal import Refusal
from handlers.forms.form import Answers, Form, Option, Text
from handlers.scene import Scene
from words import _


def _why(name: str, ask: str, offered: tuple[Option, ...], do: Callable[..., object], thanks: str) -> Form:
    """`do` has the transaction, the moment, whose answer it is, the duty and the words; `thanks` is said at the end."""

    def done(scene: Scene, answers: Answers) -> None:
        duty = scene.tx.duties.get(int(answers["duty"]))
        if duty is None:
            raise Refusal("button.old")
        words = answers["why"] or _("(说在语音里)")
        for evidence_id in answers.get("evidence", []):
            scene.tx.evidence.attach(evidence_id, duty.item)
        do(scene.tx, scene.now, scene.person.id, duty, words, said_at=scene.arrival.said_at)
        scene.reply(thanks)

    return Form(name=name, fields=(Text(name="why", ask=ask, offered=offered),), done=done)


DUTY_WHY = _why(
    "duty_why",
    "duty.ask_why",
    (
        Option("busy", _("在忙别的急事")),
        Option("ill", _("身体不舒服")),
        Option("locked", _("进不去门")),
        Option("untold", _("没接到通知")),
        Option("drop", _("先不说")),
    ),
    give_reason,
    "duty.reason_kept",
)
DECLINE = _why(
    "decline",
    "draws.ask_why",
    (
        Option("busy", _("在忙别的急事")),
        Option("ill", _("身体不舒服")),
        Option("own", _("该回避")),
        Option("away", _("不在学校")),
        Option("drop", _("还是我去")),
    ),
    decline,
    "draws.declined",
)
