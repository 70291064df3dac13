"""Lists behind figures, a page at a time: which summary a button belongs to, and the card that pages itself."""

from typing import Any

from domain.news import Show
from domain.refusal import Refusal
from handlers import buttons
from handlers.scene import Scene
from storage.summaries import Summary

PAGE = 6
"""Rows with a button each: six large ones are what a screen holds."""


def page_of(scene: Scene, which: str) -> tuple[Summary, int]:
    """The summary that the button belongs to, and how many rows were shown before."""
    summary_id, _, offset = which.partition("-")
    summary = scene.tx.summaries.get(buttons.number(summary_id))
    if summary is None:
        raise Refusal("button.old")
    return summary, buttons.number(offset or "0")


def show_list(scene: Scene, what: str, summary: Summary | None, offset: int, rows: list[dict[str, Any]]) -> None:
    """A page of the list; without a summary it is a list of this moment."""
    offset = min(offset, max(0, len(rows) - 1) // PAGE * PAGE)
    facts = {"what": what, "summary": summary.id if summary else None, "offset": offset, "total": len(rows)}
    scene.reply(
        "figure.list",
        {**facts, "rows": rows[offset : offset + PAGE]},
        card=f"figure:{what}:{facts['summary']}",
        show=Show.EDIT if offset else Show.NEW,
    )
