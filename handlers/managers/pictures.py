"""What a manager does with the pictures of an item: look at each, erase one that must not be kept, hold them all."""

from collections.abc import Callable

from actions.erase_picture import REASONS, erase_picture, picture_of
from actions.facts import day_and_hour, name_of
from domain.news import Show
from domain.people import Permission
from domain.refusal import Refusal
from handlers import buttons
from handlers.scene import Answer, Scene
from storage.evidence import Evidence

MOST = 10
"""Pictures shown one by one."""


def tapped(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    """Refusal `button.old` for a button that was never there, `person.may_not` for who does not manage people."""
    what, number = parts[0], buttons.number(parts[1])
    if Permission.MANAGE_PEOPLE not in scene.permissions:
        raise Refusal("person.may_not")
    if what in REASONS:
        _erase(scene, number, what)
    elif what in TAPS:
        TAPS[what](scene, number)
    elif what in ITEMS:
        _list(scene, f"{what}:{number}")
    else:
        raise Refusal("button.old")
    return None


def offer_pictures(scene: Scene, kind: str, number: int, count: int) -> None:
    """Below a record that has photos, to who manages people."""
    if count and Permission.MANAGE_PEOPLE in scene.permissions:
        facts = {"number": number, "kind": kind, "count": count}
        scene.reply("picture.offer", facts, card=f"pictures:{kind}:{number}", show=Show.NEW)


def _list(scene: Scene, item: str) -> None:
    here = [it for it in scene.tx.evidence.of_item(item) if it.kind == "photo" and not it.is_gone]
    if not here:
        raise Refusal("picture.gone")
    for it in here[:MOST]:
        _show(scene, it, Show.NEW)


def _back(scene: Scene, number: int) -> None:
    _show(scene, picture_of(scene.tx, number), Show.EDIT)


def _ask(scene: Scene, number: int) -> None:
    _show(scene, picture_of(scene.tx, number), Show.EDIT, asks=True)


def _show(scene: Scene, it: Evidence, show: Show, *, asks: bool = False) -> None:
    facts = {
        "number": it.id,
        "photo": it.file_id,
        "by": name_of(scene.tx, it.person),
        "at": day_and_hour(scene.tx, it.said_at),
        "held": bool(scene.tx.keeping.held([it.item])),
        "item": it.item,
        "asks": asks,
    }
    scene.reply("picture.one", facts, card=f"picture:{it.id}", show=show)


def _erase(scene: Scene, number: int, why: str) -> None:
    """The message that shows it is among those in which it is replaced."""
    erase_picture(scene.tx, scene.now, number, scene.person.id, why, said_at=scene.arrival.said_at)
    scene.reply("picture.erased", {"number": number}, card=f"picture:{number}", show=Show.EDIT)


def _hold(scene: Scene, number: int) -> None:
    """保全: what is disputed is not pruned until somebody frees it."""
    _keep(scene, number, held=True)


def _free(scene: Scene, number: int) -> None:
    _keep(scene, number, held=False)


def _keep(scene: Scene, number: int, *, held: bool) -> None:
    it = picture_of(scene.tx, number)
    if it.item is None:
        raise Refusal("picture.gone")
    keeping = scene.tx.keeping
    if keeping.hold(it.item, scene.person.id, scene.now) if held else keeping.free(it.item):
        kind = "picture.held" if held else "picture.freed"
        said_at = scene.arrival.said_at
        scene.tx.history.append(kind, scene.now, person=scene.person.id, said_at=said_at, item=it.item, body={})
    _show(scene, it, Show.EDIT)


ITEMS = ("ticket", "alarm", "duty", "notice")
TAPS: dict[str, Callable[[Scene, int], None]] = {"ask": _ask, "back": _back, "hold": _hold, "free": _free}
