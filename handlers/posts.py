"""The phone of a post and today's roster: who stands here now, and who comes instead."""

from domain.refusal import Refusal
from handlers.scene import Answer, Scene


def held(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    """A name tapped at the start of a shift: from now on the phone speaks for that person."""
    raise Refusal("button.old")


def roster_tapped(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    """The lead confirms or changes who works today."""
    raise Refusal("button.old")
