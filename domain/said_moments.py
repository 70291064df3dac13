"""A moment as people type it, 「周五早上7点」, 「今晚8点半」, 「2小时」, "tomorrow 3pm", at the school and from now on.

All of the words must be understood, in one way only; for anything else there is no moment, and the question stands.
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from enum import Enum, auto
from typing import TypeAlias
from zoneinfo import ZoneInfo

from domain.moments import utc
from domain.said_days import DAYS, END, NUMBER, number
from domain.spans import DAY

MIDNIGHT = 24
"""The end of the day that was named."""


def _same(first: int, last: int) -> dict[int, int]:
    return {hour: hour for hour in range(first, last + 1)}


def _later(first: int, last: int) -> dict[int, int]:
    return {hour: hour + 12 for hour in range(first, last + 1)}


MIDDAY = _later(1, 2) | _same(11, 14)
EVENING = _later(5, 11) | {12: MIDNIGHT} | _same(17, MIDNIGHT)
PARTS: tuple[tuple[str, Mapping[int, int]], ...] = (
    ("凌晨", _same(0, 5)),
    ("大?清早|一大?早|早上|早晨|清晨|早", _same(4, 11)),
    ("上午", _same(5, 11)),
    ("中午|正午", MIDDAY),
    ("下午|午后", _later(1, 7) | _same(12, 19)),
    ("傍晚", _later(4, 8) | _same(16, 20)),
    ("半夜|深夜", _later(9, 11) | {12: MIDNIGHT} | _same(21, MIDNIGHT)),
    ("晚上|晚间|夜里|夜晚|晚|夜", EVENING),
    (rf"a\.?m(?:\.|{END})", _same(1, 11)),
    (rf"p\.?m(?:\.|{END})", _later(1, 11) | {12: 12} | _same(13, 23)),
    (f"(?:in the )?morning{END}", _same(4, 11)),
    (f"(?:in the )?afternoon{END}", _later(1, 7) | _same(12, 19)),
    (f"(?:in the )?evening{END}|(?:at )?night{END}", EVENING),
)
"""Which hour of the day a said hour is, by the part of the day; one that it has not is not understood."""
ON_THE_HOUR = _same(0, 0) | _same(7, MIDNIGHT)
FULL = _same(0, 9)
WITH_MINUTES = ON_THE_HOUR | {6: 6}
"""Without a part of the day it is the clock of 24 hours. 3点 is said of the afternoon as well: that is asked."""
NOON = (12, 0)
QUARTERS = {"一": 15, "1": 15, "三": 45, "3": 45}
CLOCKS = (
    r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?![0-9:])分?",
    rf"(?P<hour>{NUMBER})[点时][钟整]?(?:(?P<half>半)|(?P<quarter>[一三13])刻|(?P<minute>{NUMBER})分?)?",
    rf"(?P<bare>[0-9]{{1,2}})(?=\s*[ap]\.?m(?:\.|{END}))",
    r"(?P<bare>[0-9]{1,2})(?:\s*o'clock)?(?=[\sa-z,.]*$)",
    rf"(?P<noon>noon){END}",
)
"""A bare number is an hour only where a part of the day is said: at 7 in the evening."""
LENGTHS = (
    rf"(?P<half>半)个?(?:小时|钟头)|(?P<half_an>half an hour){END}",
    rf"(?P<hours>{NUMBER})个?(?P<half>半)?(?:小时|钟头)",
    rf"(?P<hours>[0-9]{{1,2}}|an)\s*(?:hours?|hrs?){END}",
    rf"(?P<minutes>[0-9]{{3}}|{NUMBER})(?:分钟|\s*(?:minutes?|mins?){END})",
)
BEFORE = (rf"之前|以前|前(?=走|回|离|[\s.。!]*$)|(?:before|by|until|till|til|at|on){END}",)
AFTER = (rf"[再待留用]|[之以]?后(?=走|回|离|[\s.。!]*$)|(?:in|for){END}",)
GLUE = (rf"[\s,.。!、的]+|请假到|[请待留用]?到|至|在|为止|吧|返校|回校|回来?|离开|走|(?:the|and){END}",)
LONGEST = 60
"""Signs; our own judgement: a longer sentence tells of more than a time."""


class Piece(Enum):
    DAY = auto()
    PART = auto()
    LENGTH = auto()
    CLOCK = auto()
    GLUE = auto()
    BEFORE = auto()
    AFTER = auto()


Found: TypeAlias = tuple[Piece, re.Match[str], int]
PIECES: tuple[tuple[Piece, tuple[re.Pattern[str], ...]], ...] = tuple(
    (piece, tuple(map(re.compile, patterns)))
    for piece, patterns in (
        (Piece.DAY, [pattern for pattern, _ in DAYS]),
        (Piece.PART, [pattern for pattern, _ in PARTS]),
        (Piece.LENGTH, LENGTHS),
        (Piece.CLOCK, CLOCKS),
        (Piece.GLUE, GLUE),
        (Piece.BEFORE, BEFORE),
        (Piece.AFTER, AFTER),
    )
)


def moment_said(words: str, now: datetime, zone: ZoneInfo, *, hour: int | None = None) -> datetime | None:
    """The moment (UTC) after `now` that the words name; None when they are not understood, all of them.

    A time without a day is of today, and 24 o'clock is the end of its day. A day alone means its `hour`, if any.
    """
    pieces = _pieces(words)
    if pieces is None:
        return None
    kinds = {piece for piece, _, _ in pieces}
    try:
        if kinds <= {Piece.LENGTH, Piece.AFTER, Piece.GLUE}:
            found = _after(pieces, now)
        elif kinds <= {Piece.DAY, Piece.PART, Piece.CLOCK, Piece.BEFORE, Piece.GLUE}:
            found = _at(pieces, now.astimezone(zone).replace(tzinfo=None), zone, hour)
        else:
            found = None
    except (ValueError, OverflowError):
        return None
    return found if found is not None and found > now else None


def clock_said(words: str) -> time | None:
    """A time of day with the part of the day in words, 下午3点, whichever day that was; None when it is not that."""
    pieces = _pieces(words)
    if pieces is None or not {piece for piece, _, _ in pieces} <= {Piece.PART, Piece.CLOCK, Piece.GLUE}:
        return None
    parts = [PARTS[which][1] for piece, _, which in pieces if piece is Piece.PART]
    clocks = [found for piece, found, _ in pieces if piece is Piece.CLOCK]
    found = _clock(clocks[0], parts) if len(clocks) == 1 else None
    return time(found[0] % MIDNIGHT, found[1]) if found else None


def _pieces(words: str) -> list[Found] | None:
    """The words cut into what is known; None when something is left over."""
    text = unicodedata.normalize("NFKC", words).strip().lower().replace("’", "'").replace("tonight", "today evening")
    if len(text) > LONGEST:
        return None
    pieces: list[Found] = []
    at = 0
    while at < len(text):
        found = next(
            (
                (piece, found, which)
                for piece, patterns in PIECES
                for which, pattern in enumerate(patterns)
                if (found := pattern.match(text, at))
            ),
            None,
        )
        if found is None:
            return None
        pieces.append(found)
        at = found[1].end()
    return pieces


def _after(pieces: list[Found], now: datetime) -> datetime | None:
    """So many hours, so many minutes, or both, from now."""
    lengths = [(which, found.groupdict()) for piece, found, which in pieces if piece is Piece.LENGTH]
    if not lengths or len({"minutes" in found for _, found in lengths}) < len(lengths):
        return None
    total = timedelta()
    for _, found in lengths:
        hours = found.get("hours") or "0"
        total += timedelta(hours=1 if hours == "an" else number(hours), minutes=number(found.get("minutes") or "0"))
        total += timedelta(minutes=30 if found.get("half") or found.get("half_an") else 0)
    return now.astimezone(UTC) + total


def _at(pieces: list[Found], local: datetime, zone: ZoneInfo, alone: int | None) -> datetime | None:
    days = [DAYS[which][1](found, local) for piece, found, which in pieces if piece is Piece.DAY]
    parts = [PARTS[which][1] for piece, _, which in pieces if piece is Piece.PART]
    clocks = [found for piece, found, _ in pieces if piece is Piece.CLOCK]
    if len(days) > 1 or None in days or len(clocks) > 1:
        return None
    clock = _clock(clocks[0], parts) if clocks else NOON if parts == [MIDDAY] else None
    if days and not clocks and not parts and alone is not None:
        clock = alone, 0
    if clock is None:
        return None
    day = next(filter(None, days), local.date())
    hour, minute = clock
    moment = datetime.combine(day + DAY, time()) if hour == MIDNIGHT else datetime.combine(day, time(hour, minute))
    found = utc(moment, zone)
    # A day that the zone leaves out is no day.
    return found if found.astimezone(zone).date() == moment.date() else None


def _clock(said: re.Match[str], parts: list[Mapping[int, int]]) -> tuple[int, int] | None:
    """Hour (24 is the end of the day) and minute, when every part of the day that was said agrees."""
    found = {name: it for name, it in said.groupdict().items() if it}
    if "noon" in found or ("bare" in found and not parts):
        return None if parts or "bare" in found else NOON
    spoken = found.get("hour") or found["bare"]
    minute = 30 if "half" in found else QUARTERS[found["quarter"]] if "quarter" in found else 0
    minute = number(found["minute"]) if "minute" in found else minute
    alone = FULL if len(spoken) == 2 and spoken[0] == "0" else WITH_MINUTES if ":" in said[0] else ON_THE_HOUR
    hours = {part.get(number(spoken)) for part in parts or [alone]}
    hour = hours.pop()
    if hours or hour is None or minute > 59 or (hour == MIDNIGHT and minute):
        return None
    return hour, minute
