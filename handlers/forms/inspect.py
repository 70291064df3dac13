"""The inspector's form: a photo and one tap for a clean room; a deduction is an item, how many points, and a photo."""

import re
from dataclasses import dataclass

from actions.inspect_place import inspect_place
from actions.score_facts import before_facts, lost_facts, score_facts, sheet_for
from domain.duties import Duty
from domain.refusal import Complaint
from domain.scores import FULL, Deduction, Part, Sheet, movements, score
from handlers.forms.form import Answers, Field, Form, Option
from handlers.forms.listed import edition_of
from handlers.forms.round import round_form
from handlers.forms.sign import FromTheDoor
from handlers.forms.submitted import report_card
from handlers.scene import Scene
from words import _

DONE, UNDO, BACK, ALL = "ok", "undo", "back", "all"
OFFERED = (1, 2, 3, 4, 5)
"""Points that are mostly taken at once; our own judgement."""
NUMBER = re.compile(r"\d{1,3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class FromInside(FromTheDoor):
    """What the room looks like, before anything is said of it."""

    def shown(self, scene: Scene, answers: Answers) -> Answers:
        return {"name": self.duty.name, **place_facts(scene, self.duty), **before_facts(scene.tx, self.duty)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Points(Field):
    """The sheet on one card. `off` holds what was taken; `at` and `points` what is being taken now, `shots` a photo
    that came before anybody said of what."""

    duty: Duty
    sheet: Sheet

    def options(self, scene: Scene, answers: Answers) -> tuple[Option, ...]:
        part = self._at(answers)
        if part is None:
            fine = Option(DONE, _("就这些") if answers.get("off") else _("没问题"))
            undo = (Option(UNDO, _("撤上一条")),) if answers.get("off") else ()
            return (fine, *(Option(f"i{it.number}", it.name, ours=False) for it in self.sheet.parts), *undo)
        if "points" in answers:
            return (Option(BACK, _("返回")),)
        left = self._left(part, answers)
        several = [Option(str(n), f"-{n}", ours=False) for n in OFFERED if n < left]
        return (*several, Option(ALL, f"-{left}", ours=False), Option(BACK, _("返回")))

    def _at(self, answers: Answers) -> Part | None:
        return self.sheet.part(int(answers["at"])) if answers.get("at") is not None else None

    def _left(self, part: Part, answers: Answers) -> int:
        return part.full - sum(it.points for it in deductions_of(answers) if it.item == part.number)

    def shown(self, scene: Scene, answers: Answers) -> Answers:
        part, off = self._at(answers), deductions_of(answers)
        moved = movements(self.sheet, off)
        return {
            **place_facts(scene, self.duty),
            "items": [[it.number, it.name, it.full] for it in self.sheet.parts],
            "lost": lost_facts(scene.tx, self.duty.checklist, moved),
            "score": score(moved),
            "part": part.text if part else "",
            "part_name": part.name if part else "",
            "points": answers.get("points"),
            "shots": len(answers.get("shots", [])),
        }

    def tapped(self, scene: Scene, answers: Answers, value: str) -> Answers:
        if value not in [option.value for option in self.options(scene, answers)]:
            raise Complaint("button.old")
        part = self._at(answers)
        if value == BACK:
            return _without(answers, "at", "points")
        if value == DONE:
            return {**answers, self.name: DONE}
        if value == UNDO:
            return {**answers, "off": answers["off"][:-1]}
        if part is None:
            return self._chosen(answers, int(value[1:]))
        return self._counted(answers, self._left(part, answers) if value == ALL else int(value))

    def _chosen(self, answers: Answers, number: int) -> Answers:
        part = self.sheet.part(number)
        if part is None or self._left(part, answers) < 1:
            raise Complaint("inspect.nothing_left", {"part": part.name if part else ""})
        return {**answers, "at": number}

    def _counted(self, answers: Answers, points: int) -> Answers:
        """How many points; with a photo that came first the deduction is complete."""
        return self._complete({**answers, "points": points}) if answers.get("shots") else {**answers, "points": points}

    def _complete(self, answers: Answers) -> Answers:
        found = {"item": answers["at"], "points": answers["points"], "evidence": answers["shots"]}
        return {**_without(answers, "at", "points", "shots"), "off": [*answers.get("off", []), found]}

    def takes_file(self, answers: Answers) -> bool:
        return True

    def takes_each_photo(self, answers: Answers) -> bool:
        return True

    def said(self, scene: Scene, answers: Answers) -> Answers:
        """A photo of what is wrong, before or after it is named; or 地面3, quicker than looking for the button."""
        file = scene.arrival.file
        if file is not None and file.kind == "voice":
            raise Complaint("form.tap_please")
        evidence_id = scene.keep_file("check") if file is not None else None
        if evidence_id is not None:
            scene.tx.evidence.attach(evidence_id, self.duty.item)
            answers = {**answers, "shots": [*answers.get("shots", []), evidence_id]}
        answers = self._named(answers, scene.arrival.words)
        if answers.get("shots") and "points" in answers:
            return self._complete(answers)
        if evidence_id is None and not scene.arrival.words:
            raise Complaint("form.photo_please")
        return answers

    def _named(self, answers: Answers, words: str) -> Answers:
        """The item and the points that the words name; Complaint for words that name neither."""
        if not words:
            return answers
        part = next((it for it in self.sheet.parts if it.name in words), self._at(answers))
        if part is None:
            raise Complaint("inspect.which_item")
        answers = self._chosen(answers, part.number)
        found = NUMBER.search(words.replace(part.name, "", 1))
        if found is None:
            return answers
        if not 1 <= int(found[0]) <= self._left(part, answers):
            raise Complaint("inspect.too_many", {"part": part.name, "left": self._left(part, answers)})
        return {**answers, "points": int(found[0])}


def deductions_of(answers: Answers) -> tuple[Deduction, ...]:
    return tuple(Deduction(it["item"], it["points"], tuple(it["evidence"])) for it in answers.get("off", []))


def place_facts(scene: Scene, duty: Duty) -> Answers:
    place = scene.tx.school.tree.get(duty.place or duty.target)
    return {"where": place.name if place else duty.name}


def inspect_form(scene: Scene, duty: Duty) -> Form:
    """A sheet with points has this form; any other list is asked as on a round."""
    sheet = sheet_for(scene.tx, duty.checklist)
    if sheet is None:
        return round_form(scene, duty)

    def done(scene: Scene, answers: Answers) -> None:
        _done(scene, duty, answers)

    return Form(
        name="duty",
        fields=(
            FromInside(name="photo", ask="inspect.photo", role="check", duty=duty),
            Points(name="sheet", ask="inspect.sheet", duty=duty, sheet=sheet),
        ),
        done=done,
        until=duty.closes,
        title=duty.name,
        edition=edition_of([(it.number, it.name, it.full) for it in sheet.parts]),
    )


def show_before(scene: Scene, duty: Duty) -> None:
    """Before the first question: what the last look found, with its photos."""
    last = before_facts(scene.tx, duty)["last"]
    if last is not None:
        scene.reply("inspect.last", {**last, **place_facts(scene, duty)})


def _done(scene: Scene, duty: Duty, answers: Answers) -> None:
    found = inspect_place(
        scene.tx,
        scene.now,
        duty,
        person=scene.person.id,
        said_at=scene.arrival.said_at,
        device=scene.device,
        deductions=deductions_of(answers),
        evidence=[*answers.get("evidence", []), *answers.get("shots", [])],
        body={"flags": answers.get("flags", [])},
    )
    notice = scene.tx.notices.of_inspection(duty.id)
    facts = score_facts(scene.tx, found, notice=notice.number if notice else None, full=found.score == FULL)
    scene.hand_on("inspect.kept", facts, answers["draft"], report_card(duty))


def _without(answers: Answers, *names: str) -> Answers:
    return {name: it for name, it in answers.items() if name not in names}
