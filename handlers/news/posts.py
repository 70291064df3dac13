"""What is said about posts, gates and the roster."""

from handlers.news.message import Wording

WORDING: dict[str, Wording] = {}
