"""Certificates that run out: when whose is told of, and which day a sentence names as the new one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from domain.people import Person, Presence

ROWS = "提醒.健康证."
"""Rows of the sheet 设置 that say how many days ahead who hears of any certificate (T-30天 本人、班长)."""
WRITTEN = "T-30天 本人、班长"
ROW = re.compile(r"T-(?P<days>\d{1,3}) *天? *(?P<whom>(?:本人|班长)(?:[、,和 ]*(?:本人|班长))?)")
STOPS = re.compile(r"T-0 *天? *停排班")
PERSON, LEAD = "本人", "班长"
EVERY = 7
"""Days between two reminders of one that has run out."""
LONGEST_YEARS = 10
"""Our own judgement: a later day is a slip of the finger."""
SAID = re.compile(r"(20[0-9]{2}|明年|后年|今年)[-年/.]?([0-9]{1,2})[-月/.]([0-9]{1,2})[日号]?")


@dataclass(frozen=True, slots=True)
class Ahead:
    """So many days before the last day on which it holds these people hear."""

    days: int
    whom: frozenset[str]


BOTH = frozenset({PERSON, LEAD})
AS_USUAL = tuple(Ahead(days, BOTH) for days in (60, 30, 7))


def row_of(text: str) -> Ahead | None:
    """None for the row that stops the roster, which no row can change; ValueError for what cannot be read."""
    if STOPS.fullmatch(text.strip()):
        return None
    found = ROW.fullmatch(text.strip())
    if found is None or not int(found["days"]):
        raise ValueError(text)
    return Ahead(int(found["days"]), frozenset(it for it in BOTH if it in found["whom"]))


def ahead(rest: Mapping[str, str]) -> tuple[Ahead, ...]:
    """As the sheet says, soonest before the end last; as usual where it says nothing that can be read."""
    return _ahead(tuple(sorted(row for row in rest.items() if row[0].startswith(ROWS))))


@lru_cache(maxsize=16)
def _ahead(rows: tuple[tuple[str, str], ...]) -> tuple[Ahead, ...]:
    found: dict[int, Ahead] = {}
    for _, text in rows:
        try:
            row = row_of(text) if text else None
        except ValueError:
            continue
        if row is not None:
            found[row.days] = row
    return tuple(sorted(found.values(), key=lambda it: -it.days)) or AS_USUAL


def moment_of(until: date, today: date, rows: tuple[Ahead, ...]) -> Ahead | None:
    """The newest moment that has come: so many days ahead, 0 on the last day, then -7, -14…; None before the first.

    Whoever hears of each moment once hears on time, and once after a week off instead of never.
    """
    left = (until - today).days
    if left <= 0:
        return Ahead(-(-left // EVERY * EVERY), BOTH)
    return next((it for it in reversed(rows) if it.days >= left), None)


def has_run_out(person: Person, day: date) -> bool:
    """On that local day somebody in service works with a certificate that holds no more."""
    return (
        person.presence is Presence.IN_SERVICE
        and person.certificate_until is not None
        and person.certificate_until < day
    )


def years_on(until: date | None, today: date, years: int) -> date:
    """The same day of a later year, from the old end or, when that is over, from today; of 29 February the 28th."""
    begins = max(until or today, today)
    try:
        return begins.replace(year=begins.year + years)
    except ValueError:
        return begins.replace(year=begins.year + years, day=28)


def last_day_said(words: str, today: date) -> date | None:
    """2027-12-10, 2027年12月10日, 明年3月6日: a day with its year that is to come; None for anything else."""
    found = SAID.search(words)
    if found is None:
        return None
    named = {"今年": 0, "明年": 1, "后年": 2}
    year = today.year + named[found[1]] if found[1] in named else int(found[1])
    try:
        day = date(year, int(found[2]), int(found[3]))
    except ValueError:
        return None
    return day if today < day and day.year <= today.year + LONGEST_YEARS else None
