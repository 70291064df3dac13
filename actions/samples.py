"""Food samples are kept from the list that takes them until somebody says that they were thrown away, in their time."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from actions.entries import check_may_close, close_entry, entry_facts, open_entry
from actions.facts import day_and_hour, place_name
from domain.duties import Duty
from domain.entries import DISPOSED, SAMPLE, Entry, Opening
from domain.people import Person
from domain.refusal import Refusal
from domain.samples import HOUR, hours_of_the_disposed, kept_for, taken_at, takes_samples, what
from storage import Transaction


def keep_sample(
    tx: Transaction,
    now: datetime,
    duty: Duty,
    person: str,
    answers: Mapping[str, Mapping[int, str]],
    *,
    said_at: datetime,
    device: str | None,
) -> None:
    """What the list told: a new sample, and what was thrown away. Of a plan on trial nobody is reminded."""
    school = tx.school.load()
    checklist = next((it for it in school.checklists if it.code == duty.checklist), None)
    place = duty.place or next(iter(duty.points), None)
    if checklist is None or not takes_samples(checklist) or duty.trial or place is None:
        return
    said = {number: answer for told in answers.values() for number, answer in told.items()}
    kept = kept_for(school.settings.rest)
    thrown = hours_of_the_disposed(checklist.items, said)
    for entry in over_at(tx, now) if thrown is not None and thrown >= kept else ():
        if entry.place == place:
            close_entry(tx, now, entry, DISPOSED, person, said_at=said_at)
    taken = taken_at(checklist.items, said, said_at.astimezone(school.settings.zone))
    opening = Opening(SAMPLE, place, taken, taken + kept, words=what(checklist.items, said), device=device)
    open_entry(tx, now, opening, person, said_at=said_at, more={"duty": duty.id})


def dispose(tx: Transaction, now: datetime, number: int, person: Person, *, said_at: datetime) -> Entry:
    """已销样. Refusal `sample.too_early` before its time is over, and those of check_may_close."""
    entry = check_may_close(tx, number, person, DISPOSED)
    if now < entry.due:
        raise Refusal("sample.too_early", entry_facts(tx, entry))
    return close_entry(tx, now, entry, DISPOSED, person.id, said_at=said_at)


def over_at(tx: Transaction, now: datetime) -> list[Entry]:
    """Samples whose time is over and of which nobody said that they are gone, the oldest first."""
    return [entry for entry in tx.entries.open_of(SAMPLE) if entry.due <= now]


def hours_of_the_oldest(tx: Transaction, now: datetime, place: str) -> int | None:
    """How long the oldest that may go has been kept there; None when none may."""
    taken = [entry.starts for entry in over_at(tx, now) if entry.place == place]
    return (now - min(taken)) // HOUR if taken else None


def over_facts(tx: Transaction, now: datetime) -> list[dict[str, Any]]:
    """Where they stand and since when they could be gone."""
    return [{"place": place_name(tx.school.tree, it.place), "due": day_and_hour(tx, it.due)} for it in over_at(tx, now)]
