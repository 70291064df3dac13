"""Our bot at 50 ms for each call: 64 updates and messages at once against one of each."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

from benchmarks.disk import folder_on_disk
from benchmarks.our_bot import make, sample, sentences
from benchmarks.pairs import Line, in_pairs, medians, ratios
from benchmarks.processes import BOT_CORE, Process, Server

AT_ONCE, IN_TURN = f"1234567:{'m' * 35}", f"1234567:{'s' * 35}"
LATENCY = 0.05
GOAL = 12.0


def measure(quick: bool) -> Iterator[Line]:
    """Both have a school of their own, so both may say the same."""
    pairs = 2 if quick else 4
    school = sample()
    to_say = sentences(school)
    with folder_on_disk() as first, folder_on_disk() as second:
        people = asyncio.run(make(Path(first), school))
        asyncio.run(make(Path(second), school))
        server = Server()
        base = ("--url", server.url)
        many = Process("benchmarks.our_bot", "--data", first, *base, "--token", AT_ONCE, core=BOT_CORE)
        one = Process(
            "benchmarks.our_bot", "--data", second, *base, "--token", IN_TURN, "--at-once", "1", core=BOT_CORE
        )
        said = {AT_ONCE: iter(to_say), IN_TURN: iter(to_say)}

        def rate(bot: Process, token: str, rounds: int) -> float:
            something = [next(said[token]) for _ in range(people * rounds)]
            return server.run(bot, token, people=people, sentences=something, latency=LATENCY).rate

        try:
            rate(many, AT_ONCE, 1)
            found = in_pairs(lambda: rate(many, AT_ONCE, 6), lambda: rate(one, IN_TURN, 1), pairs)
        finally:
            for process in (many, one, server):
                process.stop()
    together, in_turn = medians(found)
    yield Line(
        "updates a second at 50 ms for each call: 64 at once / one after the other, the same bot",
        ratios(found), GOAL, f"{together:.0f} / {in_turn:.1f} updates/s",
    )  # fmt: skip
