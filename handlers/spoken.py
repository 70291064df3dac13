"""Keys that are said: whoever types or dictates what stands on a key of the newest question has pressed it."""

from dataclasses import replace
from datetime import timedelta

from domain.reading import Reading
from domain.refusal import No
from handlers import practice
from handlers.menu import command_of_label
from handlers.news import Button, Message, render
from handlers.scene import Scene
from handlers.short_words import bare, is_no, is_yes, plainly
from handlers.taps import tapped
from storage.cards import Shown
from storage.outbox import SECRET
from words import LANGUAGES

HOLDS = timedelta(hours=12)
"""So long after its last change a question still takes its keys' words; after that they begin something new."""
YES_OR_NO_HOLDS = timedelta(hours=1)
"""A bare yes is an answer only to what was asked lately."""
LOOKS_BACK = 8
"""Messages, from the newest, among which the key may stand: answers may have come below it."""
MOVES = ("a:", "t:", "f:")
"""Keys of alarms and tickets."""
LONGEST = 16
"""Signs; our own judgement: a longer sentence says something of its own."""
YES_KEYS = frozenset(
    {"对 报上", "对", "是 算我一个", "好了 谢谢", "马上通知", "请进", "在", "好", "都来", "接着报", "接着做"}
)
NO_KEYS = frozenset({"不是", "还不行", "不用", "不认识", "不在我这里", "有变动", "等不了", "不报了", "不做了"})
"""Keys, in Chinese and bare, that a plain yes or no stands for where a question has just one such."""
ASKS_WHETHER_TO_DROP = ("draft.waiting", "draft.drop")
ANSWERS_ITSELF = ("d", "k", "u", "us", "c", "f")
"""Verbs after which something is said in the chat in any case."""


def heard(scene: Scene, reading: Reading) -> bool:
    """Whether the words were a key's; then it is done as if it had been pressed, and answered below the words."""
    words = scene.arrival.words
    if scene.arrival.file is not None or len(words) > LONGEST or command_of_label(words):
        return False
    if reading.is_repair and reading.place_words:
        # On no key stands what is broken and where.
        return False
    asking = _questions(scene)
    if not asking or (practice.is_on(scene) and asking[0][0].about != "alarm.offer"):
        return False
    data = _key(scene, *asking[0]) or _of_a_card(scene, asking[1:])
    if data is None:
        return False
    as_tap = replace(scene, arrival=replace(scene.arrival, data=data))
    try:
        with scene.tx.attempt():
            answer = tapped(as_tap)
    except No as no:
        scene.reply(no.about, no.facts)
        return True
    if answer is not None and data.partition(":")[0] not in ANSWERS_ITSELF:
        scene.reply(answer.about, answer.facts)
    return True


def _questions(scene: Scene) -> list[tuple[Shown, dict[str, Message]]]:
    """The newest messages with keys, in each of our languages: their words may be said in any."""
    found = []
    for shown in scene.tx.cards.newest(scene.chat_id, scene.person.id, scene.now - HOLDS, LOOKS_BACK):
        if shown.about in SECRET:
            continue
        said = {code: render(shown.about, shown.facts, code) for code in LANGUAGES}
        if said["zh"].buttons:
            found.append((shown, said))
    return found


def _of_a_card(scene: Scene, older: list[tuple[Shown, dict[str, Message]]]) -> str | None:
    """All of a key's words, said while something newer asks: what moves a thing along is nothing else's answer."""
    spoken = {said(scene.arrival.words).replace(" ", "") for said in (bare, plainly)}
    for _shown, messages in older:
        for button in [button for message in messages.values() for button in _keys(message)]:
            if bare(button.label).replace(" ", "") in spoken and min(map(len, spoken)) > 1 and button.data[:2] in MOVES:
                return button.data
    return None


def _key(scene: Scene, shown: Shown, said: dict[str, Message]) -> str | None:
    """The data of the one key that the words mean; None when none does, or more than one."""
    words = scene.arrival.words
    spoken = {bare(words).replace(" ", ""), plainly(words).replace(" ", "")} - {""}
    exact = {
        button.data
        for message in said.values()
        for button in _keys(message)
        if spoken & _names(button.label) and not _drops(button.data, shown)
    }
    if not exact and (is_yes(words) or is_no(words)) and scene.now - shown.at <= YES_OR_NO_HOLDS:
        keys = YES_KEYS if is_yes(words) else NO_KEYS
        exact = {
            button.data for button in _keys(said["zh"]) if bare(button.label) in keys and not _drops(button.data, shown)
        }
    return exact.pop() if len(exact) == 1 else None


def _keys(message: Message) -> list[Button]:
    return [button for row in message.buttons for button in row]


def _names(label: str) -> set[str]:
    """What somebody may say for a key: all of it, or what stands before its comma."""
    return {bare(part).replace(" ", "") for part in (label, label.replace(",", ",").partition(",")[0])}


def _drops(data: str, shown: Shown) -> bool:
    """算了 may be said by the way: it is asked about once, and only the answer to that lets a report go."""
    return data.endswith(":drop") and shown.about not in ASKS_WHETHER_TO_DROP
