"""Units of work a second: 50 writers whose units share commits, against the same units in a commit each."""

import asyncio
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from statistics import median
from unittest.mock import patch

from benchmarks.conversation import BEGIN, chat_of
from benchmarks.disk import file_system_of, folder_on_disk
from benchmarks.pairs import Line, in_pairs, medians, ratios
from domain.news import Lane, News
from storage import Store, Transaction

WRITERS = 50
GROUPED_GOAL = 8.0
FACTS = {
    "number": 241, "state": "已派", "category": "水暖", "urgency": "一般", "place": "3号教工宿舍楼-201",
    "words": "3号楼201水管漏水", "reporter": "裴思远", "assignee": "田大勇", "reported": "08:00", "changed": "08:01",
}  # fmt: skip


def keep_a_message(tx: Transaction, number: int) -> None:
    """The unit: one message into the outbox, as every answer of the bot is kept before it is sent."""
    chat = chat_of(number % 1000)
    tx.outbox.put(News("ticket.filed", chat, FACTS, Lane.REPLY, item=f"ticket:{number}"), BEGIN)


class Writers:
    """Writers of one store, each waiting for its unit before it brings the next."""

    def __init__(self, folder: Path) -> None:
        self._loop = asyncio.Runner()
        self._store = self._loop.run(Store.open(folder))
        self._numbers = count(1)
        self.waits: list[float] = []

    def rate(self, writers: int, units: int, most_in_a_group: int = 256) -> float:
        """Units a second of that many writers with `units` each."""
        with patch("storage.engine.MOST_IN_A_GROUP", most_in_a_group):
            return writers * units / self._loop.run(self._write(writers, units))

    async def _write(self, writers: int, units: int) -> float:
        self.waits.clear()
        began = time.perf_counter()
        await asyncio.gather(*(self._writer(units) for _ in range(writers)))
        return time.perf_counter() - began

    async def _writer(self, units: int) -> None:
        for _ in range(units):
            began = time.perf_counter()
            await self._store.run(keep_a_message, next(self._numbers))
            self.waits.append(time.perf_counter() - began)

    def close(self) -> None:
        self._loop.run(self._store.close())
        self._loop.close()


def measure(quick: bool) -> Iterator[Line]:
    pairs, units = (3, 60) if quick else (7, 200)
    with folder_on_disk() as made:
        folder = Path(made)
        writers = Writers(folder)
        worst: list[float] = []

        def together() -> float:
            rate = writers.rate(WRITERS, units)
            worst.append(sorted(writers.waits)[int(len(writers.waits) * 0.99)] * 1000)
            return rate

        writers.rate(WRITERS, units)
        against_each = in_pairs(together, lambda: writers.rate(WRITERS, units // 10, most_in_a_group=1), pairs)
        against_one = in_pairs(together, lambda: writers.rate(1, units), pairs)
        writers.close()
        on = f"synchronous=FULL on {file_system_of(folder)}"
    grouped, each = medians(against_each)
    yield Line(
        f"units of work a second, {WRITERS} writers: in shared commits / in a commit each",
        ratios(against_each), GROUPED_GOAL, f"{grouped:.0f} / {each:.0f} units/s, {on}",
    )  # fmt: skip
    grouped, one = medians(against_one)
    yield Line(
        f"the same: {WRITERS} writers in shared commits / one after the other",
        ratios(against_one), GROUPED_GOAL, f"{grouped:.0f} / {one:.0f} units/s, {on}",
    )  # fmt: skip
    yield Line(f"99 of 100 units of {WRITERS} writers wait at most", (), None, f"{median(worst):.1f} ms")
