"""Weigh an inspection again: confirm or drop what was proposed, hear an appeal, and move the points by it."""

from collections.abc import Collection
from datetime import datetime

from actions.inspect_place import hearers_of
from actions.move_notice import lapse_notice
from actions.score_facts import score_facts, show_photos
from actions.whose_place import concerned_at, powers_at, second_person
from domain.appeals import (
    Appeal,
    Assessment,
    Cause,
    Standing,
    Verdict,
    check_may_appeal,
    check_may_confirm,
    check_may_decide,
)
from domain.inspections import Inspection
from domain.news import Lane, News, Show
from domain.people import Permission
from domain.refusal import Refusal
from domain.scores import Movement, Why
from storage import Transaction


def decide_assessment(
    tx: Transaction, now: datetime, person: str, number: int, standing: Standing, *, said_at: datetime
) -> Assessment:
    """从重 or 不从重, by a named person who has nothing to do with the room and did not inspect it."""
    assessment = tx.inspections.assessment(number)
    found = tx.inspections.get(assessment.inspection) if assessment else None
    if assessment is None or found is None:
        raise Refusal("button.old")
    check_may_confirm(assessment, person, powers_at(tx, person, found.place), concerned_with(tx, found))
    assessment = tx.inspections.decide(number, standing, person, now)
    points = -assessment.points if standing is Standing.CONFIRMED else 0
    _move(tx, now, found, person, f"assessment.{'confirmed' if points else 'dropped'}", assessment.item,
          Movement(0, points, Why.HEAVIER), said_at)  # fmt: skip
    if points:
        _tell_heavier(tx, now, tx.inspections.get(found.duty) or found, assessment, person)
    return assessment


def _tell_heavier(tx: Transaction, now: datetime, found: Inspection, assessment: Assessment, by: str) -> None:
    """Whoever was told of the points reads who made it heavier, and that a second person can be asked."""
    facts = score_facts(tx, found, points=assessment.points, cause=assessment.cause, by=tx.school.people[by].name)
    for person in hearers_of(tx, now, found, tx.notices.of_inspection(found.duty)):
        tx.outbox.put(News("score.heavier", person, facts, Lane.ORDINARY, card=assessment.item, show=Show.NEW), now)


def check_appeal(tx: Transaction, now: datetime, person: str, duty: int) -> Inspection:
    """Whether this person may say something against it now; Refusal otherwise."""
    found = tx.inspections.get(duty)
    if found is None:
        raise Refusal("button.old")
    signed = tx.duties.get(found.signed_duty) if found.signed_duty else None
    heavier = [it.decided_at for it in tx.inspections.assessments_of(duty) if it.standing is Standing.CONFIRMED]
    scored_at = max([found.said_at, *(it for it in heavier if it)])
    concerned = concerned_at(tx, found.place) | ({signed.person} if signed and signed.person else set())
    check_may_appeal(person, concerned, scored_at=scored_at, now=now, before=tx.inspections.appeals_of(duty))
    return found


def appeal(tx: Transaction, now: datetime, person: str, duty: int, words: str, *, said_at: datetime) -> Appeal:
    """有意见: kept with its words, and shown to one second person who decides it."""
    found = check_appeal(tx, now, person, duty)
    said = tx.inspections.appeal(duty, person, words, said_at)
    tx.history.append("appeal.said", now, person=person, said_at=said_at, place=found.place, item=said.item,
                      body={"inspection": duty, "words": words})  # fmt: skip
    second = second_person(tx, now, Permission.APPROVE, concerned_with(tx, found) | {person})
    if second is not None:
        _ask(tx, now, found, said, second.id, Show.NEW)
    return said


def decide_appeal(
    tx: Transaction, now: datetime, person: str, number: int, verdict: Verdict, *, said_at: datetime
) -> Appeal:
    """退回分数 gives back what the inspection took; 维持 leaves it. By a second person, once."""
    said = tx.inspections.appeal_of(number)
    found = tx.inspections.get(said.inspection) if said else None
    if said is None or found is None:
        raise Refusal("button.old")
    check_may_decide(said, person, powers_at(tx, person, found.place), concerned_with(tx, found) | {said.person})
    said = tx.inspections.answer(number, verdict, person, now)
    if verdict is Verdict.UPHELD:
        _drop_proposals(tx, now, found, person, said_at, set(Cause))
    points = -sum(it.points for it in found.moved) if verdict is Verdict.UPHELD else 0
    _move(tx, now, found, person, f"appeal.{'upheld' if verdict is Verdict.UPHELD else 'rejected'}", said.item,
          Movement(0, points, Why.GIVEN_BACK), said_at)  # fmt: skip
    if verdict is Verdict.UPHELD:
        _drop_notice(tx, now, found, person, said_at)
    found = tx.inspections.get(found.duty) or found
    _ask(tx, now, found, said, person, Show.ONLY_EDIT)
    facts = score_facts(tx, found, verdict=verdict)
    tx.outbox.put(News("appeal.answer", said.person, facts, Lane.ORDINARY), now)
    return said


def _drop_proposals(
    tx: Transaction, now: datetime, found: Inspection, person: str, said_at: datetime, causes: Collection[Cause]
) -> None:
    """What the points no longer stand for is not proposed any more."""
    for proposal in tx.inspections.assessments_of(found.duty):
        if proposal.standing is Standing.PROPOSED and proposal.cause in causes:
            tx.inspections.decide(proposal.number, Standing.DROPPED, person, now)
            _move(tx, now, found, person, "assessment.dropped", proposal.item, Movement(0, 0, Why.HEAVIER), said_at)


def _drop_notice(tx: Transaction, now: datetime, found: Inspection, person: str, said_at: datetime) -> None:
    """Its 整改通知 is withdrawn; and a later one is not 复发 of it, unless of one before that still counts."""
    notice = tx.notices.of_inspection(found.duty)
    if notice is None:
        return
    lapse_notice(tx, now, person, notice, said_at=said_at)
    for later in tx.notices.after(notice.number):
        relapsed = tx.inspections.get(later.inspection) if later.inspection else None
        if relapsed is not None and tx.notices.before(later) is None:
            _drop_proposals(tx, now, relapsed, person, said_at, {Cause.RELAPSE})


def show_appeal(tx: Transaction, now: datetime, person: str, number: int) -> None:
    """To whoever may decide it; Refusal as for deciding it."""
    said = tx.inspections.appeal_of(number)
    found = tx.inspections.get(said.inspection) if said else None
    if said is None or found is None:
        raise Refusal("button.old")
    check_may_decide(said, person, powers_at(tx, person, found.place), concerned_with(tx, found) | {said.person})
    _ask(tx, now, found, said, person, Show.NEW)


def may_weigh(tx: Transaction, person: str, found: Inspection) -> bool:
    """Whether somebody may decide about it and has no part in it."""
    return Permission.APPROVE in powers_at(tx, person, found.place) and person not in concerned_with(tx, found)


def concerned_with(tx: Transaction, found: Inspection) -> frozenset[str]:
    """Who has a part in it already: lives there, answers for it, inspected, confirmed, appealed."""
    decided = {it.decided_by for it in tx.inspections.assessments_of(found.duty)}
    said = {it.person for it in tx.inspections.appeals_of(found.duty)}
    signed = tx.duties.get(found.signed_duty) if found.signed_duty else None
    others = {found.inspector, signed.person if signed else None, *decided, *said}
    return concerned_at(tx, found.place) | {one for one in others if one}


def _move(
    tx: Transaction, now: datetime, found: Inspection, person: str, kind: str, item: str, moved: Movement,
    said_at: datetime,
) -> None:  # fmt: skip
    if moved.points:
        tx.inspections.move(found.duty, [moved], person=person, now=now)
    tx.history.append(kind, now, person=person, said_at=said_at, place=found.place, item=item,
                      body={"inspection": found.duty, "points": moved.points})  # fmt: skip


def _ask(tx: Transaction, now: datetime, found: Inspection, said: Appeal, second: str, show: Show) -> None:
    facts = score_facts(
        tx, found, appeal=said.number, words=said.words, who=tx.school.people[said.person].name, verdict=said.verdict
    )
    if show is Show.NEW:
        lost = "、".join(f"{name}-{points}" for name, points in facts["lost"])
        show_photos(tx, now, second, facts["place"], lost, facts["photos"], said.item)
    tx.outbox.put(News("appeal.ask", second, facts, Lane.ORDINARY, item=said.item, card=said.item, show=show), now)
