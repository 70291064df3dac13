"""Alarms as rows, and everybody who was told of them."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.alarms import Alarm, State
from storage.moments import from_text, to_text

COLUMNS = ("state", "owner", "owned_at", "on_site_at", "closed_at", "level", "place", "area", "words", "danger")
RUNNING = "state IN ('open', 'owned', 'on_site')"


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody who was told of an alarm: on which rung, when, and the last button they pressed (go, know, cannot)."""

    person: str
    level: int
    answer: str | None
    told_at: datetime
    answered_at: datetime | None


class Alarms:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def open(
        self,
        *,
        danger: str,
        category: str,
        chain: str,
        place: str | None,
        area: str | None,
        words: str,
        reporter: str | None,
        now: datetime,
        device: str | None = None,
        drill: bool = False,
    ) -> Alarm:
        row = self._connection.execute(
            """INSERT INTO alarm (state, danger, category, chain, place, area, words, reporter, device, drill,
                                  raised_at)
               VALUES ('open', :danger, :category, :chain, :place, :area, :words, :reporter, :device, :drill, :now)
               RETURNING *""",
            {
                "danger": danger,
                "category": category,
                "chain": chain,
                "place": place,
                "area": area,
                "words": words,
                "reporter": reporter,
                "device": device,
                "drill": drill,
                "now": to_text(now),
            },
        ).fetchone()
        return alarm_of(row)

    def get(self, number: int) -> Alarm | None:
        row = self._connection.execute("SELECT * FROM alarm WHERE number = ?", (number,)).fetchone()
        return alarm_of(row) if row else None

    def same(self, danger: str, area: str | None, now: datetime, within: timedelta) -> list[Alarm]:
        """The running alarms of the same kind in the same building within that time, the newest first; no drill."""
        rows = self._connection.execute(
            f"""SELECT * FROM alarm WHERE danger = :danger AND area IS :area AND {RUNNING} AND raised_at >= :since
                AND drill = 0 ORDER BY number DESC""",
            {"danger": danger, "area": area, "since": to_text(now - within)},
        )
        return [alarm_of(row) for row in rows]

    def change(self, number: int, **values: object) -> Alarm:
        """Keeps new values of the named columns (moments as aware datetimes)."""
        unknown = set(values) - set(COLUMNS)
        if unknown:
            raise ValueError(f"an alarm has no {sorted(unknown)}")
        kept = {name: to_text(value) if isinstance(value, datetime) else value for name, value in values.items()}
        row = self._connection.execute(
            f"UPDATE alarm SET {', '.join(f'{name} = :{name}' for name in kept)} WHERE number = :number RETURNING *",
            {**kept, "number": number},
        ).fetchone()
        return alarm_of(row)

    def running(self) -> list[Alarm]:
        """In earnest or a drill, oldest first."""
        return [
            alarm_of(row) for row in self._connection.execute(f"SELECT * FROM alarm WHERE {RUNNING} ORDER BY number")
        ]

    def newest_of(self, reporter: str, device: str | None = None) -> Alarm | None:
        """The newest alarm that somebody raised, or that was raised on that post's phone, and that still runs.

        What a manager says while they hold a drill is not of it.
        """
        row = self._connection.execute(
            f"""SELECT * FROM alarm WHERE (reporter = :reporter OR device = :device) AND {RUNNING}
                AND drill = 0
                ORDER BY number DESC LIMIT 1""",
            {"reporter": reporter, "device": device},
        ).fetchone()
        return alarm_of(row) if row else None

    def tell(self, number: int, person: str, level: int, now: datetime) -> bool:
        """Notes that somebody is told; False when they were before."""
        return (
            self._connection.execute(
                "INSERT INTO alarm_told (alarm, person, level, told_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                (number, person, level, to_text(now)),
            ).rowcount
            == 1
        )

    def answered(self, number: int, person: str, answer: str, now: datetime) -> None:
        self._connection.execute(
            "UPDATE alarm_told SET answer = ?, answered_at = ? WHERE alarm = ? AND person = ?",
            (answer, to_text(now), number, person),
        )

    def told(self, number: int) -> list[Told]:
        """Everybody who was told, in the order of the rungs."""
        rows = self._connection.execute(
            "SELECT * FROM alarm_told WHERE alarm = ? ORDER BY level, told_at, person", (number,)
        )
        return [
            Told(
                row["person"],
                row["level"],
                row["answer"],
                from_text(row["told_at"]),
                from_text(row["answered_at"]) if row["answered_at"] else None,
            )
            for row in rows
        ]

    def drill_before(self, moment: datetime, within: timedelta) -> bool:
        """Whether a drill ended so shortly before, or at that moment."""
        sql = "SELECT 1 FROM alarm WHERE drill = 1 AND closed_at >= :since AND closed_at <= :moment"
        since = {"since": to_text(moment - within), "moment": to_text(moment)}
        return self._connection.execute(sql, since).fetchone() is not None

    def drills(self, most: int) -> list[Alarm]:
        """The newest drills that are over, the last one first."""
        rows = self._connection.execute(
            "SELECT * FROM alarm WHERE drill = 1 AND closed_at > '' ORDER BY closed_at DESC LIMIT ?", (most,)
        )
        return [alarm_of(row) for row in rows]


def alarm_of(row: sqlite3.Row) -> Alarm:
    return Alarm(
        number=row["number"],
        state=State(row["state"]),
        danger=row["danger"],
        category=row["category"],
        chain=row["chain"],
        place=row["place"],
        area=row["area"],
        words=row["words"],
        reporter=row["reporter"],
        owner=row["owner"],
        raised_at=from_text(row["raised_at"]),
        owned_at=from_text(row["owned_at"]) if row["owned_at"] else None,
        on_site_at=from_text(row["on_site_at"]) if row["on_site_at"] else None,
        closed_at=from_text(row["closed_at"]) if row["closed_at"] else None,
        level=row["level"],
        device=row["device"],
        drill=bool(row["drill"]),
    )
