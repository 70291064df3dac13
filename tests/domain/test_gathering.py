"""How long an ordinary line waits for its followers: never longer than a lull, never until it is out of date."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.gathering import LULL, waits_until

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
NEAR = st.integers(-300, 300).map(lambda seconds: NOON + timedelta(seconds=seconds))


@given(ends=st.none() | NEAR, good_until=st.none() | NEAR)
def test_who_waits_waits_for_the_end_of_the_lull_and_arrives_in_time(
    ends: datetime | None, good_until: datetime | None
) -> None:
    until = waits_until(NOON, ends, good_until)
    assert until in (None, ends)
    assert until is None or NOON < until <= NOON + LULL
    assert until is None or good_until is None or until < good_until


def test_a_follower_waits_and_the_first_does_not() -> None:
    assert waits_until(NOON, None) is None
    assert waits_until(NOON, NOON) is None
    assert waits_until(NOON, NOON + timedelta(seconds=1)) == NOON + timedelta(seconds=1)
    assert waits_until(NOON, NOON + LULL) == NOON + LULL


def test_a_clock_that_went_back_holds_nothing_up() -> None:
    assert waits_until(NOON, NOON + timedelta(days=1)) is None
