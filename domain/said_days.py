"""A day as people say it, 周五, 下周一, 26号, 11月25日, tomorrow, the 26th, seen from a local moment."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import TypeAlias

from domain.measures import whole
from domain.spans import DAY

Naming: TypeAlias = Callable[[re.Match[str], datetime], date | None]
"""Which day was named; ValueError for one that no calendar has, None for one that may be another."""
SPOKEN = r"[二三四五]?十[一二三四五六七八九]?|[零〇]?[一二三四五六七八九两]|[零〇]"
NUMBER = rf"(?:[0-9]{{1,2}}(?![0-9])|{SPOKEN})"
SMALL_HOURS = 5
"""Before it 明天 may be the day that has begun already, or the one after it."""
WEEKDAYS = "一二三四五六日"
ENGLISH_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ENGLISH_DAY = "mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
ENGLISH_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ENGLISH_MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)
TH = "(?:st|nd|rd|th)"
SHORT = "(?:[天日儿]|(?=[早晚夜晨上中下傍]))"
END = "(?![a-z])"


def number(said: str) -> int:
    return int(said) if said.isdecimal() else whole(said)


def _ahead(days: int) -> Naming:
    def named(found: re.Match[str], now: datetime) -> date | None:
        return None if days and now.hour < SMALL_HOURS else now.date() + days * DAY

    return named


def _weekday(found: re.Match[str], now: datetime) -> date:
    """Alone it is the next such day, today too; with 这 or 下 it is that of this week or the next, from Monday."""
    week, said = found[1], found[2]
    wanted = ENGLISH_DAYS.index(said[:3]) if said.isascii() and said.isalpha() else _of_week(said)
    ahead = wanted - now.weekday()
    return now.date() + (ahead % 7 if not week else ahead + 7 if week == "下" else ahead) * DAY


def _of_week(said: str) -> int:
    return int(said) - 1 if said.isdecimal() else WEEKDAYS.index(said.replace("天", "日"))


def _of_month(found: re.Match[str], now: datetime) -> date:
    """26号: this month's, or the next month's when it is over; 下个月 and 这个月 say which."""
    month, day = found[1], number(found[2])
    later = month is not None and month.startswith("下")
    if later or (month is None and day < now.day):
        return date(now.year + now.month // 12, now.month % 12 + 1, day)
    return now.date().replace(day=day)


def _next(month: int, day: int, now: datetime) -> date:
    found = date(now.year, month, day)
    return found if found >= now.date() else date(now.year + 1, month, day)


def _slashed(found: re.Match[str], now: datetime) -> date | None:
    """11/25; of 10/12 nobody knows which is the month."""
    month, day = int(found[1]), int(found[2])
    return None if month != day and max(month, day) <= 12 else _next(min(month, day), max(month, day), now)


def _in_english(month: int, day: int) -> Naming:
    return lambda found, now: _next(ENGLISH_MONTHS.index(found[month][:3]) + 1, int(found[day]), now)


DAYS: tuple[tuple[str, Naming], ...] = (
    (r"(20[0-9]{2})[-年/]([0-9]{1,2})[-月/]([0-9]{1,2})(?:[日号]|(?![0-9:]))",
     lambda found, now: date(int(found[1]), int(found[2]), int(found[3]))),
    (rf"({NUMBER})月({NUMBER})(?:[日号]|(?=\s))", lambda found, now: _next(number(found[1]), number(found[2]), now)),
    (r"([0-9]{1,2})-([0-9]{1,2})(?![0-9:点时])", lambda found, now: _next(int(found[1]), int(found[2]), now)),
    (r"([0-9]{1,2})/([0-9]{1,2})(?![0-9:点时/])", _slashed),
    (rf"(下个?月|这个?月|本月)?({NUMBER})[号日]", _of_month),
    (r"(?:(下|这|本)个?)?(?:周|星期|礼拜)([一二三四五六日天1-7])", _weekday),
    ("大后[天日]", _ahead(3)),
    ("后[天日]", _ahead(2)),
    (f"明{SHORT}", _ahead(1)),
    (f"今{SHORT}", _ahead(0)),
    (rf"day\s+after\s+tomorrow{END}", _ahead(2)),
    (f"(?:tomorrow|tmrw|tmr){END}", _ahead(1)),
    (rf"today{END}|this(?=\s+(?:morning|afternoon|evening){END})", _ahead(0)),
    (rf"(?:(this)\s+)?({ENGLISH_DAY}){END}", _weekday),
    (rf"({ENGLISH_MONTH})\.?\s+([0-9]{{1,2}}){TH}?(?![0-9a-z:])", _in_english(1, 2)),
    (rf"([0-9]{{1,2}}){TH}?\s+(?:of\s+)?({ENGLISH_MONTH}){END}", _in_english(2, 1)),
    (rf"()?([0-9]{{1,2}}){TH}{END}", _of_month),
)  # fmt: skip
