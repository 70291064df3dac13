"""A parcel: one row of the outbox as whoever delivers it sees it, and how such rows are looked for."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from domain.news import Show
from domain.people import Phone
from storage.accounts import PHONE_OF
from storage.moments import from_text
from storage.rows import from_json

WAITS_FOR_A_PHONE = timedelta(days=7)
"""Whoever reads on a post's phone and is not at their post reads it when they are there next, within a round of shifts.
"""

NOBODY_READS = f"""o.person IS NOT NULL AND p.phone = '{Phone.POST}' AND o.made_at > :stale
    AND (o.good_until IS NULL OR o.good_until >= :now)"""
"""A row for somebody who will read on a post's phone again: it waits, in nobody's way, while no account is theirs."""

BESIDE = """a.post IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM holder h WHERE h.post = a.post AND h.person = o.person AND h.tapped_at IS NOT NULL)"""
"""Whether the row's person reads on a post's phone on which somebody else, or nobody, has tapped their name."""

CARD = f"CASE WHEN {BESIDE} THEN o.card || ':' || o.person ELSE o.card END"
"""The card of a row in its chat: two who read on one phone do not edit each other's buttons away."""

WAITING = f"""
    SELECT o.*, coalesce(o.chat_id, a.user_id) AS chat,
           coalesce(a.language, p.language, b.language, q.language) AS language,
           CASE WHEN {BESIDE} THEN p.address END AS address, {CARD} AS card_here,
           c.message_id AS card_message, coalesce(c.photo, 0) AS card_photo
    FROM outbox o
    LEFT JOIN account a ON a.id = {PHONE_OF.format(person="o.person")}
    LEFT JOIN person p ON p.id = o.person
    LEFT JOIN account b ON b.user_id = o.chat_id AND b.unbound_at IS NULL
    LEFT JOIN person q ON q.id = b.person
    LEFT JOIN card c ON c.card = {CARD} AND c.chat_id = coalesce(o.chat_id, a.user_id)
    WHERE o.state IN ('queued', 'sending') AND o.state = 'queued' AND (o.not_before IS NULL OR o.not_before <= :now)
      AND NOT (a.id IS NULL AND {NOBODY_READS})
      AND coalesce(o.chat_id, a.user_id, 0) NOT IN (SELECT value FROM json_each(:busy))
      AND o.id NOT IN (SELECT value FROM json_each(:held))
    ORDER BY o.lane, o.id LIMIT :most
"""

WHAT_WAITS = f"""
    FROM outbox o LEFT JOIN person p ON p.id = o.person
    WHERE o.state IN ('queued', 'sending')
      AND (o.state = 'sending' OR o.not_before IS NULL OR o.not_before <= :now)
      AND NOT ({PHONE_OF.format(person="o.person")} IS NULL AND {NOBODY_READS})
"""
"""Rows that are due or on their way; `:stale` is when WAITS_FOR_A_PHONE began."""

HOW_MANY_WAIT = f"SELECT count(*) AS n {WHAT_WAITS}"
WAIT_BY_LANE = f"""
    SELECT o.lane, count(*) AS n, min(max(o.made_at, coalesce(o.not_before, o.made_at))) AS since {WHAT_WAITS}
    GROUP BY o.lane"""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A row to deliver. `chat_id` is None when the person has no account.

    `waited` says that it was put off before. `address` is how to speak to them where somebody else may be reading: on
    a post's phone on which they have not tapped their name.
    """

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
    waited: bool
    maybe_sent: bool
    attempts: int
    hold_ms: int
    language: str | None
    address: str | None
    card_message: int | None
    card_has_photo: bool


def parcel_of(row: sqlite3.Row) -> Parcel:
    return Parcel(
        id=row["id"],
        person=row["person"],
        chat_id=row["chat"],
        lane=row["lane"],
        about=row["about"],
        facts=from_json(row["facts"]),
        item=row["item"],
        card=row["card_here"],
        show=Show(row["show"]),
        good_until=from_text(row["good_until"]) if row["good_until"] else None,
        waited=row["not_before"] is not None,
        maybe_sent=bool(row["maybe_sent"]),
        attempts=row["attempts"],
        hold_ms=row["hold_ms"],
        language=row["language"],
        address=row["address"],
        card_message=row["card_message"],
        card_has_photo=bool(row["card_photo"]),
    )
