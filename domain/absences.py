"""Pupils who are away, as the workbook lists them and as chats entered them: which row is which entry."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.dorms import Absence, AbsenceKind
from domain.entries import LEAVE, OVER, SICKBAY, UNLISTED, Entry

KIND_OF: Mapping[AbsenceKind, str] = {AbsenceKind.LEAVE: LEAVE, AbsenceKind.SICKBAY: SICKBAY}
ABSENCE_OF: Mapping[str, AbsenceKind] = {kind: absence for absence, kind in KIND_OF.items()}


def origin_of(row: Absence) -> str:
    """What a row is known by, however often it is imported."""
    return f"{KIND_OF[row.kind]}:{row.place}:{row.bed}:{row.starts:%Y%m%dT%H%M}"


def to_the_minute(moment: datetime, zone: ZoneInfo) -> datetime:
    """Local and naive, as the sheet writes it."""
    return moment.astimezone(zone).replace(second=0, microsecond=0, tzinfo=None)


def real_absences(listed: Iterable[Absence], entries: Iterable[Entry], zone: ZoneInfo) -> tuple[Absence, ...]:
    """The sheet as it is now: without what was ended in a chat, with other ends, and with what chats entered."""
    everything = tuple(entries)
    known = {it.origin: it for it in everything if it.origin}
    rows = [(row, known.get(origin_of(row))) for row in listed]
    kept = [_row(row, entry, zone) for row, entry in rows if entry is None or entry.is_open or _by_itself(entry)]
    new = [
        Absence(ABSENCE_OF[it.kind], it.place, it.bed or 0, to_the_minute(it.starts, zone),
                to_the_minute(it.due, zone), it.opened_by)
        for it in everything
        if it.is_open and it.origin is None and it.opened_by is not None
    ]  # fmt: skip
    return (*kept, *new)


def _by_itself(entry: Entry) -> bool:
    return entry.how in (OVER, UNLISTED)


def _row(row: Absence, entry: Entry | None, zone: ZoneInfo) -> Absence:
    return row if entry is None or not entry.is_open else replace(row, ends=to_the_minute(entry.due, zone))
