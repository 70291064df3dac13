"""A year of draws for 2,000 rooms: how long it takes, and whether it is what docs/draws.md promises."""

import time
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from statistics import mean

from domain.draw_rules import LONG_AGO, Pooled, Rules, luck
from domain.draw_seed import Chance
from domain.draw_slots import EVEN, OUT_OF, Pool

ROOMS, PER_WEEK, WEEKS, TOGETHER = 2000, 815, 10, 4
"""As 70 a week are to 172 rooms; so many rooms want a cycle of ten weeks for the bound to hold."""
DAY = ((480, 690), (840, 1020), (1200, 1260))


def measure(quick: bool) -> Iterator[str]:
    days = WEEKS * 7 if quick else 52 * 7
    codes = [f"R{number:04}" for number in range(ROOMS)]
    last = dict.fromkeys(codes, -LONG_AGO)
    drawn: Counter[str] = Counter()
    gaps: list[int] = []
    bets: list[float] = []
    uncovered, took = 0, 0.0
    spent_on_hits: list[float] = []
    seen: set[str] = set()
    for day in range(days):
        cycle_day = day % (WEEKS * 7) + 1
        if cycle_day == 1:
            uncovered += ROOMS - len(seen) if day else 0
            seen = set()
        began = time.thread_time()
        rules = Rules("J1", PER_WEEK, 7, TOGETHER, cycle_day, WEEKS * 7, DAY)
        risk = (2000 if number % 10 == 0 else 1000 for number in range(ROOMS))
        pooled = [
            Pooled("J1", code, weight, min(LONG_AGO, day - last[code]), code in seen)
            for code, weight in zip(codes, risk, strict=True)
        ]
        pool, chance = Pool(rules, pooled), Chance(sha256(f"{day}".encode()).digest())
        took += time.thread_time() - began
        for slot in rules.slots:
            began = time.thread_time()
            chosen = pool.choose(chance, slot) if pool.hits(chance, slot) else []
            spent = time.thread_time() - began
            took += spent
            if chosen:
                spent_on_hits.append(spent)
                bets.append(_best_bet(pool, slot, ROOMS - len(seen), seen))
            for choice in chosen:
                pool.was_drawn(choice.target)
                drawn[choice.target] += 1
                if last[choice.target] >= 0:
                    gaps.append(day - last[choice.target])
                last[choice.target] = day
                seen.add(choice.target)
    counts = [drawn[code] for number, code in enumerate(codes) if number % 10]
    gaps.sort()
    spent_on_hits.sort()
    half, most = (spent_on_hits[int(len(spent_on_hits) * part)] * 1000 for part in (0.5, 0.99))
    yield f"draws: {days} days of {ROOMS:,} rooms in {took:.1f} s of a core"
    yield f"  a slot that draws {TOGETHER} takes {half:.1f} ms, 99 of 100 under {most:.1f} ms"
    yield f"  {sum(drawn.values()) / days * 7:.0f} draws a week (rule: {PER_WEEK}); not covered in a cycle: {uncovered}"
    yield (
        f"  a room of usual risk {min(counts)}-{max(counts)} times, on average {mean(counts):.1f}; gaps half"
        f" {gaps[len(gaps) // 2]}, nine in ten {gaps[len(gaps) * 9 // 10]}, longest {gaps[-1]} days"
    )
    yield (
        f"  whoever knows all but the key names the next room {mean(bets) * ROOMS:.2f} times as often as blindly"
        f" (estimate {luck(ROOMS, PER_WEEK * WEEKS):.2f})"
    )


def _best_bet(pool: Pool, slot: int, unseen: int, seen: set[str]) -> float:
    """The greatest probability that one room is the first of this slot."""
    rules = pool.rules
    due = min(1.0, unseen * rules.whole / (rules.part * rules.together * pool.left[slot])) if unseen else 0.0
    weights = pool.weights()
    even, by_risk = EVEN / OUT_OF / ROOMS, (1 - EVEN / OUT_OF) / sum(weights)
    heaviest = max((w for code, w in zip(pool.targets, weights, strict=True) if code not in seen), default=0)
    still = (due / unseen + (1 - due) * (even + by_risk * heaviest)) if unseen else 0.0
    return max(still, (1 - due) * (even + by_risk * max(weights)))
