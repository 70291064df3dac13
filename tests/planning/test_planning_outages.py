"""Outages: what nobody could report is excused, what was reported in time counts, and nobody reads old prompts."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.close_duty import OUTAGE, close_duty
from actions.morning import send_morning
from actions.outages import end_outage, excuse_some, note_outage
from bot.contact import Contact
from domain.duties import State
from domain.news import Show
from domain.outages import Outage, outage_since
from handlers.news import render
from reports.day import day_of
from storage import Transaction
from storage.parcel import Parcel
from tests.stage import MONDAY_QUARTER_TO_SEVEN as NOW

MINUTE = timedelta(minutes=1)
TWO_IN_THE_NIGHT = datetime.fromisoformat("2026-11-24T02:00+08:00")
NIGHT = Outage(TWO_IN_THE_NIGHT, TWO_IN_THE_NIGHT + 40 * MINUTE)


class StandingClock:
    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at


def over(tx: Transaction, outage: Outage) -> int:
    note_outage(tx, outage)
    excused = 0
    while some := excuse_some(tx, outage.ended, outage):
        excused += some
    end_outage(tx, outage.ended, outage, [])
    return excused


def told(tx: Transaction, at: datetime = NIGHT.ended) -> list[Parcel]:
    """What is said of outages by then."""
    return [parcel for parcel in tx.deliveries.look(at, [], []) if parcel.about == "outage.over"]


def the(tx: Transaction, key: str) -> tuple[State, str]:
    duty = tx.duties.of_key(key)
    assert duty is not None
    return duty.state, duty.excuse


def test_less_than_two_minutes_are_no_outage_and_a_first_start_is_none() -> None:
    assert outage_since(NOW, NOW + 1.9 * MINUTE) is None
    assert outage_since(NOW, NOW + 2 * MINUTE) == Outage(NOW, NOW + 2 * MINUTE)
    assert outage_since(None, NOW) is None


def test_down_from_two_to_twenty_to_three_excuses_the_rounds_inside_and_leaves_the_others(monday: Transaction) -> None:
    """Rounds at 02:10 and 02:20 closed at 02:25 and 02:35; the next ones are still to come."""
    assert over(monday, NIGHT) == 3
    assert the(monday, "J03:2026-11-23:02:10:L04") == (State.EXCUSED, OUTAGE)
    assert the(monday, "J04:2026-11-23:02:20:L02") == (State.EXCUSED, OUTAGE)
    assert the(monday, "J04:2026-11-23:04:00:L02") == (State.UPCOMING, "")
    assert monday.outages.ended_since(NOW) == [NIGHT]
    assert {parcel.show for parcel in monday.deliveries.look(NIGHT.ended, [], [])} <= {Show.ONLY_EDIT}


def test_what_closes_within_ten_minutes_after_can_still_be_done_and_is_never_missed(monday: Transaction) -> None:
    evening = datetime.fromisoformat("2026-11-23T21:40+08:00")
    over(monday, Outage(evening, evening + 3 * MINUTE))
    signed = monday.duties.of_key("J07:2026-11-23:21:30:R3-403")
    assert signed is not None
    assert signed.state is State.UPCOMING
    closed = close_duty(monday, signed.closes, signed, State.MISSED, person=None, said_at=signed.closes)
    assert (closed.state, closed.excuse) == (State.EXCUSED, OUTAGE)


def test_a_duty_that_was_reported_before_is_nobodys_to_excuse(monday: Transaction) -> None:
    done = monday.duties.of_key("J04:2026-11-23:02:20:L02")
    assert done is not None
    close_duty(monday, TWO_IN_THE_NIGHT, done, State.DONE, person="P34", said_at=TWO_IN_THE_NIGHT)
    assert over(monday, NIGHT) == 2
    assert the(monday, done.key) == (State.DONE, "")


def test_one_that_was_thought_to_be_over_goes_on(tx: Transaction) -> None:
    tx.outages.add(NIGHT)
    tx.outages.add(Outage(NIGHT.began, NIGHT.ended + MINUTE))
    assert tx.outages.ended_since(NOW) == [Outage(NIGHT.began, NIGHT.ended + MINUTE)]


def test_whoever_looks_after_the_machine_reads_it_in_the_morning(monday: Transaction) -> None:
    monday.accounts.bind("P22", 700_022, NOW)
    over(monday, NIGHT)
    end_outage(monday, NIGHT.ended, NIGHT, ["P22"])
    end_outage(monday, NIGHT.ended, NIGHT, ["P22"])
    assert told(monday) == []
    (line,) = told(monday, NIGHT.ended + timedelta(hours=5))
    assert (line.facts["began"], line.facts["ended"]) == ("02:00", "02:40")


def test_whoever_reads_the_line_of_the_morning_reads_it_there_and_only_there(monday: Transaction) -> None:
    monday.accounts.bind("P03", 700_003, NOW)
    over(monday, NIGHT)
    end_outage(monday, NIGHT.ended, NIGHT, ["P03"])
    morning = NIGHT.ended + timedelta(hours=4, minutes=5)
    send_morning(monday, morning)
    (line,) = [
        it for it in monday.deliveries.look(morning, [], []) if it.person == "P03" and it.show is not Show.ONLY_EDIT
    ]
    assert line.about == "morning"
    assert "停机02:00—02:40。" in render("morning", line.facts, "zh").text


def test_what_an_outage_excused_is_counted_as_in_the_summary_with_plans_on_trial_apart(monday: Transaction) -> None:
    monday._connection.execute("UPDATE duty SET trial = 1 WHERE key = 'J03:2026-11-23:02:10:L04'")
    monday.accounts.bind("P22", 700_022, NOW)
    assert over(monday, NIGHT) == 3
    end_outage(monday, NIGHT.ended, NIGHT, ["P22"])
    (line,) = told(monday, NIGHT.ended + timedelta(hours=5))
    day = day_of(monday, NIGHT.began, NIGHT.ended)
    assert line.facts["excused"] == len(day.ended_as(State.EXCUSED))
    assert line.facts["trial"] == sum(duty.state is State.EXCUSED for duty in day.trial)
    assert (line.facts["excused"], line.facts["trial"]) == (2, 1)


def test_a_clock_that_is_turned_is_no_outage_and_one_that_jumps_in_an_outage_is() -> None:
    clock = StandingClock(NOW)
    contact = Contact(clock)
    contact.remember(None)
    clock.at = NOW + 60 * MINUTE
    contact.turned()
    assert contact.outage is None
    contact.jumped()
    clock.at = NOW + 100 * MINUTE
    contact.turned()
    assert contact.outage == Outage(NOW + 60 * MINUTE, NOW + 100 * MINUTE)
    assert not contact.answered()
    contact.back()
    assert contact.answered()


def test_silence_counts_from_the_last_answer_also_over_a_restart() -> None:
    clock = StandingClock(NOW)
    contact = Contact(clock)
    contact.remember(NOW - 5 * MINUTE)
    assert contact.outage == Outage(NOW - 5 * MINUTE, NOW)


def test_the_database_hears_of_it_twice_a_minute_at_most() -> None:
    seconds = 100.0
    contact = Contact(StandingClock(NOW), monotonic=lambda: seconds)
    assert contact.wants_a_stamp()
    assert not contact.wants_a_stamp()
    seconds += 30
    assert contact.wants_a_stamp()


MOMENTS = st.integers(0, 48 * 60).map(lambda minutes: NOW.astimezone(UTC) + minutes * MINUTE)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(MOMENTS, st.integers(2, 300)), max_size=3))
def test_whatever_the_outages_a_duty_ends_once_and_is_excused_exactly_when_one_of_them_kept_it(
    planned_school: Callable[[], Transaction], outages: list[tuple[datetime, int]]
) -> None:
    tx = planned_school()
    spans = [Outage(began, began + minutes * MINUTE) for began, minutes in outages]
    for span in sorted(spans, key=lambda span: span.ended):
        over(tx, span)
    everything = tx.duties.unfinished(NOW + timedelta(days=4))
    for duty in everything:
        close_duty(tx, duty.closes, duty, State.MISSED, person=None, said_at=duty.closes)
    ended = tx.duties.closing_between(NOW - timedelta(days=1), NOW + timedelta(days=4))
    assert [duty.state for duty in ended] == [
        State.EXCUSED if any(span.excuses(duty.closes) for span in spans) else State.MISSED for duty in ended
    ]
    assert not tx.duties.unfinished(NOW + timedelta(days=4))
