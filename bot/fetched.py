"""What a fetched file comes to, in one unit: kept and named in a record, or asked for again, or given up."""

from datetime import datetime, timedelta
from typing import Any

from actions.offers import ROLE, did_not_come
from actions.prune import DISCARD
from bot.safekeeping import Shelved
from domain.news import Lane, News
from storage import Transaction
from storage.due import DueRow
from storage.evidence import Evidence

PAUSES = (timedelta(seconds=20), timedelta(minutes=2), timedelta(minutes=15), timedelta(hours=1))
"""After each failed attempt; after the last the sender is asked to send it again."""
SAID = {"": "evidence.lost", "too_big": "evidence.too_big", "not_kept": "evidence.not_kept", "film": "evidence.film"}
"""What its sender hears of a file that is given up, by why it is."""


# What the evidence belongs to is not said here: it may be attached before or after its bytes have come, and the record
# that attaches it names it.
def file_kept(tx: Transaction, now: datetime, row: DueRow, evidence: Evidence, shelved: Shelved) -> bool:
    """The record names what is kept, and what was sent where that held more (`came`)."""
    if not tx.due.take(row):
        tx.due.put(DISCARD, shelved.sha256, now)  # erased while it was on its way
        return False
    tx.evidence.kept(evidence.id, shelved.sha256)
    body: dict[str, Any] = {
        "evidence": evidence.id,
        "file": evidence.file_unique_id,
        "sha256": shelved.sha256,
        "size": shelved.size,
        "kind": shelved.kind,
    }
    body |= {"came": shelved.came} if shelved.came else {}
    tx.history.append("evidence.kept", now, person=evidence.person, said_at=evidence.said_at, body=body)
    return True


def ask_for_a_picture(tx: Transaction, now: datetime, evidence_id: int, person: str) -> None:
    """What came is no photo; by now it is known what it was to show."""
    evidence = tx.evidence.get(evidence_id)
    kind, _, number = (evidence.item or "").partition(":") if evidence else ("", "", "")
    facts = {"number": int(number) if kind == "ticket" else None}
    once = f"evidence:{evidence_id}:no_picture"
    tx.outbox.put(News("evidence.no_picture", person, facts, Lane.ORDINARY, once=once), now)


def not_fetched(tx: Transaction, now: datetime, row: DueRow, evidence: Evidence, hopeless: str) -> None:
    tries = tx.evidence.tried(evidence.id)
    if not hopeless and tries <= len(PAUSES):
        tx.due.later(row, now + PAUSES[tries - 1])
        return
    tx.due.take(row)
    tx.evidence.lost(evidence.id)
    tx.history.append(
        "evidence.lost",
        now,
        person=evidence.person,
        said_at=evidence.said_at,
        body={"evidence": evidence.id, "file": evidence.file_unique_id, **({"why": hopeless} if hopeless else {})},
    )
    if evidence.role == ROLE:
        did_not_come(tx, now, evidence.id, hopeless)
    elif evidence.person:
        tx.outbox.put(
            News(SAID[hopeless], evidence.person, {}, Lane.ORDINARY, once=f"evidence:{evidence.id}:lost"), now
        )
