"""The guided story: steps that somebody else wrote, kept for the page that plays them."""

from rehearsal.shapes import Json
from rehearsal.stage.asking import Ask, Wrong
from rehearsal.world import World


async def tell(ask: Ask) -> Json:
    """`steps`, each with its sentence in both languages (`zh`, `en`), and maybe `phone`, `do` and `until`; the `day`
    (local date) on which it happens as it is told."""
    steps = ask.must("steps", list)
    for number, step in enumerate(steps, start=1):
        _check(Ask(ask.world, step if isinstance(step, dict) else {}), number)
    ask.world.story = {"steps": steps, "day": ask.get("day", str, "")}
    ask.world.events.tell("story", {"steps": len(steps)})
    return shown(ask.world)


def shown(world: World) -> Json:
    return world.story


def _check(step: Ask, number: int) -> None:
    try:
        step.must("zh", str), step.must("en", str)
        if step.has("phone"):
            step.persona("phone")
        if step.has("until") and "phone" in step.must("until", dict):
            Ask(step.world, step.must("until", dict)).persona("phone")
    except Wrong as wrong:
        raise Wrong(f"step {number}: {wrong}") from None
