"""Food samples 留样: which list takes them, how long they are kept, and who hears when their time is over."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from domain.checklists import Checklist, Item, ItemKind
from domain.entries import KINDS, SAMPLE, Rung, Whom

TAKEN, DISPOSED_OF, DISH = "留样", "销样", "菜"
"""Signs of the list that takes samples, of its item that tells of those thrown away, and of the one with the dish."""
KEPT = "留样保存小时"
"""The row of the sheet 设置; a sample may not be thrown away before."""
HOUR = timedelta(hours=1)
AS_USUAL = 48 * HOUR
ROWS = "提醒.留样."
WRITTEN = "T+44小时 留样员"
ROW = re.compile(r"T\+(?P<hours>\d{1,3}) *小时 *(?P<whom>留样员|班长)")
WHOM = {"留样员": Whom.SAMPLER, "班长": Whom.LEAD}


def kept_for(rest: Mapping[str, str]) -> timedelta:
    said = rest.get(KEPT, "").strip()
    return int(said) * HOUR if said.isascii() and said.isdecimal() and 0 < int(said) <= 24 * 31 else AS_USUAL


def row_of(text: str) -> tuple[timedelta, Whom]:
    """How long after it was taken who hears; ValueError for what cannot be read."""
    found = ROW.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    return int(found["hours"]) * HOUR, WHOM[found["whom"]]


def rungs(rest: Mapping[str, str]) -> tuple[Rung, ...]:
    """As the sheet says, counted from the end; whom it does not name hears as usual."""
    said = []
    for key, text in sorted(rest.items()):
        if key.startswith(ROWS) and text:
            try:
                after, whom = row_of(text)
            except ValueError:
                continue
            said.append(Rung(after - kept_for(rest), whom))
    named = {rung.whom for rung in said}
    usual = (rung for rung in KINDS[SAMPLE].overdue if rung.whom not in named)
    return tuple(sorted((*said, *usual), key=lambda rung: rung.after))


def takes_samples(checklist: Checklist | None) -> bool:
    return checklist is not None and TAKEN in checklist.name


def taken_at(items: Iterable[Item], said: Mapping[int, str], said_at: datetime) -> datetime:
    """The local time that was told, of the day of the report or the one before; without one when it was reported."""
    told = next((said.get(it.number, "") for it in items if it.kind is ItemKind.TIME and TAKEN in it.text), "")
    if not re.fullmatch(r"\d\d:\d\d", told):
        return said_at
    taken = said_at.replace(hour=int(told[:2]), minute=int(told[3:]), second=0, microsecond=0)
    return taken if taken <= said_at + HOUR else taken - 24 * HOUR


def what(items: Iterable[Item], said: Mapping[int, str]) -> str:
    return next((said.get(it.number, "") for it in items if it.kind is ItemKind.TEXT and DISH in it.text), "")


def hours_of_the_disposed(items: Iterable[Item], said: Mapping[int, str]) -> timedelta | None:
    """How old what was thrown away was, as the list says; None when it says nothing of it."""
    told = next((said.get(it.number, "") for it in items if it.kind is ItemKind.NUMBER and DISPOSED_OF in it.text), "")
    try:
        return float(told) * HOUR if told else None
    except (ValueError, OverflowError):
        return None
