"""Another place for a report: in its words, too, or two places on one card would mislead."""

from handlers.forms.categories import joined
from handlers.forms.form import Answers


def left(answers: Answers) -> Answers:
    """What 改地点 remembers of the place that it is not."""
    return {"was": answers.get("place"), "was_words": answers.get("place_words", "")}


def moved(answers: Answers, place: str) -> str:
    """What was said, with this place where the first stood; behind it, where none can be found."""
    said, before = str(answers.get("words", "")), answers.get("was_words")
    return said.replace(before, place, 1) if before and before in said else joined(answers, place)


def moved_to(answers: Answers, place: str) -> Answers:
    return {**answers, "words": moved(answers, place), "place_words": place}
