"""Function rooms: opened by who uses them, closed with a photo of how they are left, accepted by who is next."""

from collections.abc import Sequence
from datetime import datetime

from actions.entries import close_entry, entry_facts, open_entry
from actions.facts import address_of
from actions.file_report import open_ticket
from domain.entries import ROOM, TAKEN, TIDY, UNPHOTOGRAPHED, Entry, Opening
from domain.news import Lane, News
from domain.reading import Reading
from domain.refusal import Refusal
from domain.tickets import Urgency
from storage import Transaction

GOOD, BAD = "good", "bad"
"""How whoever is next found it."""


def before(tx: Transaction, place: str) -> Entry | None:
    """Who used the room last, or uses it still."""
    return tx.entries.newest_at(ROOM, place)


def use_room(
    tx: Transaction,
    now: datetime,
    opening: Opening,
    person: str,
    *,
    said_at: datetime,
    found: str = "",
    words: str = "",
    evidence: Sequence[int] = (),
    reading: Reading | None = None,
) -> tuple[Entry, int | None]:
    """The entry, and the number of the ticket that came of what was found broken.

    `found` is how the room was; what was wrong is told to whoever used it before and to who answers for the place.
    Somebody else's use that was still open ends here: taken over, without their photo.
    """
    last = before(tx, opening.place)
    entry = open_entry(tx, now, opening, person, said_at=said_at)
    ticket = None
    for evidence_id in evidence:
        tx.evidence.attach(evidence_id, entry.item)
    if last is not None and found:
        tx.entries.change(last.number, answer=found)
        body = {"found": found, "by": entry.number, "words": words, "evidence": list(evidence)}
        tx.history.append(
            "entry.accepted", now, person=person, said_at=said_at, place=last.place, item=last.item, body=body
        )
    if found == BAD:
        ticket = _broken(tx, now, entry, words, reading, said_at)
        _tell(tx, now, entry, last, "room.not_tidy", words, keeper=True)
    if last is not None and last.is_open:
        close_entry(tx, now, last, TAKEN, person, said_at=said_at)
        _tell(tx, now, entry, last, "room.taken", "", keeper=False)
    return entry, ticket


def leave_room(
    tx: Transaction, now: datetime, entry: Entry, person: str, evidence: Sequence[int], *, said_at: datetime
) -> Entry:
    """用完了: the photo is what the next user compares with; without one it is said so."""
    if not entry.is_open:
        raise Refusal("entry.closed", entry_facts(tx, entry))
    for evidence_id in evidence:
        tx.evidence.attach(evidence_id, entry.item)
    how = TIDY if evidence else UNPHOTOGRAPHED
    return close_entry(tx, now, entry, how, person, said_at=said_at, evidence=evidence)


def _broken(
    tx: Transaction, now: datetime, entry: Entry, words: str, reading: Reading | None, said_at: datetime
) -> int | None:
    if reading is None or not reading.is_repair:
        return None
    ticket = open_ticket(
        tx, now, reporter=entry.opened_by, category=reading.category, urgency=Urgency(reading.urgency),
        place=entry.place, place_words="", words=words, said_at=said_at, copies=entry.item,
    )  # fmt: skip
    return ticket.number


def _tell(
    tx: Transaction, now: datetime, entry: Entry, last: Entry | None, about: str, words: str, *, keeper: bool
) -> None:
    place = tx.school.tree.get(entry.place)
    hearers = [last.opened_by if last else None, place.owner if place and keeper else None]
    photos = [it.file_id for it in tx.evidence.of_item(entry.item) if not it.is_gone]
    facts = {
        **entry_facts(tx, entry), "words": words, "photo": photos[0] if photos else None,
        "last": address_of(tx, last.opened_by) if last else "",
    }  # fmt: skip
    for person in dict.fromkeys(it for it in hearers if it and it != entry.opened_by):
        tx.outbox.put(News(about, person, {**facts, "you": person == (last and last.opened_by)}, Lane.ORDINARY), now)
