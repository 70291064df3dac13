"""Leap days and ends of years: 29 February is planned when there is one, and a year nobody announced is told once."""

from collections import Counter
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from actions.planned import holds_on
from domain.plans import Weekdays
from tests.time.lives import a_life

SHANGHAI, DAY = ZoneInfo("Asia/Shanghai"), timedelta(days=1)


def noon(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T12:00+08:00")


@pytest.mark.parametrize(
    ("begins", "days"),
    [
        ("2028-02-27", ["2028-02-28", "2028-02-29", "2028-03-01"]),
        ("2027-02-27", ["2027-02-28", "2027-03-01"]),
        ("2100-02-27", ["2100-02-28", "2100-03-01"]),
        ("2026-12-30", ["2026-12-31", "2027-01-01"]),
    ],
)
def test_each_day_of_the_calendar_has_its_duties_its_jobs_and_its_summary(begins: str, days: list[str]) -> None:
    with a_life(SHANGHAI, noon(begins)) as life:
        for person in ("P01", "P03"):
            life.tx.accounts.bind(person, int(person[1:]) + 700_000, life.now)
        life.until(life.now + (len(days) + 1) * DAY)
        assert [len(life.tx.duties.of_day(date.fromisoformat(day))) for day in days] == [8] * len(days)
        told = [key[1] for key, _ in life.ran if key[0] == "summary"]
        assert [day for day in days if day not in told] == []
        assert Counter(key for key, _ in life.ran).most_common(1)[0][1] == 1
        warned = life.tx._connection.execute(
            "SELECT person, count(*) AS n FROM outbox WHERE about = 'calendar.unannounced' GROUP BY person, facts"
        ).fetchall()
        assert {row["n"] for row in warned} <= {1}
        assert bool(warned) == (begins >= "2026-12-29")


def test_the_last_friday_of_a_leap_february_is_its_twenty_fifth_and_its_last_tuesday_the_leap_day() -> None:
    days = [date(2028, 2, 1) + n * DAY for n in range(29)]
    friday, tuesday = Weekdays(frozenset({5}), "末"), Weekdays(frozenset({2}), "末")
    assert [day for day in days if holds_on(friday, day)] == [date(2028, 2, 25)]
    assert [day for day in days if holds_on(tuesday, day)] == [date(2028, 2, 29)]
