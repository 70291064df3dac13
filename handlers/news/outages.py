"""What is said about an outage and what it excused."""

from handlers.news.message import Wording

WORDING: dict[str, Wording] = {}
