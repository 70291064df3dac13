"""The form of each kind of entry, made of the questions that its kind names."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from actions.absences import explain
from actions.entries import check_may_open, entry_facts, move_due, open_entry
from actions.function_rooms import BAD
from actions.visitors import host_hears, let_in
from domain.entries import KINDS, LEAVE, ROOM, SICKBAY, VISITOR, Entry, Kind, Opening
from handlers.forms.beds import Beds
from handlers.forms.form import Answers, Field, Form
from handlers.forms.function_rooms import Accept, Found, Room, uses_room
from handlers.forms.until import Until
from handlers.forms.visitors import NOBODY, WITHOUT, Document, Host, Who
from handlers.scene import Scene

FIELDS: Mapping[str, Callable[[str], Field]] = {
    "beds": lambda kind: Beds(name="beds", ask="entry.ask_beds", kind=kind),
    "until": lambda kind: Until(name="until", ask="entry.ask_until", kind=kind),
    "who": lambda kind: Who(name="who", ask="visitor.ask_who"),
    "host": lambda kind: Host(name="host", ask="visitor.ask_host"),
    "document": lambda kind: Document(name="document", ask="visitor.ask_document"),
    "room": lambda kind: Room(name="room", ask="room.ask"),
    "accept": lambda kind: Accept(name="accept", ask="room.accept"),
    "found": lambda kind: Found(name="found", ask="room.found", when=lambda answers: answers.get("accept") == BAD),
}
"""A question for each field that a kind can have."""


def _form(kind: Kind) -> Form:
    def done(scene: Scene, answers: Answers) -> None:
        DONE[kind.code](scene, kind, answers)

    return Form(name=kind.code, fields=tuple(FIELDS[it](kind.code) for it in kind.fields), done=done)


def _empties_beds(scene: Scene, kind: Kind, answers: Answers) -> None:
    """One entry a bed; a bed that is away already goes on until the new time. What lies ahead stays as it was said."""
    check_may_open(scene.person, kind.code)
    due = datetime.fromisoformat(answers["until"])
    made = []
    for place, bed in answers["beds"]:
        of_bed = scene.tx.entries.open_of_bed(place, bed)
        known = next((it for it in of_bed if it.kind == kind.code and it.holds(scene.now)), None)
        if known is not None:
            made.append(move_due(scene.tx, scene.now, known, due, scene.person.id))
            continue
        opening = Opening(kind.code, place, scene.now, due, bed, device=scene.device)
        made.append(open_entry(scene.tx, scene.now, opening, scene.person.id, said_at=scene.arrival.said_at))
        explain(scene.tx, scene.now, made[-1], scene.person.id)
    _opened(scene, kind, answers, made)


def _lets_in(scene: Scene, kind: Kind, answers: Answers) -> None:
    """Past the gate: the host is asked at once."""
    opening = Opening(
        kind.code,
        answers["place"],
        scene.now,
        datetime.fromisoformat(answers["until"]),
        words=answers["who"],
        document="" if answers["document"] in WITHOUT else answers["document"],
        host=None if answers["host"] == NOBODY else answers["host"],
        device=scene.device,
    )
    made = let_in(scene.tx, scene.now, opening, scene.person.id, said_at=scene.arrival.said_at)
    told = host_hears(scene.tx, scene.now, made)
    _opened(scene, kind, answers, [made], without=answers["document"] if not made.document else "", told=told)


def _uses(scene: Scene, kind: Kind, answers: Answers) -> None:
    made, ticket = uses_room(scene, kind, answers)
    _opened(scene, kind, answers, [made], ticket=ticket)


def _opened(scene: Scene, kind: Kind, answers: Answers, made: Sequence[Entry], **more: object) -> None:
    facts = {"entries": [entry_facts(scene.tx, it) | more for it in made], "kind": kind.code}
    scene.hand_on("entry.opened", facts, answers["draft"], f"{made[0].item}:opener")


DONE: Mapping[str, Callable[[Scene, Kind, Answers], None]] = {
    LEAVE: _empties_beds,
    SICKBAY: _empties_beds,
    VISITOR: _lets_in,
    ROOM: _uses,
}
ENTRY_FORMS = tuple(_form(kind) for kind in KINDS.values() if kind.fields)
