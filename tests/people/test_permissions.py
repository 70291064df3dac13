"""The permission table, cell by cell: who may do what, tried at the door with a real store and read from two tables.

`permissions.csv` has a row for everybody (each role, and who belongs only half) and a column for each act; `parts.csv`
the same for the part that somebody has in a ticket, alarm or duty. Written anew: `python -m tests.people.tables`.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.people.acts import ACTS, PARTS, part_acts, people_of
from tests.people.world import World

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    here = World()
    yield here
    here.close()


def pinned(name: str) -> dict[tuple[str, str], bool]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    return {(row[0], act): cell == "是" for row in rows[1:] for act, cell in zip(rows[0][1:], row[1:], strict=True)}


def test_what_each_role_may_do_is_what_the_table_says(world: World) -> None:
    people = people_of(world)
    found = {(who, act): world.says_yes(user, ACTS[act](world)) for who, user in people.items() for act in ACTS}
    assert found == pinned("permissions.csv")


def test_what_somebody_may_do_who_has_a_part_in_it_is_what_the_table_says(world: World) -> None:
    found = {
        (part, name): world.says_yes(*act) for part, prepare in PARTS.items() for name, act in part_acts(world, prepare)
    }
    assert found == pinned("parts.csv")
