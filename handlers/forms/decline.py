"""去不了: an inspector who was drawn says why, one tap mostly, and somebody else is drawn."""

from actions.redraw import decline
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
    decline(scene.tx, scene.now, scene.person.id, duty, words, said_at=scene.arrival.said_at)
    scene.reply("draws.declined")


DECLINE = Form(
    name="decline",
    version=1,
    fields=(
        Text(
            name="why",
            ask="draws.ask_why",
            offered=(
                Option("busy", _("在忙别的急事")),
                Option("ill", _("身体不舒服")),
                Option("own", _("该回避")),
                Option("away", _("不在学校")),
                Option("drop", _("还是我去")),
            ),
        ),
    ),
    done=_done,
)
