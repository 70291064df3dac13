"""The house's clock: what the machine says while nothing speaks against it, and who is believed when they differ."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import STEP, Jump, PlayedClock, SystemClock
from tests.time.machines import Machine

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
SECOND, MINUTE, HOUR, DAY = (timedelta(**{name: 1}) for name in ("seconds", "minutes", "hours", "days"))


def on(machine: Machine) -> SystemClock:
    return SystemClock(machine.wall, machine.seconds)


@pytest.mark.parametrize("by", [HOUR, 3 * DAY, 3653 * DAY, -10 * MINUTE, -DAY, datetime(1970, 1, 1, tzinfo=UTC) - NOW])
def test_a_clock_that_somebody_sets_is_not_followed_until_telegram_says_so(by: timedelta) -> None:
    machine = Machine(NOW)
    clock = on(machine)
    machine.off = by
    machine.true += 30 * SECOND
    assert clock.now() == NOW + 30 * SECOND
    assert clock.off == by
    assert clock.heard(machine.true) is None
    assert clock.now() == machine.true
    machine.off = timedelta()
    assert (clock.now(), clock.off) == (machine.true, timedelta())


def test_a_small_step_of_the_time_server_is_followed_at_once() -> None:
    machine = Machine(NOW)
    clock = on(machine)
    machine.off = -20 * SECOND
    assert clock.now() == machine.wall()
    assert clock.off == timedelta()


def test_a_machine_that_was_frozen_goes_on_with_the_next_answer_from_telegram() -> None:
    machine = Machine(NOW)
    clock = on(machine)
    machine.freeze(3 * HOUR)
    assert clock.now() == NOW
    assert clock.heard(machine.true + SECOND) == Jump(NOW, NOW + 3 * HOUR)
    assert clock.now() == machine.true


def test_a_machine_that_sleeps_counts_on() -> None:
    machine = Machine(NOW)
    clock = on(machine)
    machine.true += 8 * HOUR
    assert clock.now() == machine.true
    assert clock.off == timedelta()


def test_telegram_alone_has_to_say_it_twice() -> None:
    machine = Machine(NOW, off=-400 * DAY)
    clock = on(machine)
    assert clock.heard(machine.true) is None
    assert clock.doubtful
    assert clock.heard(machine.true + 2 * SECOND) == Jump(NOW - 400 * DAY, NOW + 2 * SECOND)
    assert abs(clock.now() - machine.true) <= STEP
    assert clock.off == -400 * DAY - 2 * SECOND


def test_one_odd_answer_moves_nothing() -> None:
    machine = Machine(NOW)
    clock = on(machine)
    assert clock.heard(NOW - 9 * HOUR) is None
    assert clock.heard(NOW) is None
    assert clock.heard(NOW - 9 * HOUR) is None
    assert clock.now() == NOW


def test_after_an_empty_battery_the_time_goes_on_from_the_last_record() -> None:
    machine = Machine(NOW, off=datetime(2000, 1, 1, tzinfo=UTC) - NOW)
    clock = on(machine)
    clock.at_least(NOW - 5 * MINUTE)
    assert clock.now() == NOW - 5 * MINUTE
    clock.at_least(None)
    assert clock.heard(NOW) is None
    assert clock.heard(NOW) is not None
    assert clock.now() == NOW


def test_what_is_sent_later_than_now_puts_a_slow_clock_right_and_what_was_sent_before_proves_nothing() -> None:
    machine = Machine(NOW, off=-HOUR)
    clock = on(machine)
    assert clock.heard_of(NOW - 3 * HOUR, just_now=False) is None
    assert clock.heard_of(NOW, just_now=False) is None
    assert clock.heard_of(NOW, just_now=False) == Jump(NOW - HOUR, NOW)


def test_on_a_server_of_our_own_what_is_sent_just_now_decides() -> None:
    machine = Machine(NOW)
    clock = on(machine)
    machine.off = DAY
    assert clock.heard_of(NOW - 2 * HOUR, just_now=True) is None
    assert clock.heard_of(NOW, just_now=True) is None
    assert clock.now() == NOW
    machine.freeze(DAY)
    machine.off = timedelta()
    assert clock.heard_of(NOW + DAY, just_now=True) == Jump(NOW, NOW + DAY)


def test_nobody_tells_a_played_clock_the_time() -> None:
    clock = PlayedClock(NOW)
    clock.at_least(NOW + DAY)
    assert clock.heard(NOW + DAY) is clock.heard_of(NOW + DAY, just_now=True) is None
    assert (clock.now(), clock.machine, clock.off, clock.doubtful) == (NOW, NOW, timedelta(), False)


SPANS = st.integers(-10 * 366 * 24 * 3600, 10 * 366 * 24 * 3600).map(lambda seconds: timedelta(seconds=seconds))
MOVES = st.lists(
    st.one_of(
        st.tuples(st.just("pass"), st.integers(1, 200_000)),
        st.tuples(st.just("set"), SPANS),
        st.tuples(st.just("freeze"), st.integers(1, 400_000)),
    ),
    max_size=20,
)


@given(MOVES)
def test_whatever_is_done_to_the_machine_two_answers_later_the_clock_is_right(
    moves: list[tuple[str, int | timedelta]],
) -> None:
    machine = Machine(NOW)
    clock = on(machine)
    for what, by in moves:
        if isinstance(by, timedelta):
            machine.off = by
        elif what == "freeze":
            machine.freeze(by * SECOND)
        else:
            machine.true += by * SECOND
        clock.heard(machine.true)
        clock.heard(machine.true)
        assert abs(clock.now() - machine.true) <= 2 * STEP
        assert not clock.doubtful


@given(MOVES)
def test_while_telegram_is_silent_the_clock_goes_on_by_seconds_that_nobody_can_set(
    moves: list[tuple[str, int | timedelta]],
) -> None:
    machine = Machine(NOW)
    clock = on(machine)
    for what, by in moves:
        before, counted = clock.now(), machine.seconds()
        if isinstance(by, timedelta):
            machine.off = by
        elif what == "freeze":
            machine.freeze(by * SECOND)
        else:
            machine.true += by * SECOND
        passed = timedelta(seconds=machine.seconds() - counted)
        assert abs(clock.now() - before - passed) <= STEP
