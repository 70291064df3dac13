"""Workbooks that were sent in the chat, as they stand."""

import json
import sqlite3
from collections.abc import Collection
from datetime import datetime

from domain.offers import Offer, State
from storage.moments import from_text, to_text


class Offers:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, person: str, evidence: int, name: str, said_at: datetime, now: datetime) -> Offer:
        row = self._connection.execute(
            """INSERT INTO offer (person, evidence, name, said_at, state, changed_at)
               VALUES (:person, :evidence, :name, :said_at, 'fetching', :now) RETURNING *""",
            {"person": person, "evidence": evidence, "name": name, "said_at": to_text(said_at), "now": to_text(now)},
        ).fetchone()
        return _offer(row)

    def get(self, number: int) -> Offer | None:
        row = self._connection.execute("SELECT * FROM offer WHERE number = ?", (number,)).fetchone()
        return None if row is None else _offer(row)

    def of_evidence(self, evidence: int) -> Offer | None:
        row = self._connection.execute("SELECT * FROM offer WHERE evidence = ?", (evidence,)).fetchone()
        return None if row is None else _offer(row)

    def open_of(self, person: str) -> list[Offer]:
        """What this person sent and is not over, oldest first."""
        rows = self._connection.execute(
            """SELECT * FROM offer WHERE person = ? AND state IN ('fetching', 'reading', 'shown', 'accepted')
               ORDER BY number""",
            (person,),
        )
        return [_offer(row) for row in rows]

    def move(self, offer: Offer, of: Collection[State], to: State, now: datetime, base: str | None = None) -> Offer:
        """The offer as it stands then; as it stood when its state is none of those any more."""
        row = self._connection.execute(
            """UPDATE offer SET state = :to, changed_at = :now, base = coalesce(:base, base)
               WHERE number = :number AND state IN (SELECT value FROM json_each(:of)) RETURNING *""",
            {"to": to, "now": to_text(now), "base": base, "number": offer.number, "of": json.dumps(list(of))},
        ).fetchone()
        return offer if row is None else _offer(row)

    def files(self) -> list[tuple[int, str]]:
        """Every workbook that is still kept: its evidence, and its sha256."""
        rows = self._connection.execute(
            """SELECT e.id, e.sha256 FROM offer o JOIN evidence e ON e.id = o.evidence
               WHERE e.state = 'kept' AND e.sha256 IS NOT NULL ORDER BY e.id"""
        )
        return [(row["id"], row["sha256"]) for row in rows]

    def want_links(self, number: int, newcomers: Collection[str]) -> None:
        """Who came with it and has no link yet."""
        self._connection.execute(
            "UPDATE offer SET newcomers = ? WHERE number = ?", (json.dumps(list(newcomers)), number)
        )


def _offer(row: sqlite3.Row) -> Offer:
    return Offer(
        row["number"],
        row["person"],
        row["evidence"],
        row["name"],
        from_text(row["said_at"]),
        State(row["state"]),
        row["base"],
        tuple(json.loads(row["newcomers"])),
    )
