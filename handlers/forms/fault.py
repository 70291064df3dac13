"""Something wrong on a duty: a photo and a sentence, and one tap that says how much it matters."""

from dataclasses import dataclass
from datetime import datetime

from actions.facts import place_name
from actions.report_fault import report_fault
from domain.duties import Duty
from domain.refusal import Complaint
from domain.tickets import Urgency
from handlers.forms.dealing import noted
from handlers.forms.form import Answers, Field, Option
from handlers.scene import Scene
from words import _

URGENCIES: dict[str, Urgency | None] = {
    "danger": Urgency.URGENT,
    "today": Urgency.SOON,
    "later": Urgency.NORMAL,
    "fixed": None,
}
NEVER_MIND = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultField(Field):
    """Open while `fault` stands in the answers; what comes of it is kept in `faults`, and the round goes on."""

    duty: Duty

    def open_in(self, answers: Answers) -> bool:
        return bool(answers.get("fault"))

    def options(self, scene: Scene, answers: Answers) -> tuple[Option, ...]:
        return (
            Option("danger", _("马上危险")),
            Option("today", _("今天修")),
            Option("later", _("不急")),
            Option("fixed", _("已弄好")),
            Option(NEVER_MIND, _("点错了")),
        )

    def shown(self, scene: Scene, answers: Answers) -> Answers:
        fault = answers["fault"]
        return {
            "where": place_name(scene.tx.school.tree, fault["place"]),
            "said": fault["words"],
            "pictures": len(fault["evidence"]),
        }

    def takes_file(self, answers: Answers) -> bool:
        return True

    def takes_each_photo(self, answers: Answers) -> bool:
        return True

    def said(self, scene: Scene, answers: Answers) -> Answers:
        """A photo, a voice note or a sentence of what is wrong; they add up."""
        evidence_id = scene.keep_file("before")
        fault = answers["fault"]
        words = ",".join(filter(None, [fault["words"], scene.arrival.words]))
        evidence = [*fault["evidence"], *([evidence_id] if evidence_id else [])]
        return {**answers, "fault": {**fault, "words": words, "evidence": evidence}}

    def tapped(self, scene: Scene, answers: Answers, value: str) -> Answers:
        fault = answers["fault"]
        kept = {key: it for key, it in answers.items() if key != "fault"}
        if value == NEVER_MIND:
            return kept
        if value not in URGENCIES:
            raise Complaint("button.old")
        if not (fault["words"] or fault["evidence"] or value == "danger"):
            raise Complaint("round.fault_first")
        found = report_fault(
            scene.tx,
            scene.now,
            scene.tx.duties.get(self.duty.id) or self.duty,
            person=scene.person.id,
            place=fault["place"] or self.duty.place,
            reading=scene.reader.read(fault["words"]),
            words=fault["words"],
            evidence=fault["evidence"],
            said_at=datetime.fromisoformat(fault["said_at"]) if fault.get("said_at") else scene.arrival.said_at,
            urgency=URGENCIES[value],
            item=fault.get("item"),
            device=scene.device,
        )
        noted(scene, self.duty, found, len(answers.get("faults", [])))
        return {**kept, "faults": [*answers.get("faults", []), found]}
