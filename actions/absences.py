"""Pupils who are not in their beds: what class teachers, nurses and the workbook entered, as one list."""

from collections.abc import Iterable
from datetime import datetime

from actions.entries import close_entry, entry_facts, move_due, open_entry, others_of_bed
from actions.facts import address_of, day_and_hour
from domain.absences import ABSENCE_OF, KIND_OF, origin_of, to_the_minute
from domain.dorms import Absence, AbsenceKind
from domain.entries import BACK, HOME, LEAVE, OVER, UNLISTED, Entry, Opening
from domain.moments import utc
from domain.news import Lane, News
from domain.spans import DAY
from storage import Transaction

LISTED = "entries.listed"
"""The due row that brings the entries up to the workbook's sheet 请假留观."""
MISSING = "missing"
"""The danger of a bed that nobody can account for."""


def absent_beds(tx: Transaction, now: datetime) -> dict[tuple[str, int], AbsenceKind]:
    """Beds that are known to be empty at that moment, by room and number."""
    return {(it.place, it.bed or 0): ABSENCE_OF[it.kind] for it in tx.entries.absent(now)}


def explain(tx: Transaction, now: datetime, entry: Entry, by: str) -> None:
    """Somebody looks for the pupil of this bed: whoever was called reads that there is an entry, and ends it or not."""
    for alarm in tx.alarms.running():
        if alarm.danger != MISSING or alarm.place != entry.place or not alarm.words.endswith(f" {entry.bed}床"):
            continue
        facts = {**entry_facts(tx, entry), "by": address_of(tx, by)}
        called = [alarm.owner, alarm.reporter, *(it.person for it in tx.alarms.told(alarm.number))]
        for person in dict.fromkeys(it for it in called if it):
            once = f"{entry.item}:explains:{alarm.number}:{person}"
            tx.outbox.put(News("entry.explains", person, facts, Lane.URGENT, item=alarm.item, once=once), now)


def came_back(tx: Transaction, now: datetime, entry: Entry, person: str, *, said_at: datetime) -> Entry:
    """The pupil is back, whoever entered it how often: each entry of that kind that holds now is closed with it."""
    for other in others_of_bed(tx, entry):
        if other.kind == entry.kind and other.holds(now):
            other = close_entry(tx, now, other, BACK, person, said_at=said_at)
            if other.opened_by and other.opened_by != person:
                facts = entry_facts(tx, other)
                tx.outbox.put(
                    News("entry.card", other.opened_by, facts, Lane.ORDINARY, card=f"{other.item}:opener"), now
                )
    return close_entry(tx, now, entry, BACK, person, said_at=said_at)


def gone_home(
    tx: Transaction, now: datetime, entry: Entry, person: str, *, said_at: datetime, device: str | None
) -> Entry:
    """From the sick bay home: the bed stays empty, by another reason, until tomorrow at the same hour.

    A leave that holds already goes on until then; a second one for the same bed would outlive what is said of it.
    """
    due = max(entry.due, now + DAY)
    close_entry(tx, now, entry, HOME, person, said_at=said_at)
    known = next((it for it in others_of_bed(tx, entry) if it.kind == LEAVE and it.holds(now)), None)
    if known is None:
        opening = Opening(LEAVE, entry.place, now, due, entry.bed, device=device)
        return open_entry(tx, now, opening, person, said_at=said_at)
    return known if known.due >= due else move_due(tx, now, known, due, person)


def take_listed(tx: Transaction, now: datetime) -> None:
    """Brings the entries up to the workbook that was imported; harmless at any time."""
    if tx.school.imported():
        follow_rows(tx, now, tx.school.load().absences)


def follow_rows(tx: Transaction, now: datetime, listed: Iterable[Absence]) -> None:
    """Each row of 请假留观 is an entry: once, and what was said of it in a chat stays.

    A row whose end the office has changed moves the entry's; one that the sheet has no more closes what is still open
    of it. Whoever had said otherwise in a chat reads of that.
    """
    zone = tx.school.load().settings.zone
    rows = {origin_of(it): it for it in listed}
    known = {it.origin or "": it for it in tx.entries.from_workbook(rows)}
    for origin, row in rows.items():
        starts, ends = utc(row.starts, zone), utc(row.ends, zone)
        entry = known.get(origin) or _adopted(tx, now, row, origin)
        if entry is None and ends > now:
            opening = Opening(KIND_OF[row.kind], row.place, starts, ends, row.bed, origin=origin)
            tx.entries.change(open_entry(tx, now, opening, row.by, said_at=now).number, listed_due=ends)
        elif entry is not None and (entry.listed_due != ends or entry.how == UNLISTED):
            _follow(tx, now, tx.entries.change(entry.number, listed_due=ends), ends)
    for origin, entry in known.items():
        if origin not in rows and entry.is_open:
            _tell_who_moved(tx, now, close_entry(tx, now, entry, UNLISTED, None))


def _adopted(tx: Transaction, now: datetime, row: Absence, origin: str) -> Entry | None:
    """What a chat entered and an export wrote down is the same entry when the sheet comes back.

    So is what chat and sheet both say of one bed and time: one entry, until the later of the two ends.
    """
    zone = tx.school.load().settings.zone
    starts, ends = utc(row.starts, zone), utc(row.ends, zone)
    free = [it for it in tx.entries.open_of_bed(row.place, row.bed) if it.kind == KIND_OF[row.kind] and not it.origin]
    for entry in free:
        if to_the_minute(entry.starts, zone) == row.starts:
            as_written = utc(to_the_minute(entry.due, zone), zone)
            return tx.entries.change(entry.number, origin=origin, listed_due=as_written)
    for entry in free:
        if entry.starts <= max(starts, now) and starts < entry.due and ends > now:
            entry = tx.entries.change(entry.number, origin=origin, listed_due=ends)
            if ends > entry.due:
                _tell_who_moved(tx, now, entry, ends)
                entry = move_due(tx, now, entry, ends, None)
            return entry
    return None


def _follow(tx: Transaction, now: datetime, entry: Entry, ends: datetime) -> None:
    """The sheet has another end. What somebody ended in a chat stays ended."""
    if entry.is_open and entry.due != ends:
        _tell_who_moved(tx, now, entry, ends)
        move_due(tx, now, entry, ends, None)
    elif entry.how in (OVER, UNLISTED) and ends > now:
        again = Opening(entry.kind, entry.place, entry.starts, ends, entry.bed)
        tx.entries.change(entry.number, origin=None)
        number = open_entry(tx, now, again, entry.opened_by, said_at=now).number
        tx.entries.change(number, origin=entry.origin, listed_due=ends)


def _tell_who_moved(tx: Transaction, now: datetime, entry: Entry, ends: datetime | None = None) -> None:
    """Nobody's word is undone silently: who had said another end in a chat reads what the workbook says."""
    records = tx.history.of_item(entry.item)
    moved = [row["person"] for row in records if row["kind"] == "entry.moved"]
    if not moved and not tx.history.last(entry.item, ("entry.opened",)).get("from_workbook"):
        moved = [entry.opened_by]
    if moved and moved[-1]:
        facts = {**entry_facts(tx, entry), "ends": day_and_hour(tx, ends) if ends else ""}
        tx.outbox.put(News("entry.sheet", moved[-1], facts, Lane.ORDINARY), now)
