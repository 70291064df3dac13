"""What kind of day it is: the school's calendar first, then the country's, then the weekday."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import SchoolCalendar, dated_spans, yearly_spans
from domain.checklists import Season
from domain.plans import CalendarEntry, CalendarKind
from domain.school import School

TERM = CalendarEntry(date(2026, 9, 1), date(2027, 1, 22), CalendarKind.TERM)
BOARDERS = {"住宿日", "供餐日"}
DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))


def entry(kind: CalendarKind, first: str, last: str | None = None) -> CalendarEntry:
    return CalendarEntry(date.fromisoformat(first), date.fromisoformat(last or first), kind)


def calendar(*entries: CalendarEntry, **settings: str) -> SchoolCalendar:
    return SchoolCalendar(entries, settings)


@pytest.fixture(scope="module")
def school_calendar(sample: School) -> SchoolCalendar:
    return SchoolCalendar(sample.calendar, sample.settings.rest)


@pytest.mark.parametrize(
    ("day", "kinds"),
    [
        ("2026-11-23", {"每天", "教学日", "工作日", "供暖期"} | BOARDERS),
        ("2026-11-28", {"每天", "供暖期"} | BOARDERS),
        ("2026-09-20", {"每天", "教学日", "工作日"} | BOARDERS),
        ("2026-09-25", {"每天"}),
        ("2026-10-03", {"每天"}),
        ("2026-10-10", {"每天", "教学日", "工作日"} | BOARDERS),
        ("2026-08-31", {"每天", "工作日"}),
        ("2026-09-01", {"每天", "教学日", "工作日"} | BOARDERS),
        ("2027-01-22", {"每天", "教学日", "工作日", "供暖期"} | BOARDERS),
        ("2027-01-23", {"每天", "供暖期"}),
        ("2027-03-15", {"每天", "工作日", "供暖期"}),
        ("2027-03-16", {"每天", "工作日"}),
    ],
)
def test_days_of_the_sample_school(school_calendar: SchoolCalendar, day: str, kinds: set[str]) -> None:
    assert school_calendar.kinds(date.fromisoformat(day)) == kinds


def test_without_a_row_the_countrys_calendar_decides() -> None:
    own = calendar(TERM)
    assert "教学日" not in own.kinds(date(2026, 10, 1))
    assert "住宿日" not in own.kinds(date(2026, 10, 3))
    assert "教学日" in own.kinds(date(2026, 10, 10))


def test_the_school_may_open_on_a_holiday_and_close_on_a_make_up_day() -> None:
    own = calendar(TERM, entry(CalendarKind.MAKE_UP, "2026-10-07"), entry(CalendarKind.OFF, "2026-10-10"))
    assert {"教学日", "住宿日", "工作日"} <= own.kinds(date(2026, 10, 7))
    assert own.kinds(date(2026, 10, 10)) == {"每天"}


def test_a_make_up_day_within_days_off_or_a_break_is_meant() -> None:
    own = calendar(
        TERM,
        entry(CalendarKind.OFF, "2026-11-02", "2026-11-08"),
        entry(CalendarKind.HOLIDAY, "2026-11-04", "2026-11-15"),
        entry(CalendarKind.MAKE_UP, "2026-11-08"),
    )
    assert own.kinds(date(2026, 11, 5)) == {"每天"}
    assert own.kinds(date(2026, 11, 10)) == {"每天", "工作日"}
    assert "教学日" in own.kinds(date(2026, 11, 8))


def test_two_terms_that_overlap_are_one() -> None:
    twice = calendar(TERM, entry(CalendarKind.TERM, "2027-01-10", "2027-02-01"))
    assert "教学日" in twice.kinds(date(2027, 1, 15))
    assert "教学日" in twice.kinds(date(2027, 2, 1))
    assert "教学日" not in twice.kinds(date(2027, 2, 2))


def test_a_leap_day_is_a_day_like_any_other() -> None:
    own = calendar(entry(CalendarKind.TERM, "2028-02-29"), 供冷期="02-29~03-01")
    assert "教学日" in own.kinds(date(2028, 2, 29))
    assert own.season(Season.COOLING, date(2028, 2, 29))
    assert not own.season(Season.COOLING, date(2027, 2, 28))
    assert own.season(Season.COOLING, date(2027, 3, 1))


def test_a_year_that_was_not_announced_goes_by_weekdays_and_says_so() -> None:
    own = calendar(entry(CalendarKind.TERM, "2039-01-01", "2039-12-31"))
    assert own.unannounced(2039)
    assert not own.unannounced(2026)
    assert "教学日" in own.kinds(date(2039, 10, 3))
    assert "教学日" not in own.kinds(date(2039, 10, 1))


def test_a_school_that_wrote_its_days_off_need_not_be_told() -> None:
    own = calendar(entry(CalendarKind.OFF, "2039-10-01", "2039-10-07"))
    assert not own.unannounced(2039)
    assert own.unannounced(2040)


def test_seasons_come_from_calendar_and_settings(school_calendar: SchoolCalendar) -> None:
    monday = date(2026, 11, 23)
    assert school_calendar.season(Season.ALWAYS, monday)
    assert school_calendar.season(Season.HEATING, monday)
    assert not school_calendar.season(Season.COOLING, monday)
    assert school_calendar.season(Season.COOLING, date(2026, 9, 30))
    assert school_calendar.season(Season.BUILDING_WORK, monday)
    assert not school_calendar.season(Season.BUILDING_WORK, date(2026, 12, 19))
    assert not calendar().season(Season.COOLING, date(2026, 7, 1))


def test_a_season_may_run_over_the_new_year() -> None:
    own = calendar(供冷期="11-15~02-28、06-01 ~ 06-30")
    assert own.season(Season.COOLING, date(2026, 12, 31))
    assert own.season(Season.COOLING, date(2027, 2, 28))
    assert own.season(Season.COOLING, date(2027, 6, 30))
    assert not own.season(Season.COOLING, date(2027, 3, 1))


@pytest.mark.parametrize("text", ["06-01", "06-31~07-01", "06-01~09-30~10-01", "夏天"])
def test_a_span_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        yearly_spans(text)
    with pytest.raises(ValueError):
        dated_spans(text)


def test_a_season_that_an_older_import_did_not_check_stops_nothing() -> None:
    old = calendar(TERM, 供冷期="六月到九月", 有工程时段="2026-12-18~2026-11-16")
    assert "教学日" in old.kinds(date(2026, 11, 23))
    assert not old.season(Season.COOLING, date(2026, 7, 1))
    assert not old.season(Season.BUILDING_WORK, date(2026, 11, 23))


def test_a_dated_span_does_not_end_before_it_starts() -> None:
    with pytest.raises(ValueError):
        dated_spans("2026-12-18~2026-11-16")


@given(st.lists(st.tuples(st.sampled_from(CalendarKind), DAYS, st.integers(0, 200)), max_size=6), DAYS)
def test_whatever_is_written_kinds_never_contradict_each_other(
    rows: list[tuple[CalendarKind, date, int]], day: date
) -> None:
    own = calendar(*(CalendarEntry(first, first + timedelta(days), kind) for kind, first, days in rows))
    kinds = own.kinds(day)
    assert "每天" in kinds
    assert "教学日" not in kinds or {"工作日", "住宿日", "供餐日"} <= kinds
    assert ("供餐日" in kinds) == ("住宿日" in kinds)
