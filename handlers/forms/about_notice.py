"""The short forms about a 整改通知: put right, cannot, still not right; and an appeal against an inspection."""

from dataclasses import dataclass

from actions.move_notice import move_notice
from actions.weigh import appeal
from domain.notices import Move
from handlers.forms.form import Answers, Form, Option, Photos, Text
from handlers.scene import Scene
from words import _

MOST_WORDS = 300
"""They stand whole on the card of whoever decides, so nobody decides about a beginning."""


@dataclass(frozen=True, slots=True)
class Done:
    """The form's end: one move of the notice, with what was said as the reason and the photos as evidence."""

    move: Move

    def __call__(self, scene: Scene, answers: Answers) -> None:
        move_notice(
            scene.tx,
            scene.now,
            scene.person.id,
            int(answers["number"]),
            self.move,
            said_at=scene.arrival.said_at,
            why=answers.get("why") or answers.get("words", ""),
            evidence=answers.get("evidence", ()),
        )


def _appealed(scene: Scene, answers: Answers) -> None:
    words = answers.get("words_of") or _("(说在语音里)")
    said = appeal(scene.tx, scene.now, scene.person.id, int(answers["duty"]), words, said_at=scene.arrival.said_at)
    for evidence_id in answers.get("evidence", []):
        scene.tx.evidence.attach(evidence_id, said.item)
    scene.reply("appeal.kept")


RECTIFIED = Form(
    name="rectified",
    fields=(Photos(name="after", ask="notice.ask_after", skip=None),),
    done=Done(Move.DONE),
)
CANNOT = Form(
    name="cannot",
    fields=(
        Text(
            name="why",
            ask="notice.ask_why",
            at_most=MOST_WORDS,
            offered=(
                Option("part", _("缺配件")),
                Option("firm", _("要请外面修")),
                Option("time", _("时间不够")),
                Option("drop", _("先不说")),
            ),
        ),
    ),
    done=Done(Move.CANNOT),
)
STILL_WRONG = Form(
    name="still_wrong",
    fields=(
        Text(
            name="why",
            ask="notice.ask_still",
            at_most=MOST_WORDS,
            offered=(Option("same", _("还是老样子")), Option("half", _("只改了一半")), Option("drop", _("先不退"))),
        ),
    ),
    done=Done(Move.FAIL),
)
APPEAL = Form(
    name="appeal",
    fields=(Text(name="words_of", ask="appeal.say", at_most=MOST_WORDS, offered=(Option("drop", _("先不说")),)),),
    done=_appealed,
)
NOTICE_FORMS = (RECTIFIED, CANNOT, STILL_WRONG, APPEAL)
