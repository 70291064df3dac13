"""Tickets as rows: the present state; how it came about stands in the history."""

import sqlite3
from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from domain.tickets import OVER, State, Ticket, Urgency
from storage.moments import from_text, to_text
from storage.rows import to_json

OPEN = f"state NOT IN ({', '.join(repr(str(state)) for state in OVER)})"


class Tickets:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def open(
        self,
        *,
        category: str,
        urgency: Urgency,
        place: str | None,
        place_words: str,
        words: str,
        reporter: str | None,
        reported_at: datetime,
        now: datetime,
        unconfirmed: bool = False,
    ) -> Ticket:
        """A new ticket in 待受理 with the next number; numbers are never used again."""
        row = self._connection.execute(
            """INSERT INTO ticket (state, category, urgency, place, place_words, words, reporter, reported_at,
                                   changed_at, unconfirmed)
               VALUES (:state, :category, :urgency, :place, :place_words, :words, :reporter, :reported_at, :now,
                       :unconfirmed) RETURNING *""",
            {
                "state": State.WAITING,
                "category": category,
                "urgency": urgency,
                "place": place,
                "place_words": place_words,
                "words": words,
                "reporter": reporter,
                "reported_at": to_text(reported_at),
                "now": to_text(now),
                "unconfirmed": int(unconfirmed),
            },
        ).fetchone()
        return ticket_of(row)

    def get(self, number: int) -> Ticket | None:
        row = self._connection.execute("SELECT * FROM ticket WHERE number = ?", (number,)).fetchone()
        return ticket_of(row) if row else None

    def move(self, ticket: Ticket, state: State, now: datetime, *, assignee: str | None) -> Ticket:
        """Keeps the new state; the ticket must be as it was read (units run one after the other, so it is)."""
        row = self._connection.execute(
            """UPDATE ticket SET state = :state, assignee = :assignee, changed_at = :now, moves = moves + 1
               WHERE number = :number AND moves = :moves RETURNING *""",
            {
                "state": state,
                "assignee": assignee,
                "now": to_text(now),
                "number": ticket.number,
                "moves": ticket.moves,
            },
        ).fetchone()
        if row is None:
            raise LookupError(f"ticket {ticket.number} changed in the same unit of work")
        return ticket_of(row)

    def add_words(self, number: int, words: str) -> None:
        self._connection.execute("UPDATE ticket SET words = words || :words WHERE number = :number",
                                 {"words": words, "number": number})  # fmt: skip

    def of_assignee(self, person: str) -> list[Ticket]:
        """What somebody has to put right, oldest first."""
        rows = self._connection.execute(
            f"SELECT * FROM ticket WHERE assignee = ? AND {OPEN} AND state <> '待验收' ORDER BY number", (person,)
        )
        return [ticket_of(row) for row in rows]

    def of_reporter(self, person: str, most: int = 10) -> list[Ticket]:
        """What somebody reported and is not over, newest first."""
        rows = self._connection.execute(
            f"SELECT * FROM ticket WHERE reporter = ? AND {OPEN} ORDER BY number DESC LIMIT ?", (person, most)
        )
        return [ticket_of(row) for row in rows]

    def waiting(self, most: int = 20) -> list[Ticket]:
        """What nobody has been given yet, oldest first."""
        rows = self._connection.execute("SELECT * FROM ticket WHERE state = '待受理' ORDER BY number LIMIT ?", (most,))
        return [ticket_of(row) for row in rows]

    def loads(self, people: Iterable[str]) -> Counter[str]:
        """How many open tickets each of these people has; none where somebody has none."""
        rows = self._connection.execute(
            f"""SELECT assignee, count(*) FROM ticket
                WHERE assignee IN (SELECT value FROM json_each(?)) AND {OPEN} GROUP BY assignee""",
            (to_json(list(people)),),
        )
        return Counter({str(row[0]): int(row[1]) for row in rows})

    def alike(self, place: str, category: str, now: datetime, within: timedelta) -> Ticket | None:
        """The newest open ticket of the same place and category, reported within that time."""
        row = self._connection.execute(
            f"""SELECT * FROM ticket WHERE place = :place AND category = :category AND {OPEN}
                AND reported_at >= :since ORDER BY number DESC LIMIT 1""",
            {"place": place, "category": category, "since": to_text(now - within)},
        ).fetchone()
        return ticket_of(row) if row else None

    def follow(self, number: int, person: str) -> None:
        """Somebody else reported the same: they read how it goes on."""
        self._connection.execute(
            "INSERT INTO follower (ticket, person) VALUES (?, ?) ON CONFLICT DO NOTHING", (number, person)
        )

    def followers(self, number: int) -> list[str]:
        rows = self._connection.execute("SELECT person FROM follower WHERE ticket = ? ORDER BY person", (number,))
        return [row["person"] for row in rows]

    def last_place(self, person: str) -> str | None:
        """Where somebody reported from last; None when no report of theirs says where."""
        row = self._connection.execute(
            "SELECT place FROM ticket WHERE reporter = ? AND place IS NOT NULL ORDER BY number DESC LIMIT 1", (person,)
        ).fetchone()
        return row["place"] if row else None

    def last_places(self, person: str, most: int = 3) -> list[str]:
        """Where somebody reported from lately, newest first, each place once."""
        rows = self._connection.execute(
            """SELECT place, max(number) AS newest
               FROM (SELECT place, number FROM ticket WHERE reporter = ? ORDER BY number DESC LIMIT 20)
               WHERE place IS NOT NULL GROUP BY place ORDER BY newest DESC LIMIT ?""",
            (person, most),
        )
        return [row["place"] for row in rows]


def ticket_of(row: sqlite3.Row) -> Ticket:
    return Ticket(
        row["number"],
        State(row["state"]),
        row["category"],
        Urgency(row["urgency"]),
        row["place"],
        row["place_words"],
        row["words"],
        row["reporter"],
        row["assignee"],
        from_text(row["reported_at"]),
        from_text(row["changed_at"]),
        bool(row["unconfirmed"]),
        row["moves"],
    )
