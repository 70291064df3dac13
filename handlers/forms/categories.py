"""Which of the fifteen trades it is, five to a screen."""

from dataclasses import dataclass

from domain.refusal import Complaint
from domain.tickets import CATEGORIES
from handlers.forms.form import Answers, Field, Option
from handlers.scene import Scene
from words import _

PAGE = 5
"""Of fifteen, so that each page is full and 更多 the sixth button."""


def joined(answers: Answers, words: str) -> str:
    """What was said so far, and this."""
    return ",".join(filter(None, [answers.get("words", ""), words]))


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryField(Field):
    """The fifteen trades, five to a screen."""

    def options(self, scene: Scene, answers: Answers) -> tuple[Option, ...]:
        page = int(answers.get("category_page", 0))
        shown = CATEGORIES[page * PAGE : (page + 1) * PAGE]
        return (*(Option(category, category) for category in shown), Option("+", _("更多…")))

    def tapped(self, scene: Scene, answers: Answers, value: str) -> Answers:
        if value == "+":
            return {**answers, "category_page": (int(answers.get("category_page", 0)) + 1) % (len(CATEGORIES) // PAGE)}
        if value not in CATEGORIES:
            raise Complaint("button.old")
        return {**answers, self.name: value}

    def said(self, scene: Scene, answers: Answers) -> Answers:
        reading = scene.read(scene.arrival.words)
        if not reading.category_known:
            raise Complaint("form.tap_please")
        return {**answers, self.name: reading.category, "words": joined(answers, scene.arrival.words)}
