"""练一遍: the bot's gestures in the real chat, each answer marked 练习; nothing is kept, and danger stays danger."""

from collections.abc import Mapping
from typing import Any

from actions.practise import begin_practice, end_practice, go_on, interrupt_practice, practice_at, practice_card
from domain.news import Show
from domain.practice import SEND, By, Practice, Step, track_of
from domain.reading import Reading
from domain.refusal import Refusal
from handlers.arrivals import Arrival, Kind
from handlers.forms import ALARM_PLACE
from handlers.forms.walk import ask_again, newest
from handlers.news.practice import TAPS
from handlers.scene import Answer, Scene
from handlers.short_words import bare, is_yes
from words import LANGUAGES, say_in


def begin(scene: Scene, payload: str = "", *, show: Show = Show.NEW) -> None:
    """From the beginning, whatever was practised before; a new message, unless its own is tapped.

    Not while it is asked where an alarm is: what is said then would be lost to those who run.
    """
    asking = newest(scene)
    if asking and asking.form == ALARM_PLACE.name:
        ask_again(scene, asking)
        return
    first = Practice(track_of(scene.permissions))
    begin_practice(scene.tx, scene.now, scene.chat_id, first, scene.arrival.said_at)
    _ask(scene, first, show)


def is_on(scene: Scene) -> bool:
    """Whether what was said belongs to a practice round; a form that is open beneath it is not asking then."""
    return practice_at(scene.tx, scene.chat_id, scene.arrival.said_at) is not None


def offer(scene: Scene) -> None:
    """To whoever has just opened their first link: most have never spoken to a bot."""
    if not scene.tx.accounts.is_first_phone(scene.person.id):
        return
    scene.reply("practice.offer", card=practice_card(scene.chat_id))


def interrupted(scene: Scene) -> None:
    """Something else is done: whoever practises is told that from here on everything is meant."""
    interrupt_practice(scene.tx, scene.now, scene.chat_id)


def heard(scene: Scene, reading: Reading) -> bool:
    """Whether what was said belonged to a practice round; danger never does, and of the rest nothing is kept."""
    practice = practice_at(scene.tx, scene.chat_id, scene.arrival.said_at)
    if practice is None or reading.alarm:
        return False
    scene.tx.inbox.forget_words(scene.arrival.update_id)
    file, step = scene.arrival.file, practice.step
    said = step.by is By.SAYING and (file is not None or scene.arrival.words)
    if said or (step.by is By.PHOTO and file is not None and file.kind != "voice"):
        _next(scene, practice, "", Show.NEW, _guess(scene, reading) if step is SEND else None)
    elif tap := _said_tap(step, scene.arrival.words):
        _next(scene, practice, tap, Show.NEW, None)
    elif not scene.arrival.album:
        # The other photos of an album that was an answer already are no mistake.
        _ask(scene, practice, Show.NEW, {"stray": True})
    return True


def _said_tap(step: Step, words: str) -> str | None:
    """The step's key that was said instead of pressed, in any of our languages; a plain yes where there is but one."""
    spoken = bare(words).replace(" ", "")
    said = [
        tap
        for tap in step.taps
        if spoken and spoken in {bare(say_in(code)(TAPS[tap])).replace(" ", "") for code in LANGUAGES}
    ]
    return next(iter(said), step.taps[0] if len(step.taps) == 1 and is_yes(words) else None)


def _guess(scene: Scene, reading: Reading) -> Mapping[str, Any]:
    """What a real report would be made of it; forgotten as soon as it was delivered (SECRET in storage/outbox.py)."""
    file, place = scene.arrival.file, scene.tx.school.tree.get(reading.place)
    return {
        "words": scene.arrival.words[:80] if reading.is_repair else "",
        "place": place.name if place else reading.place_words,
        "category": reading.category,
        "urgency": reading.urgency,
        "file": file.kind if file else None,
    }


def is_tap(arrival: Arrival) -> bool:
    """A tap brings the words of its message along, and so what was practised with."""
    return arrival.kind is Kind.TAPPED and arrival.data.startswith("n:")


def tapped(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    """A button of the round. Refusal `practice.not_now` for one that is not asked any more."""
    if parts[0] in LEAVES:
        if not end_practice(scene.tx, scene.chat_id) and parts[0] == "real":
            raise Refusal("practice.not_now")
        scene.reply(LEAVES[parts[0]], card=practice_card(scene.chat_id), show=Show.EDIT)
        return None
    if parts[0] == "again":
        begin(scene, show=Show.EDIT)
        return None
    practice = practice_at(scene.tx, scene.chat_id, scene.now)
    if practice is None or parts[0] not in practice.step.taps:
        raise Refusal("practice.not_now")
    _next(scene, practice, parts[0], Show.EDIT, None)
    return None


LEAVES = {"stop": "practice.stopped", "real": "practice.real"}


def _next(scene: Scene, practice: Practice, tap: str, show: Show, guess: Mapping[str, Any] | None) -> None:
    following = practice.after()
    if following is None:
        end_practice(scene.tx, scene.chat_id)
        scene.reply("practice.done", card=practice_card(scene.chat_id), show=show)
        return
    go_on(scene.tx, scene.now, scene.chat_id, following)
    _ask(scene, following, show, {"did": tap or practice.step.name, "guess": guess})


def _ask(scene: Scene, practice: Practice, show: Show, more: Mapping[str, Any] | None = None) -> None:
    facts = {"step": practice.step.name, "number": practice.number + 1, "of": len(practice.steps), **(more or {})}
    scene.reply("practice.step", facts, card=practice_card(scene.chat_id), show=show)
