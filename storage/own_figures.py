"""Own figures: what one person did in a period, as named questions whose sums add up, like those of the school."""

from collections.abc import Mapping

from storage.figures import KINDS
from storage.review_figures import COUNT, IS, OVER, WAS

CLOSED = "FROM duty WHERE closes > :after AND closes <= :until"
"""On trial or not: work is work."""
CLOSING = f"{CLOSED} AND trial = 0"
WELL = "state IN ('done', 'late')"
MINE = """FROM record r JOIN ticket t ON t.number = CAST(substr(r.item, 8) AS INTEGER)
    WHERE t.assignee = :person AND r.arrived_at > :after AND r.arrived_at <= :until"""
RAISED = "FROM alarm WHERE owner = :person AND raised_at > :after AND raised_at <= :until AND drill = 0"

OWN_QUERIES: Mapping[str, str] = {
    "own_duties": f"SELECT state AS key, {COUNT} {CLOSING} AND owner = :person AND cover IS NULL GROUP BY 1",
    "own_covers": f"SELECT plan AS key, {COUNT} {CLOSING} AND cover = :person AND {WELL} GROUP BY 1",
    "own_covered": f"""SELECT plan AS key, {COUNT} {CLOSING} AND assigned = :person AND cover <> :person AND {WELL}
        GROUP BY 1""",
    "own_trial": f"""SELECT plan AS key, {COUNT} {CLOSED} AND trial = 1 AND owner = :person AND cover IS NULL AND {WELL}
        GROUP BY 1""",
    "own_points": f"""SELECT plan AS key, sum(reached) AS n, count(*) AS records
        {CLOSED} AND person = :person AND task = 'round' GROUP BY 1""",
    "own_faults": f"""SELECT plan AS key, sum(faults) AS n, count(*) AS records
        {CLOSED} AND person = :person AND faults > 0 GROUP BY 1""",
    "own_photos": f"""SELECT 'photo' AS key, {COUNT} FROM evidence
        WHERE said_at > :after AND said_at <= :until AND kind = 'photo' AND person = :person HAVING count(*) > 0""",
    "own_reported": f"""SELECT category AS key, {COUNT} FROM ticket
        WHERE reporter = :person AND reported_at > :after AND reported_at <= :until GROUP BY 1""",
    "own_repaired": f"""SELECT CASE WHEN r.kind = 'ticket.confirm' THEN 'confirmed' ELSE 'unrated' END AS key, {COUNT}
        {MINE} AND r.kind IN ({KINDS}) AND {IS} = '已关闭' AND {WAS} NOT IN {OVER} GROUP BY 1""",
    "own_rejected": f"SELECT 'rejected' AS key, {COUNT} {MINE} AND r.kind = 'ticket.reject' HAVING count(*) > 0",
    "own_alarms": f"SELECT danger AS key, {COUNT} {RAISED} GROUP BY 1",
    "own_looks": f"""SELECT kind AS key, {COUNT} FROM inspection
        WHERE inspector = :person AND said_at > :after AND said_at <= :until GROUP BY 1""",
    "own_notices": f"""SELECT CASE WHEN closed_at <= deadline THEN 'in time' ELSE 'after' END AS key, {COUNT}
        FROM notice WHERE done_by = :person AND state = '销号' AND closed_at > :after AND closed_at <= :until
        GROUP BY 1""",
    "own_entries": f"""SELECT kind AS key, {COUNT} FROM entry
        WHERE opened_by = :person AND opened_at > :after AND opened_at <= :until GROUP BY 1""",
}
"""What can be asked of a period about `:person`, by name. The period is (after, until]."""
