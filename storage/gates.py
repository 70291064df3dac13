"""Gates: the present state of each, as it was last said."""

import sqlite3

from domain.gates import Gate, GateState
from storage.moments import from_text, to_text


class Gates:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def get(self, place: str) -> Gate | None:
        """None while nobody has said anything of it."""
        row = self._connection.execute("SELECT * FROM gate_state WHERE gate = ?", (place,)).fetchone()
        return None if row is None else _gate(row)

    def keep(self, gate: Gate) -> None:
        self._connection.execute(
            """INSERT INTO gate_state (gate, state, since, person, evidence, alarm)
               VALUES (:gate, :state, :since, :person, :evidence, :alarm)
               ON CONFLICT (gate) DO UPDATE SET state = excluded.state, since = excluded.since,
                   person = excluded.person, evidence = excluded.evidence, alarm = excluded.alarm""",
            {
                "gate": gate.place,
                "state": gate.state,
                "since": to_text(gate.since),
                "person": gate.person,
                "evidence": gate.evidence,
                "alarm": gate.alarm,
            },
        )


def _gate(row: sqlite3.Row) -> Gate:
    return Gate(
        row["gate"], GateState(row["state"]), from_text(row["since"]), row["person"], row["evidence"], row["alarm"]
    )
