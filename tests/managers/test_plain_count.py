"""The day's figures, counted a second time from the bare rows by somebody who knows none of the house's code."""

import random
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from actions.summary import send_summary
from domain.duties import State
from storage import Store, Transaction
from tests.managers.days import HOUR, MINUTE, Made, local, make_duty, make_messages, make_ticket, sent

BEGAN, ENDED = local("11-23 20:30"), local("11-24 20:30")
FROM, TO = "2026-11-23T12:30:00.000000+00:00", "2026-11-24T12:30:00.000000+00:00"
ENDS = (State.DONE, State.DONE, State.DONE, State.LATE, State.MISSED, State.EXCUSED)


def some_day(tx: Transaction, seed: int) -> None:
    """Two days of whatever may happen, within the period and on both sides of it."""
    chance = random.Random(seed)
    for _ in range(chance.randint(0, 120)):
        starts = BEGAN + chance.randint(-12 * 60, 30 * 60) * MINUTE
        points, ends, trial = chance.choice((0, 1, 5)), chance.choice(ENDS), chance.random() < 0.3
        reached = points if ends in (State.DONE, State.LATE) else chance.randint(0, points)
        make_duty(tx, starts, Made(ends, points=points, reached=reached, trial=trial))
    make_duty(tx, ENDED - HOUR - 15 * MINUTE, Made())
    make_duty(tx, BEGAN - HOUR - 15 * MINUTE, Made())
    for _ in range(chance.randint(0, 40)):
        reported = BEGAN + chance.randint(-90 * 60, 24 * 60) * MINUTE
        closed = reported + chance.randint(1, 50 * 60) * MINUTE
        make_ticket(tx, reported, closed if closed <= ENDED and chance.random() < 0.7 else None)
    people = [f"P{number:02}" for number in chance.sample(range(7, 60), chance.randint(1, 30))]
    make_messages(tx, local("11-24 07:00"), [(person, chance.randint(1, 20)) for person in people])


def plain(path: Path) -> dict[str, Any]:
    """Every row of the tables, one after the other, with nothing but comparisons."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as beside:
        beside.row_factory = sqlite3.Row
        duties = [row for row in beside.execute("SELECT * FROM duty") if FROM < row["closes"] <= TO]
        tickets = list(beside.execute("SELECT * FROM ticket"))
        messages = list(beside.execute("SELECT * FROM outbox WHERE state = 'delivered'"))
        closings = [row["arrived_at"] for row in beside.execute("SELECT * FROM record WHERE kind = 'ticket.confirm'")]
    ends = Counter(row["state"] for row in duties if not row["trial"])
    rounds = [row for row in duties if row["task"] == "round" and not row["trial"]]
    excused = [row for row in rounds if row["state"] == "excused"]
    points = sum(row["points"].count(",") + 1 for row in rounds)
    before = [row for row in tickets if row["reported_at"] <= FROM]
    return {
        "due": ends.total(),
        "done": ends["done"],
        "late": ends["late"],
        "missed": ends["missed"],
        "excused": ends["excused"],
        "trial": sum(row["trial"] for row in duties),
        "points": points,
        "reached": sum(row["reached"] for row in rounds),
        "points_excused": sum(row["points"].count(",") + 1 - row["reached"] for row in excused),
        "before": len(before) - sum(at <= FROM for at in closings),
        "new": len(tickets) - len(before),
        "closed": sum(FROM < at <= TO for at in closings),
        "open": sum(row["state"] not in ("已关闭", "撤销") for row in tickets),
        "messages": len(messages),
        "people": len({row["person"] for row in messages}),
    }


@pytest.mark.parametrize("seed", range(12))
async def test_a_second_plain_count_of_the_day_agrees_with_the_summary(kept: Store, tmp_path: Path, seed: int) -> None:
    await kept.run(some_day, seed)
    counted = plain(tmp_path / "data" / "zhiqin.db")
    await kept.run(send_summary, ENDED)
    f = (await kept.run(sent, "summary"))["P03"]
    tasks, points, tickets = f["tasks"], f["points"], f["tickets"]
    assert counted == {
        **{name: tasks[name] for name in ("due", "done", "late", "missed", "excused")},
        "trial": f["trial"]["due"],
        "points": points["due"],
        "reached": points["reached"],
        "points_excused": points["excused"],
        **{name: tickets[name] for name in ("before", "new", "closed", "open")},
        "messages": f["burden"]["messages"],
        "people": f["burden"]["people"],
    }
    assert tasks["due"] == tasks["done"] + tasks["late"] + tasks["missed"] + tasks["excused"]
    assert points["due"] == points["reached"] + points["missed"] + points["excused"]
    assert tickets["before"] + tickets["new"] + tickets["reopened"] - tickets["closed"] == tickets["open"]
    assert tickets["young"] + tickets["days"] + tickets["old"] == tickets["open"]
    assert sum(area["due"] for area in f["areas"]) == tasks["due"]
