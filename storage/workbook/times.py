"""Times, dates, windows and zones as people write them in cells."""

import re
import unicodedata
import zoneinfo
from datetime import date, datetime, time, timedelta

from domain.hours import Window
from storage.moments import from_text
from storage.workbook.cells import code, line, number, text
from storage.workbook.faults import Wrong, nearest
from storage.workbook.grid import Raw
from words.sentence import Sentence

MIDNIGHT = 24 * 60
"""Minutes; 24:00 is written for the end of a day."""
CLOCK = re.compile(r"(\d{1,2})[:∶](\d{2})(?:[:∶]00)?")
CLOCK_LIKE = re.compile(r"(\d{1,2})\D+(\d{1,2})\D*")
BETWEEN = re.compile(r"[-‐-―−~〜至到]+")
DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
DAY_LIKE = re.compile(r"(\d{4})\D?(\d{2})\D?(\d{2})|(?P<m>\d{1,2})\D(?P<d>\d{1,2})\D(?P<y>\d{4})")
FIRST_YEAR, LAST_YEAR = 2000, 2100
"""Whatever lies outside is a cell that Excel took for a date; our own judgement."""
SERIAL_ZERO = date(1899, 12, 30)
EXCEL_MIDNIGHT = date(1900, 1, 1)
"""How a cell of 24:00 that is shown as a time arrives."""
ZONES_AS_SAID = {"北京时间": "Asia/Shanghai", "Asia/Beijing": "Asia/Shanghai", "中国": "Asia/Shanghai"}


def clock(raw: Raw) -> time:
    """A time of day, 00:00 to 23:59."""
    minutes = _minutes(raw)
    if minutes == MIDNIGHT:
        raise Wrong(Sentence("只能作结束时间"), "00:00")
    return time(*divmod(minutes, 60))


def ending(raw: Raw) -> time:
    """A time at which something ends: 24:00 is the next day's 00:00."""
    return time(*divmod(_minutes(raw) % MIDNIGHT, 60))


def window(raw: Raw) -> Window:
    """22:00-06:30, over midnight when it ends before it starts."""
    parts = BETWEEN.split(code(raw))
    if len(parts) != 2:
        raise Wrong(Sentence("不是时间段(像 22:00-06:30 这样写)"))
    return Window(clock(parts[0]), ending(parts[1]))


def day(raw: Raw) -> date:
    said = code(raw) if not isinstance(raw, datetime) else text(raw)
    found = DAY.fullmatch(said)
    value = _date(*found.groups()) if found else None
    if value is None or not FIRST_YEAR <= value.year < LAST_YEAR:
        raise Wrong(Sentence("不是日期(像 2026-11-23 这样写)"), None if found else _likely_day(raw, said))
    return value


def moment(raw: Raw) -> datetime:
    """A day and a time of day, naive, in the school's zone."""
    if isinstance(raw, datetime):
        return datetime.fromisoformat(raw.isoformat(timespec="minutes"))
    said = unicodedata.normalize("NFKC", line(raw))
    date_part, _, time_part = said.partition(" ")
    if not time_part:
        raise Wrong(Sentence("不是日期和时间(像 2026-11-23 16:30 这样写)"), _likely_moment(said))
    return datetime.combine(day(date_part), clock(time_part))


def exported_at(raw: Raw) -> datetime:
    """What an export wrote, and nobody else."""
    try:
        return from_text(line(raw))
    except ValueError:
        raise Wrong(Sentence("不是导出时写的版本,别改它;不知道就空着")) from None


def minutes(raw: Raw) -> timedelta:
    return timedelta(minutes=number(raw, most=MIDNIGHT))


def zone(raw: Raw) -> zoneinfo.ZoneInfo:
    said = code(raw)
    try:
        return zoneinfo.ZoneInfo(said)
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        meant = ZONES_AS_SAID.get(said) or nearest(said, sorted(zoneinfo.available_timezones()), alike=0.7)
        raise Wrong(Sentence("不是时区(像 Asia/Shanghai 这样写)"), meant) from None


def _minutes(raw: Raw) -> int:
    """Minutes since midnight, up to 24:00."""
    if raw == EXCEL_MIDNIGHT:
        return MIDNIGHT
    said = code(raw)
    found = CLOCK.fullmatch(said)
    hour, minute = (int(found[1]), int(found[2])) if found else (99, 99)
    if minute > 59 or hour * 60 + minute > MIDNIGHT:
        raise Wrong(Sentence("不是时间(像 06:40 这样写)"), _likely_clock(raw, said))
    return hour * 60 + minute


def _likely_clock(raw: Raw, said: str) -> str | None:
    if isinstance(raw, float) and 0 < raw < 1:
        hour, minute = divmod(round(raw * MIDNIGHT), 60)
    elif found := CLOCK_LIKE.fullmatch(said):
        hour, minute = int(found[1]), int(found[2])
    else:
        return None
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def _likely_day(raw: Raw, said: str) -> str | None:
    """A date that lost its format (46349), its dashes (20261123) or its order (11/23/2026)."""
    value: date | None = None
    if isinstance(raw, datetime):
        value = raw.date()
    elif found := DAY_LIKE.fullmatch(said):
        year, month, day_ = (found["y"], found["m"], found["d"]) if found["y"] else found.group(1, 2, 3)
        value = _date(year, month, day_)
    elif isinstance(raw, float) and 36526 <= raw < 73051:
        value = SERIAL_ZERO + timedelta(days=int(raw))
    return value.isoformat() if value else None


def _likely_moment(said: str) -> str | None:
    try:
        return f"{day(said)} 00:00"
    except Wrong:
        return None


def _date(*parts: str) -> date | None:
    try:
        return date(*map(int, parts))
    except ValueError:
        return None
