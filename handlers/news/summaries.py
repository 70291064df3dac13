"""What managers read: the summary, the morning line, the board, and groups."""

from handlers.news.message import Wording

WORDING: dict[str, Wording] = {}
