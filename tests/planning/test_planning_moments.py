"""When duties open, are due and close: FIELD's worked table, nights, and zones that turn their clocks."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.dispatch import Shift
from domain.duties import Shape
from domain.moments import Margins, Moments, margins, moments_of
from domain.plans import Manner, Slot

MONDAY = date(2026, 11, 23)
SHANGHAI, BERLIN, LORD_HOWE = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin"), ZoneInfo("Australia/Lord_Howe")
NIGHT = Shift("G3", "保安夜班", time(22, 30), time(6, 30))
ZONES = st.sampled_from(
    ["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Havana", "Africa/Cairo",
     "Pacific/Apia", "Asia/Kathmandu", "Africa/Casablanca", "America/St_Johns"]
).map(ZoneInfo)  # fmt: skip
DAYS = st.dates(date(2010, 1, 1), date(2035, 12, 31))
CLOCKS = st.times().map(lambda at: at.replace(second=0, microsecond=0))


def at(text: str) -> time:
    return time.fromisoformat(text)


def made(manner: Manner, slot: Slot, day: date = MONDAY, zone: ZoneInfo = SHANGHAI, **more: Shift) -> list[Moments]:
    return list(moments_of(manner, slot, day, zone, Margins(), **more))


def clock(moment: datetime, zone: ZoneInfo = SHANGHAI) -> str:
    return f"{moment.astimezone(zone):%H:%M}"


@pytest.mark.parametrize(
    ("manner", "slot", "opens", "due", "closes"),
    [
        (Manner.POINT, Slot(at("07:10")), "06:55", "07:15", "07:25"),
        (Manner.WINDOW, Slot(at("08:00"), at("08:50")), "08:00", "08:50", "09:05"),
        (Manner.WINDOW, Slot(at("22:30"), at("22:50")), "22:30", "22:50", "23:05"),
    ],
)
def test_the_worked_table(manner: Manner, slot: Slot, opens: str, due: str, closes: str) -> None:
    (found,) = made(manner, slot)
    assert (clock(found.opens), clock(found.due), clock(found.closes)) == (opens, due, closes)


def test_rounds_every_hundred_minutes_run_over_midnight_to_the_end_and_belong_to_the_evening() -> None:
    night = Slot(at("22:50"), at("05:30"), every=timedelta(minutes=100))
    found = made(Manner.EVERY, night, shift=NIGHT)
    assert [moments.clock for moments in found] == ["22:50", "00:30", "02:10", "03:50", "05:30"]
    assert found[-1].starts == datetime(2026, 11, 23, 21, 30, tzinfo=UTC)
    assert {moments.shape for moments in found} == {Shape.POINT}


def test_a_time_after_midnight_belongs_to_the_shift_that_began_the_evening_before() -> None:
    (checked,) = made(Manner.WINDOW, Slot(at("05:00"), at("05:30")), shift=NIGHT)
    assert checked.opens == datetime(2026, 11, 23, 21, 0, tzinfo=UTC)
    (evening,) = made(Manner.POINT, Slot(at("22:30")), shift=NIGHT)
    assert evening.starts == datetime(2026, 11, 23, 14, 30, tzinfo=UTC)


def test_ten_past_seven_stays_ten_past_seven_when_the_clocks_are_turned() -> None:
    days = [date(2026, 10, 24), date(2026, 10, 25), date(2026, 3, 28), date(2026, 3, 29)]
    found = [made(Manner.POINT, Slot(at("07:10")), day, BERLIN)[0] for day in days]
    assert [clock(moments.starts, BERLIN) for moments in found] == ["07:10"] * 4


def test_an_hour_that_comes_twice_makes_one_duty_and_one_that_is_left_out_makes_it_later() -> None:
    (twice,) = made(Manner.POINT, Slot(at("02:30")), date(2026, 10, 25), BERLIN)
    assert twice.starts == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    (never,) = made(Manner.POINT, Slot(at("02:30")), date(2026, 3, 29), BERLIN)
    assert clock(never.starts, BERLIN) == "03:30"


def test_a_window_whose_beginning_is_left_out_keeps_its_length() -> None:
    (found,) = made(Manner.WINDOW, Slot(at("02:10"), at("02:35")), date(2026, 10, 4), LORD_HOWE)
    assert (clock(found.opens, LORD_HOWE), found.due - found.opens) == ("02:40", timedelta(minutes=25))


def test_the_school_may_be_more_patient() -> None:
    assert margins({"窗口提前分": "20", "窗口准时宽限分": "10.0", "窗口迟报分": "半小时"}) == Margins(
        timedelta(minutes=20), timedelta(minutes=10), timedelta(minutes=15)
    )


@given(ZONES, DAYS, CLOCKS, CLOCKS)
def test_a_window_always_opens_before_it_is_due_and_lasts_no_longer_than_its_clocks_and_one_change(
    zone: ZoneInfo, day: date, starts: time, ends: time
) -> None:
    (found,) = made(Manner.WINDOW, Slot(starts, ends), day, zone)
    assert found.opens <= found.due <= found.closes
    assert found.due - found.opens <= timedelta(hours=25)


@given(ZONES, DAYS, CLOCKS)
def test_a_point_is_at_its_local_time_or_later_never_earlier(zone: ZoneInfo, day: date, starts: time) -> None:
    (found,) = made(Manner.POINT, Slot(starts), day, zone)
    assert found.starts.astimezone(zone).replace(tzinfo=None) >= datetime.combine(day, starts)
    assert found.opens < found.starts < found.due < found.closes


@given(ZONES, DAYS, CLOCKS, CLOCKS, st.integers(10, 720))
def test_no_two_rounds_of_a_night_have_the_same_clock(
    zone: ZoneInfo, day: date, starts: time, ends: time, minutes: int
) -> None:
    found = made(Manner.EVERY, Slot(starts, ends, every=timedelta(minutes=minutes)), day, zone)
    assert found[0].clock == f"{starts:%H:%M}"
    assert len({moments.clock for moments in found}) == len(found)


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)), CLOCKS)
def test_what_lies_inside_a_night_shift_falls_into_the_shift_of_that_day(day: date, starts: time) -> None:
    assume(starts >= NIGHT.starts or starts < NIGHT.ends)
    (found,) = made(Manner.POINT, Slot(starts), day, shift=NIGHT)
    assert NIGHT.covers(day, found.starts.astimezone(SHANGHAI))
