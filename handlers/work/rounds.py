"""The way into a duty: the button on its card, or the key 🔦 巡查 that opens the one that is due."""

from datetime import timedelta

from actions.begin_duty import begin_duty, owed_now
from actions.duty_facts import duty_facts
from actions.facts import day_of, place_name
from actions.file_draft import stop_reminding
from actions.inspect_place import check_may_inspect
from actions.place_tokens import place_of
from domain.duties import Duty, Task
from domain.news import Show
from domain.rounds import PICKED
from handlers.forms import DUTY, form_of
from handlers.forms.function_rooms import is_function_room
from handlers.forms.inspect import show_before
from handlers.forms.points import Points, reading_of
from handlers.forms.walk import ask_again, go_on, newest
from handlers.forms.walk import begin as begin_form
from handlers.scene import Answer, Scene
from handlers.work.entries import begin_room
from storage.drafts import Draft

WALKED = (Task.ROUND, Task.PROMPT)
"""What the photo of a poster opens."""
MOST = 6
"""Rounds to choose from: six buttons."""
LOOKS_AHEAD = timedelta(hours=24)
"""To whoever owes nothing now the next duty within a day is named."""


def begin(scene: Scene, duty: Duty) -> Answer | None:
    """Opens the duty's form, or asks its open question again."""
    if duty.task is Task.INSPECT:
        check_may_inspect(scene.tx, duty, scene.person.id)
    duty, draft = begin_duty(scene.tx, scene.now, duty, scene.person.id)
    if draft is not None:
        ask_again(scene, draft)
    else:
        if duty.task is Task.INSPECT:
            show_before(scene, duty)
        answers = {"duty": duty.id}
        begin_form(scene, form_of(scene, DUTY, answers), answers)
    return None


def owes_round(scene: Scene) -> bool:
    """Whether a photo without a word may be the first point of a round."""
    return any(duty.task in WALKED for duty in owed_now(scene.tx, scene.now, scene.person.id))


def opened_by_photo(scene: Scene, draft: Draft, evidence_id: int, codes: list[str]) -> Draft | None:
    """The photo of a poster opens the round that it belongs to; its draft, or None when it is of no round due now."""
    places = {place_of(scene.tx, code) for code in codes}
    for duty in owed_now(scene.tx, scene.now, scene.person.id):
        photo = scene.tx.evidence.get(evidence_id)
        if duty.task not in WALKED or photo is None or not places & {*duty.points}:
            continue
        duty, begun = begin_duty(scene.tx, scene.now, duty, scene.person.id)
        if begun is not None:
            return None
        stop_reminding(scene.tx, draft.id)
        answers = {"duty": duty.id, "reading": [reading_of(photo, scene.now)]}
        return scene.tx.drafts.turn_into(draft.id, DUTY, answers, scene.now)
    return None


def opened_link(scene: Scene, place: str) -> None:
    """A poster's link, opened by a phone: it may have been kept and opened at home, so it counts as chosen."""
    draft = newest(scene)
    field = form_of(scene, draft.form, draft.answers).field("points") if draft else None
    facts = {"place": place_name(scene.tx.school.tree, place)}
    if draft is None or not isinstance(field, Points) or place not in field.waiting(scene):
        if draft is None and is_function_room(scene.tx.school.tree.get(place)):
            begin_room(scene, place)
        else:
            scene.reply("place.here", facts)
        return
    answers = field.reach(scene, {**draft.answers, "note": {"unverified": facts["place"]}}, place, PICKED)
    go_on(scene, draft, answers, show=Show.NEW)


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
        later = following is not None and day_of(scene.tx, following.opens) > day_of(scene.tx, scene.now)
        scene.reply("round.none", {"next": duty_facts(scene.tx, following, later=later) if following else None})
