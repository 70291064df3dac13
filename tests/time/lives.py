"""A house that lives in memory, in any zone, with outages and with a clock that jumps; it serves what is due and notes
when."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from actions.clock_jumps import note_jump, reopen_some
from actions.import_school import import_school
from actions.outages import end_outage, excuse_some, note_outage
from actions.plan_duties import plan_ahead
from domain.duties import Duty
from domain.outages import LEAST, Outage
from domain.plans import Grade, Manner, Plan, Slot
from domain.school import School
from schedules import jobs, timetable
from storage import Transaction
from tests.sample import sample
from tests.storage.rows import empty_database

Key = tuple[str, str, int]


def small(whole: School, zone: ZoneInfo) -> School:
    """The sample school with five plans of one guard, most of them in the small hours."""
    like = whole.plans[0]

    def plan(code: str, manner: Manner, slot: Slot) -> Plan:
        return replace(like, code=code, who="P22", manner=manner, slots=(slot,), day_kind="每天", grade=Grade.KEY)

    plans = (
        plan("T1", Manner.WINDOW, Slot(time(2, 10), time(2, 40))),
        plan("T2", Manner.POINT, Slot(time(2, 30))),
        plan("T3", Manner.EVERY, Slot(time(22, 30), time(5, 30), every=timedelta(minutes=140))),
        plan("T4", Manner.POINT, Slot(time(7, 10))),
        plan("T5", Manner.WINDOW, Slot(time(20, 10), time(20, 50))),
    )
    return replace(whole, plans=plans, settings=replace(whole.settings, zone=zone))


@dataclass
class Life:
    tx: Transaction
    now: datetime
    ran: list[tuple[Key, datetime]] = field(default_factory=list)
    outages: list[Outage] = field(default_factory=list)

    def until(self, to: datetime) -> None:
        """Time goes by, and what is due is served at its moment."""
        while (at := timetable.next_at(self.tx)) is not None and at <= to:
            self.now = max(self.now, at)
            self._serve()
        self.now = max(self.now, to)

    def away(self, by: timedelta) -> None:
        """An outage; shorter ones than two minutes are none."""
        began, self.now = self.now, self.now + by
        if by >= LEAST:
            outage = Outage(began, self.now)
            self.outages.append(outage)
            note_outage(self.tx, outage)
            while excuse_some(self.tx, self.now, outage):
                pass
            plan_ahead(self.tx, self.now)
            while timetable.plan_at_once(self.tx, self.now):
                pass
            end_outage(self.tx, self.now, outage, [])
        self._serve()

    def back(self, by: timedelta) -> None:
        """The clock was ahead by so much, and is put right."""
        before, self.now = self.now, self.now - by
        note_jump(self.tx, before, self.now, [])
        timetable.clock_went_back(self.tx, self.now, by)
        while reopen_some(self.tx, self.now):
            pass
        cut = (replace(it, ended=min(it.ended, self.now)) for it in self.outages)
        self.outages = [it for it in cut if it.began < it.ended]
        self._serve()

    def duties(self) -> list[Duty]:
        everything = self.tx._connection.execute("SELECT id FROM duty ORDER BY closes").fetchall()
        return [duty for row in everything if (duty := self.tx.duties.get(row["id"])) is not None]

    def periods(self) -> list[tuple[datetime, datetime]]:
        rows = self.tx._connection.execute("SELECT began, ended FROM summary ORDER BY day").fetchall()
        return [(datetime.fromisoformat(row["began"]), datetime.fromisoformat(row["ended"])) for row in rows]

    def _serve(self) -> None:
        while rows := timetable.ready(self.tx, self.now):
            for row in rows:
                if timetable.serve(self.tx, self.now, row) and row.verb == jobs.VERB:
                    day, number = row.facts["next"]
                    self.ran.append(((row.subject, day, number), self.now))


@contextmanager
def a_life(zone: ZoneInfo, begins: datetime) -> Iterator[Life]:
    """One like any other that begins there and then, in a unit of its own."""
    database, ran = _begun(zone, begins)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.deserialize(database)
        yield Life(_unit(connection), begins, list(ran))


@cache
def _begun(zone: ZoneInfo, begins: datetime) -> tuple[bytes, tuple[tuple[Key, datetime], ...]]:
    """The house as it is when it has served what is due at its start, and what it ran by then; made once."""
    with closing(empty_database()) as connection:
        life = Life(_unit(connection), begins)
        import_school(life.tx, begins, small(sample(), zone))
        timetable.at_start(life.tx, begins)
        life.until(begins)
        connection.execute("COMMIT")
        return connection.serialize(), tuple(life.ran)


def _unit(connection: sqlite3.Connection) -> Transaction:
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("BEGIN")
    return Transaction(connection)
