"""Issue a 整改通知: numbered, with a deadline, to a named person; with every photo and word of what it came from."""

from collections.abc import Sequence
from datetime import datetime

from actions.board import note_change
from actions.score_facts import notice_facts
from actions.whose_place import answers_for
from domain.news import Lane, News, Show
from domain.notices import WITHIN, Grade, Notice, following, reminders_of
from domain.refusal import Refusal
from storage import Transaction

STEP = "notice.step"
"""The due row of a notice: its next reminder; the subject is its number."""


def issue_notice(
    tx: Transaction,
    now: datetime,
    *,
    issuer: str,
    grade: Grade,
    place: str | None,
    place_words: str = "",
    words: str,
    said_at: datetime,
    evidence: Sequence[int] = (),
    inspection: int | None = None,
    tell: bool = True,
) -> Notice:
    """Keeps it, attaches the photos (those of another item as copies), and tells whoever answers for the place.

    Refusal `notice.nobody` when nobody can be told of it; what an inspection found is kept all the same.
    """
    responsible = answers_for(tx, now, place, but=issuer)
    if responsible is None and inspection is None:
        raise Refusal("notice.nobody")
    notice = tx.notices.issue(
        grade=grade,
        place=place,
        place_words=place_words,
        words=words,
        issuer=issuer,
        responsible=responsible.id if responsible else None,
        now=now,
        deadline=(now + WITHIN[grade]).replace(second=0, microsecond=0),
        inspection=inspection,
    )
    tx.history.append(
        "notice.issued", now, person=issuer, said_at=said_at, place=place, item=notice.item,
        body={
            "number": notice.number, "grade": grade, "words": words, "place_words": place_words,
            "responsible": notice.responsible, "deadline": notice.deadline.isoformat(), "inspection": inspection,
            "relapse_of": notice.relapse_of, "evidence": _shown(tx, notice, evidence),
        },
    )  # fmt: skip
    note_change(tx, now)
    arrange_step(tx, now, notice)
    if tell:
        tell_responsible(tx, now, notice)
    return notice


def _shown(tx: Transaction, notice: Notice, evidence: Sequence[int]) -> list[int]:
    """Its photos: those that are nobody's yet, and copies of those that already show something else."""
    kept = []
    for evidence_id in evidence:
        photo = tx.evidence.get(evidence_id)
        if photo is not None and photo.item:
            kept.append(tx.evidence.copy(evidence_id, notice.item))
        elif photo is not None:
            tx.evidence.attach(evidence_id, notice.item)
            kept.append(evidence_id)
    return kept


def pass_notice(tx: Transaction, now: datetime, notice: Notice) -> Notice:
    """Whoever had it cannot be told any more: whoever answers for the place now has it, and is told as if it were new.

    It stays where it is while there is nobody else.
    """
    had = notice.responsible
    found = answers_for(tx, now, notice.place, but=notice.issuer)
    if found is None or found.id == had:
        return notice
    notice = tx.notices.change(notice, responsible=found.id)
    tx.history.append("notice.passed", now, person=None, said_at=now, place=notice.place, item=notice.item,
                      body={"from": had, "to": found.id})  # fmt: skip
    tell_responsible(tx, now, notice)
    return notice


def arrange_step(tx: Transaction, now: datetime, notice: Notice) -> None:
    """The next reminder; none that would have been due before now."""
    coming = following(reminders_of(tx.school.load().settings.rest), notice.deadline, now)
    if coming is not None:
        tx.due.put("notice.step", str(notice.number), coming[0])


def tell_responsible(tx: Transaction, now: datetime, notice: Notice, *, show: Show = Show.NEW, **more: object) -> None:
    """The one message about the notice, which edits itself; new when there is something to do."""
    if notice.responsible:
        facts = notice_facts(tx, notice, notice.responsible, **more)
        lane = lane_of(notice) if show is Show.NEW else Lane.CARD
        item = notice.item if show is Show.NEW else f"{notice.item}:state"
        tx.outbox.put(News("notice.card", notice.responsible, facts, lane, item=item, card=notice.item, show=show), now)


def lane_of(notice: Notice) -> Lane:
    """By night ordinary news waits until the morning."""
    return Lane.URGENT if notice.cannot_wait else Lane.ORDINARY
