"""Function rooms: which one, how it was found, until when; and the photo with which it is left."""

from dataclasses import dataclass
from datetime import datetime

from actions.entries import entry_facts
from actions.facts import address_of, place_name
from actions.function_rooms import BAD, GOOD, before, leave_room, use_room
from domain.entries import ROOM, Entry, Kind, Opening
from domain.places import Place
from domain.refusal import Complaint, Refusal
from handlers.forms.form import Answers, Field, Form, Option, Photos
from handlers.scene import Scene
from words import _

FUNCTION_ROOM = "功能室"
OFFERED = 6
"""The rooms this person used last; six large buttons."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room(Field):
    """A function room: those used lately, one's own, those of one's section; or by name."""

    def options(self, scene: Scene, answers: Answers) -> tuple[Option, ...]:
        tree, person = scene.tx.school.tree, scene.person
        lately = [it.place for it in scene.tx.entries.last_of(person.id, ROOM, OFFERED)]
        near = [it for it in tree if it.kind == FUNCTION_ROOM and it.section == person.section]
        near.sort(key=lambda it: it.owner != person.id)
        codes = dict.fromkeys([*lately, *(it.code for it in near)])
        return tuple(Option(code, place_name(tree, code), ours=False) for code in codes)[:OFFERED]

    def tapped(self, scene: Scene, answers: Answers, value: str) -> Answers:
        if not is_function_room(scene.tx.school.tree.get(value)):
            raise Complaint("button.old")
        return {**answers, self.name: value}

    def said(self, scene: Scene, answers: Answers) -> Answers:
        place = scene.read(scene.arrival.words).place
        if not is_function_room(scene.tx.school.tree.get(place)):
            raise Complaint("room.which")
        return {**answers, self.name: place}


@dataclass(frozen=True, slots=True, kw_only=True)
class Accept(Field):
    """The next user accepts: is it as it was left? Not asked of the first, nor of who left it themselves."""

    def options(self, scene: Scene, answers: Answers) -> tuple[Option, ...]:
        return (Option(GOOD, _("是,都好")), Option(BAD, _("有问题")))

    def shown(self, scene: Scene, answers: Answers) -> Answers:
        last = before(scene.tx, answers["room"])
        if last is None:
            return {"room": place_name(scene.tx.school.tree, answers["room"]), "last": None, "photo": None}
        photos = [it.file_id for it in scene.tx.evidence.of_item(last.item) if not it.is_gone and it.role == "tidy"]
        return {
            "last": entry_facts(scene.tx, last),
            "address": address_of(scene.tx, last.opened_by),
            "photo": photos[0] if photos else None,
            "room": place_name(scene.tx.school.tree, last.place),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Found(Field):
    """What is wrong in it, by a photo or a sentence; a sentence that names something broken is a repair as well."""

    def takes_file(self, answers: Answers) -> bool:
        return True

    def said(self, scene: Scene, answers: Answers) -> Answers:
        evidence_id = scene.keep_file("before")
        if evidence_id is None and len(scene.arrival.words) < 2:
            raise Complaint("form.say_more")
        kept = [*answers.get("evidence", []), *([evidence_id] if evidence_id else [])]
        return {**answers, "evidence": kept, "words": scene.arrival.words, self.name: "said"}


def uses_room(scene: Scene, kind: Kind, answers: Answers) -> tuple[Entry, int | None]:
    opening = Opening(
        kind.code, answers["room"], scene.now, datetime.fromisoformat(answers["until"]), device=scene.device
    )
    return use_room(
        scene.tx,
        scene.now,
        opening,
        scene.person.id,
        said_at=scene.arrival.said_at,
        found=answers["accept"],
        words=answers.get("words", ""),
        evidence=answers.get("evidence", ()),
        reading=scene.reader.read(answers["words"]) if answers.get("words") else None,
    )


def is_function_room(place: Place | None) -> bool:
    return place is not None and place.kind == FUNCTION_ROOM


def _left(scene: Scene, answers: Answers) -> None:
    entry = scene.tx.entries.get(int(answers["number"]))
    if entry is None:
        raise Refusal("entry.none")
    said_at = scene.arrival.said_at
    entry = leave_room(scene.tx, scene.now, entry, scene.person.id, answers["evidence"], said_at=said_at)
    scene.hand_on("entry.card", entry_facts(scene.tx, entry), answers["draft"], f"{entry.item}:opener")


ROOM_LEFT = Form(
    name="room_left",
    fields=(Photos(name="photo", ask="room.ask_photo", role="tidy", skip=Option("skip", _("拍不了"))),),
    done=_left,
)
__all__ = ["ROOM_LEFT", "Accept", "Found", "Room", "is_function_room", "uses_room"]
