"""Turns in staff rooms: each change is a row, and the newest of a room and day counts that was not undone."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from storage.moments import to_text


@dataclass(frozen=True, slots=True)
class RoomTurn:
    """`why` is fair, swap or leave."""

    place: str
    day: date
    person: str | None
    why: str
    by: str | None = None
    part_of: str | None = None


class RoomTurns:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, turn: RoomTurn, now: datetime) -> None:
        self._connection.execute(
            """INSERT INTO room_turn (place, day, person, why, by, part_of, at)
               VALUES (:place, :day, :person, :why, :by, :part_of, :at)""",
            {
                "place": turn.place,
                "day": turn.day.isoformat(),
                "person": turn.person,
                "why": turn.why,
                "by": turn.by,
                "part_of": turn.part_of,
                "at": to_text(now),
            },
        )

    def of_day(self, day: date) -> dict[str, str | None]:
        """Whose turn it is on that local day, by room."""
        rows = self._connection.execute(
            "SELECT place, person FROM room_turn WHERE day = ? AND undone_at IS NULL ORDER BY id", (day.isoformat(),)
        )
        return {row["place"]: row["person"] for row in rows}

    def of_room(self, place: str, first: date, last: date) -> Mapping[date, str | None]:
        """The room's list between two local days, both included; days that were never given are not in it."""
        rows = self._connection.execute(
            """SELECT day, person FROM room_turn WHERE place = ? AND day BETWEEN ? AND ? AND undone_at IS NULL
               ORDER BY day, id""",
            (place, first.isoformat(), last.isoformat()),
        )
        return {date.fromisoformat(row["day"]): row["person"] for row in rows}

    def of_person(self, person: str, first: date, last: date) -> list[RoomTurn]:
        """The days that are somebody's, the soonest first."""
        rows = self._connection.execute(
            """SELECT * FROM room_turn AS it WHERE person = :person AND day BETWEEN :first AND :last
               AND id = (SELECT max(id) FROM room_turn
                         WHERE place = it.place AND day = it.day AND undone_at IS NULL) ORDER BY day""",
            {"person": person, "first": first.isoformat(), "last": last.isoformat()},
        )
        return [_turn(row) for row in rows]

    def undo(self, item: str, since: date, now: datetime) -> int:
        """Whatever the swap or leave did to local days from `since` on is as if it had not been; how many days."""
        undone = self._connection.execute(
            "UPDATE room_turn SET undone_at = :now WHERE part_of = :item AND day >= :since AND undone_at IS NULL",
            {"now": to_text(now), "item": item, "since": since.isoformat()},
        )
        return undone.rowcount


def _turn(row: sqlite3.Row) -> RoomTurn:
    return RoomTurn(row["place"], date.fromisoformat(row["day"]), row["person"], row["why"], row["by"], row["part_of"])
