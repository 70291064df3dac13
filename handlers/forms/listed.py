"""The questions of a duty, built from its checklist as the school has it: steps, and what to do when one is wrong."""

from domain.checklists import Checklist, EvidenceRule, Item
from domain.duties import Duty
from domain.steps import Step, applying, drawn, is_clearing, is_patrol, methods, steps
from handlers.forms.checks import Picture, Screen, Told
from handlers.forms.dealing import dealt_key, key
from handlers.forms.form import Answers, Field, When, always
from handlers.forms.out_of_limit import Deal
from handlers.scene import Scene


def is_walked(duty: Duty) -> bool:
    """Whether points are checked in: several of them, or a photo is wanted of each."""
    return len(duty.points) > 1 or (len(duty.points) == 1 and duty.evidence is EvidenceRule.EVERY_POINT)


def items_of(scene: Scene, duty: Duty) -> tuple[Item, ...]:
    """What applies today at any point of the duty."""
    school = scene.tx.school.load()
    found: dict[str, Checklist] = {checklist.code: checklist for checklist in school.checklists}
    checklist = found.get(duty.checklist)
    places = [place for place in map(scene.tx.school.tree.get, duty.points or (duty.place,)) if place]
    calendar = scene.tx.school.calendar
    return applying(checklist.items if checklist else (), places, lambda season: calendar.season(season, duty.day))


def checks_of(scene: Scene, duty: Duty) -> tuple[Field, ...]:
    """One field a step; after each, what is to be done about what is wrong in it."""
    items = items_of(scene, duty)
    patrol = is_patrol(len(duty.points), items)
    laid, ways = steps(items, patrol=patrol), methods(items)
    shown = None if patrol or is_clearing(items) else drawn(items, duty.key)
    fields: list[Field] = []
    for number, step in enumerate(laid, 1):
        fields.append(_field(duty, step, number, len(laid), ways))
        for item in step.items:
            fields.append(
                Deal(name=dealt_key(item), ask="check.wrong", duty=duty, step=number, of=len(laid), item=item)
            )
        if shown in step.items and shown is not None:
            fields.append(
                Picture(name="drawn", ask="check.picture", duty=duty, step=number, of=len(laid), items=(shown,))
            )
    return tuple(fields)


def _field(duty: Duty, step: Step, number: int, of: int, ways: dict[int, tuple[int, str]]) -> Field:
    if step.lock:
        return Picture(
            name="lock", ask="check.picture", duty=duty, step=number, of=of, items=step.items, is_lock=True
        )  # fmt: skip
    if step.screen:
        return Screen(name=f"screen{number}", ask="check.screen", duty=duty, step=number, of=of, items=step.items)
    item = step.items[0]
    when = _only_for(*ways[item.number]) if item.number in ways else always
    return Told(name=key(item), ask="check.told", duty=duty, step=number, of=of, item=item, when=when)


def _only_for(choice: int, way: str) -> When:
    """Asked only when the earlier choice was this."""

    def holds(answers: Answers) -> bool:
        return answers.get(f"i{choice}") == way

    return holds
