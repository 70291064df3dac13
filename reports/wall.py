"""The sheet for the wall: 拍照·点一下·完, what to say in danger, and where to begin."""

from reports.printing import pdf_of, printable

SHEET = "wall.typ"


def data_of(school: str, bot: str) -> dict[str, object]:
    return {"school": printable(school), "code": bool(bot), "bot": f"@{bot}" if bot else ""}


def wall_pdf(school: str, bot: str) -> bytes:
    """One page; with the bot's name its code stands on it, which opens the chat and nothing else."""
    return pdf_of(SHEET, data_of(school, bot), [f"https://t.me/{bot}"] if bot else [])
