"""Review figures: named questions about a period, each answered with sums that add up over periods.

A figure is one question of `QUERIES`: rows of `key`, `n` (the sum) and `records` (how many rows of the tables it was
counted from). Periods are (after, until], so two that meet share nothing, and together count what one would.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import datetime

from storage.figures import KINDS
from storage.moments import to_text

Sum = tuple[int, int]
"""The sum, and how many records it was counted from."""
Figure = dict[str, Sum]
"""By key."""

CLOSING = "FROM duty WHERE closes > :after AND closes <= :until AND trial = 0"
RAISED = "FROM alarm WHERE raised_at > :after AND raised_at <= :until AND drill = 0"
REPORTED = """FROM record r JOIN ticket t ON t.number = CAST(substr(r.item, 8) AS INTEGER)
    WHERE r.kind = 'ticket.reported' AND r.arrived_at > :after AND r.arrived_at <= :until"""
OVER = "('已关闭', '撤销')"
WAS = "json_extract(body, '$.was')"
IS = "json_extract(body, '$.state')"
MOVED = f"""FROM record WHERE kind IN ({KINDS}) AND arrived_at > :after AND arrived_at <= :until
    AND ({WAS} IN {OVER}) <> ({IS} IN {OVER})"""
LOOKED = "FROM inspection i WHERE i.said_at > :after AND i.said_at <= :until AND i.kind <> '盲查'"
COUNT = "count(*) AS n, count(*) AS records"


def _minutes(until: str) -> str:
    return f"CAST(round((julianday({until}) - julianday(raised_at)) * 1440) AS INTEGER)"


QUERIES: Mapping[str, str] = {
    "duties": f"SELECT state AS key, {COUNT} {CLOSING} GROUP BY 1",
    "trial": f"SELECT state AS key, {COUNT} {CLOSING.replace('trial = 0', 'trial = 1')} GROUP BY 1",
    "areas": f"SELECT chain || '|' || state AS key, {COUNT} {CLOSING} GROUP BY 1",
    "missed": f"SELECT plan AS key, {COUNT} {CLOSING} AND state = 'missed' GROUP BY 1",
    "covers": f"SELECT cover AS key, {COUNT} {CLOSING} AND cover IS NOT NULL AND state IN ('done', 'late') GROUP BY 1",
    "plan_days": f"""SELECT plan || '|' || day AS key, sum(state IN ('done', 'late')) AS n, count(*) AS records
        {CLOSING} AND state <> 'excused' GROUP BY 1""",
    "points_due": f"""SELECT state AS key, sum(json_array_length(points)) AS n, count(*) AS records
        {CLOSING} AND task = 'round' GROUP BY 1""",
    "points_reached": f"""SELECT state AS key, sum(reached) AS n, count(*) AS records
        {CLOSING} AND task = 'round' GROUP BY 1""",
    "prompts": f"SELECT state AS key, {COUNT} {CLOSING} AND task = 'prompt' GROUP BY 1",
    "faults": f"SELECT task AS key, sum(faults) AS n, count(*) AS records {CLOSING} AND faults > 0 GROUP BY 1",
    "tickets": f"SELECT t.category AS key, {COUNT} {REPORTED} GROUP BY 1",
    "urgencies": f"SELECT t.urgency AS key, {COUNT} {REPORTED} GROUP BY 1",
    "repeats": f"SELECT t.place || '|' || t.category AS key, {COUNT} {REPORTED} AND t.place IS NOT NULL GROUP BY 1",
    "ended": f"""SELECT CASE WHEN {WAS} IN {OVER} THEN 'reopened' WHEN {IS} = '撤销' THEN 'withdrawn'
            WHEN kind = 'ticket.confirm' THEN 'confirmed' ELSE 'unrated' END AS key, {COUNT} {MOVED} GROUP BY 1""",
    "rejected": f"""SELECT 'rejected' AS key, {COUNT} FROM record
        WHERE kind = 'ticket.reject' AND arrived_at > :after AND arrived_at <= :until HAVING count(*) > 0""",
    "alarms": f"SELECT danger || '|' || state AS key, {COUNT} {RAISED} GROUP BY 1",
    "to_site": f"""SELECT {_minutes("on_site_at")} AS key, {COUNT} {RAISED} AND on_site_at IS NOT NULL GROUP BY 1""",
    "missing": f"""SELECT {_minutes("closed_at")} AS key, {COUNT} {RAISED} AND danger = 'missing'
        AND closed_at IS NOT NULL GROUP BY 1""",
    "notices": f"""SELECT grade AS key, {COUNT} FROM notice
        WHERE issued_at > :after AND issued_at <= :until GROUP BY 1""",
    "notices_over": f"""SELECT CASE WHEN state = '撤回' THEN 'withdrawn' WHEN closed_at <= deadline THEN 'in time'
            ELSE 'after' END AS key, {COUNT}
        FROM notice WHERE closed_at > :after AND closed_at <= :until GROUP BY 1""",
    "scores": f"""SELECT kind AS key, sum(score) AS n, count(*) AS records FROM (
            SELECT i.kind,
                max(0, 100 + coalesce((SELECT sum(points) FROM score_move WHERE inspection = i.duty), 0)) AS score
            {LOOKED}) GROUP BY 1""",
    "signatures": f"SELECT i.signature AS key, {COUNT} {LOOKED} GROUP BY 1",
    "counts": """SELECT c.checklist || '|' || c.number AS key, sum(CAST(said.value AS INTEGER)) AS n,
            count(*) AS records
        FROM record r JOIN duty d ON d.id = CAST(substr(r.item, 6) AS INTEGER) AND d.trial = 0,
            json_each(r.body, '$.answers') AS at, json_each(at.value) AS said
            JOIN checklist_item c ON c.checklist = d.checklist AND c.number = CAST(said.key AS INTEGER)
        WHERE r.kind IN ('duty.done', 'duty.late') AND r.arrived_at > :after AND r.arrived_at <= :until
            AND c.kind = '计数' AND c.accept LIKE '<=%' GROUP BY 1""",
    "photos": f"""SELECT 'photo' AS key, {COUNT} FROM evidence
        WHERE said_at > :after AND said_at <= :until AND kind = 'photo' HAVING count(*) > 0""",
    "entries": f"SELECT kind AS key, {COUNT} FROM entry WHERE opened_at > :after AND opened_at <= :until GROUP BY 1",
    "outages": """SELECT 'outage' AS key,
            CAST(round(sum((julianday(ended) - julianday(began)) * 1440)) AS INTEGER) AS n, count(*) AS records
        FROM outage WHERE ended > :after AND ended <= :until HAVING count(*) > 0""",
    "messages": """SELECT json_extract(figures, '$.burden.median') AS key,
            sum(json_extract(figures, '$.burden.messages')) AS n, count(*) AS records
        FROM summary WHERE ended > :after AND ended <= :until GROUP BY 1""",
}
"""What can be asked of a period, by name."""

OPEN_TICKETS = """
    SELECT category AS key, CAST(sum(julianday(:until) - julianday(reported_at)) AS INTEGER) AS n, count(*) AS records
    FROM ticket INDEXED BY ticket_still_open
    WHERE state NOT IN ('已关闭', '撤销') AND reported_at <= :until GROUP BY 1"""
OWNED = """
    SELECT CASE WHEN coalesce(owner, '') = '' THEN 'nobody' ELSE 'owned' END AS key, count(*) AS n, count(*) AS records
    FROM place GROUP BY 1"""
ON_HOLD = """
    SELECT t.category AS key, CAST(sum(julianday(:until) - julianday(s.held_at)) AS INTEGER) AS n, count(*) AS records
    FROM service s JOIN ticket t ON t.number = s.ticket WHERE s.held_at IS NOT NULL GROUP BY 1"""
STANDING: Mapping[str, str] = {"open_tickets": OPEN_TICKETS, "on_hold": ON_HOLD, "owned": OWNED}
"""What can be asked of this moment; these do not add up over periods. `n` of tickets are the days that they wait."""


class ReviewFigures:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def of(self, after: datetime, until: datetime) -> dict[str, Figure]:
        """Every figure of the period, by name."""
        return self.some(QUERIES, after, until)

    def some(self, names: Iterable[str], after: datetime, until: datetime) -> dict[str, Figure]:
        """Only these."""
        period = {"after": to_text(after), "until": to_text(until)}
        return {name: self._ask(QUERIES[name], period) for name in names}

    def own(self, person: str, queries: Mapping[str, str], after: datetime, until: datetime) -> dict[str, Figure]:
        """What one person did, by these questions."""
        facts = {"person": person, "after": to_text(after), "until": to_text(until)}
        return {name: self._ask(sql, facts) for name, sql in queries.items()}

    def standing(self, now: datetime) -> dict[str, Figure]:
        return {name: self._ask(sql, {"until": to_text(now)}) for name, sql in STANDING.items()}

    def _ask(self, sql: str, facts: Mapping[str, str]) -> Figure:
        return {str(row["key"]): (row["n"] or 0, row["records"]) for row in self._connection.execute(sql, facts)}
