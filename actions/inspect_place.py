"""Inspect a place: the points with their photos, the comparison with the day's signature, and what follows."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from actions.issue_notice import issue_notice
from actions.score_facts import lost_facts, mark_of, score_facts, sheet_for, show_photos
from actions.submit_duty import submit_duty
from actions.whose_place import answers_for, concerned_at
from domain.appeals import HEAVIER, Cause
from domain.duties import Duty, State, Task
from domain.inspections import Inspection, Kind
from domain.news import Lane, News, Show
from domain.notices import Grade, Notice
from domain.refusal import Refusal
from domain.scores import Deduction, Sheet, Signature, compare, movements, taken
from domain.spans import DAY
from storage import Transaction


def check_may_inspect(tx: Transaction, duty: Duty, person: str) -> None:
    """Refusal `inspect.own`: nobody inspects where they live, what they answer for, or what they signed today."""
    place = duty.place or duty.target
    signed = signed_for(tx, duty, duty.starts + DAY)
    if person in concerned_at(tx, place) or (signed is not None and signed.person == person):
        raise Refusal("inspect.own")


def inspect_place(
    tx: Transaction,
    now: datetime,
    duty: Duty,
    *,
    person: str,
    said_at: datetime,
    device: str | None,
    deductions: Sequence[Deduction],
    evidence: Sequence[int],
    body: Mapping[str, Any],
) -> Inspection:
    """Keeps the look as the duty's record, its points as movements, and tells the room what there is to tell.

    Below the mark a 整改通知 is issued in the inspector's name; signed and dirty, and a relapse, are proposed for a
    heavier assessment and no more than that. Refusal `inspect.no_sheet` when the school's list has no points any more.
    """
    check_may_inspect(tx, duty, person)
    sheet = sheet_for(tx, duty.checklist)
    if sheet is None:
        raise Refusal("inspect.no_sheet")
    found = _found(tx, duty, sheet, deductions, person, said_at)
    moved = found.moved
    for evidence_id in evidence:
        tx.evidence.attach(evidence_id, duty.item)
    photos = list(dict.fromkeys([*evidence, *(one for it in moved for one in it.evidence)]))
    submit_duty(
        tx, now, duty, person=person, said_at=said_at, device=device,
        body={
            "evidence": photos, "score": found.score, "signature": found.signature, "kind": found.kind,
            "moved": [[it.item, it.points, list(it.evidence)] for it in moved], **body,
        },
        photos=duty.photos + len(photos), faults=len(moved), reached=len(duty.points),
    )  # fmt: skip
    tx.inspections.keep(found, now)
    notice = _notice(tx, now, found) if found.score < mark_of(tx) and found.kind is not Kind.BLIND else None
    _propose(tx, now, found, notice)
    tell_room(tx, now, found, notice)
    return found


def _found(
    tx: Transaction, duty: Duty, sheet: Sheet, deductions: Sequence[Deduction], person: str, said_at: datetime
) -> Inspection:
    """What the look says: the points that go, and how that compares with what was signed there."""
    signed = signed_for(tx, duty, said_at)
    first = tx.inspections.meant_again(duty.id)
    was_done = None if signed is None else signed.state in (State.DONE, State.LATE)
    return Inspection(
        duty.id, duty.place or duty.target, duty.checklist, sheet.version, person, said_at,
        compare(sheet, taken(sheet, deductions), signed=was_done),
        signed.id if signed else None, first[1] if first else Kind.DRAWN, first[0] if first else None,
        movements(sheet, deductions),
    )  # fmt: skip


def signed_for(tx: Transaction, duty: Duty, at: datetime) -> Duty | None:
    """The sign-off of that place and day that was last due, or done, by then; None when nobody had to sign yet."""
    place, zone = duty.place or duty.target, tx.school.load().settings.zone
    today = tx.duties.of_day(at.astimezone(zone).date())
    there = [it for it in today if it.task is Task.SIGN and place in (it.place, it.target)]
    had = [it for it in there if it.closes <= at or (it.said_at is not None and it.said_at <= at)]
    return max(had, key=lambda it: it.due, default=None)


def _notice(tx: Transaction, now: datetime, found: Inspection) -> Notice:
    words = "、".join(f"{name}-{points}" for name, points in lost_facts(tx, found.checklist, found.moved))
    return issue_notice(
        tx, now, issuer=found.inspector, grade=Grade.MAJOR, place=found.place, words=words, said_at=found.said_at,
        evidence=[one for it in found.moved for one in it.evidence], inspection=found.duty, tell=False,
    )  # fmt: skip


def _propose(tx: Transaction, now: datetime, found: Inspection, notice: Notice | None) -> None:
    """What a named person may make heavier. Never for a blind second look: that one is about inspectors."""
    causes = [Cause.DIRTY] if found.signature is Signature.DIRTY and found.kind is not Kind.BLIND else []
    causes += [Cause.RELAPSE] if notice is not None and notice.relapse_of is not None else []
    for cause in causes:
        proposal = tx.inspections.propose(found.duty, cause, HEAVIER, now)
        if proposal is not None:
            tx.history.append(
                "assessment.proposed", now, person=None, said_at=now, place=found.place, item=proposal.item,
                body={"inspection": found.duty, "cause": cause, "points": HEAVIER},
            )  # fmt: skip


def tell_room(tx: Transaction, now: datetime, found: Inspection, notice: Notice | None) -> None:
    """Whoever answers for the room, and first whoever signed it untruly; nobody hears of a room that lost nothing."""
    if not found.moved or found.kind is Kind.BLIND:
        return
    for person in hearers_of(tx, now, found, notice):
        mine = notice is not None and person == notice.responsible
        facts = score_facts(
            tx, found, notice=notice.number if notice else None, mine=mine, state=notice.state if notice else None,
            deadline=_deadline(tx, notice, now), to=person,
        )  # fmt: skip
        card = notice.item if notice and mine else f"{_item(found)}:room"
        item = notice.item if notice and mine else f"{_item(found)}:room"
        lost = "、".join(f"{name}-{points}" for name, points in facts["lost"])
        show_photos(tx, now, person, facts["place"], lost, facts["photos"], item)
        tx.outbox.put(News("score.room", person, facts, Lane.ORDINARY, item=item, card=card, show=Show.NEW), now)


def hearers_of(tx: Transaction, now: datetime, found: Inspection, notice: Notice | None) -> list[str]:
    """Whoever signed it untruly, then whoever answers for the room."""
    there = answers_for(tx, now, found.place, but=found.inspector)
    answers = notice.responsible if notice else there.id if there else None
    signed = tx.duties.get(found.signed_duty) if found.signed_duty and found.signature is Signature.DIRTY else None
    return list(dict.fromkeys(one for one in (signed.person if signed else None, answers) if one))


def _item(found: Inspection) -> str:
    return f"inspection:{found.duty}"


def _deadline(tx: Transaction, notice: Notice | None, now: datetime) -> dict[str, Any] | None:
    if notice is None:
        return None
    zone = tx.school.load().settings.zone
    local = notice.deadline.astimezone(zone)
    return {"month": local.month, "day": local.day, "at": f"{local:%H:%M}",
            "tomorrow": local.date() - now.astimezone(zone).date() == DAY}  # fmt: skip
