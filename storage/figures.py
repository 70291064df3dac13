"""Figures: what a period holds, found through an index; none of these questions grows with the years."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from domain.alarms import Alarm
from domain.alarms import State as AlarmState
from domain.duties import Duty, State
from domain.tickets import ENDING, Ticket
from storage.alarms import alarm_of
from storage.duties import duty_of
from storage.moments import from_text, to_text
from storage.tickets import ticket_of

ENDS_OF_DUTIES = """
    SELECT state, count(*) AS n FROM duty WHERE closes > :after AND closes <= :until AND trial = 0 GROUP BY state"""
PLANNED = "SELECT count(*) AS n FROM duty WHERE day = :day AND trial = 0"
WITHOUT_OWNER = """
    SELECT * FROM duty WHERE day = :day AND owner IS NULL AND trial = 0 AND state IN ('upcoming', 'open')
    ORDER BY starts, id"""
ENDS_OF_PLANS_ON_TRIAL = """
    SELECT plan, state, count(*) AS n FROM duty WHERE closes > :after AND closes <= :until AND trial = 1
    GROUP BY plan, state"""
ALARMS_RAISED = "SELECT * FROM alarm WHERE raised_at > :after AND raised_at <= :until AND drill = 0 ORDER BY raised_at"
CRIES = """
    SELECT json_extract(body, '$.reasons') AS reasons, state FROM record
    JOIN alarm ON number = CAST(substr(item, 7) AS INTEGER)
    WHERE kind = 'alarm.raised' AND arrived_at > :after AND arrived_at <= :until AND drill = 0
      AND json_type(body, '$.reasons') = 'array'"""
ALARMS_RUNNING = """
    SELECT * FROM alarm INDEXED BY alarm_running
    WHERE state IN ('open', 'owned', 'on_site') AND raised_at > '' AND drill = 0 ORDER BY raised_at"""
TICKETS_OPEN = """
    SELECT * FROM ticket INDEXED BY ticket_still_open
    WHERE state NOT IN ('已关闭', '撤销') AND reported_at > '' ORDER BY reported_at"""
TICKETS_REPORTED = """
    SELECT item FROM record WHERE kind = 'ticket.reported' AND arrived_at > :after AND arrived_at <= :until
    ORDER BY arrived_at"""
KINDS = ", ".join(f"'ticket.{move}'" for move in ENDING)
TICKETS_MOVED = f"""
    SELECT item, json_extract(body, '$.was') AS was, json_extract(body, '$.state') AS state FROM record
    WHERE kind IN ({KINDS})
      AND arrived_at > :after AND arrived_at <= :until"""
TICKETS_LATE = """
    SELECT item, json_extract(body, '$.told') AS told FROM record
    WHERE kind = 'ticket.waits' AND json_extract(body, '$.missed')
      AND arrived_at > :after AND arrived_at <= :until ORDER BY seq"""
TICKETS_CHASED = """
    SELECT count(*) AS n FROM record WHERE kind = 'ticket.chased' AND arrived_at > :after AND arrived_at <= :until"""
TICKETS_UNRATED = """
    SELECT count(*) AS n FROM record WHERE kind = 'ticket.lapse' AND arrived_at > :after AND arrived_at <= :until"""
PHOTOS = """
    SELECT file_id, item FROM evidence WHERE said_at > :after AND said_at <= :until AND kind = 'photo'
    ORDER BY said_at, id"""
FLAGGED = """
    SELECT count(*) AS n FROM duty d JOIN duty_point p ON p.duty = d.id
    WHERE d.closes > :after AND d.closes <= :until AND p.flags <> '[]'"""
OUTAGES = "SELECT began, ended FROM outage WHERE ended > :after AND ended <= :until ORDER BY ended"
UNREACHABLE = """
    SELECT person FROM record WHERE kind = 'person.unreachable' AND arrived_at > :after AND arrived_at <= :until
    ORDER BY arrived_at"""
MESSAGES = """
    SELECT person, chat_id, count(*) AS n FROM outbox
    WHERE state = 'delivered' AND closed_at > :after AND closed_at <= :until AND why IS NULL AND lane <> 0
      AND NOT (about GLOB 'drill.*' OR (about GLOB 'alarm.*' AND coalesce(json_extract(facts, '$.drill'), 0)))
    GROUP BY person, chat_id"""


@dataclass(frozen=True, slots=True)
class TicketFlow:
    """before + reported + reopened - closed = still open; `reported` and `closed` are items (ticket:241)."""

    reported: tuple[str, ...]
    reopened: int
    closed: int
    open: tuple[Ticket, ...]
    late: int = 0
    """Whose promised time ran out in the period."""
    chased: int = 0
    unrated: int = 0
    """Of the closed ones, those of which nobody said whether they are well."""

    @property
    def before(self) -> int:
        return len(self.open) - len(self.reported) - self.reopened + self.closed


class Figures:
    """Periods are (after, until]: a moment belongs to exactly one."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def ends(self, after: datetime, until: datetime) -> Counter[State]:
        """How duties that closed then ended; plans on trial left out."""
        return Counter({State(row["state"]): row["n"] for row in self._ask(ENDS_OF_DUTIES, after, until)})

    def planned(self, day: date) -> int:
        """How many duties belong to a local day; plans on trial left out."""
        return int(self._connection.execute(PLANNED, {"day": day.isoformat()}).fetchone()["n"])

    def without_owner(self, day: date) -> list[Duty]:
        """Those of a local day that nobody owes and that are not over; plans on trial left out."""
        return [duty_of(row) for row in self._connection.execute(WITHOUT_OWNER, {"day": day.isoformat()})]

    def trials(self, after: datetime, until: datetime) -> dict[str, Counter[State]]:
        """How duties of plans on trial ended, by plan."""
        found: dict[str, Counter[State]] = {}
        for row in self._ask(ENDS_OF_PLANS_ON_TRIAL, after, until):
            found.setdefault(row["plan"], Counter())[State(row["state"])] += row["n"]
        return found

    def alarms(self, after: datetime, until: datetime) -> list[Alarm]:
        """Raised then, oldest first."""
        return [alarm_of(row) for row in self._ask(ALARMS_RAISED, after, until)]

    def cries(self, after: datetime, until: datetime) -> list[tuple[list[str], AlarmState]]:
        """What each alarm raised then was read by, and how it stands now; words that were erased are left out."""
        rows = self._ask(CRIES, after, until)
        return [(json.loads(row["reasons"]), AlarmState(row["state"])) for row in rows]

    def running_alarms(self) -> list[Alarm]:
        return [alarm_of(row) for row in self._connection.execute(ALARMS_RUNNING)]

    def open_tickets(self) -> list[Ticket]:
        """Oldest first."""
        return [ticket_of(row) for row in self._connection.execute(TICKETS_OPEN)]

    def tickets(self, after: datetime, until: datetime) -> TicketFlow:
        """What came and went, by arrival; and what is open at this moment, which must be `until`."""
        over = {"已关闭", "撤销"}
        moves = [(row["was"] in over, row["state"] in over) for row in self._ask(TICKETS_MOVED, after, until)]
        return TicketFlow(
            tuple(row["item"] for row in self._ask(TICKETS_REPORTED, after, until)),
            moves.count((True, False)),
            moves.count((False, True)),
            tuple(self.open_tickets()),
            len(self.late_tickets(after, until)),
            *(int(next(iter(self._ask(sql, after, until)))["n"]) for sql in (TICKETS_CHASED, TICKETS_UNRATED)),
        )

    def late_tickets(self, after: datetime, until: datetime) -> dict[int, list[str]]:
        """Numbers of the tickets whose promised times ran out then, and which of them did (take, answer, done)."""
        found: dict[int, list[str]] = {}
        for row in self._ask(TICKETS_LATE, after, until):
            told = found.setdefault(int(row["item"].partition(":")[2]), [])
            told += [] if row["told"] in told else [row["told"]]
        return found

    def photos(self, after: datetime, until: datetime) -> list[tuple[str, str | None]]:
        """File ids of the photos taken then and the item that each shows, oldest first."""
        return [(row["file_id"], row["item"]) for row in self._ask(PHOTOS, after, until)]

    def flagged(self, after: datetime, until: datetime) -> int:
        """Points of the duties that closed then with a reason to look twice."""
        return int(next(iter(self._ask(FLAGGED, after, until)))["n"])

    def outages(self, after: datetime, until: datetime) -> list[tuple[datetime, datetime]]:
        """Began and ended, of those that ended then."""
        return [(from_text(row["began"]), from_text(row["ended"])) for row in self._ask(OUTAGES, after, until)]

    def unreachable(self, after: datetime, until: datetime) -> list[str]:
        """People who stopped being reachable then, in that order."""
        return list(dict.fromkeys(row["person"] for row in self._ask(UNREACHABLE, after, until)))

    def messages(self, after: datetime, until: datetime) -> Counter[str | int]:
        """How many messages that nobody asked for each person (or chat) was sent: answers and edits cost nothing."""
        rows = self._ask(MESSAGES, after, until)
        return Counter({row["chat_id"] if row["person"] is None else row["person"]: row["n"] for row in rows})

    def _ask(self, sql: str, after: datetime, until: datetime) -> Iterable[sqlite3.Row]:
        return self._connection.execute(sql, {"after": to_text(after), "until": to_text(until)})
