"""Clocks: the machine's, a standing one and a flowing one."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.clock import PlayedClock, SystemClock

MONDAY = datetime(2026, 11, 23, 6, 45, tzinfo=timezone(timedelta(hours=8)))
HOUR = timedelta(hours=1)


class Seconds:
    """Monotonic seconds that a test lets pass."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_the_machines_clock_is_in_utc_and_reaches_every_time() -> None:
    clock = SystemClock()
    now = clock.now()
    assert now.tzinfo is UTC
    assert clock.real_delay(now - HOUR) == 0.0
    assert 3590 < (clock.real_delay(now + HOUR) or 0) <= 3600


def test_a_standing_clock_shows_what_it_was_turned_to() -> None:
    clock = PlayedClock(MONDAY)
    assert clock.now() == MONDAY
    assert clock.now().tzinfo is UTC
    assert clock.turn(MONDAY + HOUR) == MONDAY + HOUR == clock.now()


def test_a_clock_goes_back_only_when_told() -> None:
    clock = PlayedClock(MONDAY)
    assert clock.turn(MONDAY - HOUR) == MONDAY
    assert clock.turn(MONDAY - HOUR, back=True) == MONDAY - HOUR == clock.now()


def test_a_flowing_clock_goes_on_from_where_it_was_turned_to() -> None:
    seconds = Seconds()
    clock = PlayedClock(MONDAY, flowing=True, monotonic=seconds)
    seconds.now += 60
    assert clock.now() == MONDAY + timedelta(minutes=1)
    clock.turn(MONDAY + HOUR)
    seconds.now += 5
    assert clock.now() == MONDAY + HOUR + timedelta(seconds=5)
    assert clock.turn(MONDAY) == MONDAY + HOUR + timedelta(seconds=5)
    seconds.now += 5
    assert clock.now() == MONDAY + HOUR + timedelta(seconds=10)


def test_how_long_until_a_time_in_real_seconds() -> None:
    seconds = Seconds()
    standing, flowing = PlayedClock(MONDAY), PlayedClock(MONDAY, flowing=True, monotonic=seconds)
    assert standing.real_delay(MONDAY) == 0.0
    assert standing.real_delay(MONDAY + HOUR) is None
    seconds.now += 600
    assert flowing.real_delay(MONDAY + HOUR) == 3000.0
    assert flowing.real_delay(MONDAY) == 0.0


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        PlayedClock(datetime(2026, 11, 23))  # noqa: DTZ001
