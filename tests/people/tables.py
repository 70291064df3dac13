"""Writes the two tables anew from what is true now; look at what changed before it is kept."""

import csv
from pathlib import Path

from tests.people.acts import ACTS, PARTS, part_acts, people_of
from tests.people.world import World

HERE = Path(__file__).parent


def main() -> None:
    world = World()
    people = people_of(world)
    cells = {
        (who, act): world.says_yes(user, make(world)) for who, user in people.items() for act, make in ACTS.items()
    }
    _write("permissions.csv", list(people), list(ACTS), cells)
    parts = {(p, name): world.says_yes(*act) for p, prepare in PARTS.items() for name, act in part_acts(world, prepare)}
    _write("parts.csv", list(PARTS), list(dict.fromkeys(name for _, name in parts)), parts)
    world.close()


def _write(name: str, rows: list[str], acts: list[str], cells: dict[tuple[str, str], bool]) -> None:
    with (HERE / name).open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["谁", *acts])
        table.writerows([row, *("是" if cells[row, act] else "—" for act in acts)] for row in rows)


if __name__ == "__main__":
    main()
