"""Days on which clocks are turned, with outages and jumps among them: each duty once, each job once, nobody blamed."""

import os
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from domain.dispatch import Shift
from domain.duties import State
from domain.moments import is_a_day, utc
from domain.outages import excused
from domain.spans import DAY
from domain.standing import span
from tests.duties.rows import of_plan
from tests.time.lives import Life, a_life

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
TURNED = (
    ("Asia/Shanghai", date(1986, 5, 4)),
    ("Asia/Shanghai", date(1991, 9, 15)),
    ("Europe/Berlin", date(2026, 3, 29)),
    ("Europe/Berlin", date(2026, 10, 25)),
    ("America/New_York", date(2026, 3, 8)),
    ("America/New_York", date(2026, 11, 1)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),
    ("Africa/Casablanca", date(2026, 2, 15)),
    ("Africa/Casablanca", date(2026, 3, 22)),
    ("America/Havana", date(2026, 3, 8)),
    ("Pacific/Apia", date(2011, 12, 30)),
    ("Asia/Kathmandu", date(2026, 11, 23)),
)
"""A zone, and a day whose clocks are turned there (Kathmandu's never are)."""


def eve(zone: ZoneInfo, day: date) -> datetime:
    """Noon of the day before."""
    return utc(datetime.combine(day - 2 * DAY, time(12)), zone)


def local(life: Life, moment: datetime) -> datetime:
    return moment.astimezone(life.tx.school.load().settings.zone)


@pytest.mark.parametrize(("name", "day"), TURNED)
def test_over_a_turn_of_clocks_every_duty_and_every_job_comes_once_a_local_day_at_its_local_time(
    name: str, day: date
) -> None:
    zone = ZoneInfo(name)
    with a_life(zone, eve(zone, day)) as life:
        life.until(life.now + 4 * DAY)
        days = [it for n in (-1, 0, 1) if is_a_day(it := day + n * DAY, zone)]
        for it in days:
            found = Counter(duty.plan for duty in life.tx.duties.of_day(it))
            assert found == {"T1": 1, "T2": 1, "T3": 4, "T4": 1, "T5": 1}
            (early,) = of_plan(life.tx, "T4", it)
            assert f"{local(life, early.starts):%m-%d %H:%M}" == f"{it:%m-%d} 07:10"
        assert Counter(key for key, _ in life.ran).most_common(1)[0][1] == 1
        told = [key[1] for key, _ in life.ran if key[0] == "summary"]
        assert [it.isoformat() for it in days if it.isoformat() not in told] == []
        assert_all_is_counted_once(life)


def assert_all_is_counted_once(life: Life) -> None:
    periods = life.periods()
    assert [began for began, _ in periods[1:]] == [ended for _, ended in periods[:-1]]
    inside = [duty for duty in life.duties() if periods[0][0] < duty.closes <= periods[-1][1]]
    assert all(sum(began < duty.closes <= ended for began, ended in periods) == 1 for duty in inside)


def assert_nobody_is_blamed(life: Life) -> None:
    """Nobody reports anything here: excused is exactly what an outage excuses, the rest is missed when it is over."""
    over = [duty for duty in life.duties() if duty.closes <= life.now - 15 * MINUTE]
    expected = [State.EXCUSED if excused(life.outages, duty.closes) else State.MISSED for duty in over]
    assert [(duty.key, duty.state) for duty in over] == [
        (duty.key, state) for duty, state in zip(over, expected, strict=True)
    ]
    ahead = [duty for duty in life.duties() if duty.closes > life.now]
    assert {duty.state for duty in ahead} <= {State.UPCOMING, State.OPEN}


MOVES = st.lists(
    st.one_of(
        st.tuples(st.just("until"), st.integers(1, 30 * 60)),
        st.tuples(st.just("away"), st.one_of(st.integers(1, 200), st.integers(1, 5 * 24 * 60))),
    ),
    max_size=6,
)
JUMPS = st.tuples(st.just("back"), st.one_of(st.integers(1, 90), st.integers(1, 26 * 60)))
EXAMPLES = int(os.environ.get("ZHIQIN_EXAMPLES", "12"))


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.sampled_from(TURNED), MOVES)
def test_whatever_outages_fall_on_a_turn_of_clocks_each_duty_is_counted_once_and_each_job_runs_once(
    where: tuple[str, date], moves: Sequence[tuple[str, int]]
) -> None:
    zone = ZoneInfo(where[0])
    with a_life(zone, eve(zone, where[1])) as life:
        for what, minutes in moves:
            by = minutes * MINUTE
            life.away(by) if what == "away" else life.until(life.now + by)
        life.until(life.now + 2 * DAY)
        assert_all_is_counted_once(life)
        assert_nobody_is_blamed(life)
        assert Counter(key for key, _ in life.ran).most_common(1)[0][1] == 1
        first, today = local(life, eve(zone, where[1])).date() + DAY, local(life, life.now).date()
        days = [it for n in range((today - first).days + 1) if is_a_day(it := first + n * DAY, zone)]
        assert [len(life.tx.duties.of_day(it)) for it in days] == [8] * len(days)
        summary_at = life.tx.school.load().settings.summary_at
        early = [
            key for key, at in life.ran
            if key[0] == "summary" and at < utc(datetime.combine(date.fromisoformat(key[1]), summary_at), zone)
        ]  # fmt: skip
        assert early == []


@settings(max_examples=EXAMPLES, deadline=None)
@example(TURNED[0], [("until", 800), ("back", 324), ("back", 1407), ("away", 122)])
@given(st.sampled_from(TURNED), st.lists(st.one_of(MOVES.filter(bool).map(lambda it: it[0]), JUMPS), max_size=6))
def test_a_house_that_was_ahead_blames_nobody_and_sums_up_each_date_once(
    where: tuple[str, date], moves: Sequence[tuple[str, int]]
) -> None:
    zone = ZoneInfo(where[0])
    with a_life(zone, eve(zone, where[1])) as life:
        for what, minutes in moves:
            by = minutes * MINUTE
            if what == "back":
                life.back(by)
                ahead = [duty for duty in life.duties() if duty.closes > life.now]
                assert {duty.state for duty in ahead} <= {State.UPCOMING, State.OPEN}
            else:
                life.away(by) if what == "away" else life.until(life.now + by)
        life.until(life.now + 4 * DAY)
        assert_all_is_counted_once(life)
        assert_nobody_is_blamed(life)


@pytest.mark.parametrize(("day", "hours"), [("2026-03-28", 7), ("2026-10-24", 9), ("2026-11-23", 8)])
def test_a_night_shift_over_a_turn_of_clocks_has_its_true_hours(day: str, hours: int) -> None:
    night, berlin = Shift("G3", "夜班", time(22, 30), time(6, 30)), ZoneInfo("Europe/Berlin")
    begins, ends = span(night, date.fromisoformat(day), berlin)
    assert ends - begins == hours * HOUR
    moments = [begins + n * MINUTE for n in range(-60, 60 * 11)]
    running = [night.covers(date.fromisoformat(day), moment.astimezone(berlin)) for moment in moments]
    assert sum(running) == hours * 60


def test_a_shift_that_ends_in_an_hour_that_comes_twice_ends_once() -> None:
    late, berlin = Shift("L", "晚班", time(18), time(2, 30)), ZoneInfo("Europe/Berlin")
    begins, ends = span(late, date(2026, 10, 24), berlin)
    moments = [begins + n * MINUTE for n in range(-10, 12 * 60)]
    covered = [moment for moment in moments if late.covers(date(2026, 10, 24), moment.astimezone(berlin))]
    assert (covered[0], covered[-1] + MINUTE) == (begins, ends)
    assert ends.tzinfo is UTC
