"""What people type for a number or a time: full width, with a unit, in Chinese numerals."""

import re
import unicodedata
from datetime import time
from decimal import Decimal

DIGITS = {d: n for n, d in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "幺": 1}
UNITS = {"十": 10, "百": 100, "千": 1000}
NUMERAL = "".join([*DIGITS, *UNITS])
NUMBER = re.compile(rf"(负|零下|-)?\s*([0-9]+(?:\.[0-9]+)?|[{NUMERAL}]+(?:点[{NUMERAL}]+)?)")
CLOCK = re.compile(r"([0-9]{1,2})(?:[:.点时](半|[0-9]{1,2})?)分?")
LARGEST = Decimal(10) ** 9
"""Our own judgement: no meter of a school shows a greater number; more is a slip of the finger."""


def measured(said: str) -> Decimal | None:
    """The one number in what was said (0.65MPa, 六十五度, 零下12); None when there is none, or more than one."""
    text = re.sub(r"(?<=\d)[。,,](?=\d)", ".", unicodedata.normalize("NFKC", said))
    found = NUMBER.findall(text)
    if len(found) != 1:
        return None
    sign, digits = found[0]
    value = Decimal(digits) if digits.isascii() else _spoken(digits)
    return None if value > LARGEST else -value if sign and value else value


def _spoken(numeral: str) -> Decimal:
    """六十五点二, 一百二十, 三〇五."""
    before, _, part = numeral.partition("点")
    fraction = "".join(str(DIGITS[d]) for d in part if d in DIGITS)
    return Decimal(f"{whole(before)}.{fraction or 0}") if fraction else Decimal(whole(before))


def whole(numeral: str) -> int:
    """二十一, 一百二, 三〇五."""
    if not any(unit in numeral for unit in UNITS):
        return int("".join(str(DIGITS[d]) for d in numeral))
    total, digit = 0, 0
    for sign in numeral:
        if sign in UNITS:
            total += (digit or (0 if total else 1)) * UNITS[sign]
            digit = 0
        else:
            digit = DIGITS[sign]
    return total + digit


def clock(said: str) -> time | None:
    """21:40, 21点40, 九点半; None when it is no time of day."""
    text = unicodedata.normalize("NFKC", said).strip().replace("。", ".")
    text = re.sub(rf"[{NUMERAL}]+", lambda found: str(whole(found[0])), text)
    found = CLOCK.fullmatch(text)
    if found is None:
        return None
    hour, minute = int(found[1]), 30 if found[2] == "半" else int(found[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
