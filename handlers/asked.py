"""The question whether people are to be called: which sentence it was about, and what is answered to it in words."""

import re
from dataclasses import replace
from datetime import timedelta

from domain.news import Show
from domain.reading import Reader, Reading
from handlers.forms.walk import newest
from handlers.scene import Scene, red_button
from storage.drafts import Draft

REGISTERS = ("leave", "sickbay")
"""Forms of work whose question takes only what it asks for: danger that is no answer to it is told outright."""
WORK_FORMS = ("finish", "give_back", "reject", "add", "assign", "visitor", *REGISTERS)
"""Forms in which a word like 漏电 explains work; it offers an alarm instead of raising one."""
IS_ANSWERED_WITHIN = timedelta(minutes=10)
"""A bare 是 or 不是 to whether it is danger; our own judgement: later it is an answer to something else."""
BUTTON_HOLDS = timedelta(hours=2)
"""An older press calls nobody: what was asked about is over, and the red button is there."""
YES = frozenset(
    {"马上通知", "通知", "快通知", "赶紧通知", "通知吧", "要", "要的", "要通知", "需要", "是", "是的", "对", "对的"}
    | {"有危险", "嗯", "好", "好的", "yes", "y", "alert", "alert now", "alert people", "alert them", "please do"}
)
NO = frozenset(
    {"不用", "不用了", "不用通知", "不要", "不要通知", "不需要", "不是", "不", "没有", "没事", "没危险", "不危险"}
    | {"no", "no need", "not needed", "nope"}
)
"""Whole answers, without their punctuation; anything longer is read as a sentence of its own."""


def ask(scene: Scene, danger: str) -> None:
    """Asks about the sentence that was just said; the button knows which it was."""
    said = scene.arrival.update_id
    scene.reply("alarm.offer", {"danger": danger, "said": said}, card=f"asked:{said}")


def settle(scene: Scene, said: int, *, told: bool) -> None:
    """The question about these words is answered: it says how, and has no keys any more."""
    scene.reply("alarm.asked", {"told": told}, card=f"asked:{said}", show=Show.ONLY_EDIT)


def answered(scene: Scene) -> tuple[bool, str, int] | None:
    """Whether what is said now is a yes or a no to the question asked last, about which words, and of which update they
    were; None when neither.

    Only a command (/language en) may have come in between: after anything else, 好 is an answer to something newer.
    Open danger was asked about, and not told at once, only within a form of work.
    """
    answer = " ".join(re.findall(r"\w+", scene.arrival.words)).casefold()
    if scene.arrival.file is not None or not (answer in YES or answer in NO):
        return None
    since = scene.now - IS_ANSWERED_WITHIN
    for update, words in scene.tx.inbox.last_said(scene.arrival.update_id, scene.chat_id, since):
        if words.startswith("/"):
            continue
        reading = scene.read(words)
        draft = newest(scene)
        asked = reading.by_sound or (reading.alarm and draft is not None and draft.form in WORK_FORMS)
        return (answer in YES, words, update) if asked else None
    return None


def is_about_work(scene: Scene, draft: Draft | None, reading: Reading) -> bool:
    """Whether open danger, said while this form is open, may only explain its work: not when it names another building
    than the ticket's."""
    if draft is None or draft.form not in WORK_FORMS:
        return False
    number, tree = draft.answers.get("number"), scene.tx.school.tree
    ticket = scene.tx.tickets.get(number) if isinstance(number, int) else None
    if ticket is None or ticket.place is None or reading.place is None:
        return True
    return tree.area(reading.place) == tree.area(ticket.place)


def called_by(reader: Reader, danger: str, words: str) -> Reading:
    """A red button pressed for these words: the danger, and where they say it is."""
    where = reader.read(words)
    return replace(
        red_button((where.danger or danger) if danger == "other" else danger),
        place=where.place,
        places=where.places,
        place_words=where.place_words,
        unheard=where.unheard,
    )
