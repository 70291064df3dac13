"""The form of a duty, built from its row and its checklist: a round, a sign-off, a roll call or an inspection."""

from collections.abc import Callable

from domain.duties import Duty, Task
from handlers.forms.form import Answers, Form
from handlers.forms.inspect import inspect_form
from handlers.forms.roll import roll_form
from handlers.forms.round import round_form
from handlers.forms.sign import sign_form
from handlers.scene import Scene

BUILDERS: dict[Task, Callable[[Scene, Duty], Form]] = {
    Task.ROUND: round_form,
    Task.SIGN: sign_form,
    Task.ROLL: roll_form,
    Task.INSPECT: inspect_form,
    Task.PROMPT: round_form,
}


def duty_form(scene: Scene, answers: Answers) -> Form:
    """The form as the duty stands now; KeyError for a duty that was never there."""
    duty = scene.tx.duties.get(int(answers["duty"]))
    if duty is None:
        raise KeyError(answers["duty"])
    return BUILDERS[duty.task](scene, duty)
