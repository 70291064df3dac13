"""Report what was found wrong on a duty: an alarm, a ticket with everything attached, or put right on the spot."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from actions.file_report import open_ticket
from actions.raise_alarm import raise_alarm
from domain.dangers import danger_of
from domain.duties import Duty
from domain.reading import Reading
from domain.tickets import Urgency
from storage import Transaction

FIXED = "已当场整改"
"""What was put right at once is a fault that was found, never normal."""
CHAIN_DANGERS = {
    "锅炉燃气": "boiler",
    "可疑食品": "food",
    "门岗无人未锁": "gate",
    "孩子未接": "child",
    "缺寝": "missing",
}
"""The danger that a plan's own chain is about: what is urgent there is that, unless the words say another."""


@dataclass(frozen=True, slots=True)
class Said:
    """Who said what is wrong, when, and which photos show it."""

    person: str
    words: str
    at: datetime
    evidence: Sequence[int]


def report_fault(
    tx: Transaction,
    now: datetime,
    duty: Duty,
    *,
    person: str,
    place: str | None,
    reading: Reading,
    words: str,
    evidence: Sequence[int],
    said_at: datetime,
    urgency: Urgency | None,
    item: int | None = None,
    device: str | None = None,
) -> dict[str, Any]:
    """The fault as the duty's record keeps it. `urgency` None: put right on the spot; `item` is the checklist's number.

    Photos that already stand in the duty are copied, so that nothing is sent twice.
    """
    reading = replace(reading, place=reading.place or (None if reading.unheard else place))
    said = Said(person, words, said_at, evidence)
    fault: dict[str, Any] = {"place": reading.place, "item": item, "words": words, "evidence": list(evidence)}
    if urgency is Urgency.URGENT:
        fault |= {"became": "alarm", "number": _alarm(tx, now, duty, reading, said, device)}
    elif urgency is None:
        for evidence_id in evidence:
            tx.evidence.attach(evidence_id, duty.item)
        fault |= {"became": FIXED}
    else:
        fault |= {"became": "ticket", "number": _ticket(tx, now, duty, reading, said, urgency)}
    tx.history.append(
        "duty.fault", now, person=person, said_at=said_at, place=reading.place, item=duty.item, body=fault
    )
    tx.duties.change(duty.id, faults=duty.faults + 1)
    return fault


def _alarm(tx: Transaction, now: datetime, duty: Duty, reading: Reading, said: Said, device: str | None) -> int:
    """Its number. The duty's own chain is called when that is what the danger is about."""
    danger = reading.danger or CHAIN_DANGERS.get(duty.chain) or "other"
    return raise_alarm(
        tx,
        now,
        reporter=said.person,
        reading=replace(reading, danger=danger),
        words=said.words or duty.name,
        said_at=said.at,
        evidence=_own(tx, duty, said.evidence),
        device=device,
        chain=duty.chain if CHAIN_DANGERS.get(duty.chain) == danger else None,
    ).number


def _ticket(tx: Transaction, now: datetime, duty: Duty, reading: Reading, said: Said, urgency: Urgency) -> int:
    """Its number; the ticket remembers on which duty it was found."""
    ticket = open_ticket(
        tx,
        now,
        reporter=said.person,
        category=_category(duty, reading),
        urgency=urgency,
        place=reading.place,
        place_words=reading.place_words,
        words=said.words,
        said_at=said.at,
        evidence=_own(tx, duty, said.evidence),
    )
    body = {"duty": duty.id, "name": duty.name}
    tx.history.append("ticket.from_duty", now, person=said.person, said_at=said.at, item=ticket.item, body=body)
    return ticket.number


def _category(duty: Duty, reading: Reading) -> str:
    """The trade of the words; else that of the danger which the plan's chain is about."""
    danger = CHAIN_DANGERS.get(duty.chain)
    return reading.category if reading.category_known or danger is None else danger_of(danger).category


def _own(tx: Transaction, duty: Duty, evidence: Sequence[int]) -> list[int]:
    """The photos, those of the duty's own points as copies."""
    kept = [tx.evidence.get(evidence_id) for evidence_id in evidence]
    return [tx.evidence.copy(it.id, "") if it.item == duty.item else it.id for it in kept if it is not None]
