"""How every form of a duty ends: what was reported, on the card of the duty's report."""

from collections.abc import Sequence

from actions.duty_facts import duty_facts
from domain.duties import Duty
from handlers.forms.form import Answers
from handlers.scene import Scene


def submitted(scene: Scene, duty: Duty, answers: Answers, missing: Sequence[str] = ()) -> None:
    """The form's message becomes the report's card. `missing` are points (codes) that nobody got to."""
    facts = {**duty_facts(scene.tx, duty), "missing": list(missing)}
    scene.hand_on("duty.submitted", facts, answers["draft"], report_card(duty))


def report_card(duty: Duty) -> str:
    """The card that says what was reported of it."""
    return f"{duty.item}:report"
