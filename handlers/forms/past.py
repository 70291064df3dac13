"""A question that words have answered: its message stays as it was read, without its keys."""

from datetime import timedelta

from domain.news import Lane, News, Show
from handlers.scene import Scene

LOOKS_BACK = timedelta(hours=3)
"""A draft is left after two; what is older may keep its keys, and says that it is over."""


def keys_off(scene: Scene, card: str) -> None:
    """Of the card's message, for which another is about to be sent; two rows of the same keys invite a wrong tap."""
    if scene.arrival.file is not None or not scene.arrival.words:
        return  # a round sends photo after photo, and each answer stands where the eye is
    shown = scene.tx.cards.of(scene.chat_id, scene.person.id, card, scene.now - LOOKS_BACK)
    if shown is None:
        return
    past = f"past:{shown.message_id}"
    scene.tx.outbox.hand_on(scene.chat_id, card, past, scene.now)
    facts = {**shown.facts, "past": True}
    scene.tx.outbox.put(News(shown.about, shown.to, facts, Lane.CARD, card=past, show=Show.ONLY_EDIT), scene.now)
