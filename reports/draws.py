"""Whether the draws of a day are what its seal says, from the rows, the history and nothing else."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from domain.draw_check import RECORDS, Difference, Opened, check_day, first_difference
from domain.draws import Drawn, Outcome, Why
from storage.draws import Draws
from storage.history import History


@dataclass(frozen=True, slots=True)
class Verdict:
    """`state` is none (no draws were meant that day), down or key (it has no seal, and that is why), sealed (not laid
    open yet), right, or wrong with the `difference`."""

    day: date
    state: str
    drawn: int = 0
    hits: int = 0
    numbers: int = 0
    difference: Difference | None = None


def verdicts(draws: Draws, history: History) -> list[Verdict]:
    """Every day that was committed to, by its row or by the history alone, and every day that was to be and was not."""
    told = [item.partition(":")[2] for item in history.items_of("draws")]
    days = {date.fromisoformat(day) for day in told if day[:1].isdigit()} | {fixed.day for fixed in draws.days()}
    return [verdict(draws, history, day) for day in sorted(days)]


def verdict(draws: Draws, history: History, day: date) -> Verdict:
    """What there is to say about one local day."""
    fixed = draws.day(day)
    said = history.last(f"draws:{day}", ("draws.fixed",)).get("commitment", "")
    if fixed is None and said:
        return Verdict(day, "wrong", difference=first_difference(RECORDS, said, ""))
    if fixed is None:
        return Verdict(day, history.last(f"draws:{day}", ("draws.none",)).get("why", "none"))
    rows = draws.of_day(day)
    sent = sum(row.outcome is Outcome.DRAWN for row in rows)
    wrong = first_difference(RECORDS, said, fixed.commitment)
    if wrong is None and fixed.seed is None:
        return Verdict(day, "sealed", sent, len(rows), len(fixed.numbers))
    if wrong is None:
        numbers = history.last(f"draws:{day}", ("draws.closed",)).get("numbers", [])
        opened = Opened(day, fixed.commitment, fixed.pool, fixed.rules, fixed.numbers, fixed.seed or "")
        wrong = first_difference(RECORDS, "\n".join(numbers), "\n".join(fixed.numbers))
        wrong = wrong or check_day(opened, rows, _recorded(history, day))
    return Verdict(day, "wrong" if wrong else "right", sent, len(rows), len(fixed.numbers), wrong)


def _recorded(history: History, day: date) -> list[Drawn]:
    """What each slot came to, as the history has it; the last time, when a clock that was ahead was put back."""
    found: dict[tuple[str, int, int], Drawn] = {}
    for row in history.of_item(f"draws:{day}"):
        if row["kind"] != "draws.slot":
            continue
        body = json.loads(row["body"])
        found[body["plan"], body["slot"], body["number"]] = Drawn(
            day,
            body["plan"],
            body["slot"],
            body["number"],
            Why(body["kind"]),
            Outcome(body["outcome"]),
            body["target"],
            datetime.fromisoformat(row["arrived_at"]),
            body["why"],
            tuple(body["candidates"]),
            body["inspector"],
            body["duty"],
        )
    return list(found.values())
