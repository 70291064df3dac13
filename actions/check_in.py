"""Check in at a point of a round: the point, how it is known, and the reasons to look twice."""

from datetime import datetime
from typing import Any

from actions.facts import hour, place_name
from domain.duties import Duty, Reached
from domain.rounds import Pace, challenges, flags, open_points
from storage import Transaction


def check_in(
    tx: Transaction,
    now: datetime,
    duty: Duty,
    person: str,
    point: str,
    how: str,
    *,
    said_at: datetime,
    evidence: int | None = None,
    forwarded: bool = False,
) -> Duty:
    """Notes the point with its photo; a point that was reached before stays as it was."""
    duty, before = tx.duties.get(duty.id) or duty, tx.duties.reached(duty.id)
    found = flags(
        duty,
        before,
        point,
        pace=pace_of(tx, duty),
        said_at=said_at,
        arrived_at=now,
        forwarded=forwarded,
        seen_before=evidence is not None and tx.evidence.seen_before(evidence),
    )
    if evidence is not None:
        tx.evidence.attach(evidence, duty.item)
    if not tx.duties.reach(Reached(duty.id, point, len(before) + 1, said_at, how, evidence, found)):
        return duty
    tx.history.append(
        "duty.point",
        now,
        person=person,
        said_at=said_at,
        place=point,
        item=duty.item,
        body={"number": len(before) + 1, "how": how, "evidence": evidence, "flags": list(found)},
    )
    photos = duty.photos + (evidence is not None)
    return tx.duties.change(duty.id, reached=len(before) + 1, photos=photos)


def pace_of(tx: Transaction, duty: Duty) -> Pace:
    route = next((route for route in tx.school.load().routes if route.code == duty.target), None)
    return Pace(route.fixed, route.least_gap) if route else Pace()


def round_facts(tx: Transaction, duty: Duty) -> dict[str, Any]:
    """How far a round is: what the card of each point says; times local, HH:MM."""
    tree, reached = tx.school.tree, tx.duties.reached(duty.id)
    waiting = open_points(duty, reached)
    last = reached[-1] if reached else None
    began = duty.begun_at or duty.opens
    return {
        "name": duty.name,
        "points": len(duty.points),
        "reached": len(reached),
        "last": place_name(tree, last.point) if last else "",
        "at": hour(tx, last.said_at) if last else "",
        "how": last.how if last else "",
        "next": place_name(tree, waiting[0]) if waiting else "",
        "fixed": pace_of(tx, duty).fixed,
        "missing": [place_name(tree, point) for point in waiting],
        "minutes": round((last.said_at - began).total_seconds() / 60) if last and last.said_at > began else 0,
        "due": hour(tx, duty.due),
        "late": any("late" in point.flags for point in reached),
    }


def fingers_at(duty: Duty, point: str) -> int:
    """The number to show at a challenged point; 0 at all others."""
    return challenges(duty).get(point, 0)
