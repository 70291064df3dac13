"""A look behind a figure: the records that it was counted from."""

from collections.abc import Callable

from domain.refusal import Refusal
from handlers.scene import Answer, Scene

TAPS: dict[str, Callable[[Scene, str], Answer | None]] = {}
"""By what the button says; the second part is what it is about."""


def tapped(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    """Refusal `button.old` for a button that was never there."""
    do = TAPS.get(parts[0])
    if do is None:
        raise Refusal("button.old")
    return do(scene, parts[1])
