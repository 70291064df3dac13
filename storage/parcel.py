"""A parcel: one row of the outbox as whoever delivers it sees it."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.news import Show
from storage.moments import from_text


@dataclass(frozen=True, slots=True)
class Parcel:
    """A row to deliver. `chat_id` is None when the person has no account."""

    id: int
    person: str | None
    chat_id: int | None
    lane: int
    about: str
    facts: dict[str, Any]
    item: str | None
    card: str | None
    show: Show
    good_until: datetime | None
    maybe_sent: bool
    attempts: int
    hold_ms: int
    language: str | None
    card_message: int | None
    card_has_photo: bool


def parcel_of(row: sqlite3.Row) -> Parcel:
    return Parcel(
        id=row["id"],
        person=row["person"],
        chat_id=row["chat"],
        lane=row["lane"],
        about=row["about"],
        facts=json.loads(row["facts"]),
        item=row["item"],
        card=row["card"],
        show=Show(row["show"]),
        good_until=from_text(row["good_until"]) if row["good_until"] else None,
        maybe_sent=bool(row["maybe_sent"]),
        attempts=row["attempts"],
        hold_ms=row["hold_ms"],
        language=row["language"],
        card_message=row["card_message"],
        card_has_photo=bool(row["card_photo"]),
    )
