"""Something is not as it should be: it is dealt with before the next question is asked."""

from dataclasses import dataclass

from actions.report_fault import CHAIN_DANGERS
from domain.checklists import Item, ItemKind, Severity
from domain.refusal import Complaint
from domain.steps import by_exception, normal_of
from domain.tickets import Urgency
from handlers.forms.checks import Check
from handlers.forms.dealing import dealt, is_wrong, key, with_photo
from handlers.forms.form import Answers, Option
from handlers.scene import Scene
from words import _

DANGER, AGAIN, FIXED, REPAIR, CANNOT = "danger", "again", "fixed", "repair", "cannot"
TICKETS = {Severity.URGENT: Urgency.SOON, Severity.SOON: Urgency.SOON, Severity.NORMAL: Urgency.NORMAL}


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal(Check):
    """Open while the item's answer is wrong and nothing was done about it. 已处理 wants a photo of how it is now."""

    item: Item

    def open_in(self, answers: Answers) -> bool:
        return self.name not in answers and is_wrong(self.item, answers, self.at)

    def options(self, scene: Scene, answers: Answers) -> tuple[Option, ...]:
        if answers.get("fixing") == self.name:
            return (Option(CANNOT, _("拍不了")),)
        again = _("重新量") if self.item.kind in (ItemKind.NUMBER, ItemKind.COUNT) else _("点错了")
        danger, repair = Option(DANGER, _("马上危险")), Option(REPAIR, _("报修"))
        others = (Option(AGAIN, again), Option(FIXED, _("已处理,拍照")))
        return (danger, *others) if self.item.severity is Severity.URGENT else (*others, repair, danger)

    def shown(self, scene: Scene, answers: Answers) -> Answers:
        urgent = self.item.severity is Severity.URGENT
        return {
            **Check.shown(self, scene, answers),
            "item": self.item.text,
            "kind": self.item.kind,
            "answer": answers.get(key(self.item, self.at), ""),
            "accept": self.item.accept,
            "danger": CHAIN_DANGERS.get(self.duty.chain) if urgent else None,
            "fixing": answers.get("fixing") == self.name,
        }

    def takes_file(self, answers: Answers) -> bool:
        return True

    def tapped(self, scene: Scene, answers: Answers, value: str) -> Answers:
        if value not in [option.value for option in self.options(scene, answers)]:
            raise Complaint("button.old")
        if value == AGAIN:
            return self._asked_again(answers)
        if value == FIXED:
            return {**answers, "fixing": self.name}
        if value == CANNOT:
            return dealt(scene, self.duty, self.item, answers, None, value, self.at)
        urgency = Urgency.URGENT if value == DANGER else TICKETS[self.item.severity]
        return dealt(scene, self.duty, self.item, answers, urgency, value, self.at)

    def _asked_again(self, answers: Answers) -> Answers:
        """What was measured is measured again; a wrong tap on a screen was meant for another line."""
        item = self.item
        if by_exception(item):
            return {**answers, key(item, self.at): normal_of(item)}
        kept = {name: it for name, it in answers.items() if name != key(item, self.at)}
        return {**kept, "again": [*answers.get("again", []), key(item, self.at)]}

    def said(self, scene: Scene, answers: Answers) -> Answers:
        """A photo says that it is right again."""
        if scene.arrival.file is None:
            raise Complaint("form.tap_please")
        return dealt(scene, self.duty, self.item, with_photo(scene, self.duty, answers), None, FIXED, self.at)
