"""Registers 登记: the key that opens an entry, and the buttons on its card."""

from collections.abc import Callable
from datetime import timedelta

from actions.absences import came_back, gone_home
from actions.entries import (
    check_may_close,
    check_may_open,
    check_may_see,
    close_entry,
    entry_facts,
    move_due,
    undo,
)
from actions.facts import day_and_hour
from actions.samples import dispose, over_at
from actions.visitors import COUNTED, counted, host_says, inside
from domain.entries import BACK, HERE, HOME, LEAVE, LEFT, ROOM, SICKBAY, TIDY, UNSURE, VISITOR, Entry
from domain.news import Show
from domain.refusal import Refusal
from handlers import buttons
from handlers.forms import FORMS, walk
from handlers.forms.function_rooms import ROOM_LEFT
from handlers.scene import Answer, Scene

MOST = 8
"""Samples of one message; our own judgement: with a button each, one screen."""
LESSON = timedelta(minutes=45)
"""What 再用1节课 adds (docs/entries.md)."""


def begin(kind: str) -> Callable[[Scene, str], None]:
    """📝 请假 and its like: the form of that kind."""

    def open_form(scene: Scene, payload: str) -> None:
        check_may_open(scene.person, kind)
        walk.begin(scene, FORMS[kind], {"evidence": []})

    return open_form


def tapped(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    """Refusal `button.old` for a button that was never there."""
    do = TAPS.get(parts[0])
    if do is None:
        raise Refusal("button.old")
    return do(scene, buttons.number(parts[1]))


def _look(scene: Scene, number: int) -> None:
    _show(scene, check_may_see(scene.tx, number, scene.person), Show.NEW)


def _back(scene: Scene, number: int) -> Answer:
    entry = check_may_close(scene.tx, number, scene.person, BACK)
    return _closed(scene, came_back(scene.tx, scene.now, entry, scene.person.id, said_at=scene.arrival.said_at))


def _void(scene: Scene, number: int) -> Answer:
    return _closed(scene, undo(scene.tx, scene.now, number, scene.person, said_at=scene.arrival.said_at))


def _home(scene: Scene, number: int) -> Answer:
    """From the sick bay home: that card is over, and the leave has its own."""
    entry = check_may_close(scene.tx, number, scene.person, HOME)
    said_at, device = scene.arrival.said_at, scene.device
    made = gone_home(scene.tx, scene.now, entry, scene.person.id, said_at=said_at, device=device)
    _closed(scene, scene.tx.entries.get(number) or entry)
    facts = {"entries": [entry_facts(scene.tx, made)], "kind": LEAVE}
    scene.reply("entry.opened", facts, card=f"{made.item}:opener", show=Show.NEW)
    return Answer("entry.home", {"due": day_and_hour(scene.tx, made.due)})


def _left(scene: Scene, number: int) -> Answer:
    entry = check_may_close(scene.tx, number, scene.person, LEFT)
    return _closed(scene, close_entry(scene.tx, scene.now, entry, LEFT, scene.person.id, said_at=scene.arrival.said_at))


def _counted(what: str) -> Callable[[Scene, int], Answer]:
    """在 or 不清楚, at the end of a shift; by whoever may also say 已离."""

    def count(scene: Scene, number: int) -> Answer:
        entry = check_may_close(scene.tx, number, scene.person, LEFT)
        said_at = scene.arrival.said_at
        entry = counted(scene.tx, scene.now, entry, what, scene.person.id, said_at=said_at)
        card = f"{entry.item}:opener"
        scene.reply("entry.card", entry_facts(scene.tx, entry), card=card, show=Show.ONLY_EDIT)
        return Answer("visitor.counted", {"says": what})

    return count


def _host(what: str) -> Callable[[Scene, int], Answer]:
    def say(scene: Scene, number: int) -> Answer:
        entry = host_says(scene.tx, scene.now, number, scene.person.id, what, said_at=scene.arrival.said_at)
        about = "sickbay.thanks" if entry.kind == SICKBAY else "visitor.thanks"
        return Answer(about, entry_facts(scene.tx, entry) | {"says": what})

    return say


def _done(scene: Scene, number: int) -> None:
    """用完了: the photo is asked for, and then it is closed."""
    entry = check_may_close(scene.tx, number, scene.person, TIDY)
    walk.begin_once(scene, ROOM_LEFT, {"number": entry.number, "evidence": []}, "number")


def _longer(scene: Scene, number: int) -> Answer:
    entry = check_may_close(scene.tx, number, scene.person, TIDY)
    entry = move_due(scene.tx, scene.now, entry, max(entry.due, scene.now) + LESSON, scene.person.id)
    _show(scene, entry, Show.ONLY_EDIT)
    return Answer("room.longer", entry_facts(scene.tx, entry))


def _disposed(scene: Scene, number: int) -> Answer:
    return _closed(scene, dispose(scene.tx, scene.now, number, scene.person, said_at=scene.arrival.said_at))


def show_samples(scene: Scene) -> None:
    """Food samples whose time is over and of which nobody said that they are gone."""
    found = over_at(scene.tx, scene.now)
    scene.reply("sample.list", {"entries": [entry_facts(scene.tx, it) for it in found[:MOST]]})


def begin_room(scene: Scene, place: str) -> None:
    """From the room's poster: opens it, or asks for the photo of who has it open."""
    last = scene.tx.entries.newest_at(ROOM, place)
    if last is not None and last.is_open and last.opened_by == scene.person.id:
        _done(scene, last.number)
        return
    walk.begin(scene, FORMS[ROOM], {"room": place, "evidence": []})


def begin_visitor(scene: Scene, place: str) -> None:
    """From the gate's card."""
    check_may_open(scene.person, VISITOR)
    walk.begin(scene, FORMS[VISITOR], {"place": place, "evidence": []})


def show_visitors(scene: Scene, place: str) -> None:
    """Everybody who is still in, wherever they came in, to whoever may see the gate."""
    _list_visitors(scene, inside(scene.tx))


def _more_visitors(scene: Scene, number: int) -> None:
    """The list from this visitor on, who may have left since."""
    first = check_may_see(scene.tx, number, scene.person)
    if first.kind not in COUNTED:
        raise Refusal("button.old")
    _list_visitors(scene, [it for it in inside(scene.tx) if (it.due, it.number) >= (first.due, first.number)])


def _list_visitors(scene: Scene, found: list[Entry]) -> None:
    more = found[MOST:]
    facts = {"entries": [entry_facts(scene.tx, it) for it in found[:MOST]], "more": len(more)}
    scene.reply("visitor.list", {**facts, "next": more[0].number if more else None})


def _closed(scene: Scene, entry: Entry) -> Answer:
    _show(scene, entry, Show.EDIT)
    return Answer("entry.over", entry_facts(scene.tx, entry))


def _show(scene: Scene, entry: Entry, show: Show) -> None:
    scene.reply("entry.card", entry_facts(scene.tx, entry), card=f"{entry.item}:opener", show=show)


TAPS: dict[str, Callable[[Scene, int], Answer | None]] = {
    "look": _look,
    "back": _back,
    "void": _void,
    "home": _home,
    "more": _more_visitors,
    "left": _left,
    "here": _counted(HERE),
    "unsure": _counted(UNSURE),
    "yes": _host("yes"),
    "no": _host("no"),
    "stays": _host("stays"),
    "gone": _host("gone"),
    "done": _done,
    "longer": _longer,
    "disposed": _disposed,
}
"""By what the button says; then the entry's number."""
COMMANDS: dict[str, Callable[[Scene, str], None]] = {
    "leave": begin(LEAVE),
    "sickbay": begin(SICKBAY),
    "function": begin(ROOM),
}
