"""The day's figures a second time, as somebody with the bare tables and a pencil would count them."""

import json
import sqlite3
from collections import Counter
from dataclasses import dataclass
from typing import Any

from tests.day.played import Played


@dataclass(frozen=True)
class Summary:
    """What a summary said: its period, as kept, and its facts."""

    began: str
    ended: str
    facts: dict[str, Any]


def summaries(played: Played) -> list[Summary]:
    rows = played.rows("SELECT began, ended, figures FROM summary ORDER BY ended")
    return [Summary(row["began"], row["ended"], json.loads(row["figures"])) for row in rows]


def counted(played: Played, period: Summary) -> dict[str, Any]:
    """Tasks, points, trial, tickets, alarms, photos, messages and missed ones of the period, from raw rows."""
    duties = played.rows("SELECT * FROM duty")
    closed = [row for row in duties if period.began < row["closes"] <= period.ended]
    chased = [row for row in closed if not row["trial"]]
    ends = Counter(row["state"] for row in chased)
    trial = Counter(row["state"] for row in closed if row["trial"])
    owed = len(chased) - ends["excused"]
    return {
        "tasks": {
            "due": len(chased), **{end: ends[end] for end in ("done", "late", "missed", "excused")},
            "percent": round(100 * (ends["done"] + ends["late"]) / owed, 1),
        },
        "trial": {"due": trial.total(), **{end: trial[end] for end in ("done", "late", "missed")}},
        "points": _points(chased),
        "tickets": _tickets(played, period),
        "alarms": len([1 for row in played.rows("SELECT raised_at AS at FROM alarm") if _within(row, period)]),
        "photos": len([1 for row in played.rows("SELECT said_at AS at, kind FROM evidence") if _within(row, period)]),
        "missed": sorted(row["id"] for row in chased if row["state"] == "missed"),
        "late": sorted(row["id"] for row in chased if row["state"] == "late"),
        "covered": sum(1 for row in chased if row["cover"] and row["state"] in ("done", "late")),
    }  # fmt: skip


def _within(row: sqlite3.Row, period: Summary) -> bool:
    return bool(period.began < row["at"] <= period.ended)


def _points(duties: list[sqlite3.Row]) -> dict[str, int]:
    rounds = [row for row in duties if row["task"] == "round"]
    due = sum(len(json.loads(row["points"])) for row in rounds)
    reached = sum(row["reached"] for row in rounds)
    free = sum(len(json.loads(row["points"])) - row["reached"] for row in rounds if row["state"] == "excused")
    return {"due": due, "reached": reached, "missed": due - reached - free, "excused": free}


def _tickets(played: Played, period: Summary) -> dict[str, int]:
    """Nothing is closed in this play before its end, so what is open then is what had been reported."""
    rows = played.rows("SELECT reported_at AS at, state FROM ticket")
    before = [row for row in rows if row["at"] <= period.began]
    new = [row for row in rows if _within(row, period)]
    return {"before": len(before), "new": len(new), "closed": 0, "open": len(before) + len(new)}
