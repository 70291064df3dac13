"""Another language: what is open in the chat is said anew in it, and what comes is said in it from now on."""

from datetime import timedelta

from domain.news import Lane, News, Show
from handlers.news import render
from handlers.scene import Scene
from storage.cards import Shown
from storage.outbox import SECRET

OPEN_SINCE = timedelta(days=2)
"""Our own judgement: nobody scrolls back further for something to tap."""
MOST = 8
"""Cards that are said anew, the newest; each is an edit, and a chat takes one a second."""


def renew_cards(scene: Scene, code: str) -> None:
    """The open ones only: what has no key any more stays as it was read."""
    standing = scene.tx.cards.standing(scene.chat_id, scene.person.id, scene.now - OPEN_SINCE, 4 * MOST)
    for shown in [it for it in standing if _is_open(it, code)][:MOST]:
        news = News(shown.about, shown.to, shown.facts, Lane.CARD, card=shown.card, show=Show.ONLY_EDIT)
        scene.tx.outbox.put(news, scene.now)


def _is_open(shown: Shown, code: str) -> bool:
    """A file that was made, and a secret that was forgotten, cannot be said again."""
    if shown.about in SECRET:
        return False
    message = render(shown.about, shown.facts, code)
    return bool(message.buttons) and message.made is None
