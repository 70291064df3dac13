"""A workbook sent in the chat: taken in, shown with what it would change, imported when its sender says so."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from actions.prune import DISCARD
from domain.news import Lane, News, Show
from domain.offers import LASTS, OPEN, Offer, State
from domain.people import Presence, manages_everybody
from domain.refusal import Refusal
from storage import Transaction
from storage.due import DueRow

READ = "offer.read"
"""The file has come: it is looked through beside everything else (bot/workbooks.py)."""
APPLY = "offer.apply"
WRITE = "offer.write"
"""Somebody asked for the workbook as the school is now."""
BESIDE = frozenset({READ, APPLY, WRITE})
LAPSE = "offer.lapse"
ROLE = "workbook"
"""What the file of a workbook shows, among evidence."""


def base_of(tx: Transaction) -> str:
    """Names this state of the school: another after each import, after whatever is said of rosters in a chat, and after
    anything else that changes its rows."""
    return f"{tx.history.how_many('school.imported')}:{tx.roster_changes.steps()}:{tx.school.revision}"


def why_again(shown: str, now: str) -> str:
    """What has changed since: import, roster, or another thing."""
    parts = zip(("import", "roster"), shown.split(":"), now.split(":"), strict=False)
    return next((why for why, before, after in parts if before != after), "data")


def may_offer(tx: Transaction, person: str) -> bool:
    """Whoever keeps the whole school's list; of a section only, nobody gets to change all the others."""
    found = tx.school.people.get(person)
    return found is not None and manages_everybody(found, tx.school.roles)


def take_offer(tx: Transaction, now: datetime, person: str, evidence: int, name: str, said_at: datetime) -> Offer:
    """A workbook has come; what the same person sent before and is still open gives way to it."""
    for older in tx.offers.open_of(person):
        if older.state is not State.ACCEPTED:
            close(tx, now, older, State.REPLACED, "offer.replaced", {})
    offer = tx.offers.add(person, evidence, name, said_at, now)
    tx.evidence.attach(evidence, offer.item)
    body = {"evidence": evidence}
    tx.history.append("offer.sent", now, person=person, said_at=said_at, item=offer.item, body=body)
    say(tx, now, offer, "offer.reading", {}, Show.NEW)
    return offer


def came(tx: Transaction, now: datetime, evidence: int) -> None:
    """The file is here."""
    offer = tx.offers.of_evidence(evidence)
    if offer is not None and offer.state is State.FETCHING:
        tx.offers.move(offer, {State.FETCHING}, State.READING, now)
        tx.due.put(READ, str(offer.number), now)


def did_not_come(tx: Transaction, now: datetime, evidence: int, why: str) -> None:
    offer = tx.offers.of_evidence(evidence)
    if offer is not None and offer.state is State.FETCHING:
        close(tx, now, offer, State.LOST, "offer.too_big" if why == "too_big" else "offer.lost", {})


def show(tx: Transaction, now: datetime, row: DueRow, base: str, facts: Mapping[str, Any]) -> bool:
    """What it would change, with the two keys; False when the school has changed since it was looked at."""
    offer = tx.offers.get(int(row.subject))
    if offer is None or offer.state is not State.READING:
        tx.due.take(row)
        return True
    if base_of(tx) != base:
        return False
    tx.due.take(row)
    tx.offers.move(offer, {State.READING}, State.SHOWN, now, base)
    tx.due.put(LAPSE, str(offer.number), now + LASTS)
    again = row.facts.get("again", "")
    say(tx, now, offer, "offer.shown", {**facts, "again": again}, Show.NEW)
    return True


def refuse(tx: Transaction, now: datetime, row: DueRow, state: State, about: str, facts: Mapping[str, Any]) -> None:
    """It cannot be taken, or changes nothing."""
    offer = tx.offers.get(int(row.subject))
    if tx.due.take(row) and offer is not None and offer.state in (State.READING, State.ACCEPTED):
        close(tx, now, offer, state, about, facts, Show.NEW)


def accept(tx: Transaction, now: datetime, person: str, number: int, said_at: datetime) -> None:
    """照这个改. Refusal `offer.over` for one that does not wait for a tap, `person.may_not`."""
    offer = _own(tx, person, number)
    if not may_offer(tx, person):
        raise Refusal("person.may_not")
    tx.offers.move(offer, {State.SHOWN}, State.ACCEPTED, now)
    tx.due.drop(LAPSE, str(number))
    tx.due.put(APPLY, str(number), now, {"said_at": said_at.isoformat()})
    tx.history.append("offer.accepted", now, person=person, said_at=said_at, item=offer.item, body={})
    say(tx, now, offer, "offer.importing", {}, Show.EDIT)


def drop(tx: Transaction, now: datetime, person: str, number: int) -> None:
    """不改. Refusal `offer.over`."""
    close(tx, now, _own(tx, person, number), State.DROPPED, "offer.dropped", {})


def lapse(tx: Transaction, now: datetime, number: int) -> None:
    """Nobody tapped for a day."""
    offer = tx.offers.get(number)
    if offer is not None and offer.state is State.SHOWN:
        close(tx, now, offer, State.LAPSED, "offer.lapsed", {})


def newcomers(tx: Transaction, number: int, person: str) -> list[str]:
    """Who came with it and still has no phone, asked for once: a second link would void the first."""
    offer = tx.offers.get(number)
    if offer is None or offer.person != person or not may_offer(tx, person):
        raise Refusal("button.old")
    tx.offers.want_links(number, ())
    bound, people = tx.accounts.bound(), tx.school.people
    return [it for it in offer.newcomers if it not in bound and people[it].presence is not Presence.LEFT]


def close(
    tx: Transaction,
    now: datetime,
    offer: Offer,
    state: State,
    about: str,
    facts: Mapping[str, Any],
    show: Show = Show.EDIT,
) -> None:
    """It is over without an import: said in its place, and the file with everybody's names goes."""
    tx.offers.move(offer, OPEN, state, now)
    tx.due.drop(LAPSE, str(offer.number), READ, APPLY)
    body = {"state": str(state)}
    tx.history.append("offer.closed", now, person=offer.person, said_at=now, item=offer.item, body=body)
    evidence = tx.evidence.get(offer.evidence)
    if evidence is not None and evidence.state == "wanted":
        # Whatever is still on its way is let go when it comes (file_kept).
        tx.due.drop("evidence.fetch", str(evidence.id))
        tx.evidence.lost(evidence.id)
    elif evidence is not None and evidence.sha256 is not None and evidence.state == "kept":
        tx.keeping.pruned([evidence.id], now)
        gone = {"evidence": [evidence.id], "sha256": [evidence.sha256]}
        tx.history.append("evidence.pruned", now, person=None, said_at=now, item=offer.item, body=gone)
        tx.due.put(DISCARD, evidence.sha256, now)
    say(tx, now, offer, about, facts, show)


def _own(tx: Transaction, person: str, number: int) -> Offer:
    offer = tx.offers.get(number)
    if offer is None or offer.person != person:
        raise Refusal("button.old")
    if offer.state is not State.SHOWN:
        raise Refusal("offer.over", {"state": str(offer.state)})
    return offer


def say(
    tx: Transaction, now: datetime, offer: Offer, about: str, facts: Mapping[str, Any], show: Show = Show.EDIT
) -> None:
    """On the offer's card, to its sender."""
    told = {"name": offer.name, "number": offer.number, **facts}
    tx.outbox.put(News(about, offer.person, told, Lane.REPLY, card=offer.item, show=show), now)
