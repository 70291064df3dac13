"""What the played days cost people: `python -m tests.day.burden` plays both and prints it as rows of a table."""

import asyncio
import sys
import tempfile
from collections import Counter
from pathlib import Path
from statistics import median

from tests.day.played import NEXT_MORNING, Played, play
from tests.day.promises import MANAGERS, rang
from tests.day.script import DAY


def heard(played: Played) -> Counter[str]:
    """Messages that nobody asked for, by person; 紧急 included."""
    return Counter(message["person"] for message in rang(played))


def row(name: str, played: Played) -> str:
    """One line: how long the play took, what was planned and chased, and what people and managers heard."""
    planned = played.rows("SELECT count(*) AS n FROM duty")[0]["n"]
    closed, chased = played.rows(
        "SELECT count(*) AS n FROM duty WHERE closed_at IS NOT NULL UNION ALL "
        "SELECT count(*) FROM duty WHERE closed_at IS NOT NULL AND trial = 0"
    )
    people = heard(played)
    (most, times), counts = people.most_common(1)[0], people.values()
    managers = ", ".join(f"{person} {people[person]}" for person in MANAGERS)
    return (
        f"| {name} | {played.seconds:.0f} s | {planned} | {closed['n']} ({chased['n']}) | {len(people)} | "
        f"{median(counts):.0f} | {times} ({most}) | {managers} |"
    )


def main() -> None:
    for name, lines in (("everything in time", ()), ("the script", DAY)):
        with tempfile.TemporaryDirectory() as folder:
            played = asyncio.run(play(Path(folder), lines, scripted=bool(lines), end=NEXT_MORNING))
            sys.stdout.write(row(name, played) + "\n")


if __name__ == "__main__":
    main()
