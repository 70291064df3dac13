"""docs/draws.md alone is enough to work a day out again: written from it, with nothing of ours but its test vectors."""

import hmac
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.draw_rules import read_pool, read_rules
from domain.draw_seed import Chance
from domain.draw_slots import Pool

DOCUMENT = (Path(__file__).parents[2] / "docs" / "draws.md").read_text(encoding="utf-8")
VECTORS = DOCUMENT[DOCUMENT.index("```\nrules\n") + 4 : DOCUMENT.rindex("```")]
NAME = "zhiqin-draw/1"


def mac(key: bytes, text: str) -> bytes:
    return hmac.new(key, text.encode(), sha256).digest()


def sha(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def part(after: str, before: str) -> str:
    return VECTORS.partition(f"{after}\n")[2].partition(f"{before}\n")[0] if before else VECTORS.partition(after)[2]


class ByTheDocument:
    def __init__(self, secret: bytes, rules: str, pool: str) -> None:
        self.secret = secret
        (line,) = rules.splitlines()
        self.plan = line.split()[0]
        said = dict(re.findall(r"(per-week|days-a-week|together|cycle-day|cycle-days) (\d+)", line))
        self.per_week, self.together = int(said["per-week"]), int(said["together"])
        clocks = [
            [int(h) * 60 + int(m) for h, m in re.findall(r"(\d\d):(\d\d)", span)]
            for span in line.split()[-1].split(",")
        ]
        self.slots = [minute for begins, ends in clocks for minute in range(begins, ends)]
        self.whole = len(self.slots) * int(said["days-a-week"]) * self.together
        self.days_left = int(said["cycle-days"]) - int(said["cycle-day"])
        lines = sorted((it.split() for it in pool.splitlines()), key=lambda it: it[1].encode())
        self.targets = [it[1] for it in lines]
        self.risk = {it[1]: int(it[3]) for it in lines}
        self.days = {it[1]: int(it[5]) for it in lines}
        self.unseen = {it[1] for it in lines if it[7] == "0"}

    def u(self, label: str) -> int:
        return int.from_bytes(mac(self.secret, label)[:8], "big")

    def happens(self, label: str, a: int, b: int) -> bool:
        return self.u(label) * b < a * 2**64

    def below(self, label: str, n: int) -> int:
        return (self.u(label) * n) >> 64

    def weights(self) -> dict[str, int]:
        found = {t: max(1, self.risk[t] * (300 + 700 * min(self.days[t], 10) // 10) // 1000) for t in self.targets}
        while max(found.values()) > (m := max(1, 17 * sum(found.values()) // (7 * len(found)))):
            found = {t: min(w, m) for t, w in found.items()}
        return found

    def day(self, candidates: list[str]) -> Iterator[tuple[int, int, str, str, str]]:
        for slot in self.slots:
            left = self.days_left * len(self.slots) + sum(1 for other in self.slots if other >= slot)
            prefix, u, room = f"{self.plan} {slot}", len(self.unseen), self.together * left
            a, b = (u, room) if u * self.whole > self.per_week * room else (self.per_week, self.whole)
            if not self.happens(f"{prefix} hit", a, b):
                continue
            weights, already, chosen = self.weights(), "", list[str]()
            for n in range(min(self.together, len(self.targets))):
                q = f"{prefix} {n}"
                waiting = [t for t in self.targets if t in self.unseen and t not in chosen]
                free = [t for t in self.targets if t not in chosen]
                kind = "hit"
                if waiting and self.happens(
                    f"{q} due", len(waiting) * self.whole, self.per_week * self.together * left
                ):
                    kind, target = "due", waiting[self.below(f"{q} target", len(waiting))]
                elif self.happens(f"{q} even", 3, 10):
                    target = free[self.below(f"{q} target", len(free))]
                else:
                    r, total, target = self.below(f"{q} target", sum(weights[t] for t in free)), 0, ""
                    for t in free:
                        total += weights[t]
                        if total > r:
                            target = t
                            break
                able = sorted(candidates, key=str.encode)
                already = already or able[self.below(f"{q} who", len(able))]
                chosen.append(target)
                yield slot, n, kind, target, already
            for target in chosen:
                self.days[target] = 0
                self.unseen.discard(target)


def test_a_day_can_be_worked_out_again_from_the_document_alone() -> None:
    rules, pool = part("rules", "pool"), part("pool", "expected")
    expected = part("expected\n", "").strip().splitlines()
    seed = mac(bytes(range(32)), f"{NAME} day 2026-11-24")
    seal = sha("\n".join([f"{NAME} commitment", "2026-11-24", seed.hex(), sha(pool), sha(rules), ""]))
    secret = mac(seed, "\n".join([f"{NAME} numbers", "8848", "4478"]))
    again = ByTheDocument(secret, rules, pool)
    found = [
        f"D {seed.hex()}",
        f"seal {seal}",
        f"S {secret.hex()}",
        f"U(J9 480 hit) {again.u('J9 480 hit')}",
        f"weights {' '.join(str(it) for it in again.weights().values())}",
        *(" ".join(map(str, line)) for line in again.day(["P04", "P63", "P64"])),
    ]
    assert found == expected


@settings(max_examples=40, deadline=None)
@given(
    secret=st.binary(min_size=32, max_size=32),
    targets=st.lists(st.tuples(st.integers(1, 3000), st.integers(0, 99), st.booleans()), min_size=1, max_size=40),
    per_week=st.integers(1, 400),
    together=st.integers(1, 4),
    cycle_day=st.integers(1, 56),
)
def test_ours_and_the_documents_agree_on_any_day(
    secret: bytes, targets: list[tuple[int, int, bool]], per_week: int, together: int, cycle_day: int
) -> None:
    rules = (
        f"J9 per-week {per_week} days-a-week 7 together {together} cycle-day {cycle_day} cycle-days 56"
        " slots 08:00-09:00,20:00-20:30\n"
    )
    pool = "".join(
        f"J9 房{number} risk {risk} days {days} seen {int(seen)}\n" for number, (risk, days, seen) in enumerate(targets)
    )
    chance, ours = Chance(secret), Pool(read_rules(rules)["J9"], read_pool(pool)["J9"])
    found = []
    for slot in ours.rules.slots:
        for choice in ours.choose(chance, slot) if ours.hits(chance, slot) else ():
            found.append((slot, choice.number, str(choice.kind), choice.target))
            ours.was_drawn(choice.target)
    assert found == [line[:4] for line in ByTheDocument(secret, rules, pool).day(["P04"])]
