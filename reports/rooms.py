"""Duty lists of staff rooms to print: a page of A4 for the inside of each door."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from reports.printing import pdf_of, rows_of

SHEET = "rooms.typ"
WEEKDAYS = "一二三四五六日"


def rooms_pdf(school: str, rooms: Sequence[Mapping[str, Any]], printed: str) -> bytes:
    """`rooms` are facts of `actions/room_facts.py`; `printed` is the local moment, as people write it."""
    return pdf_of(SHEET, data_of(school, rooms, printed))


def data_of(school: str, rooms: Sequence[Mapping[str, Any]], printed: str) -> dict[str, object]:
    return {"school": school, "printed": printed, "rooms": rows_of([_page(room) for room in rooms])}


def _page(room: Mapping[str, Any]) -> dict[str, Any]:
    days = [
        {"day": f"{day[5:7]}-{day[8:]}", "weekday": WEEKDAYS[weekday - 1], "rest": rest, "name": name}
        for (day, weekday, name), rest in zip(room["days"], room["rest"], strict=True)
    ]
    return {
        "name": room["name"],
        "leader": room["leader"] or "—",
        "deputy": room["deputy"] or "—",
        "term": f"{_said(room['since'])}—{_said(room['until'])}" if room["until"] else "",
        "first": _said(room["days"][0][0]) if room["days"] else "",
        "last": _said(room["days"][-1][0]) if room["days"] else "",
        "days": rows_of(days),
    }


def _said(day: str) -> str:
    if not day:
        return ""
    known = date.fromisoformat(day)
    return f"{known.year}年{known.month}月{known.day}日"
