"""Is a day what its seal says: seal and slots reckoned anew from what was laid open; the first byte that differs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from domain.draw_rules import read_pool, read_rules
from domain.draw_seed import Chance, commitment
from domain.draw_slots import Pool, who_goes
from domain.draws import Drawn, Outcome, Why

SEAL, SLOTS, RECORDS, UNREADABLE = "seal", "slots", "records", "unreadable"
"""What can disagree: the commitment, what was drawn, the rows with the history, and a text that nobody can read."""
MISSING = "missing"
ROUND = 24
"""Bytes that are shown from the first one that differs."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A day that was laid open: the texts that were fixed, the numbers that were added, and the day seed (hex)."""

    day: date
    commitment: str
    pool: str
    rules: str
    numbers: tuple[str, ...]
    seed: str


@dataclass(frozen=True, slots=True)
class Difference:
    """From byte `at` (from 0) of the text `where`, in its line `line`: what it must say, and what it says."""

    where: str
    at: int
    line: str
    expected: str
    found: str


def check_day(opened: Opened, rows: Sequence[Drawn], recorded: Sequence[Drawn]) -> Difference | None:
    """The first thing that disagrees; None when all is as it was sealed. `recorded` are the rows as the history has
    them."""
    try:
        seed = bytes.fromhex(opened.seed)
        expected = "".join(_reckoned(opened, seed, rows))
    except (ValueError, KeyError) as wrong:
        return Difference(UNREADABLE, 0, str(wrong), "", "")
    sealed = commitment(opened.day, seed, opened.pool, opened.rules)
    return (
        first_difference(SEAL, sealed, opened.commitment)
        or first_difference(SLOTS, expected, slots_text(rows))
        or first_difference(RECORDS, slots_text(recorded, whole=True), slots_text(rows, whole=True))
    )


def slots_text(rows: Iterable[Drawn], *, whole: bool = False) -> str:
    """A line for each thing that was drawn, in the order of plan, slot, number; `whole` with who could have gone."""
    ordered = sorted(rows, key=lambda it: (it.plan.encode(), it.slot, it.number))
    return "".join(_line(it, whole=whole) for it in ordered)


def first_difference(where: str, expected: str, found: str) -> Difference | None:
    """In UTF-8; None when they are the same, byte for byte."""
    must, says = expected.encode(), found.encode()
    if must == says:
        return None
    at = next(
        (n for n, pair in enumerate(zip(must, says, strict=False)) if pair[0] != pair[1]), min(len(must), len(says))
    )
    longer = must if len(must) >= len(says) else says
    begins, ends = longer.rfind(b"\n", 0, at) + 1, longer.find(b"\n", at)
    line = longer[begins : ends if ends >= 0 else len(longer)].decode(errors="replace")
    return Difference(where, at, line, _shown(must, at), _shown(says, at))


def _reckoned(opened: Opened, seed: bytes, rows: Iterable[Drawn]) -> Iterator[str]:
    """What must stand there. Which slots were stopped and who could have gone is taken as told: no hash knows that."""
    chance, pools = Chance.of(seed, opened.numbers), read_pool(opened.pool)
    told = {(it.plan, it.slot, it.number): it for it in rows}
    for code, rules in sorted(read_rules(opened.rules).items(), key=lambda pair: pair[0].encode()):
        pool = Pool(rules, pools.get(code, ()))
        for slot in rules.slots:
            if pool.hits(chance, slot):
                yield from _slot(opened.day, pool, chance, slot, told)


def _slot(day: date, pool: Pool, chance: Chance, slot: int, told: dict[tuple[str, int, int], Drawn]) -> Iterator[str]:
    plan = pool.rules.plan
    first = told.get((plan, slot, 0))
    if first is not None and first.outcome in (Outcome.BLOCKED, Outcome.LATE):
        yield f"{plan} {slot} 0 {Why.HIT} {first.outcome} - -\n"
        return
    already: str | None = None
    drawn: list[str] = []
    for choice in pool.choose(chance, slot):
        row = told.get((plan, slot, choice.number))
        able = row.candidates if row is not None and row.outcome is Outcome.DRAWN else ()
        goes = who_goes(chance, f"{plan} {slot} {choice.number} who", able, already)
        already = already or goes
        outcome = row.outcome if row is not None else MISSING
        if outcome is Outcome.DRAWN:
            drawn.append(choice.target)
        yield f"{plan} {slot} {choice.number} {choice.kind} {outcome} {choice.target} {goes or '-'}\n"
    for target in drawn:
        pool.was_drawn(target)


def _line(it: Drawn, *, whole: bool) -> str:
    able = f" {','.join(it.candidates) or '-'} {it.why or '-'}" if whole else ""
    return f"{it.plan} {it.slot} {it.number} {it.kind} {it.outcome} {it.target or '-'} {it.inspector or '-'}{able}\n"


def _shown(text: bytes, at: int) -> str:
    return text[at : at + ROUND].decode(errors="replace").replace("\n", "⏎")
