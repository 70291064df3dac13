"""The questions of a duty, built from its checklist as the school has it: steps, and what to do when one is wrong."""

from collections.abc import Sequence
from zlib import crc32

from domain.checklists import Checklist, EvidenceRule, Item
from domain.duties import Duty
from domain.places import Place
from domain.steps import Step, Way, applying, drawn, methods, of_places, steps, way
from handlers.forms.checks import Picture, Screen, Told
from handlers.forms.dealing import dealt_key, key
from handlers.forms.form import Answers, Field, When, always
from handlers.forms.out_of_limit import Deal
from handlers.scene import Scene


def is_walked(duty: Duty) -> bool:
    """Whether points are checked in: several of them, or a photo is wanted of each."""
    return len(duty.points) > 1 or (len(duty.points) == 1 and duty.evidence is EvidenceRule.EVERY_POINT)


def all_items(scene: Scene, duty: Duty) -> tuple[Item, ...]:
    """The whole list of the duty; none when the school has it no more."""
    found: dict[str, Checklist] = {checklist.code: checklist for checklist in scene.tx.school.load().checklists}
    return found[duty.checklist].items if duty.checklist in found else ()


def edition_of(asked: Sequence[object]) -> str:
    """Another one whenever an import changes anything in what is asked about."""
    return f"{crc32(repr(asked).encode()):08x}" if asked else ""


def items_of(scene: Scene, duty: Duty, codes: Sequence[str | None] | None = None) -> tuple[Item, ...]:
    """What applies today at any of these places (of all of the duty when none are named)."""
    tree, calendar = scene.tx.school.tree, scene.tx.school.calendar
    places: list[Place] = [place for place in map(tree.get, codes or duty.points or (duty.place,)) if place]
    return applying(all_items(scene, duty), places, lambda season: calendar.season(season, duty.day))


def looked_at(scene: Scene, duty: Duty, point: str) -> tuple[Item, ...]:
    """What the school wants looked at there in particular."""
    return of_places(items_of(scene, duty, [point]))


def at_points(scene: Scene, duty: Duty, reached: Sequence[str]) -> tuple[Field, ...]:
    """Asked as soon as its point is reached: what the list ties to that place."""
    if len(duty.points) < 2:
        return ()
    how = way(len(duty.points), all_items(scene, duty))
    return tuple(
        field
        for number, point in enumerate(reached, 1)
        for field in _fields(duty, looked_at(scene, duty, point), how, at=point, begin=(number, len(duty.points)))
    )


def at_the_end(scene: Scene, duty: Duty) -> tuple[Field, ...]:
    """Asked once, for the whole round; the lock of a clearing last. A list at one place is asked whole."""
    items, how = items_of(scene, duty), way(len(duty.points), all_items(scene, duty))
    tied = of_places(items) if len(duty.points) > 1 else ()
    return _fields(duty, [item for item in items if item not in tied], how)


def _fields(
    duty: Duty, items: Sequence[Item], how: Way, *, at: str = "", begin: tuple[int, int] | None = None
) -> tuple[Field, ...]:
    """One field a step; after each, what is to be done about what is wrong in it. `begin` counts points, not steps."""
    laid, ways = steps(items, how), methods(items)
    shown = drawn(items, duty.key) if how is Way.LIST and not at else None
    fields: list[Field] = []
    for number, step in enumerate(laid, 1):
        of = begin or (number, len(laid))
        fields.append(_field(duty, step, number, of, ways, at))
        fields += [
            Deal(name=dealt_key(item, at), ask="check.wrong", duty=duty, step=of[0], of=of[1], at=at, item=item)
            for item in step.items
        ]
        if shown is not None and shown in step.items:
            fields.append(Picture(name="drawn", ask="check.picture", duty=duty, step=of[0], of=of[1], items=(shown,)))
    return tuple(fields)


def _field(
    duty: Duty, step: Step, number: int, of: tuple[int, int], ways: dict[int, tuple[int, str]], at: str
) -> Field:
    n, most, items = of[0], of[1], step.items
    if step.lock:
        return Picture(
            name="lock", ask="check.picture", duty=duty, step=n, of=most, at=at, items=items, is_lock=True
        )  # fmt: skip
    if step.screen:
        name = f"screen{number}-{at}"
        return Screen(name=name, ask="check.screen", duty=duty, step=n, of=most, at=at, items=items)
    item = items[0]
    when = _only_for(f"i{ways[item.number][0]}", ways[item.number][1]) if item.number in ways else always
    return Told(name=key(item, at), ask="check.told", duty=duty, step=n, of=most, at=at, item=item, when=when)


def _only_for(choice: str, way: str) -> When:
    """Asked only when the earlier choice was this."""

    def holds(answers: Answers) -> bool:
        return answers.get(choice) == way

    return holds
