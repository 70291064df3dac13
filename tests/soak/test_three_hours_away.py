"""Three hours without a bot, or without a network, in the middle of an alarm and of a school day's rounds."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from domain.duties import State
from domain.escalation import levels
from storage import Transaction
from storage.deliveries import EDITED
from storage.moments import to_text
from tests.stage import Stage

STAFF = ("P53", "P35", "P06", "P03", "P02", "P01", "P20", "P21", "P22", "P23")
RANG = "SELECT person, item FROM outbox WHERE state = 'delivered' AND coalesce(why, '') <> ? AND closed_at >= ?"
CLOSED = "SELECT id, state, excuse FROM duty WHERE closes BETWEEN ? AND ?"


def rows(sql: str, *values: Any) -> Callable[[Transaction], list[tuple[Any, ...]]]:
    return lambda tx: [tuple(row) for row in tx.figures._connection.execute(sql, values)]


@pytest.mark.parametrize("kind", ["process", "network"])
async def test_three_hours_in_the_middle_of_it_all_page_nobody_twice_and_nobody_for_what_is_over(
    school_day: Stage, kind: str
) -> None:
    people = {person: await school_day.person(person) for person in STAFF}
    await school_day.until("10:05")
    await people["P53"].says("一食堂有煤气味!")
    await people["P35"].taps("知道了")
    await school_day.until("10:12")
    gone = school_day.clock.now()
    assert "还没有人去" in await people["P06"].last()
    heard = {person: len(await people[person].messages()) for person in STAFF}
    async with school_day.away(kind=kind, hours=3):
        await school_day.post("say", user=people["P53"].user, text="教学楼A三楼水龙头坏了")
    back = school_day.clock.now()
    rang = await school_day.rows(rows(RANG, EDITED, to_text(back)))
    closed = await school_day.rows(rows(CLOSED, to_text(gone), to_text(back)))

    assert {times for (_, item), times in Counter(rang).items() if item} == {1}
    assert len(closed) > 5
    assert {(state, excuse) for _, state, excuse in closed} == {(State.EXCUSED, "停机")}
    assert not {item for _, item in rang} & {f"duty:{number}" for number, _, _ in closed}

    alarm, school = await school_day.rows(lambda tx: (tx.alarms.get(1), tx.school.load()))
    waited = back - alarm.raised_at
    assert alarm.level == max(level for level, wait in levels(school.rungs, alarm.chain) if wait <= waited)
    assert {person for person, item in rang if item == "alarm:1"} == {"P01", "P02"}
    assert len(await people["P06"].messages()) == heard["P06"]
    assert "水龙头坏了" in await people["P53"].last()

    await school_day.later(minutes=11)
    assert (await people["P06"].last()).count("还没有人去") == 1
    assert len(await people["P06"].messages()) == heard["P06"] + 1


async def test_a_duty_that_could_only_be_done_in_the_first_minutes_back_is_nobodys_fault(school_day: Stage) -> None:
    """12:00 to 13:00, and may be late until 13:15: back at 13:12 there is no time for thirteen points."""
    guard = await school_day.person("P23")
    await school_day.until("10:12")
    await school_day.outage(hours=3)
    await school_day.later(minutes=30)
    noon = "J01:2026-11-23:12:00:L01"
    duty = await school_day.rows(lambda tx: tx.duties.of_key(noon))
    assert (duty.state, duty.excuse) == (State.EXCUSED, "停机")
    assert "没收到" not in await guard.last()
