"""What a day costs people: a whole Monday of the sample school, done at the first word, and done by nobody."""

from collections import Counter
from datetime import timedelta

from actions.plan_duties import plan_ahead
from actions.submit_duty import submit_duty
from domain.duties import State
from domain.ladder import MOST_CALLS
from schedules import timetable
from storage import Transaction
from tests.duties.drafts import MONDAY, at
from tests.duties.played import Day

TUESDAY = MONDAY + timedelta(days=1)
FIRST, LAST = at("06:15"), at("06:15", TUESDAY)
"""The roster of the sample school begins with Monday's shifts."""


def planned(tx: Transaction) -> Day:
    day = Day(tx, FIRST)
    plan_ahead(tx, day.now)
    day.until(day.now)
    return day


def do_what_was_heard(day: Day) -> None:
    """Whoever has heard of a duty that can be done now does it."""
    for heard in {heard.duty: heard for heard in day.heard if heard.role == "owner"}.values():
        duty = day.duty(heard.duty)
        if duty.state is State.OPEN and duty.owner:
            submit_duty(day.tx, day.now, duty, person=duty.owner, said_at=day.now, device=None, body={})


def test_a_day_done_at_the_first_word_costs_one_message_a_duty_and_nobody_else_any(tx: Transaction) -> None:
    day = planned(tx)
    do_what_was_heard(day)
    while (moment := timetable.next_at(tx)) is not None and moment <= LAST:
        day.until(moment)
        do_what_was_heard(day)
    chased = [duty for duty in tx.duties.closing_between(FIRST, LAST) if not duty.trial and duty.owner]
    assert len(chased) > 60
    assert {duty.state for duty in chased} == {State.DONE}
    each = Counter((heard.person, heard.duty) for heard in day.heard if heard.duty)
    assert set(each.values()) == {1}
    assert [person for person, number in each if day.duty(number).owner != person] == []


def test_of_a_day_that_nobody_does_everything_ends_and_no_duty_calls_managers_more_than_five_times(
    tx: Transaction,
) -> None:
    day = planned(tx)
    day.until(LAST)
    assert {duty.state for duty in tx.duties.closing_between(FIRST, LAST)} == {State.MISSED}
    above = Counter((heard.person, heard.duty) for heard in day.heard if heard.role == "above")
    assert max(above.values()) <= MOST_CALLS
