"""Facts about an inspection: what its card, the room's and the managers' say of it."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from actions.facts import address_of, day_of, hour, name_of, place_name
from domain.appeals import APPEAL_WITHIN
from domain.checklists import Checklist
from domain.duties import Duty
from domain.inspections import Inspection, Kind
from domain.news import Lane, News
from domain.notices import Notice
from domain.scores import Movement, Sheet, Why, pass_mark, sheet_of
from storage import Transaction
from words.plain import brief, unless_said

MOST_PHOTOS = 10
"""An album holds no more."""


def sheet_for(tx: Transaction, code: str) -> Sheet | None:
    """The sheet that a checklist is now; None for one without points."""
    found: Checklist | None = next((it for it in tx.school.load().checklists if it.code == code), None)
    return sheet_of(found) if found else None


def mark_of(tx: Transaction) -> int:
    return pass_mark(tx.school.load().settings.rest)


def lost_facts(tx: Transaction, checklist: str, moved: Iterable[Movement]) -> list[list[Any]]:
    """What each item lost by what was seen, by its name: [卫生, 8]."""
    sheet = sheet_for(tx, checklist)
    lost: dict[int, int] = {}
    for it in moved:
        if it.why is Why.DEDUCTED:
            lost[it.item] = lost.get(it.item, 0) - it.points
    names = {part.number: part.name for part in sheet.parts} if sheet else {}
    return [[names.get(item, str(item)), points] for item, points in sorted(lost.items()) if points]


def photos_of(tx: Transaction, moved: Iterable[Movement]) -> list[str]:
    """File ids of what the deductions show."""
    ids = dict.fromkeys(one for it in moved for one in it.evidence)
    found = [tx.evidence.get(one) for one in ids]
    return [it.file_id for it in found if it is not None and not it.is_gone][:MOST_PHOTOS]


def score_facts(tx: Transaction, inspection: Inspection, **more: Any) -> dict[str, Any]:
    """Everything that any card says of an inspection; who inspected is for managers only and not among it."""
    zone = tx.school.load().settings.zone
    said = inspection.said_at.astimezone(zone)
    return {
        "duty": inspection.duty,
        "place": place_name(tx.school.tree, inspection.place),
        "score": inspection.score,
        "mark": mark_of(tx),
        "lost": lost_facts(tx, inspection.checklist, inspection.moved),
        "heavier": -sum(it.points for it in inspection.moved if it.why is Why.HEAVIER),
        "given_back": sum(it.points for it in inspection.moved if it.why is Why.GIVEN_BACK),
        "signature": inspection.signature,
        "kind": inspection.kind,
        "said": hour(tx, inspection.said_at),
        "month": said.month,
        "day": said.day,
        "photos": photos_of(tx, inspection.moved),
        "appeal_until": hour(tx, inspection.said_at + APPEAL_WITHIN),
        **more,
    }


def show_photos(
    tx: Transaction, now: datetime, to: str, place: str, words: str, photos: Sequence[str], item: str
) -> None:
    """Several photos go before the card as an album: an album holds no buttons."""
    if len(photos) > 1:
        facts = {"place": place, "words": words, "photos": list(photos)}
        tx.outbox.put(News("score.photos", to, facts, Lane.ORDINARY, item=item), now)


def before_facts(tx: Transaction, duty: Duty) -> dict[str, Any]:
    """For the inspector: the sheet, and what the last look at this place found, with its photos."""
    place = duty.place or duty.target
    last, sheet = _before(tx, duty, place), sheet_for(tx, duty.checklist)
    return {
        "items": [[part.number, part.name, part.full] for part in sheet.parts] if sheet else [],
        "last": score_facts(tx, last) if last else None,
    }


def last_look(tx: Transaction, duty: Duty) -> dict[str, Any]:
    """The score of the last look, and its day, as the inspector's card says it; empty when there was none."""
    last = _before(tx, duty, duty.place or duty.target)
    if last is None:
        return {}
    said = last.said_at.astimezone(tx.school.load().settings.zone)
    return {"last_score": last.score, "last_month": said.month, "last_day": said.day}


def _before(tx: Transaction, duty: Duty, place: str) -> Inspection | None:
    """The last look; whoever looks blind is told of none, for the one before is of today."""
    again = tx.inspections.meant_again(duty.id)
    return None if again and again[1] is Kind.BLIND else tx.inspections.last_of(place, but=duty.id)


def notice_facts(tx: Transaction, notice: Notice, reader: str | None = None, **more: Any) -> dict[str, Any]:
    """Everything that any card says of a notice; the deadline as its day says it (today, tomorrow, or the date)."""
    zone = tx.school.load().settings.zone
    local = notice.deadline.astimezone(zone)
    everything = [it for it in tx.evidence.of_item(notice.item) if it.kind == "photo" and not it.is_gone]
    found = tx.inspections.get(notice.inspection) if notice.inspection else None
    return {
        "number": notice.number,
        "state": notice.state,
        "grade": notice.grade,
        "place": place_name(tx.school.tree, notice.place, notice.place_words),
        "words": notice.words,
        "where": unless_said(place_name(tx.school.tree, notice.place, notice.place_words), notice.words),
        "issuer": name_of(tx, notice.issuer),
        "responsible": name_of(tx, notice.responsible),
        "responsible_address": address_of(tx, notice.responsible),
        "done_by": name_of(tx, notice.done_by),
        "done": hour(tx, notice.done_at) if notice.done_at else "",
        "checker": name_of(tx, notice.checker),
        "month": local.month,
        "day": local.day,
        "at": hour(tx, notice.deadline),
        "deadline_day": day_of(tx, notice.deadline),
        "relapse_of": tx.notices.before(notice) if notice.relapse_of else None,
        "reason": notice.reason,
        "duty": notice.inspection,
        "score": found.score if found else None,
        "before": [it.file_id for it in everything if it.role != "after"],
        "after": [it.file_id for it in everything if it.role == "after"],
        "mine": reader is not None and reader == notice.responsible,
        **more,
    }


def notice_line(tx: Transaction, notice: Notice) -> dict[str, Any]:
    """One notice in a list."""
    return {
        "number": notice.number,
        "state": notice.state,
        "place": unless_said(place_name(tx.school.tree, notice.place, notice.place_words), notice.words),
        "words": brief(notice.words),
        "who": name_of(tx, notice.responsible),
    }


def inspection_line(tx: Transaction, inspection: Inspection) -> dict[str, Any]:
    """One inspection in a list."""
    return {
        "duty": inspection.duty,
        "at": hour(tx, inspection.said_at),
        "place": place_name(tx.school.tree, inspection.place),
        "score": inspection.score,
        "signature": inspection.signature,
        "kind": inspection.kind,
        "inspector": name_of(tx, inspection.inspector),
    }


def days_over(notice: Notice, now: datetime) -> int:
    """Whole days past the deadline; 0 before."""
    return max(0, (now - notice.deadline) // timedelta(days=1))
