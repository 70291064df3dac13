"""The way into a duty: the button on its card, or the key 🔦 巡查 that opens the one that is due."""

from datetime import timedelta

from actions.begin_duty import begin_duty, owed_now
from actions.duty_facts import duty_facts
from domain.duties import Duty
from handlers.forms import DUTY, form_of
from handlers.forms.walk import ask_again
from handlers.forms.walk import begin as begin_form
from handlers.scene import Answer, Scene

MOST = 6
LOOKS_AHEAD = timedelta(hours=24)


def begin(scene: Scene, duty: Duty) -> Answer | None:
    """Opens the duty's form, or asks its open question again."""
    duty, draft = begin_duty(scene.tx, scene.now, duty, scene.person.id)
    if draft is not None:
        ask_again(scene, draft)
    else:
        answers = {"duty": duty.id}
        begin_form(scene, form_of(scene, DUTY, answers), answers)
    return None


def open_due(scene: Scene, payload: str) -> None:
    """One that is due opens at once; several are offered; with none it is said when the next one is."""
    owed = owed_now(scene.tx, scene.now, scene.person.id)
    if len(owed) == 1:
        begin(scene, owed[0])
    elif owed:
        scene.reply("round.which", {"duties": [duty_facts(scene.tx, duty) for duty in owed[:MOST]]})
    else:
        coming = scene.tx.duties.owed_by(scene.person.id, scene.now + LOOKS_AHEAD)
        following = min(coming, key=lambda duty: duty.opens, default=None)
        scene.reply("round.none", {"next": duty_facts(scene.tx, following) if following else None})
