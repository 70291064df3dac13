"""Plans switched in the chat: on, on trial, or paused."""

from domain.refusal import Refusal
from handlers.scene import Answer, Scene


def switched(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    """One tap pauses a plan or lets it chase."""
    raise Refusal("button.old")
