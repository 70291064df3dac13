"""Erase somebody who left and asks for it: the name, the words, the photos go; that the work was done stays."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from actions.prune import DISCARD
from domain.erasing import marks_of, vocabulary
from domain.people import Permission, Presence
from domain.refusal import Refusal
from storage import Transaction


@dataclass(frozen=True, slots=True)
class Erased:
    """How many rows of what, and the files (sha256) that nobody needs any more."""

    rows: Mapping[str, int]
    files: frozenset[str]


def erase_person(tx: Transaction, now: datetime, person_id: str, by: str, *, even_in_service: bool = False) -> Erased:
    """Everything in one transaction; done again, it finishes what is left.

    Raises Refusal `erase.may_not` when `by` manages nobody or is that person, `erase.in_service`, and `erase.open`
    while something that they reported or have to do is not over.
    """
    school = tx.school.load()
    person = tx.school.people[person_id]
    if by == person_id or Permission.MANAGE_PEOPLE not in tx.school.permissions[by]:
        raise Refusal("erase.may_not", {"name": tx.school.people[by].name})
    if person.presence is not Presence.LEFT and not even_in_service:
        raise Refusal("erase.in_service", {"name": person.name})
    if items := tx.erasure.open_items(person_id):
        raise Refusal("erase.open", {"name": person.name, "items": "、".join(items)})
    chats = tx.erasure.chats_of(person_id)
    files = tx.erasure.files_of(person_id) | _forget_workbooks(tx, now)
    own, said = tx.erasure.own_words(person_id, vocabulary(school))
    said |= tx.erasure.said_by(person_id)
    typed = frozenset(it.strip() for it in said if it.strip())
    sent = frozenset(tx.erasure.names_of_files(person_id))
    marks = replace(marks_of(person, school, chats), words=typed, files=sent)
    done = tx.erasure.erase_own_rows(person, chats, now)
    tx.erasure.forget_what_was_added(person_id, marks)
    named = {seq: left for seq, left in tx.erasure.mentions(marks).items() if seq not in own}
    wish = {"wish": person_id, "why": "person"}
    tx.erasure.erase_records({**named, **own}, now, by=by, body=wish)
    done["record"] = len(own)
    done["named"] = len(named) + sum(tx.erasure.sweep(marks).values())
    body = {"person": person_id, "rows": dict(done), "files": len(files)}
    tx.history.append("person.erased", now, person=by, said_at=now, item=f"person:{person_id}", body=body)
    gone = frozenset(it for it in files if it not in tx.keeping.needed(it))
    for sha256 in gone:
        tx.due.put(DISCARD, sha256, now)
    return Erased(done, gone)


def _forget_workbooks(tx: Transaction, now: datetime) -> set[str]:
    """Everybody stands in the workbooks that were sent in the chat: none of those stays."""
    found = tx.offers.files()
    if found:
        tx.keeping.pruned([evidence for evidence, _ in found], now)
        body = {"evidence": [evidence for evidence, _ in found], "sha256": [sha256 for _, sha256 in found]}
        tx.history.append("evidence.pruned", now, person=None, said_at=now, body=body)
    return {sha256 for _, sha256 in found}
