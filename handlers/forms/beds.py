"""Which beds: 「1号楼203 2床、3床」 in a sentence, or house, floor, room and bed by taps. Pupils have no names here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import normalize

from actions.facts import place_name
from domain.dorms import Dorm, Dwellers
from domain.places import Place
from domain.refusal import Complaint
from handlers.forms.form import Answers, Field, Option
from handlers.scene import Scene
from words import _

LATELY = 3
"""Offered first; our own judgement."""
BACK, LIST = "back", "list"
NUMERALS = " 一二三四五六七八九"
IN_WORDS = re.compile(r"([一二]?十[一二三四五六七八九]?|[一二三四五六七八九])(?=\s*号?床)")
NO_BED = r"(?!\d|\s*(?:号?楼|号宿|栋|幢|层|[::点月日天晚节周年]|个|小时))"
BETWEEN = r"[\s、,,和及跟与号床的室()#-]*"
ROOM = re.compile(rf"(?<!\d)(\d{{3,4}}){NO_BED}((?:{BETWEEN}(?<!\d)\d{{1,2}}{NO_BED})*)")
BED = re.compile(r"(?<!\d)\d{1,2}(?!\d)")


def beds_in(words: str) -> list[tuple[str, list[int]]]:
    """Room numbers with the beds that were said after each; none for a room without."""
    text = IN_WORDS.sub(lambda found: f" {_in_digits(found[1])}", normalize("NFKC", words))
    return [(found[1], [int(bed) for bed in BED.findall(found[2])]) for found in ROOM.finditer(text)]


def _in_digits(numeral: str) -> int:
    """十二 is 12; up to 29, no room has more beds."""
    tens, ten, ones = numeral.rpartition("十")
    return (NUMERALS.index(tens or "一") * 10 if ten else 0) + (NUMERALS.index(ones) if ones else 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beds(Field):
    """Puts room codes with bed numbers into the answers. `at` is how far the taps have come, `rooms` what was said and
    stands in several houses."""

    kind: str

    def options(self, scene: Scene, answers: Answers) -> tuple[Option, ...]:
        tree = scene.tx.school.tree
        if said := answers.get("rooms"):
            return tuple(Option(it.code, it.name, ours=False) for it in _houses_with(scene, said))
        at = answers.get("at")
        room = next((dorm for dorm in _dorms(scene) if dorm.place == at), None)
        if room is not None:
            beds = [Option(str(bed), str(bed), ours=False) for bed in range(1, room.beds + 1)]
            return (*beds, Option(BACK, _("返回")))
        steps = [Option(it.code, _tail(it.name), ours=False) for it in _below(scene, at)]
        if at:
            return (*steps, Option(BACK, _("返回")))
        lately = scene.tx.entries.last_of(scene.person.id, self.kind, LATELY)
        known = [Option(f"{it.place}.{it.bed}", f"{place_name(tree, it.place)}-{it.bed}", ours=False) for it in lately]
        mine = [Option(LIST, _("看登过的"))] if _open(scene, self.kind) else []
        return (*known, *steps, *mine)

    def shown(self, scene: Scene, answers: Answers) -> Answers:
        tree = scene.tx.school.tree
        at, said = answers.get("at"), answers.get("rooms")
        return {
            "kind": self.kind,
            "at": place_name(tree, at) if at else "",
            "rooms": ["、".join(number for number, _ in said)] if said else [],
            "room": any(dorm.place == at for dorm in _dorms(scene)),
        }

    def tapped(self, scene: Scene, answers: Answers, value: str) -> Answers:
        if value not in [option.value for option in self.options(scene, answers)]:
            raise Complaint("button.old")
        kept = {key: it for key, it in answers.items() if key not in ("at", "rooms")}
        at = answers.get("at")
        if said := answers.get("rooms"):
            return {**kept, self.name: _resolved(scene, said, value)}
        if value == LIST:
            scene.reply("entry.list", {"kind": self.kind, "entries": _open(scene, self.kind)})
            return answers
        if value == BACK:
            return {**kept, "at": _above(scene, at)}
        if at and value.isdecimal():
            return {**kept, self.name: [[at, int(value)]]}
        place, dot, bed = value.rpartition(".")
        return {**kept, self.name: [[place, int(bed)]]} if dot else {**kept, "at": value}

    def said(self, scene: Scene, answers: Answers) -> Answers:
        kept = {key: it for key, it in answers.items() if key not in ("at", "rooms")}
        words = scene.arrival.words
        found = beds_in(words)
        if not found:
            raise Complaint("entry.which_bed")
        named = [it for it in _houses(scene) if any(word in words for word in (it.name, *it.aliases))]
        houses = [it for it in _houses_with(scene, found) if not named or it in named]
        if not houses:
            raise Complaint("entry.no_such_room", {"rooms": "、".join(number for number, _ in found)})
        if len(houses) > 1:
            return {**kept, "rooms": found}
        if [beds for _, beds in found] == [[]]:
            return {**kept, "at": _room(scene, houses[0].code, found[0][0])}
        return {**kept, self.name: _resolved(scene, found, houses[0].code)}


def _dorms(scene: Scene) -> list[Dorm]:
    return [dorm for dorm in scene.tx.school.load().dorms if dorm.dwellers is Dwellers.PUPILS]


def _houses(scene: Scene) -> list[Place]:
    areas = (scene.tx.school.tree.area(dorm.place) for dorm in _dorms(scene))
    return list({area.code: area for area in areas if area is not None}.values())


def _room(scene: Scene, house: str, number: str) -> str | None:
    """The code of that room in that house."""
    tree = scene.tx.school.tree
    for dorm in _dorms(scene):
        area = tree.area(dorm.place)
        if area is not None and area.code == house and _tail(place_name(tree, dorm.place)) == number:
            return dorm.place
    return None


def _houses_with(scene: Scene, said: list[tuple[str, list[int]]]) -> list[Place]:
    return [it for it in _houses(scene) if all(_room(scene, it.code, number) for number, _ in said)]


def _resolved(scene: Scene, said: list[tuple[str, list[int]]], house: str) -> list[list[object]]:
    """Each bed once; Complaint for a bed that is not there, or a room of which no bed was said."""
    rooms = {dorm.place: dorm for dorm in _dorms(scene)}
    found: list[list[object]] = []
    for number, beds in said:
        room = rooms[_room(scene, house, number) or ""]
        if not beds:
            raise Complaint("entry.which_bed")
        if wrong := [bed for bed in beds if not 1 <= bed <= room.beds]:
            raise Complaint("entry.no_such_bed", {"room": number, "bed": wrong[0], "beds": room.beds})
        found += [[room.place, bed] for bed in dict.fromkeys(beds) if [room.place, bed] not in found]
    return found


def _below(scene: Scene, at: str | None) -> Iterator[Place]:
    """The next step towards a pupils' room: houses, then floors, then rooms."""
    tree = scene.tx.school.tree
    if not at:
        yield from _houses(scene)
        return
    seen: set[str] = set()
    for dorm in _dorms(scene):
        path = tree.path(dorm.place)
        codes = [node.code for node in path]
        if at in codes[1:] and (step := path[codes.index(at) - 1]).code not in seen:
            seen.add(step.code)
            yield step


def _above(scene: Scene, at: str | None) -> str | None:
    """One step back; None is the beginning."""
    if at is None or at in [it.code for it in _houses(scene)]:
        return None
    node = scene.tx.school.tree.get(at)
    return node.parent if node else None


def _open(scene: Scene, kind: str) -> list[dict[str, object]]:
    tree = scene.tx.school.tree
    return [
        {"number": it.number, "place": place_name(tree, it.place), "bed": it.bed}
        for it in scene.tx.entries.open_of(kind)
        if it.opened_by == scene.person.id
    ]


def _tail(name: str) -> str:
    return name.rsplit("-")[-1]
