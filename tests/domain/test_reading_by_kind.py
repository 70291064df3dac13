"""The things of a school, trade by trade, and its dangers, kind by kind: each is known when it is said shortly."""

import csv
from collections.abc import Iterator

from tests.domain.labelled import HERE, reader, say


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (HERE / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def test_a_thing_that_is_broken_goes_to_its_trade() -> None:
    things = [(thing, row["category"]) for row in _rows("things") for thing in row["things"].split()]
    wrong = {thing: found for thing, trade in things if (found := reader().read(f"B305{thing}坏了").category) != trade}
    say(f"{len(things)} things, {len(wrong)} elsewhere: {wrong}")
    assert len(wrong) <= 0.01 * len(things)


def test_a_danger_is_heard_however_it_is_named_and_what_sounds_like_one_is_not() -> None:
    read = [(row["kind"], row["text"], reader().read(row["text"])) for row in _rows("phrases")]
    deaf = [text for kind, text, reading in read if kind not in ("harmless", "unease") and not reading.alarm]
    still = [text for kind, text, reading in read if kind == "unease" and not (reading.alarm or reading.by_sound)]
    vain = [text for kind, text, reading in read if kind == "harmless" and reading.alarm]
    say(f"{len(read)} phrases: not heard {deaf}, not asked about {still}, in vain {vain}")
    assert len(deaf) <= 5
    assert len(still) <= 2
    assert len(vain) <= 3
