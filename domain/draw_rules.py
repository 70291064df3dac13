"""What a day's draws go by: the rules of each plan and its pool, as the very text that the commitment covers."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

LINE = re.compile(
    r"(?P<plan>\S+) per-week (?P<per_week>\d+) days-a-week (?P<days_a_week>\d+) together (?P<together>\d+)"
    r" cycle-day (?P<cycle_day>\d+) cycle-days (?P<cycle_days>\d+) slots (?P<slots>\S+)"
)
IN_POOL = re.compile(r"(?P<plan>\S+) (?P<target>\S+) risk (?P<risk>\d+) days (?P<days>\d+) seen (?P<seen>[01])")
NORMAL_RISK, MOST_RISK = 1000, 3000
"""Thousandths."""
LONG_AGO = 99
"""Days since the last draw are not counted further."""
EULER = 0.5772
"""The Euler-Mascheroni constant: how long it takes until each of a pool was drawn (coupon collector)."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Of one plan on one day. `windows` are minutes of the local day, the end excluded; a slot is a minute in one.

    `cycle_day` counts the days of this cycle on which the plan held, from 1.
    """

    plan: str
    per_week: int
    days_a_week: int
    together: int
    cycle_day: int
    cycle_days: int
    windows: tuple[tuple[int, int], ...]

    @property
    def slots(self) -> list[int]:
        return [minute for starts, ends in self.windows for minute in range(starts, ends)]

    @property
    def part(self) -> int:
        """A slot hits with probability part/whole."""
        return self.per_week

    @property
    def whole(self) -> int:
        return sum(ends - starts for starts, ends in self.windows) * self.days_a_week * self.together

    @property
    def text(self) -> str:
        spans = ",".join(f"{_clock(starts)}-{_clock(ends)}" for starts, ends in self.windows)
        return (
            f"{self.plan} per-week {self.per_week} days-a-week {self.days_a_week} together {self.together}"
            f" cycle-day {self.cycle_day} cycle-days {self.cycle_days} slots {spans}"
        )


@dataclass(frozen=True, slots=True)
class Pooled:
    """A target as the day begins. `risk` in thousandths, `days` since it was last drawn, `seen` in this cycle."""

    plan: str
    target: str
    risk: int
    days: int
    seen: bool

    @property
    def text(self) -> str:
        return f"{self.plan} {self.target} risk {self.risk} days {self.days} seen {int(self.seen)}"


def text_of(lines: Iterable[Rules] | Iterable[Pooled]) -> str:
    """A line each, sorted as bytes, each ended."""
    return "".join(f"{line}\n" for line in sorted((it.text for it in lines), key=str.encode))


def read_rules(text: str) -> dict[str, Rules]:
    """By plan. ValueError for what is no text of rules."""
    found = {}
    for line in text.splitlines():
        if not (it := LINE.fullmatch(line)):
            raise ValueError(line)
        spans = tuple((_minute(span[:5]), _minute(span[6:])) for span in it["slots"].split(","))
        found[it["plan"]] = Rules(
            plan=it["plan"],
            per_week=int(it["per_week"]),
            days_a_week=int(it["days_a_week"]),
            together=int(it["together"]),
            cycle_day=int(it["cycle_day"]),
            cycle_days=int(it["cycle_days"]),
            windows=spans,
        )
    return found


def read_pool(text: str) -> dict[str, list[Pooled]]:
    """By plan, each in the order of the text. ValueError for what is no text of a pool."""
    found: dict[str, list[Pooled]] = {}
    for line in text.splitlines():
        if not (it := IN_POOL.fullmatch(line)):
            raise ValueError(line)
        one = Pooled(it["plan"], it["target"], int(it["risk"]), int(it["days"]), it["seen"] == "1")
        found.setdefault(one.plan, []).append(one)
    return found


def luck(pool: int, draws: float) -> float:
    """How often, in multiples of blind guessing, the best guesser names the next target: an upper estimate.

    `draws` are those of a cycle. Coverage alone costs ln(pool)/(draws/pool): docs/draws.md has the argument.
    """
    ratio = draws / pool
    if ratio <= 1 or pool == 1:
        return 1.0 if pool == 1 else float(pool)
    low, high = 1e-6, ratio
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if middle + (1 - math.exp(-middle)) / middle < ratio else (low, middle)
    covering = (1 - math.exp(-low)) / low / ratio
    late = max(0.0, math.log(pool) + EULER - low) / ratio
    return min(float(pool), late + (1 - covering) * MOST_SHARE)


MOST_SHARE = 2.0
"""No target is chosen by risk with more than this many times its even share."""


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _minute(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])
