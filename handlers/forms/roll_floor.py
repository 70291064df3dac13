"""One floor of a roll call: all in, or room and bed of who is not, and where they are."""

import re
from dataclasses import dataclass

from actions.facts import place_name
from actions.roll_call import Floor, raise_missing, still_missing
from actions.sickbay import claim, resolved
from domain.dorms import AbsenceKind
from domain.duties import Duty
from domain.entries import SICKBAY
from domain.refusal import Complaint
from handlers.forms.form import Answers, Field, Option
from handlers.scene import Scene
from handlers.short_words import bare
from words import _

MISSING = "missing"
WHERE = {"leave": _("请假"), "sickbay": _("医务室"), "elsewhere": _("别的寝室"), MISSING: _("找不到")}
EVERYBODY = frozenset({"都在", "全在", "都齐", "都齐了", "齐了", "全齐", "都到了", "all in", "all here"})
ROOM_AND_BED = re.compile(r"(\d{3,4})\D*(\d{1,2})?\D*")
ALL_IN, SOMEBODY, BACK, UNSEEN, UNDO = "all", "some", "back", "unseen", "undo"
TAKEN_BACK = ("leave", "elsewhere")
"""What was said of somebody and nobody was told of yet."""
FOUND = _("找到了")


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorField(Field):
    """都在, or room by room who is not. `who` holds the room, then the bed, that is being asked about."""

    duty: Duty
    floor: Floor

    def options(self, scene: Scene, answers: Answers) -> tuple[Option, ...]:
        who = answers.get("who")
        if who is None:
            some = bool(self._gone(answers) or self._unseen(answers))
            more = _("还有人不在") if some else _("有人不在")
            rest = _("其余都在") if some else _("都在")
            gone = self._gone(answers)
            undo = (Option(UNDO, _("最后一位说错了")),) if gone and gone[-1]["where"] in TAKEN_BACK else ()
            return (Option(ALL_IN, rest), Option(SOMEBODY, more), *undo)
        if "room" not in who:
            tree = scene.tx.school.tree
            rooms = [Option(d.place, place_name(tree, d.place).rsplit("-")[-1], ours=False) for d in self.floor.rooms]
            return (*rooms, Option(BACK, _("返回")))
        if "bed" not in who:
            beds = [Option(str(bed), str(bed), ours=False) for bed in self._beds(who["room"], answers)]
            return (*beds, Option(UNSEEN, _("整间没看到")), Option(BACK, _("返回")))
        if self._known(who):
            return (Option(MISSING, WHERE[MISSING]), Option(BACK, _("返回")))
        return (*(Option(value, label) for value, label in WHERE.items()), Option(BACK, _("返回")))

    def _gone(self, answers: Answers) -> list[Answers]:
        rooms = {dorm.place for dorm in self.floor.rooms}
        return [it for it in answers.get("gone", []) if it["room"] in rooms]

    def _unseen(self, answers: Answers) -> list[str]:
        return [dorm.place for dorm in self.floor.rooms if dorm.place in answers.get("unseen", [])]

    def _beds(self, room: str, answers: Answers) -> list[int]:
        """Beds of which the warden has said nothing yet; an entry may be of the wrong bed."""
        dorm = next(dorm for dorm in self.floor.rooms if dorm.place == room)
        said = {it["bed"] for it in answers.get("gone", []) if it["room"] == room}
        return [bed for bed in range(1, dorm.beds + 1) if bed not in said]

    def _known(self, who: Answers | None) -> AbsenceKind | None:
        """Why nobody expects the pupil of the bed that is being asked about."""
        return self.floor.known.get((who["room"], who["bed"])) if who and "bed" in who else None

    def shown(self, scene: Scene, answers: Answers) -> Answers:
        gone, who = resolved(scene.tx, self._gone(answers)), answers.get("who")
        floor = self.floor.besides(still_away(scene, gone))
        tree = scene.tx.school.tree
        return {
            "floor": place_name(tree, floor.place).rsplit("-")[-1],
            "beds": floor.beds,
            "leave": floor.absent(AbsenceKind.LEAVE),
            "sickbay": floor.absent(AbsenceKind.SICKBAY),
            "expected": floor.expected,
            "gone": [[place_name(tree, it["room"]).rsplit("-")[-1], it["bed"], where_of(scene, it)] for it in gone],
            "unseen": [place_name(tree, it).rsplit("-")[-1] for it in self._unseen(answers)],
            "room": place_name(tree, who.get("room")).rsplit("-")[-1] if who else "",
            "bed": who.get("bed") if who else None,
            "known": self._known(who),
            "picking": who is not None,
        }

    def tapped(self, scene: Scene, answers: Answers, value: str) -> Answers:
        if value not in [option.value for option in self.options(scene, answers)]:
            raise Complaint("button.old")
        who = answers.get("who")
        if value == BACK:
            return {**answers, "who": None}
        if value == UNDO:
            wrong = self._gone(answers)[-1]
            return {**answers, "gone": [it for it in answers["gone"] if it is not wrong]}
        if who is None:
            return {**answers, "who": {}} if value == SOMEBODY else {**answers, self.name: ALL_IN}
        if "room" not in who:
            return {**answers, "who": {"room": value}}
        if value == UNSEEN:
            return {**answers, "who": None, "unseen": [*answers.get("unseen", []), who["room"]]}
        if "bed" not in who:
            return {**answers, "who": {**who, "bed": int(value)}}
        found = {**who, "where": value}
        if value == MISSING:
            found["alarm"] = self._raise(scene, who["room"], who["bed"])
        if value == SICKBAY:
            found["entry"] = self._claim(scene, who["room"], who["bed"])
        return {**answers, "who": None, "gone": [*answers.get("gone", []), found]}

    def _raise(self, scene: Scene, room: str, bed: int) -> int:
        """The chain hears; the floor's card goes on below what its warden reads of that."""
        alarm = raise_missing(scene.tx, scene.now, self.duty, scene.person.id, room, bed, scene.device)
        draft = scene.tx.drafts.of_duty(self.duty.id)
        if draft is not None:
            facts = {"room": place_name(scene.tx.school.tree, room), "bed": bed}
            scene.hand_on("roll.told", facts, draft.id, f"{alarm.item}:roll")
        return alarm.number

    def _claim(self, scene: Scene, room: str, bed: int) -> int:
        """The nurse is asked whether it is so."""
        said_at, device = scene.arrival.said_at, scene.device
        return claim(scene.tx, scene.now, self.duty, scene.person.id, room, bed, said_at=said_at, device=device).number

    def said(self, scene: Scene, answers: Answers) -> Answers:
        """312, or 312 2床: quicker than looking for the button; 都在 is the key."""
        if answers.get("who") is None and bare(scene.arrival.words) in EVERYBODY:
            return self.tapped(scene, answers, ALL_IN)
        found = ROOM_AND_BED.fullmatch(scene.arrival.words)
        tree = scene.tx.school.tree
        room = next(
            (d.place for d in self.floor.rooms if found and place_name(tree, d.place).endswith(f"-{found[1]}")), None
        )
        if found is None or room is None:
            raise Complaint("roll.no_such_room")
        bed = int(found[2]) if found[2] else None
        if bed is not None and any(it["room"] == room and it["bed"] == bed for it in answers.get("gone", [])):
            raise Complaint("roll.said_already", {"room": found[1], "bed": bed})
        if bed is not None and bed not in self._beds(room, answers):
            raise Complaint("roll.no_such_room")
        return {**answers, "who": {"room": room, **({"bed": bed} if bed else {})}}


def still_away(scene: Scene, gone: list[Answers]) -> list[Answers]:
    """Without those who were found: an entry says where they are, or they are in."""
    return [it for it in gone if it["where"] != MISSING or still_missing(scene.tx, [it])]


def where_of(scene: Scene, it: Answers) -> str:
    """Where somebody is who is not in: by now, perhaps, found."""
    return FOUND if it["where"] == MISSING and not still_missing(scene.tx, [it]) else WHERE[it["where"]]
