"""Where the chance of a draw comes from: one secret key, a seed a day, and a number for each question asked of it.

Integers only, so that anybody gets the same from the same bytes, in whatever language; docs/draws.md has test vectors.
"""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

NAME = "zhiqin-draw/1"
"""Begins everything that is hashed; another way of drawing gets another number."""
WHOLE = 1 << 64


def day_seed(key: bytes, day: date) -> bytes:
    """What the commitment covers the evening before, and what is revealed the morning after."""
    return _hmac(key, f"{NAME} day {day.isoformat()}")


def fingerprint(key: bytes) -> str:
    """Tells one key from another and gives neither away; hex."""
    return sha256(f"{NAME} key\n".encode() + key).hexdigest()[:32]


def commitment(day: date, seed: bytes, pool: str, rules: str) -> str:
    """SHA-256, hex: whoever knows it can check later that day seed, pool and rules were fixed before."""
    said = [f"{NAME} commitment", day.isoformat(), seed.hex(), _digest(pool), _digest(rules), ""]
    return _digest("\n".join(said))


@dataclass(frozen=True, slots=True)
class Chance:
    """The chance of one day: its day seed with the numbers that staff added, in the order of their arrival."""

    seed: bytes

    @classmethod
    def of(cls, seed: bytes, numbers: Sequence[str]) -> "Chance":
        return cls(_hmac(seed, "\n".join([f"{NAME} numbers", *numbers])))

    def number(self, label: str) -> int:
        """Uniform in 0 .. 2**64 - 1; the same label, the same number."""
        return int.from_bytes(_hmac(self.seed, label)[:8])

    def happens(self, label: str, part: int, whole: int) -> bool:
        """True with probability part/whole; always when part reaches whole."""
        return self.number(label) * whole < part * WHOLE

    def below(self, label: str, count: int) -> int:
        """Uniform in 0 .. count - 1 (to within count/2**64)."""
        return self.number(label) * count // WHOLE


def _hmac(key: bytes, said: str) -> bytes:
    return hmac.digest(key, said.encode(), "sha256")


def _digest(said: str) -> str:
    return sha256(said.encode()).hexdigest()
