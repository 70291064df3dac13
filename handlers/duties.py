"""What people tap on a duty: begin it, cover it, say why not, take care of it."""

from collections.abc import Callable

from domain.duties import Duty
from domain.refusal import Refusal
from handlers import buttons, rounds
from handlers.scene import Answer, Scene

TAPS: dict[str, Callable[[Scene, Duty], Answer | None]] = {"begin": rounds.begin}
"""By what the button says."""


def tapped(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    """Refusal `button.old` for a button or a duty that was never there."""
    do = TAPS.get(parts[0])
    duty = scene.tx.duties.get(buttons.number(parts[1]))
    if do is None or duty is None:
        raise Refusal("button.old")
    return do(scene, duty)
