"""The form of each kind of entry, made of the questions that its kind names."""

from collections.abc import Callable, Mapping
from datetime import datetime

from actions.entries import check_may_open, entry_facts, move_due, open_entry
from domain.entries import KINDS, Kind, Opening
from handlers.forms.beds import Beds
from handlers.forms.form import Answers, Field, Form
from handlers.forms.until import Until
from handlers.scene import Scene

FIELDS: Mapping[str, Callable[[str], Field]] = {
    "beds": lambda kind: Beds(name="beds", ask="entry.ask_beds", kind=kind),
    "until": lambda kind: Until(name="until", ask="entry.ask_until", kind=kind),
}
"""A question for each field that a kind can have."""


def _form(kind: Kind) -> Form:
    def done(scene: Scene, answers: Answers) -> None:
        _opened(scene, kind, answers)

    return Form(name=kind.code, version=1, fields=tuple(FIELDS[it](kind.code) for it in kind.fields), done=done)


def _opened(scene: Scene, kind: Kind, answers: Answers) -> None:
    """One entry a bed; a bed that has one already goes on until the new time."""
    check_may_open(scene.person, kind.code)
    due = datetime.fromisoformat(answers["until"])
    made = []
    for place, bed in answers["beds"]:
        known = scene.tx.entries.of_bed(kind.code, place, bed)
        if known is not None:
            made.append(move_due(scene.tx, scene.now, known, due, scene.person.id))
            continue
        opening = Opening(kind.code, place, scene.now, due, bed, device=scene.device)
        made.append(open_entry(scene.tx, scene.now, opening, scene.person.id, said_at=scene.arrival.said_at))
    card = f"{made[0].item}:opener"
    facts = {"entries": [entry_facts(scene.tx, it) for it in made], "kind": kind.code}
    scene.reply("entry.opened", facts, card=card, show=scene.hand_on_card(answers["draft"], card))


ENTRY_FORMS = tuple(_form(kind) for kind in KINDS.values())
