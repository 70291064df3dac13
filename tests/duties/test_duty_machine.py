"""People and the clock at random: every duty ends once, and nobody is paged after owning, too late, or in a peak."""

import sqlite3
from datetime import datetime, timedelta
from functools import cache

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from actions import chase, cover, own_duty
from actions.duty_ladder import quiet_of
from actions.submit_duty import submit_duty
from domain.duties import OVER, Duty, State
from domain.ladder import MOST_CALLS, TO_PERSON
from domain.plans import Grade
from domain.refusal import Refusal
from storage import Transaction
from storage.moments import to_text
from tests.duties.drafts import at, point, window
from tests.duties.played import Day, plan
from tests.duties.schools import school_in_memory

MOST_MINUTES = 45
SHIFT = ("P21", "P22", "P23")
ABOVE = ("P20", "P03", "P01")
FIRST = {"place": "M-S", "target": "M-S", "post": "NM"}
DUTIES = (
    window("07:00", "07:50", grade=Grade.KEY, plan="T01", **FIRST),
    window("08:00", "08:50", plan="T02", **FIRST),
    point("09:10", grade=Grade.KEY, plan="T03", place="M-W", target="M-W", owner="P22"),
    point("14:20", grade=Grade.KEY, plan="T04", place="M-N", target="M-N", owner="P23"),
    window("07:10", "16:00", plan="T05", place="CX", target="CX", owner=None),
)
people = st.sampled_from((*SHIFT, *ABOVE))
ENDINGS = {f"duty.{state}" for state in OVER}


@cache
def _school() -> tuple[sqlite3.Connection, Transaction]:
    """One for all examples: each undoes what it did."""
    connection = school_in_memory()
    return connection, Transaction(connection)


class Duties(RuleBasedStateMachine):
    """Any order of tapping, reporting, blocking, waiting and sleeping through; a refusal is an answer."""

    def __init__(self) -> None:
        super().__init__()
        self.connection, self.tx = _school()
        self.connection.execute("BEGIN")
        self.day = Day(self.tx, at("05:30"))
        self.numbers = [plan(self.tx, draft) for draft in DUTIES]
        self.checked = 0

    def teardown(self) -> None:
        self.day.until(at("23:59"))
        assert all(duty.is_over for duty in self.duties())
        for number in self.numbers:
            ends = [row["kind"] for row in self.tx.history.of_item(f"duty:{number}") if row["kind"] in ENDINGS]
            assert len(ends) == 1 or (ends[0] == "duty.missed" and len(ends) == 2 and ends[1] != "duty.missed")
        self.connection.execute("ROLLBACK")

    def duties(self) -> list[Duty]:
        return [self.day.duty(number) for number in self.numbers]

    @rule(minutes=st.integers(min_value=1, max_value=MOST_MINUTES))
    def time_passes(self, minutes: int) -> None:
        self.day.until(self.day.now + timedelta(minutes=minutes))

    @rule(minutes=st.integers(min_value=1, max_value=3 * MOST_MINUTES))
    def nothing_runs_for_a_while(self, minutes: int) -> None:
        self.day.jump(self.day.now + timedelta(minutes=minutes))

    @rule(which=st.sampled_from(range(len(DUTIES))))
    def a_step_is_served_again(self, which: int) -> None:
        chase.step(self.tx, self.day.now, self.numbers[which])
        self.day.until(self.day.now)

    @rule(which=st.sampled_from(range(len(DUTIES))), person=people, ago=st.integers(min_value=0, max_value=20))
    def reports(self, which: int, person: str, ago: int) -> None:
        said_at = self.day.now - timedelta(minutes=ago)
        self._try(lambda duty: submit_duty(self.tx, self.day.now, duty, person=person, said_at=said_at, device=None,
                                           body={}), which)  # fmt: skip

    @rule(which=st.sampled_from(range(len(DUTIES))))
    def begins(self, which: int) -> None:
        duty = self.day.duty(self.numbers[which])
        if duty.state is State.OPEN and duty.begun_at is None:
            self.tx.duties.change(duty.id, begun_at=self.day.now)

    @rule(which=st.sampled_from(range(len(DUTIES))), person=people)
    def asks_for_cover(self, which: int, person: str) -> None:
        self._try(lambda duty: cover.ask_for_somebody(self.tx, self.day.now, person, duty, said_at=self.day.now), which)

    @rule(which=st.sampled_from(range(len(DUTIES))), person=people, answer=st.sampled_from((cover.go, cover.cannot)))
    def answers_an_offer(self, which: int, person: str, answer: object) -> None:
        self._try(lambda duty: answer(self.tx, self.day.now, person, duty, said_at=self.day.now), which)  # type: ignore[operator]

    @rule(which=st.sampled_from(range(len(DUTIES))), person=people)
    def takes_it_back(self, which: int, person: str) -> None:
        self._try(lambda duty: cover.take_back(self.tx, self.day.now, person, duty, said_at=self.day.now), which)

    @rule(which=st.sampled_from(range(len(DUTIES))), person=st.sampled_from(ABOVE))
    def takes_care(self, which: int, person: str) -> None:
        self._try(lambda duty: own_duty.own(self.tx, self.day.now, person, duty, "own", said_at=self.day.now), which)

    @rule(which=st.sampled_from(range(len(DUTIES))), person=people)
    def says_why(self, which: int, person: str) -> None:
        self._try(
            lambda duty: own_duty.give_reason(self.tx, self.day.now, person, duty, "忙", said_at=self.day.now), which
        )

    @rule(which=st.sampled_from(range(len(DUTIES))), person=people)
    def excuses(self, which: int, person: str) -> None:
        self._try(lambda duty: own_duty.excuse(self.tx, self.day.now, person, duty, said_at=self.day.now), which)

    @rule(which=st.sampled_from(range(len(DUTIES))), person=people)
    def says_a_little_later(self, which: int, person: str) -> None:
        self._try(lambda duty: chase.a_little_later(self.tx, self.day.now, person, duty, said_at=self.day.now), which)

    def _try(self, act: object, which: int) -> None:
        duty = self.day.duty(self.numbers[which])
        try:
            act(duty)  # type: ignore[operator]
        except Refusal:
            assert self.day.duty(duty.id) == duty
        self.day.until(self.day.now)

    @invariant()
    def what_is_behind_is_closed(self) -> None:
        assert [duty for duty in self.duties() if duty.closes <= self.day.now and not duty.is_over] == []

    @invariant()
    def nobody_is_paged_in_a_peak_or_about_what_is_over_or_owned(self) -> None:
        for heard in self.day.heard[self.checked :]:
            assert heard.good_until is None or heard.at <= heard.good_until
            duty = self.day.duty(heard.duty)
            if heard.prompt in TO_PERSON and heard.person == duty.owner:
                assert not [span for span in quiet_of(self.tx, duty) if span.starts <= heard.at < span.ends]
            if heard.prompt in TO_PERSON or heard.role == "above":
                assert self.cared_for_by(heard.duty, heard.at) in (None, heard.person)
        self.checked = len(self.day.heard)

    def cared_for_by(self, number: int, moment: datetime) -> str | None:
        """Who had taken care of it by then and was not silent since."""
        rows = self.tx.history.of_item(f"duty:{number}")
        care = [row for row in rows if row["kind"] == "duty.owned" and row["arrived_at"] < to_text(moment)]
        silent = [row for row in rows if row["kind"] == "duty.no_answer" and row["arrived_at"] <= to_text(moment)]
        return care[-1]["person"] if care and not (silent and silent[-1]["seq"] > care[-1]["seq"]) else None

    @invariant()
    def the_owner_is_never_asked_and_nobody_twice(self) -> None:
        for duty in self.duties():
            offers = [h.person for h in self.day.heard if h.duty == duty.id and h.role == "asked"]
            assert duty.assigned not in self.tx.hearers.offered(duty.id)
            assert len(set(offers)) == len(offers)

    @invariant()
    def managers_are_called_at_most_so_often(self) -> None:
        for duty in self.duties():
            calls = [h for h in self.day.heard if h.duty == duty.id and h.role == "above" and h.person == "P03"]
            assert len(calls) <= (MOST_CALLS if duty.grade is Grade.KEY else 0) + 3


TestDuties = Duties.TestCase
TestDuties.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
