"""Erase one picture by a manager's wish (a pupil in it, sent by mistake): the file goes, proof and reason stay."""

from datetime import datetime

from actions.prune import DISCARD
from domain.people import Permission
from domain.refusal import Refusal
from storage import Transaction
from storage.evidence import Evidence

UNSEND = "picture.unsend"
"""The picture goes out of the messages that show it, too (bot/unsend.py)."""
REASONS = ("pupil", "mistake", "wish", "other")


def check_may(tx: Transaction, person: str) -> None:
    """Refusal `person.may_not` for who does not manage people."""
    if Permission.MANAGE_PEOPLE not in tx.school.permissions[person]:
        raise Refusal("person.may_not")


def picture_of(tx: Transaction, number: int) -> Evidence:
    """A picture that is still here; Refusal `picture.gone` for one that is not."""
    found = tx.evidence.get(number)
    if found is None or found.is_gone:
        raise Refusal("picture.gone")
    return found


def erase_picture(tx: Transaction, now: datetime, number: int, by: str, why: str, *, said_at: datetime) -> None:
    """Wherever the same picture is kept it goes, from whatever item; once. Raises Refusal as above."""
    check_may(tx, by)
    same = tx.evidence.same_as(picture_of(tx, number).id)
    tx.evidence.erased([it.id for it in same], now)
    for it in same:
        tx.due.drop("evidence.fetch", str(it.id))
    hashes = {it.sha256 for it in same if it.sha256}
    for sha256 in hashes:
        tx.due.put(DISCARD, sha256, now)
    for item in dict.fromkeys(it.item for it in same):
        numbers = [it.id for it in same if it.item == item]
        body = {"evidence": numbers, "sha256": sorted(hashes), "why": why}
        tx.history.append("picture.erased", now, person=by, said_at=said_at, item=item, body=body)
    files = sorted({it.file_id for it in same})
    facts = {"files": files, "names": sorted({it.file_unique_id for it in same}), "by": by, "after": 0}
    tx.due.put(UNSEND, str(number), now, facts)
