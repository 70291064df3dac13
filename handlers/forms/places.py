"""The question 在哪儿: answered by a button, or by a sentence that is read."""

from dataclasses import dataclass

from domain.refusal import Complaint
from handlers.forms.form import Answers, Field, Option
from handlers.scene import Scene
from words import _

MOST = 4
"""Places to choose from; with 别处 and 说不清 six buttons."""
UNKNOWN = "-"
ELSEWHERE = "+"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceField(Field):
    """Puts a place code, or None with the words that were said, into `place` and `place_words`.

    Offers what the sentence may have meant, else the post whose phone speaks and where this person reported from lately
    (never the place that it `was` and is not); 别处 asks for a sentence,
    说不清 is an answer too. For what the school does not have (`unheard`) nothing is offered: it may stay as it was
    said.
    """

    def options(self, scene: Scene, answers: Answers) -> tuple[Option, ...]:
        if answers.get("unheard") and not answers.get("candidates"):
            elsewhere = () if answers.get("elsewhere") else (Option(ELSEWHERE, _("别处")),)
            return (Option(UNKNOWN, _("照我说的写")), *elsewhere)
        tree = scene.tx.school.tree
        near = dict.fromkeys([*_at_post(scene), *scene.tx.tickets.last_places(scene.person.id)])
        offered = [code for code in answers.get("candidates") or near if code != answers.get("was")]
        places = [place for place in map(tree.get, offered[:MOST]) if place]
        options = [Option(place.code, place.name, ours=False) for place in places]
        if not answers.get("elsewhere"):
            options.append(Option(ELSEWHERE, _("别处")))
        return (*options, Option(UNKNOWN, _("说不清")))

    def tapped(self, scene: Scene, answers: Answers, value: str) -> Answers:
        if value == ELSEWHERE:
            return {**answers, "elsewhere": True}
        if value == UNKNOWN:
            return {**answers, self.name: None}
        if scene.tx.school.tree.get(value) is None:
            raise Complaint("button.old")
        return {**answers, self.name: value, "unheard": ""}

    def said(self, scene: Scene, answers: Answers) -> Answers:
        words = scene.arrival.words
        if len(words) < 2:
            raise Complaint("form.say_more")
        reading = scene.read(words)
        if reading.place:
            return {**answers, self.name: reading.place, "place_words": words, "unheard": reading.unheard}
        if reading.places and reading.places != tuple(answers.get("candidates", ())):
            return {**answers, "candidates": list(reading.places), "place_words": words}
        return {**answers, self.name: None, "place_words": words}


def _at_post(scene: Scene) -> list[str]:
    """Where the shared phone is that speaks."""
    return [post.place for post in scene.tx.school.load().posts if post.code == scene.device and post.place]
