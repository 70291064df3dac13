"""Planning 20,000 duties beside people who write, and the wake among 100,000 open duties against 1,000."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from statistics import median

from actions.close_duty import STEP
from actions.import_school import import_school
from actions.plan_duties import VERB
from benchmarks.commits import keep_a_message
from benchmarks.disk import file_system_of, folder_on_disk
from benchmarks.pairs import Line, in_pairs, medians, ratios
from benchmarks.processes import ROOT
from domain.checklists import EvidenceRule
from domain.duties import Draft, Shape, State, Task
from domain.plans import Grade, Manner, Plan, Slot
from domain.school import School
from schedules import timetable
from storage import Store, Transaction
from storage.due import DueRow
from storage.workbook import read_school

SAMPLE = ROOT / "rehearsal" / "school" / "sample_school.xlsx"
MONDAY = datetime(2026, 11, 22, 22, 45, tzinfo=UTC)
PLANS = 39
"""Each asks once a day for each of the sample school's 173 rooms of pupils: 20,000 duties in three days."""
SHIFTS = ("W1D", "W2D", "G1", "G2")
DUE_AT_ONCE = 100
LONGEST_UNIT, LONGEST_WAIT = 20.0, 50.0
"""Milliseconds that a unit of planning may take, and that 99 of 100 others may wait for the writer meanwhile."""


def large_school() -> School:
    school = read_school(SAMPLE)
    return replace(school, plans=tuple(_plan(school.plans[0], number) for number in range(PLANS)))


def _plan(like: Plan, number: int) -> Plan:
    at = (MONDAY + timedelta(hours=8, minutes=30 + 23 * number)).time()
    slots, who = (Slot(starts=at),), SHIFTS[number % len(SHIFTS)]
    return replace(like, code=f"B{number}", target="组:学生寝室", who=who, manner=Manner.POINT, slots=slots)


@dataclass(frozen=True, slots=True)
class Took:
    """Milliseconds of one unit: by the wall, and of the processor (what a busy machine does not lengthen)."""

    wall: float
    processor: float


def serve_timed(tx: Transaction, row: DueRow, took: list[Took]) -> None:
    wall, processor = time.perf_counter(), time.thread_time()
    timetable.serve(tx, MONDAY, row)
    took.append(Took((time.perf_counter() - wall) * 1000, (time.thread_time() - processor) * 1000))


async def plan_everything(store: Store) -> list[Took]:
    """As the wake serves it: one unit after the other."""
    took: list[Took] = []
    while rows := await store.run(lambda tx: tx.due.ready(MONDAY, [VERB])):
        for row in rows:
            await store.run(serve_timed, row, took)
    return took


async def rest(store: Store) -> list[Took]:
    """The same while, with nothing to plan."""
    await asyncio.sleep(2)
    return []


async def beside(store: Store, what: Callable[[Store], Awaitable[list[Took]]]) -> tuple[list[Took], list[float]]:
    """What it says of itself, and the milliseconds that somebody's small units, one every 3 ms, waited meanwhile."""
    waits: list[float] = []
    under_way = asyncio.ensure_future(what(store))
    for number in count(1):
        if under_way.done():
            break
        began = time.perf_counter()
        await store.run(keep_a_message, number)
        waits.append((time.perf_counter() - began) * 1000)
        await asyncio.sleep(0.003)
    return under_way.result(), waits


async def plan_beside_writers(folder: Path) -> list[Line]:
    store = await Store.open(folder)
    await store.run(import_school, MONDAY, large_school())
    (took, meanwhile), (_, usually) = await beside(store, plan_everything), await beside(store, rest)
    planned = await store.run(lambda tx: len(tx.duties.unfinished(MONDAY + timedelta(days=9))))
    await store.close()
    longest, worked = max(it.wall for it in took), max(it.processor for it in took)
    half = median(it.wall for it in took)
    return [
        Line(f"the longest of {len(took)} units that plan {planned} duties", (), None,
             f"{longest:.1f} ms (goal {LONGEST_UNIT:g}), {worked:.1f} ms of the processor; half within {half:.1f} ms"),
        Line("99 of 100 others wait for the writer meanwhile at most", (), None,
             f"{_p99(meanwhile):.1f} ms (goal {LONGEST_WAIT:g}); with nothing to plan {_p99(usually):.1f} ms"),
    ]  # fmt: skip


def _p99(waits: list[float]) -> float:
    return sorted(waits)[int(len(waits) * 0.99)]


class OpenDuties:
    """A store with so many duties that are open at once; of each round the first hundred are due."""

    def __init__(self, folder: Path, number: int) -> None:
        folder.mkdir()
        self._loop = asyncio.Runner()
        self._store = self._loop.run(Store.open(folder))
        self._loop.run(self._store.run(import_school, MONDAY, read_school(SAMPLE)))
        for first in range(0, number, 500):
            self._loop.run(self._store.run(open_duties, range(first, min(number, first + 500))))

    def rate(self) -> float:
        """Rows that the wake serves in a second, each in a unit of its own."""
        self._loop.run(self._store.run(make_due))
        began = time.perf_counter()
        served = self._loop.run(self._serve())
        return served / (time.perf_counter() - began)

    async def _serve(self) -> int:
        served = 0
        while rows := await self._store.run(lambda tx: tx.due.ready(MONDAY, [STEP])):
            for row in rows:
                served += await self._store.run(timetable.serve, MONDAY, row)
        await self._store.run(timetable.next_at)
        return served

    def close(self) -> None:
        self._loop.run(self._store.close())
        self._loop.close()


def open_duties(tx: Transaction, numbers: range) -> None:
    for number in numbers:
        duty_id = tx.duties.plan(_draft(number))
        assert duty_id is not None
        tx.duties.change(duty_id, state=State.OPEN)
        tx.due.put(STEP, str(duty_id), MONDAY + timedelta(hours=1, seconds=number))


def make_due(tx: Transaction) -> None:
    for number in range(1, DUE_AT_ONCE + 1):
        tx.due.put(STEP, str(number), MONDAY)


def _draft(number: int) -> Draft:
    """A round of the whole day that nobody has begun, on trial, so that serving it writes to nobody."""
    ends = MONDAY + timedelta(hours=12)
    return Draft(
        key=f"B0:2026-11-23:06:30:{number}", plan="B0", name="B0", task=Task.ROUND, checklist="C01", version="1.0",
        target="CX", place="CX", points=("CX",), day=date(2026, 11, 23), shape=Shape.WINDOW,
        starts=MONDAY - timedelta(minutes=15), ends=ends, opens=MONDAY - timedelta(minutes=15), due=ends, closes=ends,
        grade=Grade.ORDINARY, evidence=EvidenceRule.NONE, chain="", owner=f"P{number % 90 + 10}", post=None, trial=True,
    )  # fmt: skip


def measure(quick: bool) -> Iterator[Line]:
    with folder_on_disk() as made:
        yield from asyncio.run(plan_beside_writers(Path(made)))
    with folder_on_disk() as made:
        few, many = OpenDuties(Path(made) / "few", 1_000), OpenDuties(Path(made) / "many", 100_000)
        few.rate(), many.rate()
        found = in_pairs(many.rate, few.rate, 3 if quick else 15)
        few.close()
        many.close()
        on = f"synchronous=FULL on {file_system_of(Path(made))}"
    among_many, among_few = medians(found)
    yield Line(
        f"rows a second that the wake serves when {DUE_AT_ONCE} are due: of 100,000 open duties / of 1,000",
        ratios(found), 1.0, f"{among_many:.0f} / {among_few:.0f} rows/s, {on}",
    )  # fmt: skip
