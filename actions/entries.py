"""Entries 登记 are opened and closed here, whatever their kind; what follows from a kind is asked of domain/entries."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from actions.facts import address_of, day_and_hour, hour, name_of, place_name, span
from domain import samples
from domain.entries import KINDS, OF_PUPILS, ROOM, SAMPLE, VOID, Entry, Kind, Opening, Rung, State, overdue
from domain.people import Permission, Person
from domain.refusal import Refusal
from storage import Transaction

DUE = "entry.due"
"""The due row of the moment at which an entry's time is over."""


def entry_facts(tx: Transaction, entry: Entry) -> dict[str, Any]:
    """Everything that any card says about an entry; `still` is what keeps a bed empty after this one was closed.

    `until` has its day when that is not the day on which it was opened.
    """
    still = [it for it in others_of_bed(tx, entry) if entry.closed_at and it.holds(entry.closed_at)]
    return {
        "number": entry.number,
        "kind": entry.kind,
        "place": place_name(tx.school.tree, entry.place),
        "bed": entry.bed,
        "starts": day_and_hour(tx, entry.starts),
        "due": day_and_hour(tx, entry.due),
        "until": span(tx, entry.opened_at, entry.due)["ended"],
        "opened": hour(tx, entry.opened_at),
        "by": address_of(tx, entry.opened_by),
        "host": name_of(tx, entry.host),
        "words": entry.words,
        "document": entry.document,
        "answer": entry.answer,
        "state": entry.state,
        "how": entry.how,
        "closed": hour(tx, entry.closed_at) if entry.closed_at else "",
        "still": {"kind": still[0].kind, "due": day_and_hour(tx, still[0].due)} if still else None,
    }


def others_of_bed(tx: Transaction, entry: Entry) -> list[Entry]:
    """What else is open of the same bed's pupil; none for a kind that empties no bed."""
    if entry.kind not in OF_PUPILS:
        return []
    return [it for it in tx.entries.open_of_bed(entry.place, entry.bed or 0) if it.number != entry.number]


def check_may_open(person: Person, kind: str) -> Kind:
    """The kind; Refusal `entry.not_yours` for whoever does not keep this register."""
    found = KINDS[kind]
    if not found.may_open(person.roles):
        raise Refusal("entry.not_yours", {"kind": kind})
    return found


def open_entry(
    tx: Transaction,
    now: datetime,
    opening: Opening,
    person: str | None,
    *,
    said_at: datetime,
    more: Mapping[str, Any] | None = None,
) -> Entry:
    """Keeps it with its record; of a visitor no word stands in the history, so that all of it can go one day."""
    entry = tx.entries.open(opening, now, person)
    body = {
        "kind": entry.kind, "bed": entry.bed, "starts": entry.starts.isoformat(), "due": entry.due.isoformat(),
        "host": entry.host, "from_workbook": entry.origin is not None,
        **(more or {}),
    }  # fmt: skip
    tx.history.append(
        "entry.opened", now, person=person, said_at=said_at, place=entry.place, item=entry.item, body=body
    )
    wait_for(tx, entry)
    return entry


def rungs_of(tx: Transaction, kind: Kind) -> tuple[Rung, ...]:
    """When who hears of an overdue one, as the sheet 设置 says; soonest first."""
    rest = tx.school.load().settings.rest
    return samples.rungs(rest) if kind.code == SAMPLE else overdue(kind, rest)


def wait_for(tx: Transaction, entry: Entry) -> None:
    """The next moment at which something becomes of it by itself."""
    kind = KINDS[entry.kind]
    rungs = rungs_of(tx, kind)
    if kind.ends_itself:
        tx.due.put(DUE, str(entry.number), entry.due)
    elif len(rungs) > entry.step:
        tx.due.put(DUE, str(entry.number), entry.due + rungs[entry.step].after)


def check_may_see(tx: Transaction, number: int, person: Person) -> Entry:
    """The entry, for who opened or may close it, its host, and who reads the summaries; Refusal `entry.not_yours`."""
    entry = tx.entries.get(number)
    if entry is None:
        raise Refusal("entry.none")
    place = tx.school.tree.get(entry.place)
    theirs = person.id in (entry.opened_by, entry.host) or (place is not None and place.owner == person.id)
    reads_all = Permission.READ_SUMMARY in tx.school.permissions.get(person.id, ())
    if not (theirs or reads_all or KINDS[entry.kind].closers & {*person.roles}):
        raise Refusal("entry.not_yours", {"kind": entry.kind})
    return entry


def check_may_close(tx: Transaction, number: int, person: Person, how: str) -> Entry:
    """The open entry; Refusals `entry.none`, `entry.closed` and `entry.not_yours`."""
    entry = tx.entries.get(number)
    if entry is None:
        raise Refusal("entry.none")
    if not entry.is_open:
        raise Refusal("entry.closed", entry_facts(tx, entry))
    kind = KINDS[entry.kind]
    place = tx.school.tree.get(entry.place)
    keeps = kind.code == ROOM and place is not None and place.owner == person.id
    if person.id != entry.opened_by and not keeps and kind.closers.isdisjoint(person.roles):
        raise Refusal("entry.not_yours", {"kind": entry.kind})
    if how not in kind.ends:
        raise Refusal("button.old")
    return entry


def close_entry(
    tx: Transaction,
    now: datetime,
    entry: Entry,
    how: str,
    person: str | None,
    *,
    said_at: datetime | None = None,
    evidence: Sequence[int] = (),
) -> Entry:
    """Closes it with its record; nothing waits for it any more."""
    entry = tx.entries.change(entry.number, state=State.CLOSED, closed_by=person, closed_at=now, how=how)
    tx.due.drop(DUE, str(entry.number))
    tx.outbox.withdraw(entry.item, now)
    tx.history.append(
        "entry.closed", now, person=person, said_at=said_at or now, place=entry.place, item=entry.item,
        body={"kind": entry.kind, "how": how, **({"evidence": list(evidence)} if evidence else {})},
    )  # fmt: skip
    return entry


def move_due(tx: Transaction, now: datetime, entry: Entry, due: datetime, person: str | None) -> Entry:
    """Its time is over at another moment than was said."""
    entry = tx.entries.change(entry.number, due=due, step=0)
    wait_for(tx, entry)
    tx.history.append(
        "entry.moved", now, person=person, said_at=now, place=entry.place, item=entry.item,
        body={"kind": entry.kind, "due": due.isoformat()},
    )  # fmt: skip
    return entry


def undo(tx: Transaction, now: datetime, number: int, person: Person, *, said_at: datetime) -> Entry:
    """填错了: as if it had not been said, but it was, and both stand in the history."""
    return close_entry(tx, now, check_may_close(tx, number, person, VOID), VOID, person.id, said_at=said_at)
