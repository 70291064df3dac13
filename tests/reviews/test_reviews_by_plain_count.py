"""A review's figures, counted a second time from the bare rows, and the days of a week added up."""

import json
import random
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import date, datetime, time, timedelta
from functools import reduce
from pathlib import Path
from typing import Any

import pytest

from actions.review import VERB, ask_for_review, gather_on, gathered_at_once, send_weekly
from actions.review_facts import review_facts
from actions.summary import send_summary
from domain.duties import State
from domain.reviews import Kind, Period, period_of, week_to_tell, weekly_at
from domain.tickets import State as TicketState
from handlers.news.reviews import in_short
from reports import review
from schedules import timetable
from storage import Store, Transaction
from tests.managers.conftest import bind_readers
from tests.managers.days import HOUR, MINUTE, Made, local, make_alarm, make_duty, make_ticket, sent
from tests.stage import copy_school
from words import say_in

MONDAY, SUNDAY = date(2026, 11, 16), date(2026, 11, 22)
WEEK = Period(Kind.WEEK, MONDAY, SUNDAY)
TERM = Period(Kind.TERM, date(2026, 9, 1), date(2027, 1, 22))
AFTER, UNTIL = "2026-11-15T12:30:00.000000+00:00", "2026-11-22T12:30:00.000000+00:00"
NOW = local("11-23 07:00")
CLOSINGS = "SELECT * FROM record WHERE kind IN ('ticket.confirm', 'ticket.lapse')"
ENDS = (State.DONE, State.DONE, State.DONE, State.LATE, State.MISSED, State.EXCUSED)


@pytest.fixture
async def kept(school: Path, tmp_path: Path) -> AsyncIterator[Store]:
    here = await Store.open(copy_school(school, tmp_path / "data"))
    await here.run(bind_readers)
    yield here
    await here.close()


def some_weeks(tx: Transaction, seed: int) -> None:
    """Three weeks of whatever may happen, the reviewed one in the middle, with moments on its very edges."""
    chance = random.Random(seed)
    began = local("11-08 20:30")

    def moment() -> Any:
        return began + chance.randint(0, 14 * 24 * 60) * MINUTE

    for _ in range(chance.randint(20, 120)):
        points, ends = chance.choice((0, 1, 5)), chance.choice(ENDS)
        reached = points if ends in (State.DONE, State.LATE) else chance.randint(0, points)
        cover = chance.choice((None, None, "P24"))
        made = Made(ends, points=points, reached=reached, trial=chance.random() < 0.2, cover=cover)
        make_duty(tx, moment(), made)
    for edge in ("11-15 20:30", "11-22 20:30"):
        make_duty(tx, local(edge) - HOUR - 15 * MINUTE, Made(State.LATE))
    for _ in range(chance.randint(0, 60)):
        reported = moment()
        closed = reported + chance.randint(1, 9 * 24 * 60) * MINUTE
        make_ticket(tx, reported, closed if closed <= NOW and chance.random() < 0.7 else None)
    for _ in range(chance.randint(0, 20)):
        lapsed(tx, moment(), moment())
    for _ in range(chance.randint(0, 9)):
        to_site = chance.randint(1, 30)
        danger = chance.choice(("water", "gate", "missing"))
        make_alarm(tx, moment(), danger, "X-FIRE", "P15", to_site, to_site + chance.randint(1, 60))


def lapsed(tx: Transaction, one: datetime, other: datetime) -> None:
    """Reported, put right, and closed because nobody said whether it is well."""
    reported, closed = sorted((one, other))
    make_ticket(tx, reported)
    ticket = max(tx.figures.open_tickets(), key=lambda it: it.number)
    tx.tickets.move(ticket, TicketState.CLOSED, closed, assignee="P14")
    body = {"was": TicketState.TO_ACCEPT, "state": TicketState.CLOSED}
    tx.history.append("ticket.lapse", closed, person=None, said_at=closed, item=ticket.item, body=body)


def plain(path: Path) -> dict[str, Any]:
    """Every row of the tables, one after the other, with nothing but comparisons."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as beside:
        beside.row_factory = sqlite3.Row
        duties = [row for row in beside.execute("SELECT * FROM duty") if AFTER < row["closes"] <= UNTIL]
        tickets = list(beside.execute("SELECT * FROM ticket"))
        alarms = [row for row in beside.execute("SELECT * FROM alarm") if AFTER < row["raised_at"] <= UNTIL]
        closings = [row["arrived_at"] for row in beside.execute(CLOSINGS)]
    real = [row for row in duties if not row["trial"]]
    ends = Counter(row["state"] for row in real)
    rounds = [row for row in real if row["task"] == "round"]
    new = [row for row in tickets if AFTER < row["reported_at"] <= UNTIL]
    return {
        "duties": dict(ends),
        "trial": len(duties) - len(real),
        "covers": sum(row["cover"] is not None and row["state"] in ("done", "late") for row in real),
        "points": sum(row["points"].count(",") + 1 for row in rounds),
        "reached": sum(row["reached"] for row in rounds),
        "new": len(new),
        "closed": sum(AFTER < at <= UNTIL for at in closings),
        "before": sum(row["reported_at"] <= AFTER for row in tickets) - sum(at <= AFTER for at in closings),
        "after": sum(row["reported_at"] <= UNTIL for row in tickets) - sum(at <= UNTIL for at in closings),
        "alarms": len(alarms),
    }


def total(figure: dict[str, tuple[int, int]]) -> int:
    return sum(it[0] for it in figure.values())


def reviewed(tx: Transaction, period: Period) -> dict[str, Any]:
    return review_facts(tx, NOW, period, gathered_at_once(tx, NOW, period))


@pytest.mark.parametrize("seed", range(8))
async def test_a_second_plain_count_of_the_week_agrees_with_its_review(kept: Store, tmp_path: Path, seed: int) -> None:
    await kept.run(some_weeks, seed)
    f = await kept.run(reviewed, WEEK)
    figures = f["figures"]
    found = {
        "duties": {state: it[0] for state, it in figures["duties"].items()},
        **{name: total(figures[name]) for name in ("trial", "covers", "alarms")},
        "points": total(figures["points_due"]),
        "reached": total(figures["points_reached"]),
        "new": total(figures["tickets"]),
        "closed": total(figures["ended"]),
        "before": f["open_before"],
        "after": f["open_after"],
    }
    assert found == plain(tmp_path / "data" / "zhiqin.db")
    assert f["open_before"] + found["new"] - found["closed"] == f["open_after"]


@pytest.mark.parametrize("seed", range(4))
async def test_a_second_plain_count_of_what_one_person_did_agrees(kept: Store, tmp_path: Path, seed: int) -> None:
    await kept.run(some_weeks, seed)
    of = {who: await kept.run(own, who) for who in ("P21", "P24", "P14", "P53")}
    with closing(sqlite3.connect(tmp_path / "data" / "zhiqin.db")) as beside:
        beside.row_factory = sqlite3.Row
        duties = [row for row in beside.execute("SELECT * FROM duty") if row["closes"] <= NOW.isoformat()]
        tickets = list(beside.execute("SELECT * FROM ticket"))
        closed = beside.execute(CLOSINGS).fetchall()
    real = [row for row in duties if not row["trial"]]
    covered = [row for row in real if row["cover"] and row["state"] in ("done", "late")]
    assert total(of["P21"]["own_duties"]) == sum(row["cover"] is None for row in real)
    assert total(of["P24"]["own_covers"]) == len(covered)
    on_trial = [row for row in duties if row["trial"] and row["cover"] is None and row["state"] in ("done", "late")]
    assert total(of["P21"]["own_trial"]) == len(on_trial)
    assert total(of["P14"]["own_repaired"]) == len(closed)
    assert total(of["P53"]["own_reported"]) == len(tickets)
    assert of["P24"]["own_duties"] == of["P53"]["own_duties"] == {}


def own(tx: Transaction, who: str) -> dict[str, Any]:
    pieces = [review.gather(tx, NOW, piece, who) for piece in TERM.pieces()]
    return review.total(reduce(review.joined, pieces))


@pytest.mark.parametrize("seed", range(8, 11))
async def test_weeks_and_months_of_a_term_add_up_to_the_whole(kept: Store, seed: int) -> None:
    """However a period is cut into pieces, its sums are those of the whole."""
    await kept.run(some_weeks, seed)
    pieces = await kept.run(lambda tx: review.total(gathered_at_once(tx, NOW, TERM)))
    whole = await kept.run(lambda tx: tx.review_figures.of(local("08-31 20:30"), NOW))
    assert {name: figure for name, figure in pieces.items() if figure} == {
        name: figure for name, figure in whole.items() if figure
    }
    assert [(it.first, it.last) for it in Period(Kind.WEEK, date(2026, 11, 30), date(2026, 12, 6)).pieces()] == [
        (date(2026, 11, 30), date(2026, 11, 30)),
        (date(2026, 12, 1), date(2026, 12, 6)),
    ]


async def test_seven_summaries_add_up_to_their_week_though_one_of_them_came_late(kept: Store) -> None:
    await kept.run(some_weeks, 3)
    evenings = [local(f"11-{day} 20:30") for day in range(15, 23)]
    evenings[4] += timedelta(hours=9)
    for evening in evenings:
        await kept.run(send_summary, evening)
    daily = await kept.run(lambda tx: [tx.summaries.of(MONDAY + timedelta(days=it)) for it in range(7)])
    f = await kept.run(reviewed, WEEK)
    for state in ("due", "done", "late", "missed", "excused"):
        figure = f["figures"]["duties"]
        found = total(figure) if state == "due" else figure.get(state, (0, 0))[0]
        assert found == sum(it.figures["tasks"][state] for it in daily if it)
    assert total(f["figures"]["ended"]) == sum(it.figures["tickets"]["closed"] for it in daily if it)
    assert total(f["figures"]["tickets"]) == sum(it.figures["tickets"]["new"] for it in daily if it)


async def test_a_term_gathered_a_week_at_a_time_over_restarts_is_the_term_gathered_at_once(
    kept: Store, tmp_path: Path
) -> None:
    """What is gathered waits as a row: nothing is lost when the bot dies, and a piece served twice counts once."""
    await kept.run(some_weeks, 7)
    await kept.run(ask_for_review, NOW, TERM, to="P03", form="word")
    units = 0
    while rows := await kept.run(lambda tx: tx.due.ready(NOW, [VERB])):
        for _ in range(2):
            await kept.run(timetable.serve, NOW, rows[0])
        units += 1
        if units == 3:
            await kept.close()
            kept = await Store.open(tmp_path / "data")
    told = (await kept.run(sent, "review"))["P03"]
    at_once = await kept.run(reviewed, TERM)
    await kept.close()
    assert units == sum(it.first <= NOW.date() for it in TERM.pieces())
    assert told == json.loads(json.dumps({**at_once, "form": "word"}))


async def test_on_monday_the_week_that_ended_goes_to_managers_of_the_whole_school_once(kept: Store) -> None:
    def serve(tx: Transaction) -> None:
        while rows := tx.due.ready(NOW, [VERB]):
            assert tx.due.take(rows[0])
            gather_on(tx, NOW, rows[0])

    await kept.run(some_weeks, 5)
    for _ in range(2):
        await kept.run(send_weekly, NOW, NOW)
        await kept.run(serve)
    told = await kept.run(sent, "review")
    assert sorted(told) == ["P01", "P02", "P03"]
    assert told["P03"]["first"] == "2026-11-16"
    assert [len(in_short(told[who], say_in("zh")).splitlines()) for who in ("P01", "P03")] == [4, 6]
    await kept.run(send_weekly, NOW + timedelta(days=1), NOW + timedelta(days=1))
    assert await kept.run(lambda tx: tx.due.of_verb(VERB)) == []


def test_a_weekly_review_comes_when_the_sheet_says_and_is_about_the_week_that_people_talk_of() -> None:
    assert (weekly_at("周一 07:00"), weekly_at(" 周五 7:30 "), weekly_at("不发")) == (
        (1, time(7)),
        (5, time(7, 30)),
        None,
    )
    days = [date(2026, 11, 23) + timedelta(days=it) for it in range(7)]
    assert [week_to_tell(it).first.day for it in days] == [16, 16, 16, 23, 23, 23, 23]


@pytest.mark.parametrize("wrong", ["", "周一", "星期一 07:00", "周一 25:00", "07:00", "Monday 07:00"])
def test_a_weekly_time_that_cannot_be_read_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError):
        weekly_at(wrong)


async def test_a_week_of_holiday_is_not_talked_about(kept: Store) -> None:
    await kept.run(send_weekly, NOW, NOW)
    for row in await kept.run(lambda tx: tx.due.of_verb(VERB)):
        await kept.run(gather_on, NOW, row)
    assert await kept.run(sent, "review") == {}


def test_a_holiday_looks_back_on_the_term_before_it_and_before_any_term_there_is_none() -> None:
    from tests.sample import sample

    calendar = sample().calendar
    assert period_of(Kind.TERM, date(2027, 2, 1), calendar) == period_of(Kind.TERM, date(2026, 12, 1), calendar)
    assert period_of(Kind.TERM, date(2026, 8, 1), calendar) is None
