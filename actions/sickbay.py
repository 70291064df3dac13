"""在医务室 by the warden's word: entered until the morning, and the nurse says whether it is so."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time
from typing import Any

from actions.entries import close_entry, entry_facts, open_entry
from actions.facts import address_of
from actions.roll_call import raise_missing
from actions.staffing import Staffing
from domain.duties import Duty
from domain.entries import SICKBAY, VOID, Entry, Opening
from domain.moments import utc
from domain.news import Lane, News, Show
from domain.refusal import Refusal
from domain.spans import DAY
from storage import Transaction

NURSE = "nurse"
YES, NO = "yes", "no"
MORNING = time(7)
Gone = Mapping[str, Any]
"""Somebody who is not in, as a roll call keeps it: room, bed, where, and perhaps alarm or entry."""


def claim(
    tx: Transaction,
    now: datetime,
    duty: Duty,
    person: str,
    room: str,
    bed: int,
    *,
    said_at: datetime,
    device: str | None,
) -> Entry:
    """The entry that the warden's word makes; a nurse whom a message reaches is asked at once."""
    zone = tx.school.load().settings.zone
    local = now.astimezone(zone)
    day = local.date() if local.time() < MORNING else local.date() + DAY
    staffing = Staffing(tx, now)
    nurses = [it for it in staffing.people(NURSE, room) if staffing.reachable(it)]
    opening = Opening(
        SICKBAY, room, now, utc(datetime.combine(day, MORNING), zone), bed,
        host=nurses[0].id if nurses else None, device=device,
    )  # fmt: skip
    entry = open_entry(tx, now, opening, person, said_at=said_at, more={"duty": duty.id})
    for nurse in nurses[:1]:
        tx.outbox.put(
            News("sickbay.ask", nurse.id, entry_facts(tx, entry), Lane.URGENT, item=entry.item,
                 card=f"{entry.item}:host", show=Show.NEW, good_until=entry.due),
            now,
        )  # fmt: skip
    return entry


def nurse_says(tx: Transaction, now: datetime, entry: Entry, person: str, what: str, *, said_at: datetime) -> Entry:
    """在 makes it an entry like any other; 不在 raises the chain at once, as if the warden had said 找不到.

    Refusals `entry.closed`, `entry.not_yours`.
    """
    if not entry.is_open:
        raise Refusal("entry.closed", entry_facts(tx, entry))
    if entry.host != person and not tx.school.people[person].holds(NURSE):
        raise Refusal("entry.not_yours", {"kind": entry.kind})
    tx.history.append(
        "entry.answered", now, person=person, said_at=said_at, place=entry.place, item=entry.item, body={"says": what}
    )
    entry = tx.entries.change(entry.number, answer=what)
    duty = tx.duties.get(int(tx.history.last(entry.item, ("entry.opened",)).get("duty", 0)))
    if what != NO or duty is None:
        return entry
    facts = {**entry_facts(tx, entry), "address": address_of(tx, person)}
    entry = close_entry(tx, now, entry, VOID, person, said_at=said_at)
    alarm = raise_missing(tx, now, duty, entry.opened_by or person, entry.place, entry.bed or 0, None)
    tx.history.append(
        "entry.denied", now, person=person, said_at=said_at, place=entry.place, item=entry.item,
        body={"alarm": alarm.number},
    )  # fmt: skip
    if entry.opened_by:
        tx.outbox.put(News("sickbay.denied", entry.opened_by, facts, Lane.URGENT, item=alarm.item), now)
    return entry


def resolved(tx: Transaction, gone: Iterable[Gone]) -> list[dict[str, Any]]:
    """The same people as they stand now: whom the nurse does not have is missing, a mistake is in."""
    return [_as_it_stands(tx, it) for it in gone]


def _as_it_stands(tx: Transaction, it: Gone) -> dict[str, Any]:
    entry = tx.entries.get(int(it["entry"])) if it.get("entry") else None
    if entry is None or entry.how != VOID:
        return dict(it)
    denied = tx.history.last(entry.item, ("entry.denied",))
    return {**it, "where": "missing", "alarm": denied["alarm"]} if denied else {**it, "where": "elsewhere"}


def unpapered(tx: Transaction, gone: Iterable[Gone]) -> int:
    """How many are on leave, or in the sick bay, by the warden's word alone."""
    entries = [(it["where"], tx.entries.get(int(it["entry"])) if it.get("entry") else None) for it in gone]
    return sum(
        where == "leave" or (where == SICKBAY and (entry is None or entry.answer != YES)) for where, entry in entries
    )
