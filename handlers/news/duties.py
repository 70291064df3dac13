"""What is said about duties: to the one who owes it, to who could cover, to the lead."""

from handlers.news.message import Facts, Message, Wording
from words import Say


def _card(f: Facts, say: Say) -> Message:
    return Message(say(f["name"]))


WORDING: dict[str, Wording] = {"duty.card": _card}
