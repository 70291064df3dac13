"""An outage over the summary, over midnight, over days: each day is counted once, told once, and nobody is woken."""

from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from domain.duties import State
from storage import Transaction
from tests.phones import Someone
from tests.stage import Stage, copy_school

TEN_TO_EIGHT = datetime.fromisoformat("2026-11-23T19:50+08:00")
MONDAY = date(2026, 11, 23)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
async def evening(working_school: Path, tmp_path: Path) -> AsyncIterator[Stage]:
    here = Stage(copy_school(working_school, tmp_path / "data"), at=TEN_TO_EIGHT)
    await here.open()
    yield here
    await here.close()


def summaries(tx: Transaction) -> list[tuple[date, datetime, datetime]]:
    rows = tx._connection.execute("SELECT day FROM summary ORDER BY day").fetchall()
    found = [tx.summaries.of(date.fromisoformat(row["day"])) for row in rows]
    return [(one.day, one.began, one.ended) for one in found if one]


async def told(who: Someone, sign: str) -> list[str]:
    return [m["text"] for m in await who.messages() if sign in m["text"]]


@pytest.mark.parametrize(
    ("back", "until", "of", "says"),
    [
        ("2026-11-23T20:50+08:00", "21:00", "11月23日", "19:50—20:50停机"),
        ("2026-11-23T22:50+08:00", "06:31", "11月23日", "19:50—22:50停机"),
        ("2026-11-24T01:00+08:00", "06:31", "11月23日", "11-23 19:50—11-24 01:00停机"),
        ("2026-11-24T21:50+08:00", "21:51", "11月24日", "11月23日没有日报,算在这里"),
        ("2026-11-26T19:50+08:00", "20:31", "11月25日", "11月23日—11月24日没有日报,算在这里"),
        ("2026-12-03T12:00+08:00", "12:01", "12月2日", "11月23日—12月1日没有日报,算在这里"),
    ],
    ids=["1 h", "3 h", "over midnight", "26 h", "3 days", "10 days"],
)
async def test_an_outage_over_the_summary_is_told_in_one_and_says_which_hours_were_missing(
    evening: Stage, back: str, until: str, of: str, says: str
) -> None:
    head = await evening.person("P03")
    await evening.post("outage", to=back, kind="process")
    await evening.settle()
    await evening.until(until)
    told_of = await told(head, "📊")
    first = told_of[0]
    assert len(told_of) <= 2
    assert of in first
    assert says in first


async def test_back_in_the_night_nobody_is_woken_and_the_morning_line_says_it_once(evening: Stage) -> None:
    head = await evening.person("P03")
    await evening.outage(hours=7)
    before = len(await head.messages())
    await evening.until("06:29")
    assert [m["text"] for m in (await head.messages())[before:] if m["text"][0] in "📊☀️🤖⏳"] == []
    await evening.until("06:50")
    assert len(await told(head, "📊")) == 1
    assert len(await told(head, "☀️")) == 1
    assert await told(head, "连不上") == []


async def test_what_nobody_could_plan_in_a_week_away_is_counted_as_excused_and_every_duty_once(evening: Stage) -> None:
    await evening.person("P03")
    await evening.until("20:31")
    await evening.outage(days=7)
    duties = await evening.rows(lambda tx: [d for n in range(1, 7) for d in tx.duties.of_day(MONDAY + n * DAY)])
    assert {duty.state for duty in duties} == {State.EXCUSED}
    by_day = [sum(duty.day == MONDAY + n * DAY for duty in duties) for n in range(1, 7)]
    assert min(by_day) > 50
    periods = await evening.rows(summaries)
    assert [began for _, began, _ in periods[1:]] == [ended for _, _, ended in periods[:-1]]


async def test_a_morning_line_is_neither_early_nor_an_evenings_news(evening: Stage) -> None:
    head = await evening.person("P03")
    await evening.outage(hours=33, minutes=10)
    assert await told(head, "☀️") == []
    await evening.until("06:46")
    assert len(await told(head, "☀️")) == 1
    await evening.outage(hours=12)
    assert len(await told(head, "☀️")) == 1
