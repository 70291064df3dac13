"""Whether a plan chases: decided by people in a chat, kept apart from the workbook that describes the plan."""

import sqlite3
from datetime import datetime

from domain.plans import Switch
from storage.moments import to_text


class PlanSwitches:
    """A plan that nobody decided about is on trial: it records and does not chase."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def state(self, plan: str) -> Switch:
        row = self._connection.execute("SELECT state FROM plan_switch WHERE plan = ?", (plan,)).fetchone()
        return Switch(row["state"]) if row else Switch.TRIAL

    def set(self, plan: str, state: Switch, now: datetime, by: str | None = None) -> None:
        """`by` is the person who decided; None when the first import did."""
        self._connection.execute(
            """INSERT INTO plan_switch (plan, state, by, at) VALUES (:plan, :state, :by, :at)
               ON CONFLICT (plan) DO UPDATE SET state = excluded.state, by = excluded.by, at = excluded.at""",
            {"plan": plan, "state": state, "by": by, "at": to_text(now)},
        )

    def all(self) -> dict[str, Switch]:
        """Every plan that was decided about."""
        rows = self._connection.execute("SELECT plan, state FROM plan_switch ORDER BY plan")
        return {row["plan"]: Switch(row["state"]) for row in rows}
