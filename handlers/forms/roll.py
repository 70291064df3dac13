"""A roll call: one card a floor, one tap when all are in; who is not is named by room and bed."""

import re
from dataclasses import dataclass

from actions.duty_facts import duty_facts
from actions.facts import place_name
from actions.roll_call import Floor, floors_of, raise_missing
from actions.submit_duty import submit_duty
from domain.dorms import AbsenceKind
from domain.duties import Duty
from domain.refusal import Complaint
from handlers.forms.form import Answers, Field, Form, Option
from handlers.forms.listed import edition_of
from handlers.scene import Scene
from words import _

VERSION = 1
MISSING = "missing"
WHERE = {"leave": _("请假"), "sickbay": _("医务室"), "elsewhere": _("别的寝室"), MISSING: _("找不到")}
ROOM_AND_BED = re.compile(r"(\d{3,4})\D*(\d{1,2})?\D*")
ALL_IN, SOMEBODY, BACK = "all", "some", "back"


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorField(Field):
    """都在, or room by room who is not. `who` holds the room, then the bed, that is being asked about."""

    duty: Duty
    floor: Floor

    def options(self, scene: Scene, answers: Answers) -> tuple[Option, ...]:
        who = answers.get("who")
        if who is None:
            more = _("还有人不在") if self._gone(answers) else _("有人不在")
            rest = _("其余都在") if self._gone(answers) else _("都在")
            return (Option(ALL_IN, rest), Option(SOMEBODY, more))
        if "room" not in who:
            tree = scene.tx.school.tree
            rooms = [Option(d.place, place_name(tree, d.place).rsplit("-")[-1], ours=False) for d in self.floor.rooms]
            return (*rooms, Option(BACK, _("返回")))
        if "bed" not in who:
            beds = [Option(str(bed), str(bed), ours=False) for bed in self._beds(who["room"], answers)]
            return (*beds, Option(BACK, _("返回")))
        return (*(Option(value, label) for value, label in WHERE.items()), Option(BACK, _("返回")))

    def _gone(self, answers: Answers) -> list[Answers]:
        rooms = {dorm.place for dorm in self.floor.rooms}
        return [it for it in answers.get("gone", []) if it["room"] in rooms]

    def _beds(self, room: str, answers: Answers) -> list[int]:
        """Beds of which nothing is known yet."""
        dorm = next(dorm for dorm in self.floor.rooms if dorm.place == room)
        said = {it["bed"] for it in answers.get("gone", []) if it["room"] == room}
        return [bed for bed in range(1, dorm.beds + 1) if bed not in said and (room, bed) not in self.floor.known]

    def shown(self, scene: Scene, answers: Answers) -> Answers:
        floor, gone, who = self.floor, self._gone(answers), answers.get("who")
        tree = scene.tx.school.tree
        return {
            "floor": place_name(tree, floor.place).rsplit("-")[-1],
            "beds": floor.beds,
            "leave": floor.absent(AbsenceKind.LEAVE),
            "sickbay": floor.absent(AbsenceKind.SICKBAY),
            "expected": floor.expected,
            "gone": [[place_name(tree, it["room"]).rsplit("-")[-1], it["bed"], WHERE[it["where"]]] for it in gone],
            "room": place_name(tree, who.get("room")).rsplit("-")[-1] if who else "",
            "bed": who.get("bed") if who else None,
            "picking": who is not None,
        }

    def tapped(self, scene: Scene, answers: Answers, value: str) -> Answers:
        if value not in [option.value for option in self.options(scene, answers)]:
            raise Complaint("button.old")
        who = answers.get("who")
        if value == BACK:
            return {**answers, "who": None}
        if who is None:
            return {**answers, "who": {}} if value == SOMEBODY else {**answers, self.name: ALL_IN}
        if "room" not in who:
            return {**answers, "who": {"room": value}}
        if "bed" not in who:
            return {**answers, "who": {**who, "bed": int(value)}}
        found = {**who, "where": value}
        if value == MISSING:
            found["alarm"] = self._raise(scene, who["room"], who["bed"])
        return {**answers, "who": None, "gone": [*answers.get("gone", []), found]}

    def _raise(self, scene: Scene, room: str, bed: int) -> int:
        """The chain hears; the floor's card goes on below what its warden reads of that."""
        alarm = raise_missing(scene.tx, scene.now, self.duty, scene.person.id, room, bed, scene.device)
        draft = scene.tx.drafts.of_duty(self.duty.id)
        if draft is not None:
            card = f"{alarm.item}:roll"
            facts = {"room": place_name(scene.tx.school.tree, room), "bed": bed}
            scene.reply("roll.told", facts, card=card, show=scene.hand_on_card(draft.id, card))
        return alarm.number

    def said(self, scene: Scene, answers: Answers) -> Answers:
        """312, or 312 2床: quicker than looking for the button."""
        found = ROOM_AND_BED.fullmatch(scene.arrival.words)
        tree = scene.tx.school.tree
        room = next(
            (d.place for d in self.floor.rooms if found and place_name(tree, d.place).endswith(f"-{found[1]}")), None
        )
        if found is None or room is None:
            raise Complaint("roll.no_such_room")
        bed = int(found[2]) if found[2] else None
        if bed is not None and bed not in self._beds(room, answers):
            raise Complaint("roll.no_such_room")
        return {**answers, "who": {"room": room, **({"bed": bed} if bed else {})}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals(Field):
    """The whole house in one line, and one tap."""

    floors: tuple[Floor, ...]

    def options(self, scene: Scene, answers: Answers) -> tuple[Option, ...]:
        return (Option("ok", _("提交")),)

    def shown(self, scene: Scene, answers: Answers) -> Answers:
        return totals(self.floors, answers)


def totals(floors: tuple[Floor, ...], answers: Answers) -> Answers:
    """应到, 实到 and the others: beds = present + leave + sickbay + missing. Who is in another room is present."""
    gone = [it["where"] for it in answers.get("gone", [])]
    beds = sum(floor.beds for floor in floors)
    leave = sum(floor.absent(AbsenceKind.LEAVE) for floor in floors) + gone.count("leave")
    sickbay = sum(floor.absent(AbsenceKind.SICKBAY) for floor in floors) + gone.count("sickbay")
    missing = gone.count(MISSING)
    present = beds - leave - sickbay - missing
    return {"beds": beds, "present": present, "leave": leave, "sickbay": sickbay, "missing": missing}


def roll_form(scene: Scene, duty: Duty) -> Form:
    """One field a floor, as many are known to be away as at this moment, then the totals."""
    floors = floors_of(scene.tx, scene.now, duty)

    def done(scene: Scene, answers: Answers) -> None:
        _done(scene, duty, floors, answers)

    return Form(
        name="duty",
        version=VERSION,
        fields=(
            *(FloorField(name=f"floor{n}", ask="roll.floor", duty=duty, floor=it) for n, it in enumerate(floors)),
            Totals(name="submit", ask="roll.totals", floors=floors),
        ),
        done=done,
        until=duty.closes,
        title=duty.name,
        edition=edition_of([(floor.place, [(dorm.place, dorm.beds) for dorm in floor.rooms]) for floor in floors]),
    )


def _done(scene: Scene, duty: Duty, floors: tuple[Floor, ...], answers: Answers) -> None:
    counted = totals(floors, answers)
    duty = submit_duty(
        scene.tx,
        scene.now,
        duty,
        person=scene.person.id,
        said_at=scene.arrival.said_at,
        device=scene.device,
        body={**counted, "gone": answers.get("gone", [])},
        faults=counted["missing"],
        reached=len(duty.points),
    )
    card = f"{duty.item}:report"
    facts = {**duty_facts(scene.tx, duty), "missing": []}
    scene.reply("duty.submitted", facts, card=card, show=scene.hand_on_card(answers["draft"], card))
