"""How long a picture is kept: by what it shows, from when nobody needs it, never shorter than a year for a patrol."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.retention import Retention, retention

NOW = datetime(2026, 11, 23, tzinfo=UTC)
SHEET = {"照片保留天数": "180", "巡查记录保留天数": "366"}
DAYS = st.integers(0, 800).map(lambda days: timedelta(days=days))


@pytest.mark.parametrize(
    ("item", "days", "over"),
    [
        ("ticket:1", 179, False),
        ("ticket:1", 180, True),
        (None, 180, True),
        ("duty:1", 365, False),
        ("duty:1", 366, True),
        ("alarm:1", 180, False),
        ("gate:M-S", 366, True),
        ("something:new", 9999, False),
    ],
)
def test_a_photo_goes_when_the_days_of_what_it_shows_are_over(item: str | None, days: int, over: bool) -> None:
    assert retention(SHEET).is_over(item, NOW - timedelta(days=days), NOW) is over


def test_what_is_still_open_keeps_its_photos() -> None:
    assert not retention(SHEET).is_over("ticket:1", None, NOW)


def test_a_school_that_says_nothing_loses_no_photo_and_forgets_messages_after_a_season() -> None:
    assert retention({}) == Retention(None, None, timedelta(days=90), timedelta(days=180))


def test_an_empty_cell_keeps_for_good() -> None:
    assert retention({"照片保留天数": "", "消息保留天数": "", "访客登记保留天数": ""}) == Retention()


@given(st.dictionaries(st.sampled_from(["照片保留天数", "巡查记录保留天数"]), st.text(max_size=6)), DAYS)
def test_whatever_the_sheet_says_a_patrol_is_shown_for_a_year(rest: dict[str, str], ago: timedelta) -> None:
    days = retention(rest)
    assert not days.is_over("duty:1", NOW - ago, NOW) or ago >= timedelta(days=365)


@given(st.integers(1, 900), st.integers(1, 900), DAYS)
def test_nothing_younger_than_the_shortest_is_over(photos: int, duties: int, ago: timedelta) -> None:
    days = retention({"照片保留天数": str(photos), "巡查记录保留天数": str(duties)})
    shortest = days.shortest()
    assert shortest is not None
    assert ago >= shortest or not any(days.is_over(it, NOW - ago, NOW) for it in (None, "duty:1", "alarm:1"))
