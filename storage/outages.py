"""Outages: the spans in which nobody could reach the bot, whether the process was dead or the network gone."""

import sqlite3
from datetime import datetime

from domain.outages import Outage
from storage.moments import from_text, to_text


class Outages:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, outage: Outage) -> None:
        """Notes it; one that began then and was thought to be over goes on."""
        row = {"began": to_text(outage.began), "ended": to_text(outage.ended)}
        again = self._connection.execute("UPDATE outage SET ended = :ended WHERE began = :began", row)
        if again.rowcount == 0:
            self._connection.execute(
                """INSERT INTO outage (began, ended) VALUES (:began, :ended)
                   ON CONFLICT (ended) DO UPDATE SET began = min(began, excluded.began)""",
                row,
            )

    def cut(self, now: datetime) -> None:
        """Nothing of an outage lies ahead: the clock that said so was put right."""
        self._connection.execute("DELETE FROM outage WHERE began >= ?", (to_text(now),))
        self._connection.execute("UPDATE OR REPLACE outage SET ended = :now WHERE ended > :now", {"now": to_text(now)})

    def ended_since(self, moment: datetime) -> list[Outage]:
        """Every outage that ended at that moment or later, oldest first."""
        rows = self._connection.execute("SELECT * FROM outage WHERE ended >= ? ORDER BY ended", (to_text(moment),))
        return [Outage(from_text(row["began"]), from_text(row["ended"])) for row in rows]
