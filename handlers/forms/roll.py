"""A roll call: one card a floor, one tap when all are in; who is not is named by room and bed."""

import re
from dataclasses import dataclass

from actions.facts import place_name
from actions.roll_call import Floor, floors_of, raise_missing, still_missing
from actions.sickbay import claim, resolved, unpapered
from actions.submit_duty import submit_duty
from domain.dorms import AbsenceKind
from domain.duties import Duty
from domain.entries import SICKBAY
from domain.refusal import Complaint
from handlers.forms.form import Answers, Field, Form, Option
from handlers.forms.listed import edition_of
from handlers.forms.submitted import submitted
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
        floor = self.floor.besides(_away(scene, gone))
        tree = scene.tx.school.tree
        return {
            "floor": place_name(tree, floor.place).rsplit("-")[-1],
            "beds": floor.beds,
            "leave": floor.absent(AbsenceKind.LEAVE),
            "sickbay": floor.absent(AbsenceKind.SICKBAY),
            "expected": floor.expected,
            "gone": [[place_name(tree, it["room"]).rsplit("-")[-1], it["bed"], _where(scene, it)] for it in gone],
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Unseen(Field):
    """A room that nobody answered for keeps the roll open: it is asked about until somebody has looked."""

    floors: tuple[Floor, ...]

    def open_in(self, answers: Answers) -> bool:
        return bool(answers.get("unseen"))

    def options(self, scene: Scene, answers: Answers) -> tuple[Option, ...]:
        return (Option(ALL_IN, _("看过,都在")), Option(SOMEBODY, _("有人不在")))

    def shown(self, scene: Scene, answers: Answers) -> Answers:
        names = [place_name(scene.tx.school.tree, it) for it in answers["unseen"]]
        return {"room": names[0], "more": len(names) - 1}

    def tapped(self, scene: Scene, answers: Answers, value: str) -> Answers:
        if value not in (ALL_IN, SOMEBODY):
            raise Complaint("button.old")
        room, *rest = answers["unseen"]
        kept = {**answers, "unseen": rest}
        if value == ALL_IN:
            return kept
        floor = next(n for n, it in enumerate(self.floors) if room in [dorm.place for dorm in it.rooms])
        return {**{key: it for key, it in kept.items() if key != f"floor{floor}"}, "who": {"room": room}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals(Field):
    """The whole house in one line, and one tap."""

    floors: tuple[Floor, ...]

    def options(self, scene: Scene, answers: Answers) -> tuple[Option, ...]:
        return (Option("ok", _("提交")),)

    def shown(self, scene: Scene, answers: Answers) -> Answers:
        return totals(scene, self.floors, answers)


def totals(scene: Scene, floors: tuple[Floor, ...], answers: Answers) -> Answers:
    """应到, 实到 and the others: beds = present + leave + sickbay + missing. Who is in another room is present, and so
    is who was found meanwhile. `unpapered` are those on leave or in the sickbay by the warden's word alone."""
    gone = resolved(scene.tx, answers.get("gone", []))
    said = [it["where"] for it in gone]
    floors = tuple(floor.besides(_away(scene, gone)) for floor in floors)
    beds = sum(floor.beds for floor in floors)
    leave = sum(floor.absent(AbsenceKind.LEAVE) for floor in floors) + said.count("leave")
    sickbay = sum(floor.absent(AbsenceKind.SICKBAY) for floor in floors) + said.count("sickbay")
    missing = still_missing(scene.tx, gone)
    present = beds - leave - sickbay - missing
    counted = {"beds": beds, "present": present, "leave": leave, "sickbay": sickbay, "missing": missing}
    return {**counted, "unpapered": unpapered(scene.tx, gone)}


def _away(scene: Scene, gone: list[Answers]) -> list[Answers]:
    """Without those who were found: an entry says where they are, or they are in."""
    return [it for it in gone if it["where"] != MISSING or still_missing(scene.tx, [it])]


def _where(scene: Scene, it: Answers) -> str:
    """Where somebody is who is not in: by now, perhaps, found."""
    return FOUND if it["where"] == MISSING and not still_missing(scene.tx, [it]) else WHERE[it["where"]]


def roll_form(scene: Scene, duty: Duty) -> Form:
    """One field a floor, as many are known to be away as at this moment, then the totals."""
    floors = floors_of(scene.tx, scene.now, duty)

    def done(scene: Scene, answers: Answers) -> None:
        _done(scene, duty, floors, answers)

    return Form(
        name="duty",
        fields=(
            *(FloorField(name=f"floor{n}", ask="roll.floor", duty=duty, floor=it) for n, it in enumerate(floors)),
            Unseen(name="unseen_room", ask="roll.unseen", floors=floors),
            Totals(name="submit", ask="roll.totals", floors=floors),
        ),
        done=done,
        until=duty.closes,
        title=duty.name,
        edition=edition_of([(floor.place, [(dorm.place, dorm.beds) for dorm in floor.rooms]) for floor in floors]),
    )


def _done(scene: Scene, duty: Duty, floors: tuple[Floor, ...], answers: Answers) -> None:
    counted = totals(scene, floors, answers)
    duty = submit_duty(
        scene.tx,
        scene.now,
        duty,
        person=scene.person.id,
        said_at=scene.arrival.said_at,
        device=scene.device,
        body={**counted, "gone": resolved(scene.tx, answers.get("gone", []))},
        faults=counted["missing"],
        reached=len(duty.points),
    )
    submitted(scene, duty, answers)
