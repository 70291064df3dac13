"""Updates a second of the whole bot over HTTP, limits off, against a bare aiogram bot: the same conversation."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks.disk import folder_on_disk
from benchmarks.our_bot import make, sample, sentences
from benchmarks.pairs import Line, in_pairs, medians, ratios
from benchmarks.processes import BOT_CORE, Course, Process, Server

OURS, THEIRS = f"1234567:{'o' * 35}", f"1234567:{'a' * 35}"
GOAL = 1.0


def measure(quick: bool) -> Iterator[Line]:
    """Everybody says something new each time, so nobody is asked whether it is the same fault."""
    pairs, rounds = (3, 4) if quick else (9, 6)
    school = sample()
    to_say = sentences(school)
    with folder_on_disk() as made:
        people = asyncio.run(make(Path(made), school))
        server = Server()
        ours = Process("benchmarks.our_bot", "--data", made, "--url", server.url, "--token", OURS, core=BOT_CORE)
        theirs = Process("benchmarks.bare_aiogram", "--url", server.url, "--token", THEIRS, core=BOT_CORE)
        courses: dict[str, list[Course]] = {OURS: [], THEIRS: []}
        said = {OURS: iter(to_say), THEIRS: iter(to_say)}

        def rate(bot: Process, token: str) -> float:
            something = [next(said[token]) for _ in range(people * rounds)]
            courses[token].append(server.run(bot, token, people=people, sentences=something))
            return courses[token][-1].rate

        try:
            rate(ours, OURS), rate(theirs, THEIRS)
            found = in_pairs(lambda: rate(ours, OURS), lambda: rate(theirs, THEIRS), pairs)
        finally:
            for process in (ours, theirs, server):
                process.stop()
    our_rate, their_rate = medians(found)
    yield Line(
        "updates a second over HTTP, limits off: the whole bot / bare aiogram with a state in memory",
        ratios(found), GOAL, f"{our_rate:.0f} / {their_rate:.0f} updates/s, {people} people",
    )  # fmt: skip
    each = [median(course.spent / course.calls * 1000 for course in courses[token]) for token in (OURS, THEIRS)]
    size = [median(course.sent / course.calls for course in courses[token]) for token in (OURS, THEIRS)]
    busy = max(course.busy for of_one in courses.values() for course in of_one)
    yield Line(
        "processor time for each call to Telegram", (), None,
        f"{each[0]:.2f} / {each[1]:.2f} ms ({size[0]:.0f} / {size[1]:.0f} bytes); the stand-in was {busy:.0%} busy",
    )  # fmt: skip
