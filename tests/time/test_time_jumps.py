"""The clock of the machine jumps while the bot works: nobody is blamed, nothing is said twice, and one person hears."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.alarms import State as AlarmState
from domain.duties import State
from storage import Transaction
from tests.time.conftest import MakeStage
from tests.time.machines import OnAMachine

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
EVENING = datetime.fromisoformat("2026-11-23T20:25+08:00")
BATTERY_EMPTY = datetime(1970, 1, 1, tzinfo=UTC) - datetime(2026, 11, 22, 22, 45, tzinfo=UTC)


def ends(tx: Transaction) -> list[tuple[str, str, str]]:
    """How every duty of the day stands."""
    return [(duty.key, duty.state, duty.excuse) for duty in tx.duties.of_day(datetime(2026, 11, 23).date())]  # noqa: DTZ001


def jumps(tx: Transaction) -> list[str]:
    return [row["kind"] for row in tx.history.of_item("clock")]


async def told(here: OnAMachine) -> list[str]:
    """What the operator reads about clocks and outages."""
    head = await here.person("P03")
    return [text for text in [m["text"] for m in await head.messages()] if "时钟" in text or "连不上" in text]


async def morning(here: OnAMachine) -> None:
    """Until half past seven; nobody answers."""
    await here.person("P03")
    await here.person("P22")
    await here.until("07:30")


@pytest.mark.parametrize("by", [HOUR, 3653 * DAY, -DAY, BATTERY_EMPTY], ids=lambda by: f"{by.total_seconds():.0f}s")
async def test_somebody_sets_the_date_and_the_day_goes_on_as_if_nothing_had_happened(
    machine_day: MakeStage, by: timedelta
) -> None:
    here = await machine_day()
    await morning(here)
    here.machine.off = by
    await here.hear()
    await here.until("08:10")
    here.machine.off = timedelta()
    await here.hear()
    await here.until("08:20")
    now = here.machine.true
    duties = await here.rows(lambda tx: tx.duties.of_day(datetime(2026, 11, 23).date()))  # noqa: DTZ001
    assert [duty.key for duty in duties if duty.state is State.MISSED] == [
        duty.key for duty in duties if duty.closes <= now
    ]
    assert State.EXCUSED not in {duty.state for duty in duties}
    assert await here.rows(jumps) == ["clock.wrong"]
    (line,) = await told(here)
    assert "请把机器的时间校准" in line
    texts = [m["text"] for m in await here.people["P22"].messages()]
    assert len(texts) == len(set(texts))


async def test_a_machine_that_was_frozen_for_three_hours_excuses_them_and_says_nothing_old(
    machine_day: MakeStage,
) -> None:
    here = await machine_day()
    await morning(here)
    guard, before = here.people["P22"], len(await here.people["P22"].messages())
    missed = [key for key, state, _ in await here.rows(ends) if state is State.MISSED]
    here.machine.freeze(3 * HOUR)
    await here.hear()
    found = {key.split(":")[0]: (state, excuse) for key, state, excuse in await here.rows(ends)}
    assert found["J20"] == (State.EXCUSED, "停机")
    assert [key for key, state, _ in await here.rows(ends) if state is State.MISSED] == missed
    assert len(await guard.messages()) - before <= 1
    assert await here.rows(jumps) == ["clock.jumped"]
    (line,) = await told(here)
    assert "从07:30跳到10:30" in line


async def test_frozen_over_the_summary_the_day_is_told_once_and_says_why_it_is_late(machine_day: MakeStage) -> None:
    here = await machine_day(at=EVENING)
    await here.person("P03")
    await here.until("20:29")
    here.machine.freeze(HOUR)
    await here.hear()
    await here.until("21:59")
    summaries = await here.rows(lambda tx: [tx.summaries.of(datetime(2026, 11, 23).date())])  # noqa: DTZ001
    assert [summary.ended > here.at for summary in summaries] == [True]
    texts = [m["text"] for m in await here.people["P03"].messages() if "📊" in m["text"]]
    assert len(texts) == 1
    assert "迟发" in texts[0]
    assert "20:29—21:29停机" in texts[0]


async def test_an_alarm_on_its_ladder_is_not_hurried_by_a_wrong_clock_and_climbs_once_after_a_freeze(
    machine_day: MakeStage,
) -> None:
    here = await machine_day()
    teacher, head = await here.person("P53"), await here.person("P03")
    await here.until("10:00")
    await teacher.says("一食堂有煤气味!")
    before = len(await head.messages())
    here.machine.off = 3 * DAY
    await here.hear()
    assert len([m for m in (await head.messages())[before:] if "煤气" in m["text"]]) == 0
    here.machine.freeze(2 * HOUR)
    here.machine.off = timedelta()
    await here.hear()
    alarm = await here.rows(lambda tx: tx.alarms.get(1))
    assert alarm.state is AlarmState.OPEN
    climbed = await here.rows(lambda tx: [r["kind"] for r in tx.history.of_item("alarm:1")].count("alarm.climbed"))
    assert climbed == 1


@pytest.mark.parametrize("year", [1970, 2000, 2036])
async def test_a_start_with_a_dead_battery_asks_telegram_first(machine_day: MakeStage, year: int) -> None:
    off = datetime(year, 1, 1, tzinfo=UTC) - datetime(2026, 11, 22, 22, 45, tzinfo=UTC)
    here = await machine_day(off)
    assert here.house.clock.now() == here.machine.true
    await here.settle()
    assert {state for _, state, _ in await here.rows(ends)} <= {State.UPCOMING, State.OPEN}
    assert "clock.wrong" in await here.rows(jumps)
    await here.person("P03")
    await here.until("07:10")
    here.machine.off = timedelta()
    await here.until("07:15")
    assert here.house.clock.now() == here.machine.wall()
    summary = await here.rows(lambda tx: [row.at for row in tx.due.of_verb("timetable") if row.subject == "summary"])
    assert summary == [datetime(2026, 11, 23, 12, 30, tzinfo=UTC)]


async def test_with_a_server_on_the_same_machine_what_people_send_tells_the_time(machine_day: MakeStage) -> None:
    here = await machine_day(elsewhere=False)
    await morning(here)
    teacher = await here.person("P53")
    here.machine.off = -DAY
    await here.hear()
    await here.until("08:00")
    assert here.house.clock.now() == here.machine.true
    here.machine.freeze(3 * HOUR)
    here.machine.off = timedelta()
    await teacher.says("3号楼201水管漏水")
    await here.settle()
    assert here.house.clock.now() == here.machine.true
    assert await here.rows(jumps) == ["clock.jumped"]


async def test_a_house_that_lived_an_hour_ahead_goes_back_and_does_nothing_twice(machine_day: MakeStage) -> None:
    """Its server is on the same machine, so nobody said so before somebody wrote."""
    here = await machine_day(HOUR, elsewhere=False, at=EVENING - HOUR)
    head = await here.person("P03")
    await here.post("clock", to=(here.machine.true + 55 * MINUTE).isoformat())
    await here.settle()
    assert len([m for m in await head.messages() if "📊" in m["text"]]) == 1
    missed = [key for key, state, _ in await here.rows(ends) if state is State.MISSED]
    here.machine.off = timedelta()
    await head.says("北门外墙灯不亮")
    await head.says("东门外墙灯也不亮")
    await here.settle()
    assert here.house.clock.now() == here.machine.true
    again = {key for key, state, _ in await here.rows(ends) if state in (State.OPEN, State.UPCOMING)}
    assert any(":20:40:" in key for key in again)
    assert len(missed) > len([key for key, state, _ in await here.rows(ends) if state is State.MISSED])
    assert any("跳回" in line for line in await told(here))
    await here.until("23:59")
    assert len([m for m in await head.messages() if "📊" in m["text"]]) == 1
