"""The table of every callback string that was ever sent, read: which row a string is of, and a string for a row."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from domain.dangers import DANGERS
from domain.tickets import CATEGORIES

TABLE = Path(__file__).parent / "ever_sent.txt"
NUMBER, CODE = r"\d{1,15}", r"[^>]+?"
HOLES: dict[str, str] = {
    **dict.fromkeys(("draft", "ticket", "alarm", "duty", "entry", "summary", "change", "n", "page"), NUMBER),
    **dict.fromkeys(("swap", "leave"), NUMBER),
    **dict.fromkeys(("place", "person", "plan"), CODE),
    "at": r"\d{8}T\d{4}",
    "day": r"\d{4}-\d{2}-\d{2}",
    "category": "|".join(CATEGORIES),
    "danger": "|".join(DANGERS),
    "figures": "[a-z]{1,14}",
}
SAMPLES: dict[str, str] = {
    **dict.fromkeys(("draft", "ticket", "alarm", "duty", "entry", "summary", "change", "page"), "1"),
    **dict.fromkeys(("swap", "leave"), "1"),
    "n": "1",
    "place": "M-S",
    "person": "P15",
    "plan": "J01",
    "at": "20261122T2230",
    "day": "2026-11-24",
    "category": "水暖",
    "danger": "gas",
    "figures": "mo",
}
"""What stands in a hole when any school's own will do (the sample school has these)."""
OPENS_SOMETHING = (
    "u:none",
    "l:zh",
    "l:en",
    "li:{page}",
    "c:urgent",
    "c:myterm",
    "c:mypaper",
    "c:practice",
    "c:swap",
    "c:off",
    "c:function",
    "c:certificates",
    "c:myterm",
    "c:mypaper",
    "n:stop",
    "n:real",
    "n:again",
)
"""Everybody's: what they do is read in the chat."""


@dataclass(frozen=True, slots=True)
class Row:
    shape: str
    since: str
    means: str

    def filled(self, **holes: object) -> str:
        """The string as it was sent."""
        return self.shape.format(**{**SAMPLES, **holes})


@cache
def rows() -> tuple[Row, ...]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    cells = [line.split(" | ") for line in lines if line and not line.startswith("#")]
    return tuple(Row(shape, since, means) for shape, since, means in cells)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Row], ...]:
    def pattern(shape: str) -> str:
        parts = re.split(r"\{(\w+)\}", shape)
        return "".join(f"(?:{HOLES[it]})" if number % 2 else re.escape(it) for number, it in enumerate(parts))

    return tuple((re.compile(pattern(row.shape)), row) for row in rows())


@cache
def row_of(data: str) -> Row | None:
    """The row that pins this string; None for one that the table does not know."""
    return next((row for pattern, row in _patterns() if pattern.fullmatch(data)), None)


def sent(calls: Iterable[Mapping[str, Any]]) -> set[str]:
    """Every callback string in these calls of the Bot API (the rehearsal's log)."""
    found: set[str] = set()
    for call in calls:
        markup = call["params"].get("reply_markup")
        board = json.loads(markup) if isinstance(markup, str) else markup or {}
        keys = (key for row in board.get("inline_keyboard", ()) for key in row)
        found |= {str(key["callback_data"]) for key in keys if "callback_data" in key}
    return found


def unknown(calls: Iterable[Mapping[str, Any]]) -> list[str]:
    """What was sent and stands in no row."""
    return sorted(data for data in sent(calls) if row_of(data) is None)
