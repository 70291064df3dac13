"""What a period's checks came to: inspections with their scores, notices, second looks, and who stopped checking."""

from collections import Counter
from datetime import datetime
from typing import Any

from actions.facts import name_of, place_name
from actions.score_facts import mark_of
from domain.areas import area_of
from domain.duties import Duty, State, Task
from domain.follow_through import BEFORE, RECENT, stopped
from domain.inspections import Kind
from domain.notices import Notice
from domain.notices import State as NoticeState
from domain.people import is_manager
from domain.scores import Signature, agree
from domain.spans import DAY
from reports.day import Day
from storage import Transaction


def check_facts(tx: Transaction, day: Day) -> dict[str, Any]:
    return {
        "inspected": inspected_facts(tx, day),
        "notices": notice_flow(tx, day.began, day.ended),
        "stopped": stopped_facts(tx, day.ended),
    }


def inspected_facts(tx: Transaction, day: Day) -> dict[str, Any]:
    """`due` = looked at + missed + excused. Scores of rooms, the best first; of other places how many were faulty.

    `prompts` are gates whose guard was asked to show them, `answered` those that were shown.
    """
    asked = [duty for duty in day.duties if duty.task in (Task.INSPECT, Task.PROMPT)]
    looked = [duty for duty in asked if duty.state in (State.DONE, State.LATE)]
    found = [it for duty in looked if (it := tx.inspections.get(duty.id)) is not None]
    scored = {it.duty for it in found}
    blind = [it for it in found if it.kind is Kind.BLIND]
    pairs = [(it.score, first.score) for it in blind if (first := tx.inspections.get(it.again_of or 0)) is not None]
    mark = mark_of(tx)
    first_looks = [it for it in found if it.kind is not Kind.BLIND]
    return {
        "due": len(asked),
        "looked": len(looked),
        "scores": sorted((it.score for it in first_looks), reverse=True),
        "below": sum(it.score < mark for it in first_looks),
        "dirty": [place_name(tx.school.tree, it.place) for it in first_looks if it.signature is Signature.DIRTY],
        "others": _others([duty for duty in looked if duty.id not in scored and duty.task is Task.INSPECT]),
        "prompts": sum(duty.task is Task.PROMPT for duty in asked),
        "answered": sum(duty.task is Task.PROMPT for duty in looked),
        "again": sum(it.kind is Kind.AGAIN for it in found),
        "blind": len(pairs),
        "agreed": sum(agree(*pair, mark=mark) for pair in pairs),
    }


def _others(looked: list[Duty]) -> list[list[Any]]:
    """Area, how many places were looked at, how many of them had something wrong."""
    areas = Counter(area_of(duty.chain) for duty in looked)
    wrong = Counter(area_of(duty.chain) for duty in looked if duty.faults)
    return [[area, number, wrong[area]] for area, number in sorted(areas.items())]


def notice_flow(tx: Transaction, began: datetime, ended: datetime) -> dict[str, int]:
    """before + new - over = open; `ended` is now. What waits for a second look is open and not overdue."""
    zone = tx.school.load().settings.zone
    new, over, running = tx.notices.issued(began, ended), tx.notices.over(began, ended), tx.notices.open()
    tomorrow = ended.astimezone(zone).date() + DAY
    return {
        "before": len(running) - len(new) + len(over),
        "new": len(new),
        "over": len(over),
        "open": len(running),
        "overdue": sum(is_overdue(it, ended) for it in running),
        "tomorrow": sum(
            it.state is not NoticeState.TO_CHECK and it.deadline.astimezone(zone).date() == tomorrow for it in running
        ),
    }


def is_overdue(notice: Notice, now: datetime) -> bool:
    return not notice.is_over and notice.state is not NoticeState.TO_CHECK and notice.deadline < now


def stopped_facts(tx: Transaction, now: datetime) -> list[dict[str, Any]]:
    """Inspectors of every plan, and of managers whatever they owe: their own misses stand here like anybody's."""
    managers = [person.id for person in tx.school.people.values() if is_manager(person, tx.school.roles)]
    found = tx.inspections.checking(now - RECENT - BEFORE, now - RECENT, now, managers)
    return [{"who": name_of(tx, it.person), "asked": it.asked, "days": RECENT.days} for it in stopped(found)]
