"""Whatever a tampered phone presses: one answer each time, nothing moves that is not the presser's, and no error."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from handlers.buttons import VERBS
from handlers.news.message import LONGEST_TOAST
from storage import Transaction
from tests.buttons.table import OPENS_SOMETHING, Row, rows
from tests.buttons.test_old_tickets_and_alarms import reported
from tests.buttons.test_races import at_once
from tests.posts.test_gates import at_the_south_gate
from tests.rounds.walking import duty
from tests.stage import Someone, Stage, copy_school
from tests.trouble.props import connection_of, count

NO_SUCH_SHIFT = "tw:stay:999999999999999"
"""The end of a shift in minutes: none that a calendar has."""
EXAMPLES = int(os.environ.get("FORGED_EXAMPLES", "15"))
CHATTER = {"inbox", "outbox", "card", "account", "caller", "lull", "hold"}
"""What arrives and what is said; every other table is the school's."""
NUMBERS = st.one_of(
    st.integers(min_value=0, max_value=3),
    st.sampled_from(("-1", "01", "1.0", "1e3", "٣", "①", "1_0", "0x1", " 1", "", "9" * 15, "9" * 40)),
)
STRANGE = st.one_of(st.sampled_from(("p15", "m-s", "P999", "-", "all", "P15>P21")), st.text(max_size=8))
HOLES: dict[str, st.SearchStrategy[Any]] = {
    **dict.fromkeys(("draft", "ticket", "alarm", "duty", "summary", "change", "page", "n"), NUMBERS),
    "place": st.one_of(st.sampled_from(("M-S", "M-N", "R1-312")), STRANGE),
    "person": st.one_of(st.sampled_from(("P15", "P21", "P03", "P54")), STRANGE),
    "plan": st.one_of(st.sampled_from(("J01", "J17")), STRANGE),
    "category": st.one_of(st.just("水暖"), STRANGE),
    "at": st.sampled_from(("20261122T2230", "20261123T0630", "00010101T0000", "99991231T2359", "20261323T0630", "-")),
    "danger": st.sampled_from(("tsunami", "", "FIRE", "fire:1", "none")),
}
"""A red button of a danger that there is may be pressed by everybody who works here: it is not among the forged."""
FORGED = [it for it in rows() if (it.shape[0] != "u" or "{" in it.shape) and it.shape not in OPENS_SOMETHING]
BY_VERB = {verb: st.sampled_from(found) for verb in VERBS if (found := [it for it in FORGED if it.shape[0] == verb])}
TWISTS: tuple[Callable[[str], str], ...] = (
    lambda data: data + ":1",
    lambda data: data.rpartition(":")[0],
    lambda data: data.upper(),
    lambda data: data[:2] + "\0" + data[2:],
    lambda data: data.replace(":", "\uff1a", 1),
    lambda data: ":" + data,
    lambda data: (data + "x" * 64)[:64],
)


@st.composite
def forged(draw: st.DrawFn) -> str:
    """What a version of ours has sent, with numbers and codes of its own, and every third time twisted."""
    row: Row = draw(st.one_of(*BY_VERB.values()))
    data = row.filled(**{hole: draw(values) for hole, values in HOLES.items() if f"{{{hole}}}" in row.shape})
    return draw(st.sampled_from(TWISTS))(data) if draw(st.integers(0, 2)) == 0 else data


GARBAGE = st.one_of(st.text(max_size=64), st.binary(max_size=64).map(lambda raw: raw.decode("utf-8", "replace")))
PRESSED = st.lists(st.one_of(forged(), forged(), GARBAGE), min_size=1, max_size=6)


async def a_busy_school(stage: Stage) -> None:
    """A ticket in hand, an open form, an alarm, a duty, a gate, a changed roster, a summary."""
    teacher, plumber, _ = await reported(stage)
    await plumber.taps("接单")
    await teacher.sends("leaking-pipe")
    await duty(stage)
    await at_the_south_gate(stage)
    lead = await stage.person("P20")
    await at_once(stage, (lead, "o:in:20261122T2230:P21>-"))
    await stage.until("10:00")
    await teacher.says("一食堂有煤气味!")
    await stage.until("20:31")


def everything(tx: Transaction) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the school's own tables."""
    known = connection_of(tx).execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    tables = sorted({str(row["name"]) for row in known} - CHATTER)
    return {table: [tuple(row) for row in connection_of(tx).execute(f"SELECT * FROM {table}")] for table in tables}


def on_a_stage(school: Path, folder: Path, play: Callable[[Stage, asyncio.Runner], None]) -> None:
    with asyncio.Runner() as runner:
        stage = Stage(copy_school(school, folder / "data"))
        runner.run(stage.open())
        runner.run(a_busy_school(stage))
        play(stage, runner)
        runner.run(stage.close())


def answered(stage: Stage, pressers: list[Someone], data: list[str]) -> Awaitable[list[str]]:
    """What the buttons said; each press has an answer, or reading it fails."""
    return at_once(stage, *((someone, it) for it in data for someone in pressers))


def test_what_is_not_theirs_stays_as_it_is(school: Path, tmp_path: Path) -> None:
    def play(stage: Stage, runner: asyncio.Runner) -> None:
        pressers = [
            runner.run(stage.person("P54")),
            runner.run(stage.stranger("X")),
            runner.run(stage.post_phone("XM")),
        ]
        before = runner.run(stage.rows(everything))

        @settings(max_examples=EXAMPLES, deadline=None, database=None)
        @example(data=[NO_SUCH_SHIFT])
        @given(data=PRESSED)
        def pressed(data: list[str]) -> None:
            said = runner.run(answered(stage, pressers, [it for it in data if not it.startswith("h:")]))
            assert all(len(it) <= LONGEST_TOAST for it in said)
            assert runner.run(stage.rows(everything)) == before
            assert runner.run(count(stage, "SELECT count(*) FROM inbox WHERE state <> 'done'")) == 0

        pressed()
        assert {*runner.run(answered(stage, pressers[1:2], ["t:take:1", "\0", ""]))} == {
            "这是校内用的,请到总务处登记。"
        }

    on_a_stage(school, tmp_path, play)


def test_whoever_may_do_much_gets_an_answer_and_never_an_error(school: Path, tmp_path: Path) -> None:
    def play(stage: Stage, runner: asyncio.Runner) -> None:
        pressers = [runner.run(stage.person(person)) for person in ("P03", "P100", "P20", "P15", "P53")]

        @settings(max_examples=EXAMPLES, deadline=None, database=None)
        @example(data=[NO_SUCH_SHIFT])
        @given(data=PRESSED)
        def pressed(data: list[str]) -> None:
            said = runner.run(answered(stage, pressers, data))
            assert all(len(it) <= LONGEST_TOAST for it in said)
            assert runner.run(count(stage, "SELECT count(*) FROM inbox WHERE state <> 'done'")) == 0
            assert runner.run(count(stage, "SELECT count(*) FROM outbox WHERE about LIKE 'error.%'")) == 0

        pressed()

    on_a_stage(school, tmp_path, play)
