"""The forms: written ones as values, one module a form, and those that are built from what a duty asks."""

from collections.abc import Callable

from actions.begin_duty import FORM as DUTY
from handlers.forms.about_notice import NOTICE_FORMS
from handlers.forms.about_ticket import ADD, ASSIGN, FINISH, GIVE_BACK, HOLD, REJECT
from handlers.forms.alarm_place import ALARM_PLACE
from handlers.forms.certificate import CERTIFICATE
from handlers.forms.drill import DRILL
from handlers.forms.duty import duty_form
from handlers.forms.duty_why import DECLINE, DUTY_WHY
from handlers.forms.entries import ENTRY_FORMS
from handlers.forms.form import Answers, Form
from handlers.forms.function_rooms import ROOM_LEFT
from handlers.forms.gate import GATE
from handlers.forms.report import REPORT, SAME
from handlers.scene import Scene
from storage.drafts import Draft

FORMS: dict[str, Form] = {
    form.name: form
    for form in (
        REPORT,
        SAME,
        ALARM_PLACE,
        FINISH,
        GIVE_BACK,
        HOLD,
        REJECT,
        ASSIGN,
        ADD,
        DUTY_WHY,
        DECLINE,
        CERTIFICATE,
        GATE,
        DRILL,
        *ENTRY_FORMS,
        ROOM_LEFT,
        *NOTICE_FORMS,
    )
}
BUILT: dict[str, Callable[[Scene, Answers], Form]] = {DUTY: duty_form}
"""Forms that are made anew at each step from the draft's answers and the school's rows."""


def form_of(scene: Scene, name: str, answers: Answers) -> Form:
    """The form that a draft is filled in for; KeyError for one that this version does not know."""
    return FORMS[name] if name in FORMS else BUILT[name](scene, answers)


def is_known(draft: Draft) -> bool:
    """Whether this version of ours still has the draft's form."""
    return draft.form in FORMS or draft.form in BUILT


__all__ = [
    "ADD",
    "ALARM_PLACE",
    "ASSIGN",
    "BUILT",
    "CERTIFICATE",
    "DECLINE",
    "DUTY",
    "DUTY_WHY",
    "FINISH",
    "FORMS",
    "GATE",
    "GIVE_BACK",
    "REJECT",
    "REPORT",
    "SAME",
    "Form",
    "form_of",
    "is_known",
]
