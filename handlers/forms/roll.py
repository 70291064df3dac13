"""A roll call: one card a floor, one tap when all are in; then whoever nobody saw, and the totals."""

from dataclasses import dataclass

from actions.facts import place_name
from actions.roll_call import Floor, floors_of, still_missing
from actions.sickbay import resolved, unpapered
from actions.submit_duty import submit_duty
from domain.dorms import AbsenceKind
from domain.duties import Duty
from domain.refusal import Complaint
from handlers.forms.form import Answers, Field, Form, Option
from handlers.forms.listed import edition_of
from handlers.forms.roll_floor import ALL_IN, SOMEBODY, FloorField, still_away
from handlers.forms.submitted import submitted
from handlers.scene import Scene
from words import _


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
    floors = tuple(floor.besides(still_away(scene, gone)) for floor in floors)
    beds = sum(floor.beds for floor in floors)
    leave = sum(floor.absent(AbsenceKind.LEAVE) for floor in floors) + said.count("leave")
    sickbay = sum(floor.absent(AbsenceKind.SICKBAY) for floor in floors) + said.count("sickbay")
    missing = still_missing(scene.tx, gone)
    present = beds - leave - sickbay - missing
    counted = {"beds": beds, "present": present, "leave": leave, "sickbay": sickbay, "missing": missing}
    return {**counted, "unpapered": unpapered(scene.tx, gone)}


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
