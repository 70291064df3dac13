"""Whatever happens in and around a drill: each message of it says so, none of danger in earnest does, and no figure
knows of it."""

import json
import sqlite3
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from actions.give_alarms_back import give_alarms_back
from actions.hold_drill import hold_drill
from actions.move_alarm import move_alarm
from actions.raise_alarm import raise_alarm
from domain.alarms import RUNNING, Alarm, Move
from domain.drills import KINDS, MINUTES
from domain.refusal import Refusal
from handlers.news import render
from handlers.scene import red_button
from schedules.timetable import serve
from storage import Transaction
from tests.managers.days import local
from tests.posts.test_posts_at_random import school

MANAGERS, OTHERS = ("P03", "P02", "P05"), ("P06", "P15", "P14", "P20", "P53", "P01")
PLACES = ("S1", "R3-201", "M-S", "R1-312")
TAPS = (*Move, Move.GO, Move.GO, Move.KNOW, Move.ARRIVE)
OF_ALARMS = ("alarm.climb", "alarm.second_call", "alarm.still_on_it", "alarm.no_answer", "drill.end")
MARKS = {"zh": "【演习】", "en": "[DRILL]"}


class Drills(RuleBasedStateMachine):
    connection: sqlite3.Connection
    tx: Transaction

    @initialize(danger=st.sampled_from(KINDS))
    def a_school_with_phones_and_a_drill(self, danger: str) -> None:
        self.connection.execute("SAVEPOINT example")
        self.began = self.now = local("11-23 10:00")
        self.read = 0
        for number, person in enumerate((*MANAGERS, *OTHERS)):
            self.tx.accounts.bind(person, 900 + number, self.now)
        hold_drill(self.tx, self.now, "P03", danger=danger, place="S1", minutes=30, said_at=self.now)

    def teardown(self) -> None:
        self.connection.execute("ROLLBACK TO example")
        self.connection.execute("RELEASE example")

    @rule(who=st.sampled_from(MANAGERS), danger=st.sampled_from(KINDS), place=st.sampled_from(PLACES),
          minutes=st.sampled_from(MINUTES))  # fmt: skip
    def a_manager_begins(self, who: str, danger: str, place: str, minutes: int) -> None:
        with suppress(Refusal):
            hold_drill(self.tx, self.now, who, danger=danger, place=place, minutes=minutes, said_at=self.now)

    @rule(
        who=st.integers(0, 9),
        move=st.sampled_from(TAPS),
        older=st.integers(0, 1),
    )
    def somebody_taps(self, who: int, move: Move, older: int) -> None:
        """Mostly of those who were called, sometimes whoever holds it."""
        number = max(1, len(self._alarms()) - older)
        people = [*(it.person for it in self.tx.alarms.told(number)), "P03", "P53"]
        with suppress(Refusal):
            move_alarm(self.tx, self.now, people[who % len(people)], number, move, said_at=self.now)

    @rule(who=st.sampled_from(OTHERS), danger=st.sampled_from(KINDS))
    def somebody_cries_in_earnest(self, who: str, danger: str) -> None:
        raise_alarm(self.tx, self.now, reporter=who, reading=red_button(danger), words="", said_at=self.now)
        assert [it for it in self._alarms() if it.drill and it.state in RUNNING] == []

    @rule(who=st.sampled_from(OTHERS[:2]))
    def somebody_cannot_be_reached_any_more(self, who: str) -> None:
        give_alarms_back(self.tx, self.now, who)

    @rule(minutes=st.integers(1, 40))
    def time_goes_by(self, minutes: int) -> None:
        until = self.now + timedelta(minutes=minutes)
        while rows := sorted((row for verb in OF_ALARMS for row in self.tx.due.of_verb(verb)), key=lambda row: row.at):
            if rows[0].at > until:
                break
            self.now = max(self.now, rows[0].at)
            serve(self.tx, self.now, rows[0])
        self.now = until

    @invariant()
    def each_message_says_what_it_is_of(self) -> None:
        rows = self.connection.execute("SELECT * FROM outbox WHERE id > ? ORDER BY id", (self.read,)).fetchall()
        drills = {it.item for it in self._alarms() if it.drill}
        for row in rows:
            self.read, facts = row["id"], json.loads(row["facts"])
            of_a_drill = f"alarm:{facts.get('number')}" in drills and row["about"].startswith(("alarm.", "drill."))
            said = {language: render(row["about"], facts, language).text for language in MARKS}
            assert {mark in said[language] for language, mark in MARKS.items()} == {of_a_drill}, (row["about"], said)

    @invariant()
    def no_figure_knows_of_it(self) -> None:
        alarms = self._alarms()
        earnest = [it.number for it in alarms if not it.drill]
        counted = self.tx.figures.alarms(self.began - timedelta(minutes=1), self.now)
        assert sorted(it.number for it in counted) == earnest
        assert all(it.number in earnest for it in self.tx.figures.running_alarms())
        tickets = self.connection.execute("SELECT count(*) FROM ticket").fetchone()[0]
        assert tickets == sum(it.state == "not_urgent" for it in alarms if not it.drill)

    @invariant()
    def one_drill_runs_and_what_is_over_waits_for_nothing(self) -> None:
        running = [it for it in self._alarms() if it.state in RUNNING]
        assert sum(it.drill for it in running) <= 1
        waiting = {row.subject for verb in OF_ALARMS for row in self.tx.due.of_verb(verb)}
        assert waiting <= {str(it.number) for it in running}

    def _alarms(self) -> list[Alarm]:
        numbers: list[Any] = self.connection.execute("SELECT number FROM alarm ORDER BY number").fetchall()
        return [alarm for row in numbers if (alarm := self.tx.alarms.get(row["number"]))]


def test_whatever_happens_around_a_drill_nothing_is_mistaken(tmp_path: Path) -> None:
    Drills.connection = school(tmp_path)
    Drills.connection.execute("BEGIN")
    Drills.tx = Transaction(Drills.connection)
    case = Drills.TestCase
    case.settings = settings(max_examples=25, stateful_step_count=14, deadline=None)
    case("runTest").runTest()
    Drills.connection.close()
