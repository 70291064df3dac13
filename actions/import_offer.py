"""照这个改: the workbook that was shown becomes the school, all of it or nothing, while everybody else goes on."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from actions.facts import name_of
from actions.import_school import Changes, Imported, Ready, import_workbook
from actions.offers import READ, base_of, close, may_offer, say, why_again
from domain.news import Lane, News, Show
from domain.offers import Offer, State
from domain.people import Permission, Phone, Presence
from storage import Transaction
from storage.due import DueRow
from storage.workbook import Workbook


def apply(tx: Transaction, now: datetime, row: DueRow, workbook: Workbook, base: str, ready: Ready) -> bool:
    """Imports what was shown, all or nothing; shows it again when the school has changed since. Whether it imported.

    `ready` was worked out for the school that `base` names.
    """
    offer = tx.offers.get(int(row.subject))
    if not tx.due.take(row) or offer is None or offer.state is not State.ACCEPTED:
        return False
    if not may_offer(tx, offer.person):
        close(tx, now, offer, State.DROPPED, "offer.may_not", {})
        return False
    if not base_of(tx) == base == offer.base:
        tx.offers.move(offer, {State.ACCEPTED}, State.READING, now)
        tx.due.put(READ, str(offer.number), now, {"again": why_again(offer.base, base_of(tx))})
        return False
    evidence = tx.evidence.get(offer.evidence)
    here = {it.id for it in tx.school.people.values() if it.presence is not Presence.LEFT}
    said_at = datetime.fromisoformat(row.facts["said_at"])
    sha256 = evidence.sha256 if evidence is not None else None
    found = import_workbook(tx, now, workbook, Imported(offer.person, said_at, offer.item, sha256), ready)
    tx.offers.move(offer, {State.ACCEPTED}, State.KEPT, now)
    new = _newcomers(tx, here)
    tx.offers.want_links(offer.number, new)
    facts = {"sheets": _counts(found), "new": [tx.school.people[it].name for it in new]}
    say(tx, now, offer, "offer.kept", {**facts, "number": offer.number}, Show.EDIT)
    _tell_others(tx, now, offer, facts)
    return True


def _newcomers(tx: Transaction, here: set[str]) -> list[str]:
    """Who has come and reads on a phone of their own, in the order of the school."""
    bound = tx.accounts.bound()
    people = [it for it in tx.school.people.values() if it.presence is not Presence.LEFT and it.phone is Phone.OWN]
    return [it.id for it in people if it.id not in here and it.id not in bound]


def _counts(found: Changes) -> list[list[Any]]:
    return [[sheet, *counts] for sheet, counts in found.counts().items()]


def _tell_others(tx: Transaction, now: datetime, offer: Offer, facts: Mapping[str, Any]) -> None:
    """A line to whoever else keeps the whole school's list and is at work."""
    told = {"who": name_of(tx, offer.person), "sheets": facts["sheets"]}
    for person in tx.school.able(Permission.MANAGE_PEOPLE):
        if person.id != offer.person and may_offer(tx, person.id):
            once = f"{offer.item}:told:{person.id}"
            tx.outbox.put(News("offer.told", person.id, told, Lane.ORDINARY, once=once), now)
