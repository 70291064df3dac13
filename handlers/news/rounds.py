"""What is said during a round, a sign-off and a roll call."""

from handlers.news.message import Wording

WORDING: dict[str, Wording] = {}
