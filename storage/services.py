"""Service of tickets as rows: what the records of each say, kept so that nothing has to be replayed."""

import sqlite3
from datetime import datetime, time, timedelta
from functools import lru_cache
from typing import Any

from domain.service import Rating, Service
from domain.service_hours import Hours
from domain.service_rules import Rule, Step
from domain.spans import MINUTE
from storage.moments import from_text, to_text
from storage.rows import clock_text, from_json, to_json

MOMENTS = ("began", "waits_from")
MAYBE = ("taken_at", "answered_at", "held_at", "held_until", "finished_at", "closed_at", "chased_at")
COLUMNS = (
    *("ticket", "rule", *MOMENTS, *MAYBE),
    *("paused", "rating", "returns", "chases", "told"),
)
KEEP = f"INSERT OR REPLACE INTO service ({', '.join(COLUMNS)}) VALUES ({', '.join(f':{name}' for name in COLUMNS)})"
WITHOUT = """
    SELECT number FROM ticket WHERE state NOT IN ('已关闭', '撤销')
    AND NOT EXISTS (SELECT 1 FROM service WHERE service.ticket = ticket.number) ORDER BY number LIMIT ?"""


class Services:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def keep(self, service: Service) -> None:
        self._connection.execute(KEEP, values_of(service))

    def get(self, ticket: int) -> Service | None:
        row = self._connection.execute("SELECT * FROM service WHERE ticket = ?", (ticket,)).fetchone()
        return None if row is None else service_of(row)

    def without(self, most: int) -> list[int]:
        """Numbers of open tickets whose clocks never began: they are older than the clocks."""
        return [row["number"] for row in self._connection.execute(WITHOUT, (most,))]

    def late(self) -> dict[int, list[str]]:
        """Repairs that wait now whose promised time is over: what was promised of each (take, answer, done)."""
        sql = "SELECT ticket, told FROM service INDEXED BY service_open WHERE closed_at IS NULL AND finished_at IS NULL"
        rows = self._connection.execute(f"{sql} AND told LIKE '%:late%' ORDER BY ticket")
        return {row["ticket"]: [it for it in from_json(row["told"]) if it.endswith(":late")] for row in rows}

    def untaken(self) -> frozenset[int]:
        """What somebody was given, and has not taken in twice the time."""
        sql = "SELECT ticket FROM service INDEXED BY service_open WHERE closed_at IS NULL AND taken_at IS NULL"
        return frozenset(row["ticket"] for row in self._connection.execute(f"{sql} AND told LIKE '%take:twice%'"))

    def held_since(self, moment: datetime) -> list[Service]:
        """What has been on hold since that moment or longer, the longest first."""
        rows = self._connection.execute("SELECT * FROM service WHERE held_at <= ? ORDER BY held_at", (to_text(moment),))
        return [service_of(row) for row in rows]


def values_of(service: Service) -> dict[str, Any]:
    """The columns of the row."""
    return {
        "ticket": service.ticket,
        "rule": rule_text(service.rule),
        **{name: to_text(getattr(service, name)) for name in MOMENTS},
        **{name: _maybe(getattr(service, name)) for name in MAYBE},
        "paused": service.paused.total_seconds(),
        "rating": str(service.rating),
        "returns": service.returns,
        "chases": service.chases,
        "told": to_json(service.told),
    }


def service_of(row: sqlite3.Row) -> Service:
    moments: dict[str, Any] = {name: from_text(row[name]) for name in MOMENTS}
    maybe: dict[str, Any] = {name: from_text(row[name]) if row[name] else None for name in MAYBE}
    return Service(
        ticket=row["ticket"],
        rule=rule_from(row["rule"]),
        **moments,
        **maybe,
        paused=timedelta(seconds=row["paused"]),
        rating=Rating(row["rating"]),
        returns=row["returns"],
        chases=row["chases"],
        told=tuple(from_json(row["told"])),
    )


def rule_text(rule: Rule) -> str:
    """`{"days": "工作日", "from": "08:00", "to": "18:00", "limits": {"接单": 120}}`, limits in minutes."""
    hours = rule.hours
    opening = {"days": hours.days, "from": clock_text(hours.starts), "to": clock_text(hours.ends)}
    return to_json({**opening, "limits": {str(step): limit / MINUTE for step, limit in rule.limits.items()}})


@lru_cache(maxsize=64)
def rule_from(text: str) -> Rule:
    kept = from_json(text)
    hours = Hours(kept["days"], time.fromisoformat(kept["from"]), time.fromisoformat(kept["to"]))
    return Rule(hours, {Step(step): minutes * MINUTE for step, minutes in kept["limits"].items()})


def _maybe(moment: datetime | None) -> str | None:
    return None if moment is None else to_text(moment)
