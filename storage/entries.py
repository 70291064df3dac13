"""Entries as rows: the present state; how it came about stands in the history."""

import sqlite3
from collections.abc import Collection
from dataclasses import fields
from datetime import datetime
from typing import Any

from domain.entries import OF_PUPILS, VOID, Entry, Opening, State
from storage.moments import from_text, to_text
from storage.rows import to_json

MOMENTS = ("starts", "due", "opened_at", "closed_at", "counted_at", "listed_due")


class Entries:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def open(self, opening: Opening, now: datetime, by: str | None) -> Entry:
        """A new one with the next number; numbers are never used again."""
        values = {field.name: getattr(opening, field.name) for field in fields(opening)}
        row = self._connection.execute(
            """INSERT INTO entry (kind, state, place, bed, starts, due, opened_by, opened_at, device, words, document,
                                  host, origin)
               VALUES (:kind, 'open', :place, :bed, :starts, :due, :by, :now, :device, :words, :document, :host,
                       :origin) RETURNING *""",
            {**values, "starts": to_text(opening.starts), "due": to_text(opening.due), "by": by, "now": to_text(now)},
        ).fetchone()
        return _entry(row)

    def get(self, number: int) -> Entry | None:
        row = self._connection.execute("SELECT * FROM entry WHERE number = ?", (number,)).fetchone()
        return _entry(row) if row else None

    def change(self, number: int, **values: Any) -> Entry:
        """Keeps new values of the named columns; moments aware."""
        kept = {name: to_text(it) if isinstance(it, datetime) else it for name, it in values.items()}
        setting = ", ".join(f"{name} = :{name}" for name in kept)
        row = self._connection.execute(
            f"UPDATE entry SET {setting} WHERE number = :number RETURNING *", {**kept, "number": number}
        ).fetchone()
        return _entry(row)

    def open_of(self, *kinds: str) -> list[Entry]:
        """What is open of these kinds, the next to be over first."""
        rows = self._connection.execute(
            """SELECT * FROM entry WHERE state = 'open' AND kind IN (SELECT value FROM json_each(?))
               ORDER BY due, number""",
            (to_json(kinds),),
        )
        return [_entry(row) for row in rows]

    def absent(self, now: datetime) -> list[Entry]:
        """Pupils who are known to be elsewhere at that moment; the one entered last says where, for each bed."""
        rows = self._connection.execute(
            """SELECT * FROM entry WHERE state = 'open' AND kind IN (SELECT value FROM json_each(:kinds))
               AND starts <= :now AND due > :now ORDER BY opened_at, number""",
            {"kinds": to_json(OF_PUPILS), "now": to_text(now)},
        )
        return list({(row["place"], row["bed"]): _entry(row) for row in rows}.values())

    def open_of_bed(self, place: str, bed: int) -> list[Entry]:
        """Whatever is open of a bed's pupil, newest first; it may hold now or lie ahead."""
        rows = self._connection.execute(
            """SELECT * FROM entry WHERE state = 'open' AND kind IN (SELECT value FROM json_each(?))
               AND place = ? AND bed = ? ORDER BY number DESC""",
            (to_json(OF_PUPILS), place, bed),
        )
        return [_entry(row) for row in rows]

    def last_of(self, person: str, kind: str, most: int) -> list[Entry]:
        """The newest that this person opened, one a place and bed."""
        rows = self._connection.execute(
            """SELECT *, max(number) FROM entry WHERE opened_by = ? AND kind = ? GROUP BY place, bed
               ORDER BY max(number) DESC LIMIT ?""",
            (person, kind, most),
        )
        return [_entry(row) for row in rows]

    def lately_at(self, kind: str, place: str, most: int) -> list[Entry]:
        """The newest of that kind at a place, one a host."""
        rows = self._connection.execute(
            """SELECT *, max(number) FROM entry WHERE kind = ? AND place = ? GROUP BY host
               ORDER BY max(number) DESC LIMIT ?""",
            (kind, place, most),
        )
        return [_entry(row) for row in rows]

    def newest_at(self, kind: str, place: str) -> Entry | None:
        """The newest of that kind at a place that was no mistake."""
        row = self._connection.execute(
            "SELECT * FROM entry WHERE kind = ? AND place = ? AND how <> ? ORDER BY number DESC LIMIT 1",
            (kind, place, VOID),
        ).fetchone()
        return _entry(row) if row else None

    def of_pupils(self) -> list[Entry]:
        """Who is away, and what became of the rows that the workbook had."""
        rows = self._connection.execute(
            """SELECT * FROM entry WHERE kind IN (SELECT value FROM json_each(?))
               AND (state = 'open' OR origin IS NOT NULL) ORDER BY number""",
            (to_json(OF_PUPILS),),
        )
        return [_entry(row) for row in rows]

    def forget_words(self, before: datetime, most: int) -> int:
        """Names and documents of what was closed before that; how many entries they stood in."""
        return self._connection.execute(
            """UPDATE entry SET words = '', document = '' WHERE number IN (
                   SELECT number FROM entry WHERE state = 'closed' AND closed_at < ? AND (words <> '' OR document <> '')
                   LIMIT ?)""",
            (to_text(before), most),
        ).rowcount

    def from_workbook(self, origins: Collection[str]) -> list[Entry]:
        """Those that came from these rows of it, and whatever else came from it and is still open."""
        rows = self._connection.execute(
            """SELECT * FROM entry WHERE origin IN (SELECT value FROM json_each(?))
               OR (origin IS NOT NULL AND state = 'open') ORDER BY number""",
            (to_json(list(origins)),),
        )
        return [_entry(row) for row in rows]


def _entry(row: sqlite3.Row) -> Entry:
    values = {field.name: row[field.name] for field in fields(Entry)}
    moments = {name: from_text(values[name]) if values[name] else None for name in MOMENTS}
    return Entry(**{**values, **moments, "state": State(values["state"])})
