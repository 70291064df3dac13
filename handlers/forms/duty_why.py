"""Why a duty was not done: one question, most answers a button."""

from actions.own_duty import give_reason
from domain.refusal import Refusal
from handlers.forms.form import Answers, Form, Option, Text
from handlers.scene import Scene
from words import _


def _done(scene: Scene, answers: Answers) -> None:
    duty = scene.tx.duties.get(int(answers["duty"]))
    if duty is None:
        raise Refusal("button.old")
    words = answers["why"] or _("(说在语音里)")
    for evidence_id in answers.get("evidence", []):
        scene.tx.evidence.attach(evidence_id, duty.item)
    give_reason(scene.tx, scene.now, scene.person.id, duty, words, said_at=scene.arrival.said_at)
    scene.reply("duty.reason_kept")


DUTY_WHY = Form(
    name="duty_why",
    version=1,
    fields=(
        Text(
            name="why",
            ask="duty.ask_why",
            offered=(
                Option("busy", _("在忙别的急事")),
                Option("ill", _("身体不舒服")),
                Option("locked", _("进不去门")),
                Option("untold", _("没接到通知")),
                Option("drop", _("先不说")),
            ),
        ),
    ),
    done=_done,
)
