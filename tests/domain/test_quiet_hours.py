"""Quiet hours, whatever the hour, the zone and the hours themselves."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from domain.hours import Window
from domain.quiet_hours import held_until

SHANGHAI = ZoneInfo("Asia/Shanghai")
NIGHT = Window(time(22), time(6, 30))
YEAR = (datetime.fromisoformat("2026-01-01"), datetime.fromisoformat("2027-01-01"))
MOMENTS = st.datetimes(*YEAR, timezones=st.just(SHANGHAI))
WINDOWS = st.builds(Window, st.times(), st.times())


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{text}").replace(tzinfo=SHANGHAI)


def test_what_comes_in_the_evening_and_in_the_night_waits_for_the_same_morning() -> None:
    assert held_until(at("23T22:00"), NIGHT) == at("24T06:30")
    assert held_until(at("24T05:00"), NIGHT) == at("24T06:30")


def test_by_day_nothing_waits() -> None:
    assert held_until(at("23T21:59"), NIGHT) is None
    assert held_until(at("24T06:30"), NIGHT) is None


def test_what_would_be_out_of_date_in_the_morning_goes_now() -> None:
    assert held_until(at("23T23:00"), NIGHT, at("24T06:00")) is None
    assert held_until(at("23T23:00"), NIGHT, at("24T07:00")) == at("24T06:30")


@given(MOMENTS, WINDOWS)
def test_nothing_waits_longer_than_a_day_and_it_waits_until_it_is_not_quiet_any_more(
    moment: datetime, quiet: Window
) -> None:
    until = held_until(moment, quiet)
    if until is not None:
        assert moment < until <= moment + timedelta(days=1)
        assert not quiet.holds(until)


def test_quiet_hours_that_end_in_an_hour_that_comes_twice_end_after_now() -> None:
    berlin, until_half_past_two = ZoneInfo("Europe/Berlin"), Window(time(22), time(2, 30))
    first = datetime(2026, 10, 25, 2, 10, tzinfo=berlin)
    second = first.replace(fold=1)
    ends = [held_until(moment, until_half_past_two) for moment in (first, second)]
    assert [f"{end.astimezone(UTC):%H:%M}" for end in ends if end] == ["00:30", "01:30"]
